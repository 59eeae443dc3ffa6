"""Encounters laid out as estimators need them: by site within a window, by week over a period."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from estimate.loglinear import Inclusion
from estimate.marked import Marks
from models.base import Id
from models.history import Encounter, Occasion, monday_of, week_of_day

MOST_LISTS = 8
"""More sites than so many are taken as lists by size, the smallest together as one."""
SETTLED_WEEKS = 8
"""A site tells of newcomers once it has been watched so long: before, everybody on it looks new."""
REST = "other sites"
THURSDAY = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class History:
    """Encounters of one kind of unit, and the occasions on which they could happen."""

    occasions: tuple[Occasion, ...]
    encounters: tuple[Encounter, ...]

    def within(self, weeks: Iterable[int]) -> "History":
        wanted = frozenset(weeks)
        return History(
            occasions=tuple(one for one in self.occasions if one.week in wanted),
            encounters=tuple(one for one in self.encounters if one.week in wanted),
        )

    def on(self, sites: Iterable[str]) -> "History":
        wanted = frozenset(sites)
        return History(
            occasions=tuple(one for one in self.occasions if one.site in wanted),
            encounters=tuple(one for one in self.encounters if one.site in wanted),
        )

    def of(self, units: Iterable[Id]) -> "History":
        wanted = frozenset(units)
        return History(self.occasions, tuple(one for one in self.encounters if one.unit in wanted))

    @property
    def sites(self) -> tuple[str, ...]:
        return tuple(sorted({one.site for one in self.occasions}))

    @property
    def weeks(self) -> tuple[int, ...]:
        return tuple(sorted({one.week for one in self.occasions}))

    @property
    def units(self) -> frozenset[Id]:
        return frozenset(one.unit for one in self.encounters)


def month_of(week: int) -> date:
    """First day of the month that a week belongs to: that of its Thursday."""
    return (monday_of(week) + THURSDAY).replace(day=1)


def weeks_between(first: date, last: date) -> tuple[int, ...]:
    """Weeks whose Thursday lies within, both days included."""
    weeks = range(week_of_day(first) - 1, week_of_day(last) + 2)
    return tuple(week for week in weeks if first <= monday_of(week) + THURSDAY <= last)


def months_between(first: date, last: date) -> tuple[date, ...]:
    return tuple(sorted({month_of(week) for week in weeks_between(first, last)}))


def weeks_of_month(month: date) -> tuple[int, ...]:
    after = (month + timedelta(days=32)).replace(day=1)
    return weeks_between(month, after - timedelta(days=1))


def by_site(history: History) -> Inclusion:
    """Who was met on exactly which sites; a site without an occasion is no list."""
    lists = _lists(history)
    names = tuple(dict.fromkeys(lists.values()))
    met: dict[Id, set[str]] = defaultdict(set)
    for one in history.encounters:
        met[one.unit].add(lists[one.site])
    patterns = Counter("".join("1" if name in on else "0" for name in names) for on in met.values())
    return Inclusion.of(names, patterns)


def times_by_week(history: History) -> tuple[int, ...]:
    """In how many weeks each unit was met, on whatever site."""
    weeks: dict[Id, set[int]] = defaultdict(set)
    for one in history.encounters:
        weeks[one.unit].add(one.week)
    return tuple(len(met) for met in weeks.values())


def times_by_site(history: History) -> tuple[int, ...]:
    sites: dict[Id, set[str]] = defaultdict(set)
    for one in history.encounters:
        sites[one.unit].add(one.site)
    return tuple(len(met) for met in sites.values())


def marks_by_week(history: History) -> Marks:
    """A row a unit, in order of id; a column a week with an occasion."""
    row = {unit: at for at, unit in enumerate(sorted(history.units))}
    column = {week: at for at, week in enumerate(history.weeks)}
    marks = np.zeros((len(row), len(column)), dtype=bool)
    for one in history.encounters:
        marks[row[one.unit], column[one.week]] = True
    return marks


def settled_sites(history: History, week: int) -> tuple[str, ...]:
    """Sites watched since at least eight weeks before this week."""
    began: dict[str, int] = {}
    for one in history.occasions:
        began[one.site] = min(one.week, began.get(one.site, one.week))
    return tuple(sorted(site for site, first in began.items() if first <= week - SETTLED_WEEKS))


def newcomers(history: History, weeks: Sequence[int]) -> frozenset[Id]:
    """Units first met within these weeks."""
    first: dict[Id, int] = {}
    for one in history.encounters:
        first[one.unit] = min(one.week, first.get(one.unit, one.week))
    wanted = frozenset(weeks)
    return frozenset(unit for unit, week in first.items() if week in wanted)


def most_often(values: Iterable[str | None]) -> str | None:
    """The most frequent value told; of equals the first by name."""
    counted = Counter(value for value in values if value is not None)
    return min(counted, key=lambda value: (-counted[value], value)) if counted else None


def _lists(history: History) -> dict[str, str]:
    """The list that each site stands in; one where nobody was met says nothing of the others."""
    met = Counter(one.site for one in history.encounters)
    order = sorted(met, key=lambda site: (-met[site], site))
    if len(order) <= MOST_LISTS:
        return {site: site for site in sorted(order)}
    return {site: site if at < MOST_LISTS - 1 else REST for at, site in enumerate(order)}
