"""A table of figures: its cells by area or kind, what they add up to, and which of them are shown."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from estimate.ladders import Ladder, Step
from estimate.occasions import History, most_often
from estimate.suppression import AREA_MONTH, COUNTY_TOTAL, Sum, suppressed
from models.base import Id

ALL, UNKNOWN, COUNTY = "all", "unknown", "county "


class Dimension(StrEnum):
    """What a table is divided by; one at a time, never a place by anything else."""

    ALL = "all"
    MUNICIPALITY = "municipality"
    KIND = "kind"


@dataclass(frozen=True)
class Cell:
    """One cell: who is in it, how it is estimated, and whether it may be shown."""

    label: str
    history: History
    ladder: Ladder
    within: str | None = None
    """Label of the total that it is a part of."""
    hidden: bool = False
    reason: str | None = None

    @classmethod
    def refused(cls, reason: str) -> "Cell":
        return cls(label=ALL, history=History((), ()), ladder=lambda _: (), reason=reason)

    @property
    def count(self) -> int:
        return len(self.history.units)

    @property
    def minimum(self) -> int:
        return COUNTY_TOTAL if self.label == ALL or self.label.startswith(COUNTY) else AREA_MONTH

    @property
    def sources(self) -> tuple[str, ...]:
        return self.history.sites

    def steps(self) -> tuple[Step, ...]:
        """Only what was seen where nobody was seen: there is nothing to estimate from."""
        found = self.ladder(self.history)
        return found if self.count else found[:1]


def divided(history: History, by: Dimension, ladder: Ladder) -> list[Cell]:
    """The total and its parts; each unit stands in exactly one part of a level."""
    whole = Cell(ALL, history, ladder)
    if by is Dimension.ALL:
        return [whole]
    parts: dict[str, set[Id]] = {}
    for unit, label in _labels(history, by).items():
        parts.setdefault(label, set()).add(unit)
    if by is Dimension.KIND:
        return [whole, *(_part(history, units, ladder, label, ALL) for label, units in sorted(parts.items()))]
    counties: dict[str, set[Id]] = {}
    for label, units in parts.items():
        counties.setdefault(_county(label), set()).update(units)
    cells = [whole, *(_part(history, units, ladder, label, ALL) for label, units in sorted(counties.items()))]
    towns = (item for item in sorted(parts.items()) if item[0] != UNKNOWN)
    return [*cells, *(_part(history, units, ladder, label, _county(label)) for label, units in towns)]


def shown_cells(cells: Sequence[Cell]) -> list[Cell]:
    """The same cells, each marked whether it must be hidden."""
    counts = {cell.label: cell.count for cell in cells}
    minimum = {cell.label: cell.minimum for cell in cells}
    hidden = suppressed(counts, sums_of(cells), minimum.__getitem__)
    return [replace(cell, hidden=cell.label in hidden) for cell in cells]


def sums_of(cells: Sequence[Cell]) -> tuple[Sum[str], ...]:
    """Which shown cells add up to which."""
    totals = dict.fromkeys(cell.within for cell in cells if cell.within is not None)
    return tuple(
        Sum(total=total, parts=tuple(cell.label for cell in cells if cell.within == total)) for total in totals
    )


def _labels(history: History, by: Dimension) -> dict[Id, str]:
    told: dict[Id, list[str | None]] = {}
    for one in history.encounters:
        told.setdefault(one.unit, []).append(one.municipality if by is Dimension.MUNICIPALITY else one.kind)
    return {unit: most_often(values) or UNKNOWN for unit, values in told.items()}


def _part(history: History, units: set[Id], ladder: Ladder, label: str, within: str) -> Cell:
    return Cell(label, history.of(units), ladder, within=within)


def _county(municipality: str) -> str:
    return municipality if municipality == UNKNOWN else f"{COUNTY}{municipality[:2]}"
