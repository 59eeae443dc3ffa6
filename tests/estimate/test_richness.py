from typing import Any

import pytest

from estimate.answers import Status
from estimate.frequencies import Frequencies
from estimate.richness import (
    coverage_estimator,
    coverage_estimator_1,
    homogeneous,
    improved_chao,
    jackknife,
    sample_coverage,
)
from tests.estimate.published import published

SPIDERS = published("spider_abundance_richness")
ANTS = published("ant_incidence_richness")
ANT_COUNTS = Frequencies.of(ANTS["data"]["incidence_frequencies"], occasions=ANTS["data"]["sampling_units"])


@pytest.mark.parametrize("row", SPIDERS["reference"], ids=lambda row: row["sample"])
def test_published_abundances_are_met(row: dict[str, Any]) -> None:
    told = Frequencies.of(SPIDERS["data"][row["sample"]])
    assert coverage_estimator(told).estimate == pytest.approx(row["ACE"], rel=1e-4)
    assert coverage_estimator(told).se == pytest.approx(row["ACE_se"], rel=1e-3)
    assert coverage_estimator_1(told).estimate == pytest.approx(row["ACE_1"], rel=1e-4)
    assert improved_chao(told).estimate == pytest.approx(row["iChao1"], rel=1e-4)
    assert homogeneous(told).estimate == pytest.approx(row["homogeneous"], rel=1e-4)
    assert jackknife(told, order=1).estimate == pytest.approx(row["jackknife1"], rel=1e-4)
    assert jackknife(told, order=2).estimate == pytest.approx(row["jackknife2"], rel=1e-4)


def test_a_published_incidence_is_met() -> None:
    row = ANTS["reference"][0]
    assert coverage_estimator(ANT_COUNTS).estimate == pytest.approx(row["ICE"], rel=1e-4)
    assert coverage_estimator(ANT_COUNTS).se == pytest.approx(row["ICE_se"], rel=1e-3)
    assert coverage_estimator_1(ANT_COUNTS).estimate == pytest.approx(row["ICE_1"], rel=1e-4)
    assert improved_chao(ANT_COUNTS).estimate == pytest.approx(row["iChao2"], rel=1e-4)
    assert homogeneous(ANT_COUNTS).estimate == pytest.approx(row["homogeneous"], rel=1e-4)
    assert jackknife(ANT_COUNTS, order=1).estimate == pytest.approx(row["jackknife1"], rel=1e-4)
    assert jackknife(ANT_COUNTS, order=2).estimate == pytest.approx(row["jackknife2"], rel=1e-4)
    assert sample_coverage(ANT_COUNTS).estimate == pytest.approx(row["coverage"], abs=5e-4)


def test_rare_ones_all_seen_once_are_refused() -> None:
    once = Frequencies.of([1, 1, 1, 40])
    assert {of(once).status for of in (coverage_estimator, coverage_estimator_1, homogeneous)} == {Status.REFUSED}
    assert improved_chao(once).status is Status.REFUSED


def test_nothing_seen_is_refused() -> None:
    nothing = Frequencies.of([])
    assert {coverage_estimator(nothing).status, sample_coverage(nothing).status} == {Status.REFUSED}


def test_everybody_seen_often_leaves_nobody_unseen() -> None:
    told = Frequencies.of([20, 30, 40], occasions=50)
    assert coverage_estimator(told).estimate == homogeneous(told).estimate == 3
