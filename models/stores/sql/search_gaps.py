"""What a search index lacks against the records: ads not indexed yet, bands and times that have moved on."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Select, and_, func, literal, or_, select

from models.base import Id
from models.indexed import Change
from models.reading import SearchKey
from models.scope import JOINT, Scope
from models.stores.sql.columns import EPOCH, MICROSECOND
from models.stores.sql.ground import IN_ONE_READ, Ground, batches, sees_ads
from models.stores.sql.search_rows import BANDS
from models.stores.sql.search_tables import search_columns, search_documents
from models.stores.sql.tables import (
    advertiser_ads,
    current_groupings,
    current_standings,
    readings,
    search_keys,
    sightings,
    standings,
    tellings,
)

SECOND = 1_000_000
NONE = len(BANDS) - 1


class AgainstRecords:
    """The part of a search that asks the records alone, alike for every backend."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    def unindexed(self, edition: str, scope: Scope, *, reading: str, limit: int = 500) -> tuple[Id, ...]:
        if not sees_ads(scope):
            return ()
        with self._ground.reading() as connection:
            return _unindexed(connection, edition, reading=reading, limit=limit)

    def stale(self, scope: Scope, *, limit: int = 500) -> tuple[Change, ...]:
        if not sees_ads(scope):
            return ()
        with self._ground.reading() as connection:
            return _stale(connection, limit=limit)

    def search_keys(self, versions: Sequence[Id], scope: Scope, *, reading: str) -> tuple[SearchKey, ...]:
        if not sees_ads(scope):
            return ()
        with self._ground.reading() as connection:
            found = [key for batch in batches(versions, IN_ONE_READ) for key in _keys_of(connection, batch, reading)]
        return tuple(found)


def _unindexed(connection: Connection, edition: str, *, reading: str, limit: int) -> tuple[Id, ...]:
    """Ads whose newest read version stands in no joint document of this edition."""
    told = _newest_read(reading).subquery()
    document = and_(
        search_documents.c.layer == JOINT,
        search_documents.c.ad == told.c.ad,
        search_documents.c.version == told.c.version,
        search_documents.c.edition == edition,
    )
    query = select(told.c.ad).where(told.c.place == 1, ~select(search_documents.c.id).where(document).exists())
    return tuple(connection.execute(query.order_by(told.c.ad).limit(limit)).scalars())


def _newest_read(reading: str) -> Select[Any]:
    """As `models.stores.sql.latest.newest_read_version`, over every ad."""
    order = (tellings.c.told_at.desc(), tellings.c.number.desc())
    place = func.row_number().over(partition_by=tellings.c.ad, order_by=order).label("place")
    read = and_(readings.c.version == tellings.c.version, readings.c.edition == reading)
    return select(tellings.c.ad, tellings.c.version, place).join(readings, read)


def _stale(connection: Connection, *, limit: int) -> tuple[Change, ...]:
    """Joint documents whose band is not their advertiser's current one, or that were seen since."""
    bands, seen = _bands().subquery(), _last_seen().subquery()
    band = func.coalesce(bands.c.band, literal(NONE))
    # Bounds of whole microseconds instead of a division, which databases round differently.
    at = seen.c.seen_at
    moved = or_(at >= (search_columns.c.seen + 1) * SECOND, at < search_columns.c.seen * SECOND)
    query = (
        select(search_documents.c.ad, band, at)
        .join(search_columns, search_columns.c.id == search_documents.c.id)
        .outerjoin(bands, bands.c.ad == search_documents.c.ad)
        .outerjoin(seen, seen.c.ad == search_documents.c.ad)
        .where(search_documents.c.layer == JOINT, or_(search_columns.c.band != band, moved))
    )
    rows = connection.execute(query.order_by(search_documents.c.id).limit(limit))
    return tuple(Change(ad=ad, band=BANDS[rank], seen_at=_moment(at)) for ad, rank, at in rows)


def _keys_of(connection: Connection, versions: Sequence[Id], reading: str) -> tuple[SearchKey, ...]:
    query = select(search_keys.c.key, search_keys.c.version)
    query = query.where(search_keys.c.edition == reading, search_keys.c.version.in_(versions))
    rows = connection.execute(query.order_by(search_keys.c.version, search_keys.c.key))
    return tuple(SearchKey(key=key, version=version) for key, version in rows)


def _bands() -> Select[Any]:
    """(ad, band) by the advertiser that the ad belongs to in the joint layer."""
    held = and_(
        advertiser_ads.c.grouping == current_groupings.c.grouping,
        current_groupings.c.layer == JOINT,
    )
    standing = and_(standings.c.advertiser == advertiser_ads.c.advertiser, standings.c.layer == JOINT)
    current = and_(current_standings.c.layer == JOINT, current_standings.c.edition == standings.c.edition)
    return (
        select(advertiser_ads.c.ad, standings.c.band)
        .join(current_groupings, held)
        .join(standings, standing)
        .join(current_standings, current)
    )


def _last_seen() -> Select[Any]:
    at = func.max(sightings.c.seen_at, type_=search_columns.c.seen.type).label("seen_at")
    return select(sightings.c.ad, at).group_by(sightings.c.ad)


def _moment(micros: int | None) -> Any:
    return None if micros is None else EPOCH + micros * MICROSECOND
