"""Missed and false links on simulated lists with known truth, and shares with known answers."""

import numpy as np
import pytest

from estimate.answers import Estimate, Status
from estimate.graph_averaging import averaged
from estimate.linkage import Audit, corrected, over_draws
from estimate.loglinear import Inclusion
from estimate.shares import Check, Stratum, horvitz_thompson, rogan_gladen
from estimate.two_sample import TwoLists, chapman
from tests.estimate.published import published
from tests.estimate.test_loglinear import table_of


def linked(seed: int, *, missed: float, false: float = 0.0) -> tuple[TwoLists, Audit]:
    """Truth 500, lists of 0.5 and 0.35; an audit of 400 true pairs and 400 lone ones."""
    rng = np.random.default_rng(seed)
    one, other = rng.random(500) < 0.5, rng.random(500) < 0.35
    both = rng.binomial((one & other).sum(), 1 - missed) + rng.binomial((one & ~other).sum(), false)
    audit = Audit(pairs=400, found=rng.binomial(400, 1 - missed), lone=400, false=rng.binomial(400, false))
    return TwoLists(first=int(one.sum()), second=int(other.sum()), both=int(both)), audit


@pytest.mark.parametrize(("missed", "false"), [(0.2, 0.0), (0.2, 0.05), (0.0, 0.05)])
def test_a_fifth_of_the_links_missed_is_taken_back(missed: float, false: float) -> None:
    runs = [linked(seed, missed=missed, false=false) for seed in range(300)]
    told = [corrected(lists, audit).estimate or 0 for lists, audit in runs]
    plain = [chapman(lists).estimate or 0 for lists, _ in runs]
    assert np.mean(told) == pytest.approx(500, rel=0.03)
    assert abs(np.mean(plain) - 500) > abs(np.mean(told) - 500)


def test_corrected_intervals_hold_the_truth() -> None:
    answers = [corrected(*linked(seed, missed=0.2, false=0.02)) for seed in range(300)]
    held = [answer.ci95 is not None and answer.ci95[0] <= 500 <= answer.ci95[1] for answer in answers]
    assert np.mean(held) >= 0.9


def test_an_overlap_of_false_links_alone_is_refused() -> None:
    lists = TwoLists(first=100, second=80, both=5)
    assert corrected(lists, Audit(pairs=50, found=40, lone=100, false=6)).status is Status.REFUSED
    assert corrected(lists, Audit(pairs=50, found=10)).status is Status.REFUSED
    assert corrected(lists, Audit(pairs=0, found=0)).status is Status.REFUSED


def test_draws_that_disagree_widen_the_interval() -> None:
    alike = [Estimate.found(500, method="m", model="x", se=20)] * 5
    apart = [Estimate.found(value, method="m", model="x", se=20) for value in (420, 460, 500, 540, 580)]
    one, other = over_draws(alike).ci95 or (0, 0), over_draws(apart).ci95 or (0, 0)
    assert one == pytest.approx((500 * np.exp(-0.0784), 500 * np.exp(0.0784)), rel=1e-3)
    assert other[0] < one[0] < one[1] < other[1]


def test_draws_without_estimates_are_refused() -> None:
    refused = Estimate.refused("none", method="m", model="x")
    found = Estimate.found(500, method="m", model="x", se=20)
    assert over_draws([refused, found]).status is Status.REFUSED
    assert over_draws([]).status is Status.REFUSED


def test_graphs_are_averaged_as_published() -> None:
    rows = published("uk_2013_modern_slavery_5lists")["reference"]
    row = next(row for row in rows if row.get("software", "").startswith("dga"))
    mean, median = averaged(table_of("uk_2013_modern_slavery_5lists"))
    assert mean.estimate == pytest.approx(row["mean"], rel=1e-4)
    assert median.estimate == pytest.approx(row["median"], abs=1)
    assert median.ci95 == pytest.approx(tuple(row["ci95"]), abs=1)
    assert "last tenth" in median.model


def test_graphs_of_one_list_are_refused() -> None:
    assert [answer.status for answer in averaged(Inclusion.of("A", {"1": 4}))] == [Status.REFUSED]


def test_a_share_weighs_each_stratum_by_its_size() -> None:
    answer = horvitz_thompson([Stratum(size=100, sampled=50, positive=25), Stratum(size=900, sampled=90, positive=9)])
    # 0.1 of a half and 0.9 of a tenth
    assert answer.estimate == pytest.approx(0.14)
    assert answer.ci95 is not None
    assert answer.ci95[0] < 0.14 < answer.ci95[1]
    assert horvitz_thompson([Stratum(size=10, sampled=0, positive=0)]).status is Status.REFUSED


def test_a_sample_without_the_sign_still_has_an_upper_end() -> None:
    answer = horvitz_thompson([Stratum(size=500, sampled=50, positive=0)])
    assert answer.estimate == 0
    assert answer.ci95 is not None
    assert 0.02 < answer.ci95[1] < 0.2


def test_shares_intervals_hold_the_truth() -> None:
    rng, held = np.random.default_rng(1), []
    for _ in range(400):
        strata = [
            Stratum(size=200, sampled=60, positive=int(rng.hypergeometric(80, 120, 60))),
            Stratum(size=800, sampled=60, positive=int(rng.hypergeometric(40, 760, 60))),
        ]
        low, high = horvitz_thompson(strata).ci95 or (1, 0)
        held.append(low <= 0.12 <= high)
    assert np.mean(held) >= 0.9


def test_a_sign_with_known_errors_gives_the_true_share() -> None:
    # 0.2 true, sensitivity 0.8, false alarms 0.1: met at 0.24
    answer = rogan_gladen(240, 1000, Check(ill=100, ill_flagged=80, well=200, well_flagged=20))
    assert answer.estimate == pytest.approx(0.2)
    assert rogan_gladen(50, 1000, Check(ill=100, ill_flagged=80, well=200, well_flagged=20)).status is Status.REFUSED
    assert rogan_gladen(50, 1000, Check(ill=100, ill_flagged=10, well=200, well_flagged=20)).status is Status.REFUSED
    assert rogan_gladen(0, 0, Check(ill=1, ill_flagged=1, well=1, well_flagged=0)).status is Status.REFUSED
