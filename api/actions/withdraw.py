"""Take a decision back: a withdrawal is a record too, and undo works back through a person's own decisions."""

from api.actions.viewings import viewing
from api.desk import Asker
from api.policy import Action
from models.base import Id
from models.errors import Conflict, NotAllowed
from models.review import Review, Withdrawal
from models.viewing import Act


def withdraw(review: Id, *, asker: Asker) -> Review:
    """Take back one decision of one's own.

    Raises NotAllowed for a colleague's, NotFound, and Conflict when it was taken back already.
    """
    asker.need(Action.WITHDRAW, layer=asker.layer)
    found = asker.desk.stores.reviews.get(review, asker.scope)
    asker.need(Action.WITHDRAW, layer=found.layer)
    if found.person != asker.member.person.id:
        raise NotAllowed("not_yours")
    _withdraw(found, asker)
    return found


def undo(*, asker: Asker) -> Review:
    """Take back the person's latest decision that stands; asked again, the one before. Raises Conflict at the end."""
    asker.need(Action.WITHDRAW, layer=asker.layer)
    latest = asker.desk.stores.reviews.by(asker.member.person.id, asker.scope, limit=1)
    if not latest:
        raise Conflict("There is no decision of yours left to take back")
    _withdraw(latest[0], asker)
    return latest[0]


def _withdraw(review: Review, asker: Asker) -> None:
    withdrawal = Withdrawal.made(review.id, layer=asker.layer, by=asker.member.person.id, at=asker.desk.clock.now())
    logged = viewing(Act.WITHDRAW, "advertiser", of=review.advertiser, asker=asker)
    asker.desk.stores.reviews.withdraw(withdrawal, logged)
