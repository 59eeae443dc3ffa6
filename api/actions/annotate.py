"""Tags and notes of the asker's own agency: put on an advertiser's ads, taken away, and found by search at once."""

import structlog

from api.actions.decide import basis_of
from api.actions.open_advertiser import known_of
from api.actions.viewings import viewing
from api.desk import Asker
from api.policy import Action
from classify.search.own_index import index_own
from models.addition import Addition
from models.base import Id
from models.errors import NotFound, SearchAway
from models.note import Note
from models.review import Withdrawal
from models.tag import Tag
from models.viewing import Act

log = structlog.get_logger()


def add_tag(advertiser: Id, word: str, *, asker: Asker) -> Tag:
    """A word that stands on the advertiser already stays as it is. Raises NotAllowed, NotFound, BadInput."""
    asker.need(Action.ANNOTATE, layer=asker.layer)
    ads = known_of(advertiser, asker=asker).advertiser.ads
    person, now = asker.member.person.id, asker.desk.clock.now()
    tag = Tag.made(word, ads, layer=asker.layer, person=person, now=now, basis=basis_of(asker))
    standing = asker.desk.stores.additions.of(ads, asker.scope)
    known = next((one for one in standing if isinstance(one, Tag) and one.word == tag.word), None)
    if known is not None and set(ads) <= set(known.ads):
        return known
    _add(tag, advertiser, asker)
    return tag


def add_note(advertiser: Id, text: str, *, replaces: Id | None, asker: Asker) -> Note:
    """`replaces` is a note that the writer had before them and changed.

    Raises NotAllowed, NotFound, BadInput, and Conflict when a colleague changed that note meanwhile.
    """
    asker.need(Action.ANNOTATE, layer=asker.layer)
    ads = known_of(advertiser, asker=asker).advertiser.ads
    person, now = asker.member.person.id, asker.desk.clock.now()
    told = {"layer": asker.layer, "person": person, "now": now, "basis": basis_of(asker)}
    note = Note.made(text, ads, replaces=replaces, **told)  # type: ignore[arg-type]
    _add(note, advertiser, asker)
    return note


def take_away(addition: Id, *, asker: Asker) -> Addition:
    """Take a tag or a note away, also a colleague's. Raises NotAllowed, NotFound and Conflict."""
    asker.need(Action.ANNOTATE, layer=asker.layer)
    found = asker.desk.stores.additions.get(addition, asker.scope)
    if not isinstance(found, Tag | Note):
        raise NotFound("tag or note", addition)
    withdrawn = Withdrawal.made(addition, layer=asker.layer, by=asker.member.person.id, at=asker.desk.clock.now())
    asker.desk.stores.additions.withdraw(withdrawn, viewing(Act.WITHDRAW, found.kind, of=addition, asker=asker))
    _index(found, asker)
    return found


def _add(addition: Tag | Note, advertiser: Id, asker: Asker) -> None:
    logged = viewing(Act.ANNOTATE, addition.kind, of=advertiser, asker=asker)
    asker.desk.stores.additions.add(addition, logged)
    _index(addition, asker)


def _index(addition: Tag | Note, asker: Asker) -> None:
    """An index that is away catches up later: what changed waits in the outbox."""
    desk = asker.desk
    index_own(desk.search, desk.stores, addition.ads, layer=asker.layer, editions=desk.editions())
    try:
        desk.search.catch_up()
    except SearchAway:
        log.warning("index left behind", addition=addition.id)
