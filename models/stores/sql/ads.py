"""Ads, what they say now and said before, and when they were met."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, func, select

from models.ad import Ad, AdVersion, Sighting
from models.base import Id
from models.desk import AdTimes
from models.errors import NotFound
from models.scope import Scope
from models.stores.meeting import Walked, gather, times_of, walked
from models.stores.ports import KnownAd
from models.stores.sql.ground import IN_ONE_READ, Ground, batches, sees_ads
from models.stores.sql.latest import last_detail, newest_card, newest_version, superseded
from models.stores.sql.said import ad_from, sighting_from, version_from
from models.stores.sql.tables import ads, outcomes, readings, sightings, versions, visits
from models.stores.sql.visits import outcome_from, visit_from


class SqlAds:
    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    def get(self, ad: Id, scope: Scope) -> Ad:
        row = self._one(select(ads).where(ads.c.id == ad), scope)
        if row is None:
            raise NotFound("ad", ad)
        return ad_from(row, self._ground.sealer)

    def version(self, version: Id, scope: Scope) -> AdVersion:
        row = self._one(select(versions).where(versions.c.id == version), scope)
        if row is None:
            raise NotFound("ad version", version)
        return version_from(row, self._ground.sealer)

    def versions(self, ad: Id, scope: Scope) -> tuple[AdVersion, ...]:
        if not sees_ads(scope):
            return ()
        query = select(versions).where(versions.c.ad == ad, ~superseded())
        with self._ground.reading() as connection:
            rows = connection.execute(query.order_by(versions.c.said_at, versions.c.number)).mappings().all()
        return tuple(version_from(row, self._ground.sealer) for row in rows)

    def known(self, site: str, scope: Scope) -> Iterator[KnownAd]:
        after = 0
        while sees_ads(scope):
            with self._ground.reading() as connection:
                rows = connection.execute(_page_of_site(site, after)).mappings().all()
                found = self._known(connection, site, rows=rows)
            yield from found
            if len(rows) < IN_ONE_READ:
                return
            after = rows[-1]["number"]

    def times(self, ads: Sequence[Id], scope: Scope) -> tuple[AdTimes, ...]:
        if not sees_ads(scope):
            return ()
        with self._ground.reading() as connection:
            return tuple(
                times for batch in batches(ads, IN_ONE_READ) for times in _times(connection, batch, self._ground)
            )

    def sightings(self, ads: Sequence[Id], scope: Scope) -> tuple[Sighting, ...]:
        if not sees_ads(scope):
            return ()
        with self._ground.reading() as connection:
            found = [seen for batch in batches(ads, IN_ONE_READ) for seen in _sightings(connection, batch)]
        return tuple(sorted(found, key=lambda seen: seen.seen_at))

    def unread(self, edition: str, scope: Scope, *, limit: int = 500) -> tuple[AdVersion, ...]:
        if not sees_ads(scope):
            return ()
        read = select(readings.c.number).where(readings.c.version == versions.c.id, readings.c.edition == edition)
        query = select(versions).where(~read.exists(), ~superseded()).order_by(versions.c.number).limit(limit)
        with self._ground.reading() as connection:
            rows = connection.execute(query).mappings().all()
        return tuple(version_from(row, self._ground.sealer) for row in rows)

    def count(self, scope: Scope) -> int:
        if not sees_ads(scope):
            return 0
        with self._ground.reading() as connection:
            return connection.execute(select(func.count()).select_from(ads)).scalar_one()

    def _one(self, query: Any, scope: Scope) -> Mapping[Any, Any] | None:
        if not sees_ads(scope):
            return None
        with self._ground.reading() as connection:
            return connection.execute(query).mappings().first()

    def _known(self, connection: Connection, site: str, *, rows: Sequence[Mapping[Any, Any]]) -> list[KnownAd]:
        ids = [row["id"] for row in rows]
        said, cards, details = (
            {row[0]: row[1] for row in connection.execute(query)}
            for query in (newest_version(ids), newest_card(ids), last_detail(ids))
        )
        began = _finished(connection, site)
        return [
            KnownAd(
                ad=row["id"],
                url=ad_from(row, self._ground.sealer).url,
                version=said[row["id"]],
                card=cards.get(row["id"], ""),
                visits_since_detail=_since(began, details.get(row["id"])),
            )
            for row in rows
            if row["id"] in said
        ]


def _page_of_site(site: str, after: int) -> Select[Any]:
    return select(ads).where(ads.c.site == site, ads.c.number > after).order_by(ads.c.number).limit(IN_ONE_READ)


def _finished(connection: Connection, site: str) -> list[datetime]:
    """When the site's visits that have an outcome began, in order."""
    query = select(visits.c.started_at).join(outcomes, outcomes.c.visit == visits.c.id).where(visits.c.site == site)
    return list(connection.execute(query.order_by(visits.c.started_at)).scalars())


def _since(began: Sequence[datetime], detail_at: datetime | None) -> int:
    return len(began) - (bisect_right(began, detail_at) if detail_at else 0)


def _sightings(connection: Connection, ids: Sequence[Id]) -> list[Sighting]:
    query = select(sightings).where(sightings.c.ad.in_(ids)).order_by(sightings.c.seen_at, sightings.c.number)
    return [sighting_from(row) for row in connection.execute(query).mappings()]


def _times(connection: Connection, ids: Sequence[Id], ground: Ground) -> list[AdTimes]:
    rows = connection.execute(select(ads).where(ads.c.id.in_(ids))).mappings().all()
    known = {row["id"]: ad_from(row, ground.sealer) for row in rows}
    narrow = select(sightings.c.ad, sightings.c.seen_at, sightings.c.visit, sightings.c.list_name)
    narrow = narrow.where(sightings.c.ad.in_(ids)).order_by(sightings.c.seen_at, sightings.c.number)
    met = gather(connection.execute(narrow))
    visited = {site: _walked(connection, site) for site in {ad.site for ad in known.values()}}
    return [times_of(known[ad], met.get(ad), visited[known[ad].site]) for ad in ids if ad in known]


def _walked(connection: Connection, site: str) -> tuple[Walked, ...]:
    query = select(visits, outcomes).join(outcomes, outcomes.c.visit == visits.c.id).where(visits.c.site == site)
    rows = connection.execute(query).mappings()
    return walked((visit_from(row), outcome_from(row)) for row in rows)
