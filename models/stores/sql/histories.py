"""Histories for estimating: sightings joined with the current joint grouping; readings give only place and kind."""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, select

from models.base import Id
from models.editions import Editions
from models.history import Encounter, Occasion, Snapshot, Unit
from models.link import Grouping
from models.reading import Reading
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
from models.stores.sql.ground import IN_ONE_READ, Ground, batches
from models.stores.sql.marks import SqlMarks
from models.stores.sql.tables import (
    advertiser_ads,
    current_groupings,
    groupings,
    outcomes,
    personas,
    readings,
    sightings,
    visits,
)
from models.stores.sql.visits import outcome_from, visit_from
from models.visit import Visit, VisitOutcome


class SqlHistories:
    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    def snapshot(self, scope: Scope) -> Snapshot | None:
        if not sees_figures(scope):
            return None
        with self._ground.reading() as connection:
            grouping = _grouping(connection)
            ended = [outcome for _, outcome in _visited(connection)]
        return None if grouping is None else snapshot_of(grouping, self._edition(), ended)

    def occasions(self, scope: Scope) -> tuple[Occasion, ...]:
        if not sees_figures(scope):
            return ()
        with self._ground.reading() as connection:
            found = {occasion for occasion, _ in _walked(connection).values()}
        return tuple(sorted(found, key=lambda one: (one.site, one.week)))

    def encounters(self, unit: Unit, scope: Scope) -> Iterator[Encounter]:
        return encounters_of(self._met(unit)) if sees_figures(scope) else iter(())

    def _met(self, unit: Unit) -> Iterator[Met]:
        with self._ground.reading() as connection:
            walked, units = _walked(connection), _units(connection, unit)
        edition, after = self._edition(), 0
        while True:
            with self._ground.reading() as connection:
                rows = _sightings(connection, after)
                told = self._told(connection, {row.version for row in rows}, edition)
            for row in rows:
                occasion, lists = walked.get(row.visit, (None, frozenset()))
                if occasion is not None and row.list_name in lists:
                    for one in units.get(row.ad, ()):
                        yield Met(unit=one, occasion=occasion, told=told.get(row.version, NOTHING))
            if len(rows) < IN_ONE_READ:
                return
            after = rows[-1].number

    def _told(self, connection: Connection, versions: set[Id], edition: str) -> dict[Id, Told]:
        found: dict[Id, Told] = {}
        for batch in batches(sorted(versions), IN_ONE_READ):
            query = select(readings.c.version, readings.c.reading)
            query = query.where(readings.c.edition == edition, readings.c.version.in_(batch))
            for version, sealed in connection.execute(query):
                opened = self._ground.sealer.open(readings.c.reading, f"{version}/{edition}", sealed)
                found[version] = told_by(Reading.model_validate_json(opened))
        return found

    def _edition(self) -> str:
        current = Editions.current(SqlMarks(self._ground))
        return current.reading if current else ""


def _sightings(connection: Connection, after: int) -> Sequence[Any]:
    columns = (sightings.c.number, sightings.c.ad, sightings.c.version, sightings.c.visit, sightings.c.list_name)
    query = select(*columns).where(sightings.c.number > after).order_by(sightings.c.number)
    return connection.execute(query.limit(IN_ONE_READ)).all()


def _visited(connection: Connection) -> list[tuple[Visit, VisitOutcome]]:
    rows = connection.execute(select(visits, outcomes).join(outcomes, outcomes.c.visit == visits.c.id)).mappings()
    ended = ((visit_from(row), outcome_from(row)) for row in rows)
    return [(visit, outcome) for visit, outcome in ended if outcome is not None]


def _walked(connection: Connection) -> Walked:
    return occasions_of(_visited(connection))


def _grouping(connection: Connection) -> Grouping | None:
    query = select(groupings).join(current_groupings, current_groupings.c.grouping == groupings.c.id)
    row = connection.execute(query.where(current_groupings.c.layer == JOINT)).mappings().first()
    return None if row is None else Grouping(**row)


def _units(connection: Connection, unit: Unit) -> dict[Id, list[Id]]:
    """By ad: the one advertiser, or the personas, of the current joint grouping."""
    grouping = _grouping(connection)
    found: dict[Id, list[Id]] = defaultdict(list)
    if grouping is None:
        return found
    if unit is Unit.ADVERTISER:
        query = select(advertiser_ads.c.ad, advertiser_ads.c.advertiser).where(advertiser_ads.c.grouping == grouping.id)
        for ad, advertiser in connection.execute(query):
            found[ad].append(advertiser)
        return found
    people = select(personas.c.id, personas.c.ads).where(personas.c.grouping == grouping.id)
    for persona, told in connection.execute(people):
        for ad in json.loads(told):
            found[ad].append(persona)
    return found
