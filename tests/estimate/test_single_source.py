from typing import Any

import pytest

from estimate.answers import Estimate, Status
from estimate.count_regression import truncated_poisson
from estimate.frequencies import Frequencies, chao_robust
from estimate.single_source import (
    GEOMETRIC,
    POISSON,
    good_turing,
    negative_binomial,
    one_inflated,
    zelterman,
    zero_one_truncated,
    zero_truncated,
)
from models.errors import BadInput
from tests.estimate.published import published

POLICE = published("netherlands_immigrants_1995_counts")
ROWS: dict[str, dict[str, Any]] = {row["model"]: row for row in POLICE["reference"]}
COUNTS = Frequencies(f=tuple((int(times), number) for times, number in POLICE["data"]["freq_of_counts"].items()))
CELLS = POLICE["data"]["covariate_cells"]


@pytest.mark.parametrize(
    ("answer", "row"),
    [
        (zero_truncated(COUNTS, POISSON), "zero-truncated Poisson, intercept"),
        (zero_truncated(COUNTS, GEOMETRIC), "zero-truncated geometric n S/(S-n)"),
        (one_inflated(COUNTS, POISSON), "one-inflated zero-truncated Poisson (oiztpoisson)"),
        (one_inflated(COUNTS, GEOMETRIC), "one-inflated zero-truncated geometric (oiztgeom)"),
        (zero_one_truncated(COUNTS, POISSON), "zero-one-truncated Poisson"),
        (zero_one_truncated(COUNTS, GEOMETRIC), "zero-one-truncated geometric"),
        (zelterman(COUNTS), "Zelterman n/(1-exp(-2 f2/f1))"),
        (chao_robust(COUNTS), "Chao bound robust to one-inflation n+2 f2^3/(9 f3^2)"),
        (
            truncated_poisson(CELLS, ("gender", "age", "nation")),
            "zero-truncated Poisson regression ~ gender+age+nation",
        ),
    ],
    ids=lambda value: value.method if isinstance(value, Estimate) else "",
)
def test_what_is_published_is_met(answer: Estimate, row: str) -> None:
    assert answer.estimate == pytest.approx(ROWS[row]["estimate"], rel=1e-4)
    assert answer.se == pytest.approx(ROWS[row]["se"], rel=1e-3)
    if "ci95_normal" in ROWS[row] and answer.method.startswith("z"):
        assert answer.ci95 == pytest.approx(tuple(ROWS[row]["ci95_normal"]), rel=1e-3)


def test_equal_chances_are_met() -> None:
    assert good_turing(COUNTS).estimate == pytest.approx(ROWS["Good-Turing / homogeneous n/(1-f1/S)"]["estimate"])


def test_a_maximum_on_the_edge_is_refused() -> None:
    answer = negative_binomial(COUNTS)
    assert (answer.status, answer.estimate) == (Status.REFUSED, None)


def test_a_negative_binomial_with_an_inner_maximum_is_found() -> None:
    # Expected counts of a negative binomial with mean 2 and size 2 (p = 1/2) over 4,000: mass (k + 1) / 2^(k + 2).
    told = Frequencies(f=tuple((k, round(4000 * (k + 1) / 2 ** (k + 2))) for k in range(1, 12)))
    answer = negative_binomial(told)
    assert answer.estimate == pytest.approx(4000, rel=0.02)


@pytest.mark.parametrize("law", [POISSON, GEOMETRIC], ids=lambda law: law.name)
def test_counts_without_a_repeat_are_refused(law: Any) -> None:
    once, twice = Frequencies.of([1, 1, 1]), Frequencies.of([1, 1, 2])
    assert zero_truncated(once, law).status is Status.REFUSED
    assert {one_inflated(twice, law).status, zero_one_truncated(twice, law).status} == {Status.REFUSED}
    assert {zelterman(once).status, good_turing(once).status, negative_binomial(once).status} == {Status.REFUSED}


def test_an_unknown_covariate_is_told() -> None:
    with pytest.raises(BadInput, match="height"):
        truncated_poisson(CELLS, ("height",))


def test_covariates_that_say_the_same_are_refused() -> None:
    cells = [cell | {"twin": cell["gender"]} for cell in CELLS]
    assert truncated_poisson(cells, ("gender", "twin")).status is Status.REFUSED


def test_a_covariate_that_only_singletons_have_is_refused() -> None:
    cells = [{"capture": 1, "count": 9, "x": "a"}, {"capture": 1, "count": 5, "x": "b"}]
    cells += [{"capture": 2, "count": 4, "x": "a"}]
    assert truncated_poisson(cells, ("x",)).status is Status.REFUSED
