"""BCa bootstrap of a multiple-systems estimate, with the choice of model repeated in every resample."""

from math import sqrt

import numpy as np
from scipy.special import ndtr, ndtri

from estimate.loglinear import Array, Inclusion
from estimate.selecting import Select
from estimate.stacked import Stack
from models.base import Record

MOST_WITHOUT = 0.05
"""Share of resamples that may have no estimate before the interval is refused."""


class Bootstrap(Record):
    """How often, and from where the generator starts: the same seed gives the same interval."""

    resamples: int
    seed: int


def bca(table: Inclusion, stack: Stack, select: Select, bootstrap: Bootstrap) -> tuple[float, float] | None:
    """95 % interval of N, or None where too many resamples have no estimate.

    Source: DiCiccio and Efron (1996), Statistical Science 11:189-228; jackknife over distinct patterns, weighted by
    their counts, as Chan, Silverman, Vincent (2021).
    """
    observed = table.observed()
    found = float(select(stack, observed[None])[1][0]) + table.seen
    drawn = np.random.default_rng(bootstrap.seed).multinomial(
        table.seen, observed / table.seen, size=bootstrap.resamples
    )
    replicates = _totals(stack, select, drawn.astype(float))
    without = np.isnan(replicates).mean()
    if np.isnan(found) or without > MOST_WITHOUT:
        return None
    replicates = np.sort(replicates[~np.isnan(replicates)])
    low, high = _levels(replicates, found, _acceleration(stack, select, observed))
    return float(np.quantile(replicates, low)), float(np.quantile(replicates, high))


def _totals(stack: Stack, select: Select, tables: Array) -> Array:
    """Estimates of many tables; equal tables are estimated once."""
    distinct, which = np.unique(tables, axis=0, return_inverse=True)
    _, unseen = select(stack, distinct)
    return np.asarray((unseen + distinct.sum(axis=1))[which.ravel()])


def _acceleration(stack: Stack, select: Select, observed: Array) -> float:
    present = np.flatnonzero(observed)
    less = np.repeat(observed[None], len(present), axis=0)
    less[np.arange(len(present)), present] -= 1
    totals, weights = _totals(stack, select, less), observed[present]
    fine = ~np.isnan(totals)
    totals, weights = totals[fine], weights[fine]
    away = np.average(totals, weights=weights) - totals
    spread = float((weights * away**2).sum())
    return float((weights * away**3).sum()) / (6 * spread * sqrt(spread)) if spread > 0 else 0.0


def _levels(replicates: Array, found: float, acceleration: float) -> tuple[float, float]:
    below = ((replicates < found).sum() + 0.5 * (replicates == found).sum()) / len(replicates)
    edge = 0.5 / len(replicates)
    bias = ndtri(np.clip(below, edge, 1 - edge))

    def level(wanted: float) -> float:
        moved = bias + ndtri(wanted)
        return float(ndtr(bias + moved / (1 - acceleration * moved)))

    return level(0.025), level(0.975)
