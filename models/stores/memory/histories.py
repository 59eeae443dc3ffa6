"""Histories for estimating, in memory."""

from collections import defaultdict
from collections.abc import Iterator

from models.base import Id
from models.editions import Editions
from models.history import Encounter, Occasion, Snapshot, Unit
from models.scope import JOINT, Scope
from models.stores.encountering import (
    NOTHING,
    Met,
    Told,
    Walked,
    encounters_of,
    occasions_of,
    sees_figures,
    snapshot_of,
    told_by,
)
from models.stores.memory.kept import Kept
from models.stores.memory.marks import MemoryMarks


class MemoryHistories:
    def __init__(self, kept: Kept) -> None:
        self._kept = kept

    def snapshot(self, scope: Scope) -> Snapshot | None:
        current = self._kept.current_groupings.get(JOINT)
        if current is None or not sees_figures(scope):
            return None
        return snapshot_of(self._kept.groupings[current], self._edition(), self._kept.outcomes.values())

    def occasions(self, scope: Scope) -> tuple[Occasion, ...]:
        found = {occasion for occasion, _ in self._walked().values()} if sees_figures(scope) else set()
        return tuple(sorted(found, key=lambda one: (one.site, one.week)))

    def encounters(self, unit: Unit, scope: Scope) -> Iterator[Encounter]:
        return encounters_of(self._met(unit)) if sees_figures(scope) else iter(())

    def _walked(self) -> Walked:
        return occasions_of((self._kept.visits[visit], outcome) for visit, outcome in self._kept.outcomes.items())

    def _met(self, unit: Unit) -> Iterator[Met]:
        walked, units, edition = self._walked(), self._units(unit), self._edition()
        for seen in self._kept.sightings.values():
            occasion, lists = walked.get(seen.visit, (None, frozenset()))
            if occasion is not None and seen.list_name in lists:
                for one in units.get(seen.ad, ()):
                    yield Met(unit=one, occasion=occasion, told=self._told(seen.version, edition))

    def _told(self, version: Id, edition: str) -> Told:
        kept = self._kept.readings.get((version, edition))
        return told_by(kept.reading) if kept else NOTHING

    def _units(self, unit: Unit) -> dict[Id, list[Id]]:
        found: dict[Id, list[Id]] = defaultdict(list)
        for advertiser in self._kept.advertisers.get(self._kept.current_groupings.get(JOINT, ""), {}).values():
            counted = [advertiser] if unit is Unit.ADVERTISER else advertiser.personas
            for one in counted:
                for ad in one.ads:
                    found[ad].append(one.id)
        return found

    def _edition(self) -> str:
        current = Editions.current(MemoryMarks(self._kept))
        return current.reading if current else ""
