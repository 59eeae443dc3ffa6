"""What a person decided about an advertiser, with reason; a change of mind is a further record."""

from enum import StrEnum
from typing import Self

from models.base import Id, Moment, Record, new_id
from models.basis import Basis
from models.errors import BadInput
from models.scope import Layer


class Decision(StrEnum):
    CONCERN = "concern"
    SECOND_LOOK = "second_look"
    INDEPENDENT = "independent"
    AGENCY = "agency"
    SPAM = "spam"
    NOT_RELEVANT = "not_relevant"
    UNSURE = "unsure"


class Concern(StrEnum):
    """Kind of concern."""

    MINOR = "minor"
    THIRD_PARTY_CONTROL = "third_party_control"
    COERCION = "coercion"
    RECRUITMENT = "recruitment"
    OTHER = "other"


class Review(Record):
    """Belongs to the deciding person's agency: invisible to every other."""

    id: Id
    layer: Layer
    advertiser: Id
    decision: Decision
    concern: Concern | None
    reason: str
    person: Id
    decided_at: Moment
    versions: tuple[Id, ...]
    """The ad versions that the person had before them."""
    basis: Basis

    @classmethod
    def made(
        cls,
        advertiser: Id,
        decision: Decision,
        *,
        layer: Layer,
        reason: str,
        person: Id,
        now: Moment,
        versions: tuple[Id, ...],
        basis: Basis,
        concern: Concern | None = None,
    ) -> Self:
        """A concern needs its kind and a reason. Raises BadInput."""
        if decision is Decision.CONCERN and not (reason.strip() and concern):
            raise BadInput("A concern needs its kind and a reason in words; nothing was decided.")
        return cls(
            id=new_id(),
            layer=layer,
            advertiser=advertiser,
            decision=decision,
            concern=concern if decision is Decision.CONCERN else None,
            reason=reason.strip(),
            person=person,
            decided_at=now,
            versions=versions,
            basis=basis,
        )


class Withdrawal(Record):
    """Undo is a record too: state is the latest that is not withdrawn."""

    id: Id
    layer: Layer
    of: Id
    by: Id
    at: Moment

    @classmethod
    def made(cls, of: Id, *, layer: Layer, by: Id, at: Moment) -> Self:
        return cls(id=new_id(), layer=layer, of=of, by=by, at=at)
