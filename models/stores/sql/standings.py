"""Standings by layer and edition: the band and weight that order the queue in the clear, what they rest on sealed."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import and_, select

from models.assessment import Band, Contribution, GroupFinding, Standing
from models.base import Id, Record
from models.errors import NotFound
from models.scope import JOINT, DataClass, Layer, Scope
from models.stores import faults
from models.stores.sql.ground import AT_ONCE, Ground, batches
from models.stores.sql.sealed import Sealer
from models.stores.sql.tables import current_standings
from models.stores.sql.tables import standings as table
from models.stores.sql.tidying import drop_superseded_standings
from models.stores.sql.upsert import upsert

BANDS = tuple(Band)


class _Detail(Record):
    contributions: tuple[Contribution, ...]
    group_findings: tuple[GroupFinding, ...]


class SqlStandings:
    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    def add(self, standings: Sequence[Standing]) -> None:
        for batch in batches(standings, AT_ONCE):
            rows = [self._row(one) for one in batch]
            with self._ground.writing() as connection:
                self._ground.put(connection, table, rows)
            faults.after_commit("standings")

    def get(self, advertiser: Id, scope: Scope) -> Standing:
        """Of the current edition: its own agency's where there is one, else the joint."""
        in_force = and_(table.c.layer == current_standings.c.layer, table.c.edition == current_standings.c.edition)
        query = select(table).join(current_standings, in_force).where(table.c.advertiser == advertiser)
        with self._ground.reading() as connection:
            rows = {row["layer"]: row for row in connection.execute(query).mappings()}
        for layer in (scope.own, JOINT):
            if layer is not None and layer in rows and scope.sees(layer, DataClass.ADS):
                return standing_from(rows[layer], self._ground.sealer)
        raise NotFound("standing of advertiser", advertiser)

    def make_current(self, layer: Layer, edition: str) -> None:
        with self._ground.writing() as connection:
            upsert(connection, current_standings, key={"layer": layer}, rest={"edition": edition})
        faults.after_commit("standings current")
        drop_superseded_standings(self._ground, layer)

    def _row(self, one: Standing) -> dict[str, Any]:
        detail = _Detail(contributions=one.contributions, group_findings=one.group_findings).model_dump_json()
        sealed = self._ground.sealer.seal(table.c.detail, _name(one.model_dump()), detail, layer=one.layer)
        return {
            **one.model_dump(include={"id", "layer", "advertiser", "edition", "weight"}),
            "band": one.band.rank,
            "detail": sealed,
        }


def standing_from(row: Mapping[Any, Any], sealer: Sealer) -> Standing:
    detail = _Detail.model_validate_json(
        sealer.open(table.c.detail, _name(row), row["detail"], layer=row["layer"]),
    )
    return Standing(
        id=row["id"],
        layer=row["layer"],
        advertiser=row["advertiser"],
        edition=row["edition"],
        band=BANDS[row["band"]],
        weight=row["weight"],
        contributions=detail.contributions,
        group_findings=detail.group_findings,
    )


def _name(row: Mapping[Any, Any]) -> str:
    return f"{row['layer']}/{row['edition']}/{row['advertiser']}"
