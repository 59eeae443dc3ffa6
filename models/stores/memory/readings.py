"""Readings and their keys, in memory."""

from collections.abc import Iterator, Sequence

from models.ad import AdVersion
from models.base import Id
from models.errors import NotFound
from models.reading import Reading
from models.scope import Scope
from models.stores import faults
from models.stores.memory.kept import Kept, sees_ads
from models.stores.ports import KeptReading, ReadVersion


class MemoryReadings:
    def __init__(self, kept: Kept) -> None:
        self._kept = kept

    def add(self, kept: Sequence[KeptReading]) -> None:
        for one in kept:
            self._kept.readings.setdefault((one.reading.version, one.reading.edition), one)
        faults.after_commit("reading")

    def get(self, version: Id, edition: str, scope: Scope) -> Reading:
        found = self._kept.readings.get((version, edition))
        if found is None or not sees_ads(scope):
            raise NotFound("reading of version", version)
        return found.reading

    def all(self, edition: str, scope: Scope) -> Iterator[ReadVersion]:
        return iter(self._read(self._kept.in_force(), edition) if sees_ads(scope) else [])

    def latest(self, ads: Sequence[Id], edition: str, scope: Scope) -> tuple[ReadVersion, ...]:
        if not sees_ads(scope):
            return ()
        told = ([self._kept.versions[one.version] for one in self._kept.told(ad)] for ad in dict.fromkeys(ads))
        return tuple(read[-1] for versions in told if (read := self._read(versions, edition)))

    def unassessed(self, reading: str, assessing: str, scope: Scope, *, limit: int = 500) -> tuple[ReadVersion, ...]:
        if not sees_ads(scope):
            return ()
        unmet = [one for one in self._kept.in_force() if (one.id, assessing) not in self._kept.assessments]
        return tuple(self._read(unmet, reading)[:limit])

    def by_search_key(self, key: Id, edition: str, scope: Scope) -> tuple[Id, ...]:
        if not sees_ads(scope):
            return ()
        holding = {
            one.reading.version
            for one in self._kept.readings.values()
            if one.reading.edition == edition and any(form.key == key for form in one.search_keys)
        }
        return tuple(sorted({version.ad for version in self._kept.in_force() if version.id in holding}))

    def _read(self, versions: Sequence[AdVersion], edition: str) -> list[ReadVersion]:
        found = ((version, self._kept.readings.get((version.id, edition))) for version in versions)
        return [
            ReadVersion(ad=self._kept.ads[version.ad], version=version, reading=one.reading, contacts=one.contacts)
            for version, one in found
            if one is not None
        ]
