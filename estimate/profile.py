"""Profile-likelihood interval of a log-linear estimate under multinomial sampling."""

from collections.abc import Callable, Sequence
from math import log

import numpy as np
from scipy.optimize import brentq, minimize_scalar
from scipy.special import gammaln

from estimate.answers import Estimate
from estimate.loglinear import Array, Inclusion, Term, fitted, irls, named, reduced, refusal

HALF_CHI_SQUARE = 1.920729
"""Half of the 95 % point of chi-square with one degree of freedom."""
FARTHEST = 1e4
METHOD = "loglinear-profile"


def profiled(table: Inclusion, terms: Sequence[Term]) -> Estimate:
    """N and its interval by the multinomial likelihood, all parameters but N maximised out.

    Source: Cormack (1992), Biometrics 48:567-576. Refused where the interval has no upper end.
    """
    model, reason = named(table, terms), refusal(table, terms)
    if reason:
        return Estimate.refused(reason, method=METHOD, model=model)
    height, seen = _likelihood(table, terms), table.seen
    start = log(fitted(table, terms).unseen + 0.5)
    best = minimize_scalar(lambda at: -height(at), bounds=(start - 6, start + 6), method="bounded", options=FINE)
    floor = -best.fun - HALF_CHI_SQUARE
    low, high = _edge(height, floor, best.x, -12.0), _edge(height, floor, best.x, best.x + log(FARTHEST))
    if high is None:
        return Estimate.refused("the likelihood does not fall: there is no upper end", method=METHOD, model=model)
    interval = (seen + (np.exp(low) if low is not None else 0.0), seen + np.exp(high))
    return Estimate.found(seen + float(np.exp(best.x)), method=METHOD, model=model, ci95=interval)


FINE = {"xatol": 1e-9}


def _likelihood(table: Inclusion, terms: Sequence[Term]) -> Callable[[float], float]:
    """Of the log of the number unseen."""
    design, counts, _ = reduced(table, terms)
    whole = np.vstack([np.eye(design.shape[1])[0], design])

    def height(log_unseen: float) -> float:
        filled: Array = np.concatenate([[np.exp(log_unseen)], counts])
        _, means = irls(whole, filled)
        total = filled.sum()
        return float(gammaln(total + 1) - gammaln(filled[0] + 1) + filled @ np.log(means / total))

    return height


def _edge(height: Callable[[float], float], floor: float, top: float, end: float) -> float | None:
    """Where the likelihood meets the floor between its top and `end`, or None when it stays above."""
    if height(end) > floor:
        return None
    return float(brentq(lambda at: height(at) - floor, *sorted((top, end)), xtol=1e-8))
