"""Ads, their versions and sightings, in memory."""

from collections.abc import Iterator, Sequence

from models.ad import Ad, AdVersion, Sighting
from models.base import Id
from models.desk import AdTimes
from models.errors import NotFound
from models.page import PageKind
from models.scope import Scope
from models.stores.meeting import gather, times_of, walked
from models.stores.memory.kept import Kept, sees_ads
from models.stores.ports import KnownAd
from models.visit import Visit, VisitOutcome


class MemoryAds:
    def __init__(self, kept: Kept) -> None:
        self._kept = kept

    def get(self, ad: Id, scope: Scope) -> Ad:
        if not sees_ads(scope) or ad not in self._kept.ads:
            raise NotFound("ad", ad)
        return self._kept.ads[ad]

    def version(self, version: Id, scope: Scope) -> AdVersion:
        if not sees_ads(scope) or version not in self._kept.versions:
            raise NotFound("ad version", version)
        return self._kept.versions[version]

    def versions(self, ad: Id, scope: Scope) -> tuple[AdVersion, ...]:
        if not sees_ads(scope):
            return ()
        said = [version for version in self._kept.in_force() if version.ad == ad]
        return tuple(sorted(said, key=lambda version: version.said_at))

    def known(self, site: str, scope: Scope) -> Iterator[KnownAd]:
        of_site = [ad for ad in self._kept.ads.values() if ad.site == site and sees_ads(scope)]
        return iter([self._known(ad) for ad in of_site if self._kept.told(ad.id)])

    def times(self, ads: Sequence[Id], scope: Scope) -> tuple[AdTimes, ...]:
        met = gather(self.sightings(ads, scope))
        known = [self._kept.ads[ad] for ad in ads if ad in self._kept.ads and sees_ads(scope)]
        return tuple(times_of(ad, met.get(ad.id), walked(self._visited(ad.site))) for ad in known)

    def sightings(self, ads: Sequence[Id], scope: Scope) -> tuple[Sighting, ...]:
        wanted = frozenset(ads)
        found = [seen for seen in self._kept.sightings.values() if seen.ad in wanted and sees_ads(scope)]
        return tuple(sorted(found, key=lambda seen: seen.seen_at))

    def unread(self, edition: str, scope: Scope, *, limit: int = 500) -> tuple[AdVersion, ...]:
        if not sees_ads(scope):
            return ()
        unread = [one for one in self._kept.in_force() if (one.id, edition) not in self._kept.readings]
        return tuple(unread[:limit])

    def count(self, scope: Scope) -> int:
        return len(self._kept.ads) if sees_ads(scope) else 0

    def _known(self, ad: Ad) -> KnownAd:
        told = self._kept.told(ad.id)
        seen = sorted((one for one in self._kept.sightings.values() if one.ad == ad.id), key=lambda one: one.seen_at)
        detail_at = max((one.told_at for one in told if one.kind is PageKind.DETAIL), default=None)
        finished = [visit for visit, outcome in self._visited(ad.site) if outcome is not None]
        return KnownAd(
            ad=ad.id,
            url=ad.url,
            version=told[-1].version,
            card=next((one.card for one in reversed(seen) if one.card), ""),
            visits_since_detail=sum(detail_at is None or visit.started_at > detail_at for visit in finished),
        )

    def _visited(self, site: str) -> list[tuple[Visit, VisitOutcome | None]]:
        of_site = [visit for visit in self._kept.visits.values() if visit.site == site]
        return [(visit, self._kept.outcomes.get(visit.id)) for visit in of_site]
