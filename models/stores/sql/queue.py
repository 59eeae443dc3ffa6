"""The queue: one statement over narrow columns; only the asking agency's own decisions count."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, false, func, or_, select, true, union_all
from sqlalchemy.sql.selectable import FromClause

from models.assessment import Band
from models.desk import BandCount, QueuePage, QueueRow
from models.link import Figures
from models.scope import DataClass, Layer, Scope
from models.stores.cursor import Place
from models.stores.sql.desk_tables import reviews, withdrawals
from models.stores.sql.ground import Ground
from models.stores.sql.reviews import review_from
from models.stores.sql.standings import standing_from
from models.stores.sql.tables import advertisers, current_groupings, current_standings, standings
from models.stores.sql.view import current_grouping, not_hidden, view_layers

REVIEW = "review_"
"""Before the names of a review's columns where they stand beside a standing's."""


class SqlQueue:
    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    def page(
        self,
        scope: Scope,
        *,
        bands: frozenset[Band] = frozenset(),
        decided: bool = False,
        after: str | None = None,
        limit: int = 25,
    ) -> QueuePage:
        place = None if after is None else Place.read(after)
        with self._ground.reading() as connection:
            layers = tuple(layer for layer, _ in view_layers(connection, scope))
            if layers:
                wanted = [_wanted(shown, bands, decided=decided, own=_own(scope)) for shown in _shown(layers)]
                query = _page(wanted, place, limit=limit, own=_own(scope))
                rows = connection.execute(query).mappings().all()
                return self._made(rows, limit)
        return QueuePage(rows=(), total=0, after=None)

    def counts(self, scope: Scope) -> tuple[BandCount, ...]:
        found: dict[int, tuple[int, int]] = {}
        with self._ground.reading() as connection:
            layers = tuple(layer for layer, _ in view_layers(connection, scope))
            if layers:
                found = {row[0]: (row[1], row[2]) for row in connection.execute(_counted(layers, own=_own(scope)))}
        counted = ((band, *found.get(band.rank, (0, 0))) for band in Band)
        return tuple(BandCount(band=band, open=total - decided, decided=decided) for band, total, decided in counted)

    def _made(self, rows: Any, limit: int) -> QueuePage:
        full = [row for row in rows if row["advertiser"] is not None]
        shown = tuple(self._row(row) for row in full[:limit])
        more = len(full) > limit and shown
        end = Place(shown[-1].band.rank, shown[-1].standing.weight, shown[-1].advertiser).told() if more else None
        return QueuePage(rows=shown, total=rows[0]["total"], after=end)

    def _row(self, row: Mapping[Any, Any]) -> QueueRow:
        standing = standing_from(row, self._ground.sealer)
        return QueueRow(
            advertiser=standing.advertiser,
            band=standing.band,
            standing=standing,
            figures=Figures.model_validate_json(row["figures"]),
            personas=row["personas"],
            review=None if row[f"{REVIEW}id"] is None else review_from(row, self._ground.sealer, name=REVIEW),
        )


def _own(scope: Scope) -> Layer | None:
    """The agency whose decisions the scope may see; None sees none, as if nothing were decided."""
    own = scope.own
    return own if own is not None and scope.sees(own, DataClass.REVIEWS) else None


def _in_force(own: Layer | None) -> FromClause:
    """The newest decision on each advertiser that is not withdrawn, of one layer alone."""
    order = (reviews.c.decided_at.desc(), reviews.c.id.desc())
    newest = func.row_number().over(partition_by=reviews.c.advertiser, order_by=order).label("place")
    standing = select(reviews.c.id, reviews.c.advertiser, newest)
    standing = standing.outerjoin(withdrawals, withdrawals.c.of == reviews.c.id)
    mine = false() if own is None else reviews.c.layer == own
    rows = standing.where(mine, withdrawals.c.id.is_(None)).subquery()
    return select(rows.c.id, rows.c.advertiser).where(rows.c.place == 1).subquery()


def _shown(layers: Sequence[Layer]) -> list[ColumnElement[bool]]:
    """For each layer of the view its standings in force, less those that a layer before it hides."""
    return [
        and_(_in_grouping(layer), not_hidden(standings.c.advertiser, layer, layers))
        if layers[0] != layer
        else _in_grouping(layer)
        for layer in layers
    ]


def _in_grouping(layer: Layer) -> ColumnElement[bool]:
    """Standings in force of advertisers that stand in the grouping in force: narrow columns, all of them keys."""
    group = current_grouping(layer)
    edition = select(current_standings.c.edition).where(current_standings.c.layer == layer).scalar_subquery()
    grouped = select(advertisers.c.id).where(
        advertisers.c.grouping == group, advertisers.c.id == standings.c.advertiser
    )
    return and_(standings.c.layer == layer, standings.c.edition == edition, grouped.exists())


def _wanted(
    shown: ColumnElement[bool], bands: frozenset[Band], *, decided: bool, own: Layer | None
) -> ColumnElement[bool]:
    reviewed = standings.c.advertiser.in_(select(_in_force(own).c.advertiser))
    in_band = standings.c.band.in_(sorted(band.rank for band in bands)) if bands else true()
    return and_(shown, in_band, reviewed if decided else ~reviewed)


def _page(wanted: Sequence[ColumnElement[bool]], place: Place | None, *, limit: int, own: Layer | None) -> Select[Any]:
    """Each layer is walked in the order of its own index, and only so far as the page may need it."""
    order = (standings.c.band, standings.c.weight.desc(), standings.c.advertiser)
    parts = [
        select(standings).where(one, _beyond(place)).order_by(*order).limit(limit + 1).subquery() for one in wanted
    ]
    rows = parts[0] if len(parts) == 1 else union_all(*(select(part) for part in parts)).subquery()
    total = select(func.count().label("total")).select_from(standings).where(or_(*wanted)).subquery()
    newest = _in_force(own)
    group = select(current_groupings.c.grouping).where(current_groupings.c.layer == rows.c.layer).scalar_subquery()
    return (
        select(
            total.c.total,
            rows,
            advertisers.c.figures,
            advertisers.c.personas,
            *(column.label(f"{REVIEW}{column.name}") for column in reviews.c),
        )
        .select_from(total)
        .outerjoin(rows, true())
        .outerjoin(advertisers, and_(advertisers.c.grouping == group, advertisers.c.id == rows.c.advertiser))
        .outerjoin(newest, newest.c.advertiser == rows.c.advertiser)
        .outerjoin(reviews, reviews.c.id == newest.c.id)
        .order_by(rows.c.band, rows.c.weight.desc(), rows.c.advertiser)
    )


def _beyond(place: Place | None) -> ColumnElement[bool]:
    if place is None:
        return true()
    lighter = or_(
        standings.c.weight < place.weight,
        and_(standings.c.weight == place.weight, standings.c.advertiser > place.advertiser),
    )
    return or_(standings.c.band > place.band, and_(standings.c.band == place.band, lighter))


def _counted(layers: Sequence[Layer], *, own: Layer | None) -> Select[Any]:
    reviewed = standings.c.advertiser.in_(select(_in_force(own).c.advertiser))
    decided = func.sum(case((reviewed, 1), else_=0))
    return select(standings.c.band, func.count(), decided).where(or_(*_shown(layers))).group_by(standings.c.band)
