from typing import Any

import pytest

from estimate.answers import Status
from estimate.loglinear import Inclusion, estimated, fitted, main_effects, refusal
from tests.estimate.published import published

TABLES = ("uk_2013_modern_slavery_5lists", "hav_taiwan_3lists", "artificial_existence_3lists")


def table_of(name: str) -> Inclusion:
    data = published(name)["data"]
    return Inclusion.of(data["lists"], data["counts"])


CASES = [
    pytest.param(name, row, id=f"{name}: {row['model']}")
    for name in TABLES
    for row in published(name)["reference"]
    if "interactions" in row
]


@pytest.mark.parametrize(("name", "row"), CASES)
def test_a_published_model_is_met(name: str, row: dict[str, Any]) -> None:
    table = table_of(name)
    terms = [tuple(table.lists.index(one) for one in term.split(":")) for term in row["interactions"]]
    answer, fit = estimated(table, terms), fitted(table, terms)
    assert answer.estimate == pytest.approx(row["estimate"], rel=1e-4)
    assert answer.ci95 == pytest.approx(tuple(row["ci95_lognormal_f0"]), rel=1e-3)
    assert answer.se == pytest.approx(row["se_rcapture"], rel=1e-3)
    assert (fit.bic, fit.aic) == pytest.approx((row["bic_log_n"], row["aic"]), rel=1e-4)
    assert fit.deviance == pytest.approx(row["deviance"], rel=1e-4, abs=1e-6)


def test_equal_catchability_by_occasion_is_met() -> None:
    rows = {row["model"]: row for row in published("snowshoe_hare_6occ")["reference"]}
    answer = main_effects(table_of("snowshoe_hare_6occ"))
    assert (answer.estimate, answer.se) == pytest.approx((rows["Mt"]["estimate"], rows["Mt"]["se_rcapture"]), rel=1e-4)


def test_what_does_not_exist_is_refused() -> None:
    table = table_of("artificial_existence_3lists")
    assert "unbounded" in (refusal(table, [(0, 1)]) or "")
    assert "told apart" in (refusal(table, [(0, 1), (0, 2), (1, 2)]) or "")
    assert refusal(table, [(0, 2), (1, 2)]) is None
    answer = estimated(table, [(0, 1)])
    assert (answer.status, answer.estimate, answer.ci95) == (Status.REFUSED, None, None)


def test_lists_without_overlap_are_refused() -> None:
    assert main_effects(Inclusion.of("AB", {"10": 5, "01": 7})).status is Status.REFUSED
    assert main_effects(Inclusion.of("AB", {})).status is Status.REFUSED
