"""Closed populations over repeated occasions: M0, Mt, Mb, Mh and Mth as log-linear models."""

from collections.abc import Callable
from dataclasses import dataclass
from math import exp, log, sqrt

import numpy as np
from scipy.special import gammaln

from estimate.answers import Z95, Estimate
from estimate.loglinear import Array, Inclusion, exists, irls

Columns = Callable[[Array, int], Array]
"""Further columns from the number of captures of each pattern and the number of occasions; nought at no capture."""

POISSON_BASE, GAMMA_SHAPE = 2.0, 3.5
NO_SECOND = "nobody was met on two occasions, so there is no telling how many were never met"


@dataclass(frozen=True, slots=True)
class Heterogeneity:
    name: str
    columns: Columns
    bounded: bool = False
    """Negative coefficients are set to nought and the model refitted."""


def _none(captures: Array, _: int) -> Array:
    return np.zeros((len(captures), 0))


def _chao(captures: Array, occasions: int) -> Array:
    return np.maximum(0, captures[:, None] - np.arange(2, max(occasions, 2)))


HOMOGENEOUS = Heterogeneity("", _none)
HETEROGENEOUS = (
    Heterogeneity("chao", _chao, bounded=True),
    Heterogeneity("poisson2", lambda captures, _: (POISSON_BASE**captures - 1)[:, None]),
    Heterogeneity("darroch", lambda captures, _: (captures**2 / 2)[:, None]),
    Heterogeneity("gamma3.5", lambda captures, _: (log(GAMMA_SHAPE) - np.log(GAMMA_SHAPE + captures))[:, None]),
)


def closed(table: Inclusion, *, by_time: bool, heterogeneity: Heterogeneity = HOMOGENEOUS) -> Estimate:
    """N under capture by occasion (Mt) or alike on all (M0), with or without heterogeneity (Mh, Mth).

    Sources: Otis, Burnham, White, Anderson (1978); Cormack (1989), Biometrics 45:395-413; Baillargeon and Rivest
    (2007), JSS 19(5). Poisson likelihood over all patterns; interval log-normal in the unseen part.
    """
    name = "M" + "th"[not by_time : 1 + bool(heterogeneity.name)] if by_time or heterogeneity.name else "M0"
    label = f"{name} {heterogeneity.name}".strip()
    if all(number == 0 for pattern, number in table.counts if pattern.count("1") > 1):
        return Estimate.refused(NO_SECOND, method=label.lower(), model=label)
    cells = np.array(table.cells(), dtype=float)
    captures = cells.sum(axis=1)
    main = cells if by_time else captures[:, None]
    further = heterogeneity.columns(captures, len(table.lists))
    return _estimated(table, main, further, label=label, bounded=heterogeneity.bounded)


def behaviour(table: Inclusion) -> Estimate:
    """N where a first capture changes what follows (Mb): only first captures tell of those never met.

    Source: Otis, Burnham, White, Anderson (1978). Refused where first captures do not fall off over the occasions:
    the estimate would be negative or without bound.
    """
    firsts = np.array([_first_captures(table, at) for at in range(len(table.lists))], dtype=float)
    steps = np.arange(len(firsts), dtype=float)
    design = np.column_stack([np.ones(len(firsts)), steps])
    if not exists(design, firsts):
        return Estimate.refused("first captures do not tell of a fall", method="mb", model="Mb")
    beta, means = irls(design, firsts)
    if beta[1] >= 0:
        why = "first captures do not fall off over the occasions: the estimate would be negative"
        return Estimate.refused(why, method="mb", model="Mb")
    occasions = len(firsts)

    def unseen(told: Array) -> float:
        return exp(told[0] + told[1] * occasions) / (1 - exp(told[1]))

    covariance = np.linalg.inv(design.T @ (design * means[:, None]))
    missed, left = unseen(beta), exp(beta[1])
    slope = np.array([missed, missed * (occasions + left / (1 - left))])
    variance = float(slope @ covariance @ slope)
    return _answer(table.seen, missed, sqrt(variance) / missed, label="Mb")


def _first_captures(table: Inclusion, occasion: int) -> int:
    return sum(number for pattern, number in table.counts if pattern.find("1") == occasion)


def _estimated(table: Inclusion, main: Array, further: Array, *, label: str, bounded: bool) -> Estimate:
    counts = table.observed()
    while True:
        design = np.column_stack([np.ones(len(counts)), main, further])
        if np.linalg.matrix_rank(design) < design.shape[1] or not exists(design, counts):
            why = "the maximum likelihood estimate does not exist on this table"
            return Estimate.refused(why, method=label.lower(), model=label)
        beta, means = irls(design, counts)
        added = beta[1 + main.shape[1] :]
        if not (bounded and (added < 0).any()):
            break
        further = further[:, added >= 0]
    covariance = np.linalg.inv(design.T @ (design * means[:, None]))
    return _answer(table.seen, exp(beta[0]), sqrt(float(covariance[0, 0])), label=label)


def fit_of(table: Inclusion, design: Array) -> tuple[float, float]:
    """Deviance and AIC of a design over all patterns."""
    counts = table.observed()
    _, means = irls(design, counts)
    likelihood = float((counts * np.log(means) - means - gammaln(counts + 1)).sum())
    told = counts > 0
    deviance = 2 * float((counts[told] * np.log(counts[told] / means[told])).sum() - (counts - means).sum())
    return deviance, 2 * design.shape[1] - 2 * likelihood


def _answer(seen: int, unseen: float, log_se: float, *, label: str) -> Estimate:
    spread = exp(Z95 * log_se)
    return Estimate.found(
        seen + unseen,
        method=label.lower().replace(" ", "-"),
        model=label,
        ci95=(seen + unseen / spread, seen + unseen * spread),
        se=sqrt((unseen * log_se) ** 2 + unseen),
    )
