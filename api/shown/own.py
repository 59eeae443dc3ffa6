"""What the asker's own agency added to an advertiser: tags, notes and sayings about ties, each with who made it."""

from api.desk import Asker
from api.policy import Action
from models.base import Id, Record
from models.note import Note
from models.tag import Tag
from models.tie import Tie


class NoteShown(Record):
    note: Note
    by: str


class TieShown(Record):
    tie: Tie
    by: str


class OwnShown(Record):
    tags: tuple[Tag, ...] = ()
    notes: tuple[NoteShown, ...] = ()
    ties: tuple[TieShown, ...] = ()


def own_shown(ads: tuple[Id, ...], *, asker: Asker) -> OwnShown:
    """Empty for who may not read the agency's decisions."""
    if not asker.may(Action.READ_REVIEWS, layer=asker.layer):
        return OwnShown()
    added = asker.desk.stores.additions.of(ads, asker.scope)
    return OwnShown(
        tags=tuple(sorted((one for one in added if isinstance(one, Tag)), key=lambda one: one.word)),
        notes=tuple(NoteShown(note=one, by=_by(one.person, asker)) for one in added if isinstance(one, Note)),
        ties=tuple(TieShown(tie=one, by=_by(one.person, asker)) for one in added if isinstance(one, Tie)),
    )


def _by(person: Id, asker: Asker) -> str:
    return asker.desk.stores.people.get(person).name
