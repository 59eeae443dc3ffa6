"""Assessments: codes and spans, never a quote."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import select

from models.assessment import Assessment, Band, Contribution, Finding
from models.base import Id
from models.scope import Scope
from models.stores import faults
from models.stores.sql.ground import AT_ONCE, IN_ONE_READ, Ground, batches, sees_ads
from models.stores.sql.tables import assessments as table

FINDINGS = TypeAdapter(tuple[Finding, ...])
CONTRIBUTIONS = TypeAdapter(tuple[Contribution, ...])
BANDS = tuple(Band)


class SqlAssessments:
    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    def add(self, assessments: Sequence[Assessment]) -> None:
        for batch in batches(assessments, AT_ONCE):
            with self._ground.writing() as connection:
                self._ground.put(connection, table, [_row(one) for one in batch])
            faults.after_commit("assessment")

    def of(self, versions: Sequence[Id], edition: str, scope: Scope) -> tuple[Assessment, ...]:
        """In the order of the versions asked for; those that were not assessed are left out."""
        if not sees_ads(scope):
            return ()
        found: dict[Id, Assessment] = {}
        with self._ground.reading() as connection:
            for batch in batches(versions, IN_ONE_READ):
                query = select(table).where(table.c.version.in_(batch), table.c.edition == edition)
                found |= {row["version"]: _assessment(row) for row in connection.execute(query).mappings()}
        return tuple(found[version] for version in dict.fromkeys(versions) if version in found)

    def all(self, edition: str, scope: Scope) -> Iterator[Assessment]:
        after = 0
        query = select(table).where(table.c.edition == edition)
        query = query.order_by(table.c.number).limit(IN_ONE_READ)
        while sees_ads(scope):
            with self._ground.reading() as connection:
                rows = connection.execute(query.where(table.c.number > after)).mappings().all()
            yield from map(_assessment, rows)
            if len(rows) < IN_ONE_READ:
                return
            after = rows[-1]["number"]


def _row(one: Assessment) -> dict[str, Any]:
    return {
        "id": one.id,
        "version": one.version,
        "edition": one.edition,
        "band": one.band.rank,
        "findings": FINDINGS.dump_json(one.findings).decode(),
        "contributions": CONTRIBUTIONS.dump_json(one.contributions).decode(),
    }


def _assessment(row: Mapping[Any, Any]) -> Assessment:
    return Assessment(
        id=row["id"],
        version=row["version"],
        edition=row["edition"],
        band=BANDS[row["band"]],
        findings=FINDINGS.validate_json(row["findings"]),
        contributions=CONTRIBUTIONS.validate_json(row["contributions"]),
    )
