"""Stock, survival and ever of a simulated population that comes and goes, with known truth."""

import numpy as np
import pytest

from bench.estimates import grown
from estimate.answers import Status
from estimate.open_ladder import Opened, Resampling, opened

WEEKS = tuple(range(100, 152))
FEW = Resampling(resamples=100)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_stock_survival_and_ever_are_found(seed: int) -> None:
    present, met = grown(seed)
    seen = met.any(axis=1)
    found = opened(met[seen], WEEKS, FEW)
    assert isinstance(found, Opened)
    stock = [found.stock_of(week).estimate or 0 for week in WEEKS[1:-1]]
    assert np.mean(stock) == pytest.approx(present[:, 1:-1].sum(axis=0).mean(), rel=0.05)
    assert found.mean_survival() == pytest.approx(0.9, abs=0.01)
    assert found.ever(int(seen.sum())).estimate == pytest.approx(len(present), rel=0.05)


def test_arrivals_of_a_month_are_found() -> None:
    present, met = grown(4)
    found = opened(met[met.any(axis=1)], WEEKS, FEW)
    assert isinstance(found, Opened)
    answer, came = found.arrivals(WEEKS[20:32]), _came(present, 20, 32)
    assert answer.estimate == pytest.approx(came, rel=0.15)
    assert answer.ci95 is not None
    assert answer.ci95[0] <= came <= answer.ci95[1]


def test_an_interval_never_falls_below_what_was_met() -> None:
    _, met = grown(5)
    seen = met[met.any(axis=1)]
    found = opened(seen, WEEKS, FEW)
    assert isinstance(found, Opened)
    for at, week in enumerate(WEEKS):
        low, _ = found.stock_of(week).ci95 or (np.inf, 0)
        assert low >= seen[:, at].sum()


def test_too_little_is_refused_with_the_reason() -> None:
    _, met = grown(6)
    assert "fewer than 5 weeks" in str(opened(met[:, :4], WEEKS[:4], FEW))
    assert "more than one week" in str(opened(np.eye(6, dtype=bool), WEEKS[:6], FEW))
    found = opened(met[met.any(axis=1)], WEEKS, FEW)
    assert isinstance(found, Opened)
    assert found.stock_of(7).status is Status.REFUSED


def _came(present: np.ndarray, start: int, end: int) -> int:
    """Whose first week lies within."""
    first = present.argmax(axis=1)
    return int(((first >= start) & (first < end)).sum())
