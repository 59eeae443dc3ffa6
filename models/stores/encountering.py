"""What the history stores compute alike: which lists are occasions, and one encounter a unit, site and week."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from models.base import Id, fingerprint
from models.history import Encounter, Occasion, Snapshot, week_of
from models.link import Grouping
from models.reading import MentionKind, Reading
from models.scope import JOINT, DataClass, Scope
from models.values.place import Place
from models.visit import Visit, VisitOutcome

Walked = dict[Id, tuple[Occasion, frozenset[str]]]
"""By visit: the occasion it belongs to and the lists it walked to the end."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a reading says of where and what; nothing else of it leaves the store."""

    municipality: str | None = None
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Met:
    """One sighting of one unit in a list that was walked to the end."""

    unit: Id
    occasion: Occasion
    told: Told


@dataclass(slots=True)
class _Said:
    municipalities: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)


NOTHING = Told()


def sees_figures(scope: Scope) -> bool:
    return scope.sees(JOINT, DataClass.FIGURES)


def occasions_of(visits: Iterable[tuple[Visit, VisitOutcome]]) -> Walked:
    """Visits that walked a list to the end; an occasion lies in the week in which its visit began."""
    return {
        visit.id: (Occasion(site=visit.site, week=week_of(visit.started_at)), frozenset(outcome.completed_lists))
        for visit, outcome in visits
        if outcome.completed_lists
    }


def told_by(reading: Reading) -> Told:
    """The municipality that the ad names most often, the first of equals, and the kind of ad."""
    named = Counter(
        mention.value.municipality
        for mention in reading.of(MentionKind.PLACE)
        if isinstance(mention.value, Place) and mention.value.municipality
    )
    return Told(municipality=named.most_common(1)[0][0] if named else None, kind=reading.kind)


def encounters_of(met: Iterable[Met]) -> Iterator[Encounter]:
    """One encounter a unit, site and week, in that order, whatever number of ads and visits it rests on."""
    said: dict[tuple[Id, str, int], _Said] = defaultdict(_Said)
    for one in met:
        here = said[one.unit, one.occasion.site, one.occasion.week]
        if one.told.municipality:
            here.municipalities[one.told.municipality] += 1
        if one.told.kind:
            here.kinds[one.told.kind] += 1
    for (unit, site, week), here in sorted(said.items(), key=lambda item: item[0]):
        yield Encounter(
            unit=unit, site=site, week=week, municipality=_most(here.municipalities), kind=_most(here.kinds)
        )


def snapshot_of(grouping: Grouping, reading: str, visits: Iterable[VisitOutcome]) -> Snapshot:
    ended = sorted((outcome.ended_at, outcome.visit) for outcome in visits)
    last, count = (ended[-1][0], len(ended)) if ended else (None, 0)
    return Snapshot(
        id=fingerprint("snapshot", grouping.id, reading, str(count), last.isoformat() if last else ""),
        linking=grouping.edition,
        reading=reading,
        last_visit_at=last,
    )


def _most(counted: Counter[str]) -> str | None:
    """The most frequent; of equals the first by name, so that every store says the same."""
    return min(counted, key=lambda value: (-counted[value], value)) if counted else None
