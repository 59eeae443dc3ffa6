"""Drops what a newer run superseded, a little at a time, except what a review names."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Table, and_, delete, select, tuple_

from models.base import Id
from models.scope import Layer
from models.stores.sql.desk_tables import reviews
from models.stores.sql.ground import Ground
from models.stores.sql.tables import (
    advertiser_ads,
    advertisers,
    current_groupings,
    current_standings,
    grouping_events,
    groupings,
    links,
    personas,
    standings,
)

DROPPED_AT_ONCE = 50
"""Narrow rows a transaction: dropping them must not keep a decision waiting."""

HELD = (advertiser_ads, personas, links)


def empty_grouping(ground: Ground, grouping: Id) -> None:
    """Take away what an unfinished run wrote, so that it can be written again."""
    for table in (*HELD, advertisers, grouping_events):
        _drop(ground, table, table.c.grouping == grouping)


def drop_superseded_groupings(ground: Ground, layer: Layer) -> None:
    """Drop the layer's runs that are older than its current one; an advertiser that a review names stays."""
    named = select(reviews.c.advertiser)
    for grouping in _superseded(ground, layer):
        _drop(ground, links, links.c.grouping == grouping)
        for table, advertiser in (
            (advertiser_ads, advertiser_ads.c.advertiser),
            (personas, personas.c.advertiser),
            (advertisers, advertisers.c.id),
        ):
            _drop(ground, table, and_(table.c.grouping == grouping, advertiser.not_in(named)))
        kept = select(advertisers.c.id).where(advertisers.c.grouping == grouping)
        with ground.writing() as connection:
            connection.execute(delete(groupings).where(groupings.c.id == grouping, ~kept.exists()))


def drop_superseded_standings(ground: Ground, layer: Layer) -> None:
    current = select(current_standings.c.edition).where(current_standings.c.layer == layer).scalar_subquery()
    named = select(reviews.c.advertiser)
    old = and_(standings.c.layer == layer, standings.c.edition != current, standings.c.advertiser.not_in(named))
    _drop(ground, standings, old)


def _superseded(ground: Ground, layer: Layer) -> Sequence[Id]:
    current = select(groupings.c.started_at, groupings.c.id)
    current = current.join(current_groupings, current_groupings.c.grouping == groupings.c.id)
    with ground.reading() as connection:
        started_at, newest = connection.execute(current.where(current_groupings.c.layer == layer)).one()
        query = select(groupings.c.id).where(groupings.c.layer == layer, groupings.c.id != newest)
        return connection.execute(query.where(groupings.c.started_at <= started_at)).scalars().all()


def _drop(ground: Ground, table: Table, which: ColumnElement[bool]) -> None:
    key = tuple_(*table.primary_key.columns)
    batch = select(*table.primary_key.columns).where(which).limit(DROPPED_AT_ONCE)
    while True:
        with ground.writing() as connection:
            if connection.execute(delete(table).where(key.in_(batch))).rowcount < DROPPED_AT_ONCE:
                return
