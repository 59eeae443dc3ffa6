"""A decision that lets another agency, or a named third party, see named fields; nothing else crosses."""

from enum import StrEnum
from typing import Literal, Self

from models.base import Id, Moment, Record, new_id
from models.basis import Basis
from models.errors import BadInput
from models.review import Concern, Decision
from models.scope import Layer

LONGEST = 4000


class Disclosable(StrEnum):
    """What an agency can let another see of its own layer; a field that is not here cannot be disclosed."""

    DECISION = "decision"
    REASON = "reason"
    TAGS = "tags"
    NOTES = "notes"


class LegalGround(StrEnum):
    """Legal ground of a disclosure. § Codes of the Swedish secrecy act that a jurist confirms before real data."""

    CONSENT = "osl-10-1"
    NECESSARY = "osl-10-2"
    INTEREST_CLEARLY_OUTWEIGHS = "osl-10-27"
    DUTY_BY_LAW = "osl-10-28"
    SUSPECTED_CRIME = "osl-10-24"
    CHILD_AT_RISK = "sol-19-1"


class Named(Record):
    """What is disclosed: fields of what the agency added about one advertiser, and the records that they stand in."""

    advertiser: Id
    ads: tuple[Id, ...]
    fields: tuple[Disclosable, ...]
    records: tuple[Id, ...]
    """Reviews, tags and notes of the discloser's layer that stood when it was decided."""


class Receiver(Record):
    """An agency by its id, or a third party by its name: it has no account, so only the receipt says what it got."""

    agency: str | None = None
    third_party: str | None = None


class Disclosure(Record):
    """Names its records one by one: what is added later stays where it is."""

    kind: Literal["disclosure"] = "disclosure"
    id: Id
    layer: Layer
    what: Named
    receiver: Receiver
    grounds: tuple[LegalGround, ...]
    balancing: str
    person: Id
    """Who decided."""
    made_at: Moment
    basis: Basis

    @classmethod
    def decided(
        cls,
        what: Named,
        receiver: Receiver,
        *,
        grounds: tuple[LegalGround, ...],
        balancing: str,
        layer: Layer,
        person: Id,
        now: Moment,
        basis: Basis,
    ) -> Self:
        """Raises BadInput, which names what is missing: fields, one receiver, a ground, the balancing, or a record."""
        if not what.fields or not grounds or not balancing.strip():
            raise BadInput(
                "A disclosure needs fields, a legal ground and the balancing in words; nothing was disclosed."
            )
        if (receiver.agency is None) == (receiver.third_party is None):
            raise BadInput("A disclosure has one receiver: an agency or a named third party; nothing was disclosed.")
        if receiver.agency == layer:
            raise BadInput("Your own agency sees this already; choose another receiver.")
        if not what.records:
            raise BadInput("There is nothing in these fields to disclose; nothing was disclosed.")
        return cls(
            id=new_id(),
            layer=layer,
            what=what,
            receiver=receiver,
            grounds=tuple(sorted(set(grounds))),
            balancing=balancing.strip()[:LONGEST],
            person=person,
            made_at=now,
            basis=basis,
        )

    @property
    def ads(self) -> tuple[Id, ...]:
        return self.what.ads


class Disclosed(Record):
    """What a receiver sees through a disclosure: the named fields and nothing else of the discloser's layer."""

    id: Id
    sender: str
    """Id of the disclosing agency."""
    at: Moment
    grounds: tuple[LegalGround, ...]
    fields: tuple[Disclosable, ...]
    ads: tuple[Id, ...]
    decision: Decision | None = None
    concern: Concern | None = None
    reason: str | None = None
    tags: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
