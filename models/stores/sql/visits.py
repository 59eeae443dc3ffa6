"""Visits: the start and the outcome are two records, and no outcome means that it is to be resumed."""

import json
from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import select

from models.scope import Scope
from models.stores import faults
from models.stores.sql.ground import Ground, sees_ads
from models.stores.sql.tables import outcomes, visits
from models.visit import Count, Visit, VisitOutcome, VisitVerdict

COUNTS = TypeAdapter(tuple[Count, ...])


class SqlVisits:
    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    def start(self, visit: Visit) -> None:
        with self._ground.writing() as connection:
            self._ground.put(connection, visits, [visit.model_dump()])
        faults.after_commit("visit started")

    def end(self, outcome: VisitOutcome) -> None:
        row = {
            "visit": outcome.visit,
            "verdict": outcome.verdict,
            "ended_at": outcome.ended_at,
            "counts": COUNTS.dump_json(outcome.counts).decode(),
            "completed_lists": json.dumps(outcome.completed_lists),
            "broken": json.dumps(outcome.broken),
        }
        with self._ground.writing() as connection:
            self._ground.put(connection, outcomes, [row])
        faults.after_commit("visit ended")

    def unfinished(self, site: str, scope: Scope) -> Visit | None:
        """The oldest one, so that each is ended in its turn."""
        query = (
            select(visits)
            .outerjoin(outcomes, outcomes.c.visit == visits.c.id)
            .where(visits.c.site == site, outcomes.c.visit.is_(None))
            .order_by(visits.c.started_at, visits.c.id)
            .limit(1)
        )
        if not sees_ads(scope):
            return None
        with self._ground.reading() as connection:
            row = connection.execute(query).mappings().first()
        return None if row is None else visit_from(row)

    def last(self, site: str, scope: Scope, *, limit: int = 20) -> tuple[tuple[Visit, VisitOutcome | None], ...]:
        if not sees_ads(scope):
            return ()
        query = select(visits, outcomes).outerjoin(outcomes, outcomes.c.visit == visits.c.id)
        query = query.where(visits.c.site == site).order_by(visits.c.started_at.desc(), visits.c.id.desc())
        with self._ground.reading() as connection:
            rows = connection.execute(query.limit(limit)).mappings().all()
        return tuple((visit_from(row), outcome_from(row)) for row in rows)

    def sites(self, scope: Scope) -> tuple[str, ...]:
        if not sees_ads(scope):
            return ()
        with self._ground.reading() as connection:
            return tuple(sorted(connection.execute(select(visits.c.site).distinct()).scalars()))


def visit_from(row: Mapping[Any, Any]) -> Visit:
    return Visit(**{name: row[name] for name in Visit.model_fields})


def outcome_from(row: Mapping[Any, Any]) -> VisitOutcome | None:
    if row["visit"] is None:
        return None
    return VisitOutcome(
        visit=row["visit"],
        verdict=VisitVerdict(row["verdict"]),
        ended_at=row["ended_at"],
        counts=COUNTS.validate_json(row["counts"]),
        completed_lists=tuple(json.loads(row["completed_lists"])),
        broken=tuple(json.loads(row["broken"])),
    )
