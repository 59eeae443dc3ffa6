"""Assessments, in memory."""

from collections.abc import Iterator, Sequence

from models.assessment import Assessment
from models.base import Id
from models.scope import Scope
from models.stores import faults
from models.stores.memory.kept import Kept, sees_ads


class MemoryAssessments:
    def __init__(self, kept: Kept) -> None:
        self._kept = kept

    def add(self, assessments: Sequence[Assessment]) -> None:
        for one in assessments:
            self._kept.assessments.setdefault((one.version, one.edition), one)
        faults.after_commit("assessment")

    def of(self, versions: Sequence[Id], edition: str, scope: Scope) -> tuple[Assessment, ...]:
        if not sees_ads(scope):
            return ()
        found = (self._kept.assessments.get((version, edition)) for version in dict.fromkeys(versions))
        return tuple(one for one in found if one is not None)

    def all(self, edition: str, scope: Scope) -> Iterator[Assessment]:
        return iter([one for one in self._kept.assessments.values() if one.edition == edition and sees_ads(scope)])
