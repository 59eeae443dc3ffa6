"""Disclosures: a supervisor lets another agency, or a named third party, see named fields; the receiver sees those."""

from api.actions.decide import basis_of
from api.actions.open_advertiser import known_of, reviews_of
from api.actions.viewings import note, viewing
from api.desk import Asker
from api.policy import Action
from models.agency import AgencyKind
from models.base import Id, Record
from models.disclosure import Disclosable, Disclosed, Disclosure, LegalGround, Named, Receiver
from models.errors import BadInput, NotFound
from models.link import Advertiser
from models.note import Note
from models.review import Withdrawal
from models.tag import Tag
from models.viewing import Act


class Given(Record):
    """A disclosure of the asker's own agency: the receipt."""

    disclosure: Disclosure
    by: str
    to: str


class Got(Record):
    """What another agency disclosed, with that agency's name."""

    shown: Disclosed
    sender: str


class DisclosuresView(Record):
    given: tuple[Given, ...]
    got: tuple[Got, ...]


def disclose(
    advertiser: Id,
    *,
    fields: tuple[Disclosable, ...],
    receiver: Receiver,
    grounds: tuple[LegalGround, ...],
    balancing: str,
    asker: Asker,
) -> Given:
    """Names the records that stand now. Raises NotAllowed, NotFound, and BadInput that says what is missing."""
    asker.need(Action.DISCLOSE, layer=asker.layer)
    if receiver.agency is not None and receiver.agency not in {one[0] for one in receivers(asker)}:
        raise BadInput("That agency cannot receive anything; choose one of the list.")
    found = known_of(advertiser, asker=asker).advertiser
    what = Named(advertiser=found.id, ads=found.ads, fields=fields, records=_records(found, frozenset(fields), asker))
    disclosure = Disclosure.decided(
        what,
        receiver,
        grounds=grounds,
        balancing=balancing,
        layer=asker.layer,
        person=asker.member.person.id,
        now=asker.desk.clock.now(),
        basis=basis_of(asker),
    )
    asker.desk.stores.additions.add(disclosure, viewing(Act.DISCLOSE, "advertiser", of=found.id, asker=asker))
    return _given(disclosure, asker)


def withdraw_disclosure(disclosure: Id, *, asker: Asker) -> Disclosure:
    """From now on the receiver sees nothing of it. Raises NotAllowed, NotFound and Conflict."""
    asker.need(Action.DISCLOSE, layer=asker.layer)
    found = asker.desk.stores.additions.get(disclosure, asker.scope)
    if not isinstance(found, Disclosure):
        raise NotFound("disclosure", disclosure)
    withdrawn = Withdrawal.made(disclosure, layer=asker.layer, by=asker.member.person.id, at=asker.desk.clock.now())
    asker.desk.stores.additions.withdraw(withdrawn, viewing(Act.WITHDRAW, "disclosure", of=disclosure, asker=asker))
    return found


def open_disclosures(*, asker: Asker) -> DisclosuresView:
    """What the own agency disclosed, and what others disclosed to it. Raises NotAllowed."""
    asker.need(Action.READ_DISCLOSURES, layer=asker.layer)
    stores, names = asker.desk.stores, _names(asker)
    note(Act.VIEW, "disclosures", of=None, asker=asker)
    given = [one for one in stores.additions.every("disclosure", asker.scope) if isinstance(one, Disclosure)]
    return DisclosuresView(
        given=tuple(_given(one, asker) for one in given),
        got=tuple(
            Got(shown=one, sender=names.get(one.sender, one.sender)) for one in stores.disclosures.received(asker.scope)
        ),
    )


def receivers(asker: Asker) -> tuple[tuple[str, str], ...]:
    """Id and name of every other agency that works with people."""
    agencies = asker.desk.stores.people.agencies()
    others = (one for one in agencies if one.kind is not AgencyKind.JOINT and one.layer != asker.layer)
    return tuple(sorted((one.id, one.name) for one in others))


def _records(found: Advertiser, fields: frozenset[Disclosable], asker: Asker) -> tuple[Id, ...]:
    """The latest decision, and the tags and notes that stand: of the named fields only."""
    added = asker.desk.stores.additions.of(found.ads, asker.scope)
    decided = reviews_of(found, asker=asker)[:1] if fields & {Disclosable.DECISION, Disclosable.REASON} else ()
    tags = [one.id for one in added if isinstance(one, Tag) and Disclosable.TAGS in fields]
    notes = [one.id for one in added if isinstance(one, Note) and Disclosable.NOTES in fields]
    return (*(one.id for one in decided), *tags, *notes)


def _given(one: Disclosure, asker: Asker) -> Given:
    to = one.receiver.third_party or _names(asker).get(one.receiver.agency or "", one.receiver.agency or "")
    return Given(disclosure=one, by=asker.desk.stores.people.get(one.person).name, to=to)


def _names(asker: Asker) -> dict[str, str]:
    return {one.id: one.name for one in asker.desk.stores.people.agencies()}
