import pytest

from estimate.answers import Status
from estimate.frequencies import Frequencies, chao, chao_corrected, chao_robust, coverage
from tests.estimate.published import published

SPIDERS = published("spider_abundance_richness")
ANTS = published("ant_incidence_richness")
POLICE = published("netherlands_immigrants_1995_counts")


@pytest.mark.parametrize("row", SPIDERS["reference"], ids=lambda row: row["sample"])
def test_published_lower_bounds_are_met(row: dict[str, float]) -> None:
    frequencies = Frequencies.of(SPIDERS["data"][row["sample"]])
    told: dict[str, float] = row["chao1"]  # type: ignore[assignment]
    answer = chao(frequencies)
    assert (answer.estimate, answer.se) == pytest.approx((told["estimate"], told["se"]), rel=1e-3)
    assert answer.ci95 == pytest.approx(tuple(told["ci95_log"]), rel=1e-3)  # type: ignore[arg-type]
    assert chao_corrected(frequencies).estimate == pytest.approx(row["chao1_bc"], rel=1e-3)
    assert chao_corrected(frequencies).se == pytest.approx(row["chao1_bc_se"], rel=1e-3)


def test_a_published_lower_bound_over_occasions_is_met() -> None:
    data, row = ANTS["data"], ANTS["reference"][0]
    frequencies = Frequencies.of(data["incidence_frequencies"], occasions=data["sampling_units"])
    answer = chao(frequencies)
    assert (answer.estimate, answer.se) == pytest.approx((row["chao2"], row["chao2_se"]), rel=1e-3)
    assert chao_corrected(frequencies).estimate == pytest.approx(row["chao2_bc"], rel=1e-3)


def test_the_bound_that_withstands_singletons_is_met() -> None:
    rows = {row["model"]: row for row in POLICE["reference"]}
    counts = POLICE["data"]["freq_of_counts"]
    frequencies = Frequencies(f=tuple((int(times), number) for times, number in counts.items()))
    plain, robust = rows["Chao lower bound n+f1^2/(2 f2)"], rows["Chao bound robust to one-inflation n+2 f2^3/(9 f3^2)"]
    assert chao(frequencies, finite=False).estimate == pytest.approx(plain["estimate"], rel=1e-4)
    assert chao(frequencies, finite=False).se == pytest.approx(plain["se"], rel=1e-3)
    assert chao_robust(frequencies).estimate == pytest.approx(robust["estimate"], rel=1e-4)


def test_bounds_that_do_not_exist_are_refused() -> None:
    once = Frequencies.of([1, 1, 1])
    assert {chao(once).status, chao_robust(once).status} == {Status.REFUSED}
    assert chao_corrected(once).status is Status.OK


def test_coverage_is_a_share() -> None:
    assert coverage(Frequencies.of([])) == 0
    assert coverage(Frequencies.of([1, 1, 2, 6])) == pytest.approx(0.8)
