"""Which layer a question is asked in, decided by every backend itself from the scope: the permission filter."""

from models.scope import JOINT, DataClass, Layer, Scope
from models.search import Question


def layer_of(question: Question, scope: Scope) -> Layer | None:
    """The joint layer, or the scope's own where tags or notes are asked for; None where the scope may not look."""
    if not question.names_own:
        return JOINT if scope.sees(JOINT, DataClass.ADS) else None
    own = scope.own
    sees = own is not None and scope.sees(own, DataClass.ADS) and scope.sees(own, DataClass.REVIEWS)
    return own if sees else None
