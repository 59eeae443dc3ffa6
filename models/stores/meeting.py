"""What is computed from sightings and never written: when an ad was met, and since when it is gone."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from models.ad import Ad
from models.base import Id
from models.desk import AdTimes
from models.visit import Visit, VisitOutcome, VisitVerdict

MISSES = 2
"""So many good visits in a row must not have met an ad before it counts as gone."""


@dataclass(frozen=True, slots=True)
class Walked:
    """A visit that ended well, with the lists that it walked to the end."""

    visit: Id
    ended_at: datetime
    lists: frozenset[str]


@dataclass(slots=True)
class Met:
    """What the sightings of one ad say together."""

    first_at: datetime
    last_at: datetime
    last_visit: Id
    lists: set[str]
    sightings: int


class Seen(Protocol):
    """The narrow part of a sighting that times are computed from."""

    @property
    def ad(self) -> Id: ...
    @property
    def visit(self) -> Id: ...
    @property
    def list_name(self) -> str | None: ...
    @property
    def seen_at(self) -> datetime: ...


def gather(sightings: Iterable[Seen]) -> dict[Id, Met]:
    """Take sightings in order of time."""
    met: dict[Id, Met] = {}
    for seen in sightings:
        one = met.setdefault(seen.ad, Met(seen.seen_at, seen.seen_at, seen.visit, set(), 0))
        one.last_at, one.last_visit = seen.seen_at, seen.visit
        one.sightings += 1
        if seen.list_name is not None:
            one.lists.add(seen.list_name)
    return met


def walked(visits: Iterable[tuple[Visit, VisitOutcome | None]]) -> tuple[Walked, ...]:
    """Visits that can tell that an ad was not met, oldest first: ended, and neither doubtful nor failed."""
    good = (
        Walked(outcome.visit, outcome.ended_at, frozenset(outcome.completed_lists))
        for _, outcome in visits
        if outcome is not None and outcome.verdict is VisitVerdict.GOOD
    )
    return tuple(sorted(good, key=lambda visit: (visit.ended_at, visit.visit)))


def times_of(ad: Ad, met: Met | None, visits: Sequence[Walked]) -> AdTimes:
    if met is None:
        return AdTimes(ad=ad.id, site=ad.site, first_seen_at=ad.first_seen_at, last_seen_at=ad.first_seen_at)
    return AdTimes(
        ad=ad.id,
        site=ad.site,
        first_seen_at=met.first_at,
        last_seen_at=met.last_at,
        gone_at=_gone_at(met, visits),
        sightings=met.sightings,
    )


def _gone_at(met: Met, visits: Sequence[Walked]) -> datetime | None:
    """End of the first of two or more later good visits that walked every list it stood in and did not meet it."""
    start = bisect_right(visits, met.last_at, key=lambda visit: visit.ended_at)
    missed = [visit for visit in visits[start:] if visit.visit != met.last_visit and met.lists <= visit.lists]
    return missed[0].ended_at if met.lists and len(missed) >= MISSES else None
