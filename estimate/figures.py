"""Stock, flow and ever, for advertisers and personas: each a ladder, suppressed and rounded, with all it rests on."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from enum import StrEnum
from typing import Self

from pydantic import model_validator

from estimate.answers import Status
from estimate.cells import Cell, Dimension, divided, shown_cells
from estimate.ladders import Step, across_sites, ever_ladder, with_open
from estimate.occasions import (
    History,
    marks_by_week,
    month_of,
    months_between,
    most_often,
    newcomers,
    settled_sites,
    weeks_between,
    weeks_of_month,
)
from estimate.open_ladder import Opened, opened
from estimate.suppression import RULE, rounded
from models.base import Id, Record
from models.errors import BadInput
from models.history import Snapshot, Unit, monday_of
from models.reading import AdKind
from models.scope import Scope
from models.stores.ports import Histories

OFFERS = frozenset({AdKind.OWN, AdKind.DUO, AdKind.AGENCY, AdKind.MASSAGE})
"""Kinds of ads behind which somebody offers services; buyers, sublets, recruiters and scams are not counted."""

AREA_RULE = "the municipality that a unit's ads within the window name most often"
LIMITS = (
    "Counts who advertised openly on the sites named. Closed platforms, people who do not advertise, minors who are "
    "hidden, and arrangements such as sugar dating are not in it. Advertisers and personas are not victims of anything."
)
TOO_NEW = "no site had been watched for eight weeks: everybody would look new"
HIDDEN = "too few to be shown, or would tell another cell that is"


class Measure(StrEnum):
    STOCK = "stock"
    """Advertising in a week."""
    FLOW = "flow"
    """First met in a month."""
    EVER = "ever"
    """Met at all in a period."""


class FigureStatus(StrEnum):
    OK = "ok"
    REFUSED = "refused"
    SUPPRESSED = "suppressed"


class Query(Record):
    """Whole months, so that two exports never differ by a few days' people."""

    first: date
    last: date
    units: tuple[Unit, ...] = (Unit.ADVERTISER, Unit.PERSONA)
    by: Dimension = Dimension.ALL
    kinds: frozenset[str] = OFFERS

    @classmethod
    def of_months(cls, first: date, last: date, **told: object) -> Self:
        """From the month of one day to the month of another. Raises BadInput when the last is before the first."""
        after = (last.replace(day=1) + timedelta(days=32)).replace(day=1)
        if after <= first.replace(day=1):
            raise BadInput(f"The period ends in {last:%Y-%m}, before it begins in {first:%Y-%m}.")
        return cls.model_validate({"first": first.replace(day=1), "last": after - timedelta(days=1), **told})

    @model_validator(mode="after")
    def _whole_months(self) -> Self:
        if self.first.day != 1 or (self.last + timedelta(days=1)).day != 1 or self.last < self.first:
            raise ValueError("a period of whole months")
        return self


class Figure(Record):
    """One published number with everything it rests on. What is suppressed or refused has a reason and no number."""

    measure: Measure
    unit: Unit
    window: str
    """`2026-03-02/2026-03-08`, first and last day."""
    area: str
    kind: str
    rung: str
    value: int | None
    low: int | None
    high: int | None
    status: FigureStatus
    reason: str | None
    estimator: str
    model: str
    selection: str
    area_rule: str
    kinds: tuple[str, ...]
    sources: tuple[str, ...]
    linking: str
    snapshot: Id
    suppression: str


def figures(histories: Histories, query: Query, scope: Scope) -> tuple[Figure, ...]:
    """Every figure of a query, suppressed; nothing while nothing has been linked."""
    snapshot = histories.snapshot(scope)
    if snapshot is None:
        return ()
    made: list[Figure] = []
    for unit in query.units:
        history = _counted(histories, unit, query, scope)
        for measure, window, cells in _tables(history, query):
            made += (
                figure
                for cell in shown_cells(cells)
                for figure in _figures(cell, measure, window, unit=unit, snapshot=snapshot, query=query)
            )
    return tuple(made)


def period_of(histories: Histories, scope: Scope) -> tuple[date, date] | None:
    """First and last month with an occasion."""
    weeks = [one.week for one in histories.occasions(scope)]
    return (month_of(min(weeks)), month_of(max(weeks))) if weeks else None


def _counted(histories: Histories, unit: Unit, query: Query, scope: Scope) -> History:
    """Units whose ads are mostly of the kinds asked for."""
    encounters = tuple(histories.encounters(unit, scope))
    kinds: dict[Id, list[str | None]] = {}
    for one in encounters:
        kinds.setdefault(one.unit, []).append(one.kind)
    wanted = {unit for unit, told in kinds.items() if (most_often(told) or AdKind.OWN) in query.kinds}
    return History(histories.occasions(scope), encounters).of(wanted)


Table = tuple[Measure, tuple[int, ...], list[Cell]]


def _tables(history: History, query: Query) -> Iterator[Table]:
    """One table a measure and window; its cells add up."""
    weeks = weeks_between(query.first, query.last)
    period = history.within(weeks)
    if query.by is Dimension.ALL:
        yield from _stocks(history, period)
    for month in months_between(query.first, query.last):
        of_month = weeks_of_month(month)
        if not history.within(of_month).occasions:
            continue
        yield Measure.FLOW, of_month, _flow(history, of_month, query)
        if query.by is not Dimension.ALL:
            yield Measure.EVER, of_month, divided(history.within(of_month), query.by, ever_ladder)
    if query.by is Dimension.ALL:
        whole = _opened(period)
        seen = len(period.units)
        ladder = with_open(ever_ladder, whole if isinstance(whole, str) else whole.ever(seen))
        yield Measure.EVER, weeks, divided(period, query.by, ladder)
    else:
        yield Measure.EVER, weeks, divided(period, query.by, ever_ladder)


def _stocks(history: History, period: History) -> Iterator[Table]:
    """The open model sees all weeks, also those before the period; a week outside it is not told."""
    whole = _opened(history)
    for week in period.weeks:
        told = whole if isinstance(whole, str) else whole.stock_of(week)
        yield Measure.STOCK, (week,), divided(history.within([week]), Dimension.ALL, with_open(across_sites, told))


def _flow(history: History, weeks: tuple[int, ...], query: Query) -> list[Cell]:
    settled = history.on(settled_sites(history, weeks[0]))
    if not settled.occasions:
        return [Cell.refused(TOO_NEW)]
    new = settled.of(newcomers(settled, weeks)).within(weeks)
    if query.by is not Dimension.ALL:
        return divided(new, query.by, across_sites)
    whole = _opened(settled)
    told = whole if isinstance(whole, str) else whole.arrivals(weeks)
    return divided(new, query.by, with_open(across_sites, told))


def _opened(history: History) -> Opened | str:
    return opened(marks_by_week(history), history.weeks)


def _figures(
    cell: Cell, measure: Measure, weeks: tuple[int, ...], *, unit: Unit, snapshot: Snapshot, query: Query
) -> Iterable[Figure]:
    first, last = monday_of(weeks[0]), monday_of(weeks[-1]) + timedelta(days=6)
    ground = {
        "measure": measure,
        "unit": unit,
        "window": f"{first}/{last}",
        "area": cell.label if query.by is Dimension.MUNICIPALITY else "all",
        "kind": cell.label if query.by is Dimension.KIND else "all",
        "area_rule": AREA_RULE,
        "kinds": tuple(sorted(query.kinds)),
        "sources": cell.sources,
        "linking": snapshot.linking,
        "snapshot": snapshot.id,
        "suppression": RULE,
    }
    if cell.reason or cell.hidden:
        status = FigureStatus.SUPPRESSED if cell.hidden else FigureStatus.REFUSED
        return [Figure(**ground, **_EMPTY, rung="seen", status=status, reason=HIDDEN if cell.hidden else cell.reason)]
    return [Figure(**ground, **_told(step)) for step in cell.steps()]


_EMPTY = {"value": None, "low": None, "high": None, "estimator": "count", "model": "", "selection": "none"}


def _told(step: Step) -> dict[str, object]:
    answer = step.answer
    low, high = (rounded(end) for end in answer.ci95) if answer.ci95 else (None, None)
    return {
        "rung": step.rung,
        "value": rounded(answer.estimate) if answer.estimate is not None else None,
        "low": low,
        "high": high,
        "status": FigureStatus.OK if answer.status is Status.OK else FigureStatus.REFUSED,
        "reason": answer.reason,
        "estimator": answer.method,
        "model": answer.model,
        "selection": step.selection,
    }
