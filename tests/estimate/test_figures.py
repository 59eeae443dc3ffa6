"""Figures from the stores: what is counted, what is hidden, and what each one tells of itself."""

import csv
import io
import json
from datetime import date

import pytest

from estimate.cells import Dimension
from estimate.exports import COLUMNS, as_csv, metadata
from estimate.figures import HIDDEN, LIMITS, Figure, FigureStatus, Measure, Query, figures, period_of
from estimate.ladders import Rung
from models.errors import BadInput
from models.history import Unit
from models.scope import JOINT, DataClass, Scope
from models.stores.ports import Stores
from tests.estimate.markets import Pretend

FIGURES = Scope(layers=frozenset({JOINT}), classes=frozenset({DataClass.FIGURES}))
ADS = Scope(layers=frozenset({JOINT}), classes=frozenset({DataClass.ADS}))


def march(by: Dimension = Dimension.ALL) -> Query:
    return Query.of_months(date(2026, 3, 1), date(2026, 3, 1), units=(Unit.ADVERTISER,), by=by)


MARCH = march()


def names(first: int, last: int) -> list[str]:
    return [f"n{number:03}" for number in range(first, last)]


def three_sites(told: dict[str, tuple[str, str]] | None = None) -> Pretend:
    """Sixty on the first, forty on the second, thirty on the third, with known overlap; four weeks of March 2026."""
    market = Pretend(told)
    for week in range(4):
        market.week(week, {"ett": names(0, 60), "tva": names(40, 80), "tre": [*names(0, 15), *names(70, 85)]})
    return market


def asked(stores: Stores, query: Query = MARCH) -> dict[tuple[Measure, str, str, Rung], Figure]:
    return {
        (one.measure, one.window, one.area if query.by is not Dimension.KIND else one.kind, Rung(one.rung)): one
        for one in figures(stores.histories, query, FIGURES)
    }


WEEK = "2026-03-02/2026-03-08"


def test_what_was_seen_is_the_distinct_ones_of_the_week() -> None:
    found = asked(three_sites().linked())
    seen = found[Measure.STOCK, WEEK, "all", Rung.SEEN]
    assert (seen.value, seen.low, seen.high) == (85, None, None)


def test_two_sites_are_estimated_by_chapman_and_three_by_main_effects() -> None:
    market = Pretend()
    market.week(0, {"ett": names(0, 60), "tva": names(40, 80)})
    two = asked(market.linked())[Measure.STOCK, WEEK, "all", Rung.MODEL]
    # (60 + 1)(40 + 1)/(20 + 1) - 1 = 118.1
    assert (two.value, two.estimator) == (120, "chapman")
    three = asked(three_sites().linked())[Measure.STOCK, WEEK, "all", Rung.MODEL]
    assert three.estimator == "loglinear"
    assert three.low is not None
    assert three.high is not None
    assert 85 <= three.low < three.high


def test_the_ladder_rises_from_what_was_seen() -> None:
    found = asked(three_sites().linked())
    ladder = [found[Measure.STOCK, WEEK, "all", rung] for rung in (Rung.SEEN, Rung.LOWER_BOUND, Rung.RANGE)]
    values = [figure.value or 0 for figure in ladder]
    assert values == sorted(values)
    assert all(figure.low is not None for figure in ladder[1:])


def test_sites_that_share_hardly_anybody_give_no_bound() -> None:
    market = Pretend()
    market.week(0, {"ett": names(0, 40), "tva": names(38, 80), "tre": names(100, 140)})
    found = asked(market.linked())
    for rung in (Rung.LOWER_BOUND, Rung.LOWER_BOUND_ROBUST, Rung.MODEL, Rung.RANGE):
        assert found[Measure.STOCK, WEEK, "all", rung].status is FigureStatus.REFUSED


def test_one_site_tells_nothing_of_those_on_none() -> None:
    market = Pretend()
    market.week(0, {"ett": names(0, 60)})
    found = asked(market.linked())[Measure.STOCK, WEEK, "all", Rung.MODEL]
    assert (found.status, found.value) == (FigureStatus.REFUSED, None)
    assert found.reason


def test_the_first_weeks_have_no_newcomers() -> None:
    found = asked(three_sites().linked())
    ((_, flow),) = [(key, figure) for key, figure in found.items() if key[0] is Measure.FLOW]
    assert flow.status is FigureStatus.REFUSED
    assert "eight weeks" in (flow.reason or "")


def test_newcomers_are_those_first_met_in_the_month_on_sites_long_watched() -> None:
    market = Pretend()
    for week in range(9):
        market.week(week, {"ett": names(0, 30), "tva": names(10, 40)})
    market.week(9, {"ett": names(0, 50), "tva": names(10, 55), "ny": names(300, 400)})
    query = Query.of_months(date(2026, 5, 1), date(2026, 5, 1), units=(Unit.ADVERTISER,))
    found = {key: figure for key, figure in asked(market.linked(), query).items() if key[0] is Measure.FLOW}
    seen = next(figure for key, figure in found.items() if key[3] is Rung.SEEN)
    assert (seen.value, seen.sources) == (15, ("ett", "tva"))


def test_a_closed_model_over_a_long_period_is_refused() -> None:
    market = Pretend()
    for week in range(9):
        market.week(week, {"ett": names(0, 30), "tva": names(10, 40), "tre": names(20, 50)})
    query = Query.of_months(date(2026, 3, 1), date(2026, 4, 1), units=(Unit.ADVERTISER,))
    found = asked(market.linked(), query)
    model = next(figure for key, figure in found.items() if key[0] is Measure.EVER and key[3] is Rung.MODEL)
    assert (model.status, model.value) == (FigureStatus.REFUSED, None)


def test_a_small_town_is_hidden_with_all_its_rungs_and_one_more() -> None:
    towns = ["0126"] * 3 + ["0114"] * 37 + ["0180"] * 45
    market = three_sites({name: (town, "own_offer") for name, town in zip(names(0, 85), towns, strict=True)})
    found = asked(market.linked(), march(Dimension.MUNICIPALITY))
    window = next(key[1] for key in found if key[0] is Measure.EVER)
    ever = {(key[2], key[3]): figure for key, figure in found.items() if key[0] is Measure.EVER and key[1] == window}
    assert ever["0126", Rung.SEEN].status is ever["0114", Rung.SEEN].status is FigureStatus.SUPPRESSED
    assert {key for key in ever if key[0] in {"0126", "0114"}} == {("0126", Rung.SEEN), ("0114", Rung.SEEN)}
    assert (ever["0180", Rung.SEEN].value, ever["county 01", Rung.SEEN].value) == (45, 85)
    assert (ever["0126", Rung.SEEN].value, ever["0126", Rung.SEEN].reason) == (None, HIDDEN)


def test_fewer_than_five_in_all_are_hidden() -> None:
    market = Pretend()
    market.week(0, {"ett": names(0, 3), "tva": names(1, 4)})
    found = asked(market.linked())
    stock = [figure for key, figure in found.items() if key[0] is Measure.STOCK]
    assert [(figure.status, figure.value) for figure in stock] == [(FigureStatus.SUPPRESSED, None)]


def test_kinds_that_offer_nothing_are_not_counted() -> None:
    market = three_sites(dict.fromkeys(names(0, 40), ("0180", "scam_or_spam")))
    found = asked(market.linked())
    assert found[Measure.STOCK, WEEK, "all", Rung.SEEN].value == 45


def test_kinds_add_up() -> None:
    market = three_sites(dict.fromkeys(names(0, 20), ("0180", "agency")))
    found = asked(market.linked(), march(Dimension.KIND))
    seen = {key[2]: figure.value for key, figure in found.items() if key[0] is Measure.EVER and key[3] is Rung.SEEN}
    assert seen == {"all": 85, "agency": 20, "own_offer": 65}


def test_every_figure_tells_what_it_rests_on() -> None:
    stores = three_sites().linked()
    snapshot = stores.histories.snapshot(FIGURES)
    assert snapshot is not None
    for figure in figures(stores.histories, MARCH, FIGURES):
        assert (figure.linking, figure.snapshot) == ("linking-1", snapshot.id)
        assert figure.estimator
        assert figure.area_rule
        assert figure.suppression
        assert figure.kinds
        assert figure.status is FigureStatus.OK or figure.reason
        if figure.value is not None:
            assert figure.sources == ("ett", "tre", "tva")
            assert figure.rung == Rung.SEEN or figure.low is not None


def test_personas_are_counted_beside_advertisers() -> None:
    query = Query.of_months(date(2026, 3, 1), date(2026, 3, 1))
    found = figures(three_sites().linked().histories, query, FIGURES)
    assert {figure.unit for figure in found} == {Unit.ADVERTISER, Unit.PERSONA}


def test_nothing_is_told_without_the_class_of_figures_or_before_linking() -> None:
    market = three_sites()
    assert figures(market.stores.histories, MARCH, FIGURES) == ()
    stores = market.linked()
    assert figures(stores.histories, MARCH, ADS) == ()
    assert period_of(stores.histories, ADS) is None
    assert period_of(stores.histories, FIGURES) == (date(2026, 3, 1), date(2026, 3, 1))


def test_a_period_is_of_whole_months() -> None:
    query = Query.of_months(date(2026, 1, 17), date(2026, 2, 3))
    assert (query.first, query.last) == (date(2026, 1, 1), date(2026, 2, 28))
    with pytest.raises(BadInput):
        Query.of_months(date(2026, 3, 1), date(2026, 2, 1))
    with pytest.raises(ValueError, match="whole months"):
        Query(first=date(2026, 1, 2), last=date(2026, 1, 31))


def test_a_csv_has_a_row_a_figure_and_a_sheet_that_explains_each_column() -> None:
    found = figures(three_sites().linked().histories, MARCH, FIGURES)
    rows = list(csv.DictReader(io.StringIO(as_csv(found))))
    assert len(rows) == len(found)
    assert [row["value"] for row in rows] == ["" if one.value is None else str(one.value) for one in found]
    assert set(rows[0]) == set(COLUMNS) == set(Figure.model_fields)
    sheet = json.loads(metadata(found, name="figures.csv"))
    assert sheet["dc:description"] == LIMITS
    assert [column["name"] for column in sheet["tableSchema"]["columns"]] == list(COLUMNS)
