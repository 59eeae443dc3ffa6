"""Visits, in memory."""

from models.base import Id
from models.scope import Scope
from models.stores import faults
from models.stores.memory.kept import Kept, sees_ads
from models.visit import Visit, VisitOutcome


class MemoryVisits:
    def __init__(self, kept: Kept) -> None:
        self._kept = kept

    def start(self, visit: Visit) -> None:
        self._kept.visits.setdefault(visit.id, visit)
        faults.after_commit("visit started")

    def end(self, outcome: VisitOutcome) -> None:
        self._kept.outcomes.setdefault(outcome.visit, outcome)
        faults.after_commit("visit ended")

    def unfinished(self, site: str, scope: Scope) -> Visit | None:
        open_ones = [visit for visit, outcome in reversed(self._newest_first(site, scope)) if outcome is None]
        return next(iter(open_ones), None)

    def last(self, site: str, scope: Scope, *, limit: int = 20) -> tuple[tuple[Visit, VisitOutcome | None], ...]:
        return tuple(self._newest_first(site, scope)[:limit])

    def sites(self, scope: Scope) -> tuple[str, ...]:
        return tuple(sorted({visit.site for visit in self._kept.visits.values()})) if sees_ads(scope) else ()

    def _newest_first(self, site: str, scope: Scope) -> list[tuple[Visit, VisitOutcome | None]]:
        of_site = [visit for visit in self._kept.visits.values() if visit.site == site and sees_ads(scope)]
        ordered = sorted(of_site, key=_begun, reverse=True)
        return [(visit, self._kept.outcomes.get(visit.id)) for visit in ordered]


def _begun(visit: Visit) -> tuple[object, Id]:
    return visit.started_at, visit.id
