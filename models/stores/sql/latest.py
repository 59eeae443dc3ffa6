"""What of an ad is in force: its newest words, its newest card, and which readings of a page were read again."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.sql.selectable import FromClause

from models.base import Id
from models.page import PageKind
from models.stores.sql.tables import readings, sightings, tellings, versions


def superseded(version: FromClause = versions) -> ColumnElement[bool]:
    """Whether the page that first told a version was read again and gave the ad another one: no change by the site."""
    own, later = tellings.alias(), tellings.alias()
    return (
        select(later.c.number)
        .join(own, and_(own.c.page == later.c.page, own.c.ad == later.c.ad, own.c.number < later.c.number))
        .where(own.c.page == version.c.page, own.c.ad == version.c.ad, own.c.version == version.c.id)
        .exists()
    )


def newest_version(ids: Sequence[Id]) -> Select[Any]:
    """(ad, version) by the page that told last; a page read again counts by its later reading."""
    told = select(tellings.c.ad, tellings.c.version, _place(tellings, tellings.c.told_at)).where(tellings.c.ad.in_(ids))
    return _first(told)


def newest_read_version(ids: Sequence[Id], edition: str) -> Select[Any]:
    """As `newest_version`, among those that the edition has read."""
    told = (
        select(tellings.c.ad, tellings.c.version, _place(tellings, tellings.c.told_at))
        .join(readings, and_(readings.c.version == tellings.c.version, readings.c.edition == edition))
        .where(tellings.c.ad.in_(ids))
    )
    return _first(told)


def newest_card(ids: Sequence[Id]) -> Select[Any]:
    seen = select(sightings.c.ad, sightings.c.card, _place(sightings, sightings.c.seen_at))
    return _first(seen.where(sightings.c.ad.in_(ids), sightings.c.card != ""))


def last_detail(ids: Sequence[Id]) -> Select[Any]:
    told = select(tellings.c.ad, func.max(tellings.c.told_at))
    return told.where(tellings.c.ad.in_(ids), tellings.c.kind == PageKind.DETAIL).group_by(tellings.c.ad)


def _place(table: FromClause, at: ColumnElement[Any]) -> ColumnElement[int]:
    order = (at.desc(), table.c.number.desc())
    return func.row_number().over(partition_by=table.c.ad, order_by=order).label("place")


def _first(ranked: Select[Any]) -> Select[Any]:
    rows = ranked.subquery()
    return select(*list(rows.c)[:2]).where(rows.c.place == 1)
