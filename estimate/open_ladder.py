"""Stock, arrivals and ever of a population that comes and goes, from its weekly history, with resampled intervals."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from estimate.answers import Estimate
from estimate.jolly_seber import stacked
from estimate.loglinear import Array
from estimate.marked import Marks, tallied
from models.base import Record

FEWEST_WEEKS = 5
LEAST_MET_AGAIN = 10
RESAMPLES, SEED = 400, 11
METHOD, MODEL = "jolly-seber-bc", "open, detection and survival by week"
TOO_SHORT = f"fewer than {FEWEST_WEEKS} weeks with a completed list"
TOO_FEW = f"fewer than {LEAST_MET_AGAIN} were met in more than one week"
OUTSIDE = "no list was completed in this window"


class Resampling(Record):
    resamples: int = RESAMPLES
    seed: int = SEED


@dataclass(frozen=True, slots=True)
class Opened:
    """A row a resample, the first the data as they are; ends are filled in by the mean detection and survival."""

    weeks: tuple[int, ...]
    stock: Array
    survival: Array
    caught: Array

    @property
    def told(self) -> bool:
        return bool(np.isfinite(self.stock[0]).all() and np.isfinite(self.survival[0]).all())

    def stock_of(self, week: int) -> Estimate:
        if week not in self.weeks:
            return _refused(OUTSIDE)
        at = self.weeks.index(week)
        return _answer(self.stock[:, at], least=float(self.caught[at]), quantity="stock")

    def arrivals(self, weeks: Iterable[int]) -> Estimate:
        """Those who came in these weeks and were still there at the week's occasion."""
        wanted = frozenset(weeks)
        places = [at for at, week in enumerate(self.weeks) if week in wanted and at > 0]
        return _answer(self.came(places), least=0, quantity="arrivals") if places else _refused(OUTSIDE)

    def ever(self, seen: int) -> Estimate:
        total = self.stock[:, 0] + self.came(range(1, len(self.weeks)))
        return _answer(total, least=seen, quantity="ever")

    def mean_survival(self) -> float:
        """From one week to the next, over the weeks that tell of it."""
        return float(np.average(self.survival[0, :-1], weights=self.stock[0, :-2]))

    def came(self, places: Iterable[int]) -> Array:
        into = list(places)
        before = [at - 1 for at in into]
        came = self.stock[:, into] - self.survival[:, before] * self.stock[:, before]
        return np.asarray(came.sum(axis=1))


def opened(marks: Marks, weeks: tuple[int, ...], resampling: Resampling | None = None) -> Opened | str:
    """Jolly-Seber, bias-corrected, on the marks and on resamples of whole histories; or why that cannot be.

    Source: Jolly (1965), Biometrika 52:225-247; the bootstrap Buckland and Garthwaite (1991), Biometrics 47:255-268.
    """
    told = resampling or Resampling()
    if len(weeks) < FEWEST_WEEKS:
        return TOO_SHORT
    if (marks.sum(axis=1) > 1).sum() < LEAST_MET_AGAIN:
        return TOO_FEW
    units = len(marks)
    once = _closed_form(marks, weeks, np.ones((1, units)))
    ever = max(float(once.stock[0, 0] + once.came(range(1, len(weeks)))[0]), units) if once.told else units
    rng = np.random.default_rng(told.seed)
    # How many are seen at all is chance too: without it the interval of `ever` would be too narrow.
    sizes = rng.binomial(round(ever), min(units / ever, 1), size=told.resamples)
    drawn = rng.multinomial(sizes, np.full(units, 1 / units))
    return _closed_form(marks, weeks, np.vstack([np.ones(units), drawn]))


def _closed_form(marks: Marks, weeks: tuple[int, ...], weights: Array) -> Opened:
    n, m, r, z = tallied(marks, weights)
    M, N, phi, _ = stacked(n, m, n, r, z, corrected=True)
    with np.errstate(divide="ignore", invalid="ignore"):
        detection = m[:, 1:-1].sum(axis=1) / M[:, 1:-1].sum(axis=1)
        N[:, 0], N[:, -1] = n[:, 0] / detection, n[:, -1] / detection
        # Survival into the last week cannot be told: the mean of the others stands for it.
        phi[:, -2] = np.nansum(M[:, 1:-1], axis=1) / np.nansum(M[:, :-2] - m[:, :-2] + n[:, :-2], axis=1)
    return Opened(weeks=weeks, stock=N, survival=phi[:, :-1], caught=n[0])


def _answer(values: Array, *, least: float, quantity: str) -> Estimate:
    others = values[1:][np.isfinite(values[1:])]
    if not np.isfinite(values[0]) or len(others) < 0.95 * (len(values) - 1):
        return _refused("the estimate does not exist: nobody was met again")
    low, high = (float(np.quantile(others, level)) for level in (0.025, 0.975))
    found, low = max(float(values[0]), least), max(low, least)
    return Estimate.found(
        found, method=METHOD, model=MODEL, quantity=quantity, ci95=(min(low, found), max(high, found))
    )


def _refused(why: str) -> Estimate:
    return Estimate.refused(why, method=METHOD, model=MODEL)
