from typing import Any

import pytest

from estimate.answers import Status
from estimate.list_coverage import list_coverage
from estimate.loglinear import Inclusion
from estimate.profile import profiled
from estimate.repeated import HETEROGENEOUS, HOMOGENEOUS, Heterogeneity, behaviour, closed
from tests.estimate.published import published
from tests.estimate.test_loglinear import table_of

HARES = table_of("snowshoe_hare_6occ")
ROWS: dict[str, dict[str, Any]] = {row["model"]: row for row in published("snowshoe_hare_6occ")["reference"]}
KINDS = {kind.name: kind for kind in HETEROGENEOUS} | {"": HOMOGENEOUS}
UK = table_of("uk_2013_modern_slavery_5lists")


@pytest.mark.parametrize(
    ("model", "by_time", "kind"),
    [
        ("M0", False, ""),
        ("Mt", True, ""),
        ("Mh Chao (LB)", False, "chao"),
        ("Mh Poisson2", False, "poisson2"),
        ("Mh Darroch", False, "darroch"),
        ("Mth Chao (LB)", True, "chao"),
        ("Mth Poisson2", True, "poisson2"),
        ("Mth Darroch", True, "darroch"),
    ],
)
def test_published_hares_are_met(model: str, *, by_time: bool, kind: str) -> None:
    answer = closed(HARES, by_time=by_time, heterogeneity=KINDS[kind])
    assert (answer.estimate, answer.se) == pytest.approx(
        (ROWS[model]["estimate"], ROWS[model]["se_rcapture"]), rel=1e-4
    )


def test_a_first_capture_that_changes_the_rest_is_met() -> None:
    answer = behaviour(HARES)
    assert (answer.estimate, answer.se) == pytest.approx((ROWS["Mb"]["estimate"], ROWS["Mb"]["se_rcapture"]), rel=1e-4)


def test_a_negative_answer_is_refused() -> None:
    answer = behaviour(UK)
    assert answer.status is Status.REFUSED
    assert "negative" in (answer.reason or "")


@pytest.mark.parametrize("kind", [HOMOGENEOUS, *HETEROGENEOUS], ids=lambda kind: kind.name or "homogeneous")
def test_occasions_without_a_second_meeting_are_refused(kind: Heterogeneity) -> None:
    table = Inclusion.of(("a", "b", "c"), {"100": 4, "010": 3, "001": 5})
    assert closed(table, by_time=False, heterogeneity=kind).status is Status.REFUSED


def test_coverage_over_three_lists_is_met() -> None:
    row = next(row for row in published("hav_taiwan_3lists")["reference"] if row["model"] == "sample coverage")
    found = {answer.method: answer.estimate for answer in list_coverage(table_of("hav_taiwan_3lists"))}
    assert found["sample-coverage"] == pytest.approx(row["C_hat"], abs=1e-5)
    assert found["coverage-independent"] == pytest.approx(row["Nhat0_independent"], rel=1e-4)
    assert found["coverage-high"] == pytest.approx(row["Nhat_high_coverage"], abs=0.5)
    assert found["coverage-one-step"] == pytest.approx(row["Nhat1_one_step"], abs=0.5)


def test_lists_without_overlap_cover_nothing() -> None:
    answers = list_coverage(Inclusion.of("ABC", {"100": 4, "010": 3, "001": 5}))
    assert [answer.status for answer in answers] == [Status.REFUSED]


def test_profile_intervals_are_met() -> None:
    uk = next(
        row for row in published("uk_2013_modern_slavery_5lists")["reference"] if "ci95_multinomial_profile" in row
    )
    answer, hares = profiled(UK, ()), profiled(HARES, ())
    assert answer.estimate == pytest.approx(uk["estimate_multinomial"], rel=1e-4)
    assert answer.ci95 == pytest.approx(tuple(uk["ci95_multinomial_profile"]), rel=1e-3)
    told = ROWS["Mt multinomial profile"]
    assert hares.estimate == pytest.approx(told["estimate"], abs=0.05)
    assert hares.ci95 == pytest.approx(tuple(told["ci95"]), abs=0.05)


def test_a_profile_of_what_does_not_exist_is_refused() -> None:
    assert profiled(table_of("artificial_existence_3lists"), [(0, 1)]).status is Status.REFUSED
