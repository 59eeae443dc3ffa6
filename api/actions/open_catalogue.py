"""Open the catalogue of indicators: what each asks, what it rests on, and what it may do. No person in it."""

from itertools import groupby

from api.desk import Asker
from api.indicators import IndicatorShown, Named
from api.policy import Action
from models.assessment import Use
from models.base import Record


class Family(Record):
    name: str
    names: Named
    entries: tuple[IndicatorShown, ...]


def open_catalogue(*, asker: Asker) -> tuple[Family, ...]:
    """Entries by family, by code within it, what speaks against last. Raises NotAllowed."""
    asker.need(Action.READ_CATALOGUE)
    ordered = sorted(asker.desk.indicators, key=_place)
    families = {name: tuple(entries) for name, entries in groupby(ordered, key=lambda entry: entry.family)}
    return tuple(Family(name=name, names=entries[0].families, entries=entries) for name, entries in families.items())


def _place(entry: IndicatorShown) -> tuple[bool, str, str, str]:
    return entry.use is Use.AGAINST, entry.family, entry.code, entry.id
