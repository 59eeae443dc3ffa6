"""Open populations against Jolly's capsids and the European dippers."""

from typing import Any

import numpy as np
import pytest

from estimate.answers import Estimate, Status
from estimate.cormack import Shape, cormack, survival
from estimate.jolly_seber import jolly, jolly_seber
from estimate.marked import Summary, histories, next_met, summed
from estimate.popan import popan
from models.errors import BadInput
from tests.estimate.published import published

CAPSIDS = published("jolly_1965_capsids_js")
DIPPERS = published("dipper_open_7occ")
ROWS: dict[str, dict[str, Any]] = {row["model"]: row for row in DIPPERS["reference"]}
MARKS, WEIGHTS = histories(DIPPERS["data"]["histories"])


def shape(*, phi: bool, p: bool) -> Shape:
    return Shape.of(7, phi_by_time=phi, p_by_time=p)


def told(answers: tuple[Estimate, ...]) -> dict[str, float]:
    return {answer.quantity: answer.estimate for answer in answers if answer.estimate is not None}


def capsids() -> Summary:
    return Summary(**{name: [value or 0 for value in CAPSIDS["data"][name]] for name in ("n", "m", "R", "r", "z")})


@pytest.mark.parametrize("name", ["M", "N", "phi", "B", "p"])
def test_the_capsids_are_met(name: str) -> None:
    found, expected = getattr(jolly(capsids()), name), CAPSIDS["reference"][0][name]
    pairs = [(value, want) for value, want in zip(found, expected, strict=True) if want is not None]
    assert [value for value, _ in pairs] == pytest.approx([want for _, want in pairs], rel=1e-5)
    assert all(np.isnan(value) for value, want in zip(found, expected, strict=True) if want is None)


@pytest.mark.parametrize(("name", "tolerance"), [("N", 0.004), ("phi", 0.004), ("M", 0.002)])
def test_what_jolly_printed_is_met(name: str, tolerance: float) -> None:
    found, printed = getattr(jolly(capsids()), name), CAPSIDS["published"][0][name]
    pairs = [(value, want) for value, want in zip(found, printed, strict=True) if want is not None]
    assert [value for value, _ in pairs] == pytest.approx([want for _, want in pairs], rel=tolerance)


def test_survival_above_one_and_negative_arrivals_are_shown() -> None:
    found = told(jolly_seber(capsids()))
    assert found["phi_2"] > 1
    assert found["B_8"] < 0


def test_stock_and_arrivals_of_the_dippers_are_met() -> None:
    row, answers = ROWS["Jolly-Seber (log-linear) time-dependent"], jolly_seber(summed(MARKS, WEIGHTS))
    found, errors = told(answers), {answer.quantity: answer.se for answer in answers}
    for at, value in row["N"].items():
        assert found[f"N_{at}"] == pytest.approx(value, abs=0.05)
        assert errors[f"N_{at}"] == pytest.approx(row["N_se"][at], abs=0.05)
    for at, value in row["B"].items():
        assert found[f"B_{at}"] == pytest.approx(value, abs=0.05)


def test_constant_survival_and_detection_are_met() -> None:
    row, answers = DIPPERS["published"][0], cormack(MARKS, WEIGHTS, shape(phi=False, p=False))
    phi, p = answers
    assert (phi.quantity, p.quantity) == ("Phi", "p")
    assert (phi.estimate, p.estimate) == pytest.approx((row["Phi"], row["p"]), rel=1e-4)
    assert (phi.se, p.se) == pytest.approx((row["Phi_se"], row["p_se"]), rel=0.01)
    assert phi.ci95 == pytest.approx(tuple(row["Phi_ci95"]), rel=1e-3)
    assert p.ci95 == pytest.approx(tuple(row["p_ci95"]), rel=1e-3)


@pytest.mark.parametrize(
    ("model", "phi", "p"),
    [("CJS Phi(.) p(.)", False, False), ("CJS Phi(t) p(.)", True, False), ("CJS Phi(.) p(t)", False, True)],
)
def test_survival_by_interval_is_met(model: str, *, phi: bool, p: bool) -> None:
    found, row = survival(*next_met(MARKS, WEIGHTS), shape(phi=phi, p=p)), ROWS[model]
    assert found.deviance == pytest.approx(row["minus2lnL"], rel=1e-7)
    assert (found.phi if phi else found.phi[0]) == pytest.approx(row["Phi"], rel=1e-4)
    assert (found.p if p else found.p[0]) == pytest.approx(row["p"], rel=1e-4)


def test_what_is_confounded_is_told_as_a_product() -> None:
    row, answers = ROWS["CJS Phi(t) p(t)"], cormack(MARKS, WEIGHTS, shape(phi=True, p=True))
    found, errors = told(answers), {answer.quantity: answer.se for answer in answers}
    assert [found[f"Phi_{at}"] for at in range(1, 6)] == pytest.approx(row["Phi"], rel=1e-4)
    assert [errors[f"Phi_{at}"] for at in range(1, 6)] == pytest.approx(row["Phi_se"], rel=0.01)
    assert [found[f"p_{at}"] for at in range(2, 7)] == pytest.approx(row["p2_to_p6"], rel=1e-4)
    assert [errors[f"p_{at}"] for at in range(2, 7)] == pytest.approx(row["p_se"], rel=0.01)
    assert found["Phi_6*p_7"] == pytest.approx(row["Phi6_times_p7"], rel=1e-4)
    assert {"Phi_6", "p_7"} & set(found) == set()


def test_survival_shared_by_chosen_intervals_is_met() -> None:
    row = next(row for name, row in ROWS.items() if name.startswith("CJS Phi(flood)"))
    found = survival(*next_met(MARKS, WEIGHTS), Shape(phi=(0, 1, 1, 0, 0, 0), p=(0,) * 6))
    assert (found.phi[0], found.phi[1], found.p[0]) == pytest.approx(
        (row["Phi_no_flood"], row["Phi_flood"], row["p"]), rel=1e-4
    )
    assert (found.phi_se[0], found.phi_se[1]) == pytest.approx(row["se"], rel=0.01)


@pytest.mark.parametrize(("phi", "model"), [(True, "POPAN phi(t) p(.) pent(t)"), (False, "POPAN phi(.) p(.) pent(t)")])
def test_how_many_were_ever_there_is_met(model: str, *, phi: bool) -> None:
    row, found = ROWS[model], told(popan(MARKS, WEIGHTS, shape(phi=phi, p=False)))
    assert found["N ever"] == pytest.approx(row["N_super"], rel=0.005)
    assert found["p"] == pytest.approx(row["p"], rel=0.005)
    if phi:
        assert [found[f"N_{at}"] for at in range(1, 8)] == pytest.approx(row["N_i"], rel=0.005)
        assert [found[f"Phi_{at}"] for at in range(1, 7)] == pytest.approx(row["phi"], rel=0.005)


def test_a_population_nobody_of_which_was_met_again_is_refused() -> None:
    marks, weights = histories({"100": 5, "010": 4, "001": 3})
    constant = Shape.of(3, phi_by_time=False, p_by_time=False)
    for answers in (
        jolly_seber(summed(marks, weights)),
        cormack(marks, weights, constant),
        popan(marks, weights, constant),
    ):
        assert [answer.status for answer in answers] == [Status.REFUSED]


def test_histories_of_unequal_length_are_told() -> None:
    with pytest.raises(BadInput, match="length"):
        histories({"100": 1, "10": 2})
