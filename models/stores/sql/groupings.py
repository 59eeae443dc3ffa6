"""Links, advertisers and personas by layer: written under a run, seen once one row makes the run current."""

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, or_, select

from models.base import Id
from models.errors import NotFound
from models.link import Advertiser, Grouping, GroupingEvent, Link
from models.scope import Layer, Scope
from models.stores import faults
from models.stores.sql import tables
from models.stores.sql.ground import AT_ONCE, IN_ONE_READ, Ground, batches
from models.stores.sql.groups import (
    ad_rows,
    advertiser_row,
    advertisers_of,
    event_row,
    link_from,
    link_row,
    persona_rows,
)
from models.stores.sql.tables import (
    advertiser_ads,
    advertisers,
    current_groupings,
    grouping_events,
    groupings,
    links,
    personas,
)
from models.stores.sql.tidying import drop_superseded_groupings, empty_grouping
from models.stores.sql.upsert import upsert
from models.stores.sql.view import may_see, view_layers

LINKS_AT_ONCE = 50
"""Narrow rows: fifty of them cost a decision no more than ten readings."""


class SqlGroupings:
    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    def begin(self, grouping: Grouping) -> None:
        """A run that was begun before and never made current starts anew; one that is current stays as it is."""
        with self._ground.writing() as connection:
            self._ground.put(connection, groupings, [grouping.model_dump()])
            query = select(current_groupings.c.grouping).where(current_groupings.c.grouping == grouping.id)
            current = connection.execute(query).first()
        if current is None:
            empty_grouping(self._ground, grouping.id)

    def add_links(self, grouping: Id, links: Sequence[Link]) -> None:
        for batch in batches(links, LINKS_AT_ONCE):
            with self._ground.writing() as connection:
                self._ground.put(connection, tables.links, [link_row(grouping, link) for link in batch])
            faults.after_commit("links")

    def add_advertisers(self, grouping: Id, advertisers: Sequence[Advertiser]) -> None:
        for batch in batches(advertisers, AT_ONCE):
            people = [row for one in batch for row in persona_rows(grouping, one, self._ground.sealer)]
            with self._ground.writing() as connection:
                self._ground.put(connection, tables.advertisers, [advertiser_row(grouping, one) for one in batch])
                self._ground.put(connection, advertiser_ads, [row for one in batch for row in ad_rows(grouping, one)])
                self._ground.put(connection, personas, people)
            faults.after_commit("advertisers")

    def add_events(self, grouping: Id, events: Sequence[GroupingEvent]) -> None:
        with self._ground.writing() as connection:
            layer = connection.execute(select(groupings.c.layer).where(groupings.c.id == grouping)).scalar_one()
            rows = [event_row(grouping, event, layer=layer) for event in events]
            self._ground.put(connection, grouping_events, rows)

    def make_current(self, grouping: Id) -> None:
        with self._ground.writing() as connection:
            layer = connection.execute(select(groupings.c.layer).where(groupings.c.id == grouping)).scalar_one()
            upsert(connection, current_groupings, key={"layer": layer}, rest={"grouping": grouping})
        faults.after_commit("grouping current")
        drop_superseded_groupings(self._ground, layer)

    def current(self, layer: Layer, scope: Scope) -> Grouping | None:
        if not may_see(scope, layer):
            return None
        query = select(groupings).join(current_groupings, current_groupings.c.grouping == groupings.c.id)
        with self._ground.reading() as connection:
            row = connection.execute(query.where(current_groupings.c.layer == layer)).mappings().first()
        return None if row is None else Grouping(**row)

    def advertisers(self, layer: Layer, scope: Scope) -> Iterator[Advertiser]:
        current, after = self.current(layer, scope), ""
        while current is not None:
            query = select(advertisers).where(advertisers.c.grouping == current.id, advertisers.c.id > after)
            with self._ground.reading() as connection:
                rows = connection.execute(query.order_by(advertisers.c.id).limit(IN_ONE_READ)).mappings().all()
                found = advertisers_of(connection, rows, self._ground.sealer)
            yield from found
            if len(rows) < IN_ONE_READ:
                return
            after = rows[-1]["id"]

    def advertiser(self, advertiser: Id, scope: Scope) -> Advertiser:
        with self._ground.reading() as connection:
            for _, grouping in view_layers(connection, scope):
                if found := self._one(connection, grouping, advertiser):
                    return found
        raise NotFound("advertiser", advertiser)

    def of_ad(self, ad: Id, scope: Scope) -> Advertiser | None:
        with self._ground.reading() as connection:
            for _, grouping in view_layers(connection, scope):
                query = select(advertiser_ads.c.advertiser)
                query = query.where(advertiser_ads.c.grouping == grouping, advertiser_ads.c.ad == ad)
                advertiser = connection.execute(query).scalar()
                if advertiser is not None:
                    return self._one(connection, grouping, advertiser)
        return None

    def links(self, ads: Sequence[Id], scope: Scope) -> tuple[Link, ...]:
        found: dict[Id, Link] = {}
        with self._ground.reading() as connection:
            left = list(dict.fromkeys(ads))
            for _, grouping in view_layers(connection, scope):
                for batch in batches(left, IN_ONE_READ):
                    touching = or_(links.c.a.in_(batch), links.c.b.in_(batch))
                    query = select(links).where(links.c.grouping == grouping, touching)
                    found |= {row["id"]: link_from(row) for row in connection.execute(query).mappings()}
                held = self._held(connection, grouping, left)
                left = [ad for ad in left if ad not in held]
        return tuple(found[link] for link in sorted(found))

    def _held(self, connection: Connection, grouping: Id, ads: Sequence[Id]) -> frozenset[Id]:
        """Which of these ads the grouping holds."""
        found: set[Id] = set()
        for batch in batches(ads, IN_ONE_READ):
            query = select(advertiser_ads.c.ad)
            query = query.where(advertiser_ads.c.grouping == grouping, advertiser_ads.c.ad.in_(batch))
            found |= set(connection.execute(query).scalars())
        return frozenset(found)

    def _one(self, connection: Connection, grouping: Id, advertiser: Id) -> Advertiser | None:
        query = select(advertisers).where(advertisers.c.grouping == grouping, advertisers.c.id == advertiser)
        rows = connection.execute(query).mappings().all()
        return next(iter(advertisers_of(connection, rows, self._ground.sealer)), None)
