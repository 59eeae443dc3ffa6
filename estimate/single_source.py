"""Persons behind one source that may meet each of them several times: zero-truncated counts and their relatives."""

from collections.abc import Callable
from dataclasses import dataclass
from math import exp, inf, log, sqrt

import numpy as np
from scipy.optimize import minimize, minimize_scalar
from scipy.special import gammaln

from estimate.answers import Z95, Estimate
from estimate.frequencies import Frequencies
from estimate.loglinear import Array

STEP = 1e-4
TWICE = 2
FAR = 12.0
"""Log of a dispersion beyond which a negative binomial has no inner maximum."""
NO_REPEAT = "nobody was met more than once, so there is no telling how many were never met"
NO_SECOND_REPEAT = "nobody was met more than twice, so the counts without the singletons say nothing about the rest"


@dataclass(frozen=True, slots=True)
class Law:
    """A distribution of counts with mean `exp(eta)`."""

    name: str
    log_mass: Callable[[Array, float], Array]

    def mass(self, times: int, eta: float) -> float:
        return float(np.exp(self.log_mass(np.array([float(times)]), eta)[0]))


POISSON = Law("poisson", lambda k, eta: k * eta - exp(eta) - gammaln(k + 1))
GEOMETRIC = Law("geometric", lambda k, eta: k * eta - (k + 1) * log(1 + exp(eta)))


def zero_truncated(frequencies: Frequencies, law: Law) -> Estimate:
    """N = n / (1 - p0), the law fitted to counts of one and more; normal interval by the delta method.

    Source: van der Heijden, Bustami, Cruyff, Engbersen, van Houwelingen (2003), Statistical Modelling 3:305-322.
    """
    name = f"zt-{law.name}"
    if frequencies.total == frequencies.seen:
        return Estimate.refused(NO_REPEAT, method=name, model=f"zero-truncated {law.name}")
    eta, variance = _fitted(frequencies, law, above=0)
    seen = frequencies.seen

    def total(at: float) -> float:
        return seen / (1 - law.mass(0, at))

    never = law.mass(0, eta)
    spread = seen * never / (1 - never) ** 2 + _slope(total, eta) ** 2 * variance
    return _normal(total(eta), spread, method=name, model=f"zero-truncated {law.name}")


def one_inflated(frequencies: Frequencies, law: Law) -> Estimate:
    """N = n / (1 - p0), the law fitted to counts of two and more: some singletons are one too many, yet persons.

    Source: Godwin and Boehning (2017), JRSS C 66:425-448.
    """
    name, model = f"oizt-{law.name}", f"one-inflated zero-truncated {law.name}"
    if not any(times > TWICE for times, _ in frequencies.f):
        return Estimate.refused(NO_SECOND_REPEAT, method=name, model=model)
    eta, variance = _fitted(frequencies, law, above=1)
    seen, never = frequencies.seen, law.mass(0, eta)

    def total(at: float) -> float:
        return seen / (1 - law.mass(0, at))

    spread = seen * never / (1 - never) ** 2 + _slope(total, eta) ** 2 * variance
    return _normal(total(eta), spread, method=name, model=model)


def zero_one_truncated(frequencies: Frequencies, law: Law) -> Estimate:
    """N = f1 + (n - f1) (1 - p1) / (1 - p0 - p1): singletons are counted but tell nothing of those never met.

    Source: Boehning and van der Heijden (2019), Annals of Applied Statistics 13:1198-1211.
    """
    name, model = f"zot-{law.name}", f"zero-one-truncated {law.name}"
    if not any(times > TWICE for times, _ in frequencies.f):
        return Estimate.refused(NO_SECOND_REPEAT, method=name, model=model)
    eta, variance = _fitted(frequencies, law, above=1)
    once, more = frequencies.at(1), frequencies.seen - frequencies.at(1)

    def total(at: float) -> float:
        zero, one = law.mass(0, at), law.mass(1, at)
        return once + more * (1 - one) / (1 - zero - one)

    zero, one = law.mass(0, eta), law.mass(1, eta)
    weight = (1 - one) / (1 - zero - one)
    # singleRcapture takes the plainer residual term for the geometric law; held to its published figures.
    residual = more * weight if law is GEOMETRIC else more * weight**2 * (zero + one)
    spread = residual + _slope(total, eta) ** 2 * variance
    return _normal(total(eta), spread, method=name, model=model)


def zelterman(frequencies: Frequencies) -> Estimate:
    """N = n / (1 - exp(-2 f2 / f1)).

    Source: Zelterman (1988), J. Stat. Planning and Inference 18:225-237; variance Boehning (2008), Stat. Methodology
    5:410-423.
    """
    once, twice, seen = frequencies.at(1), frequencies.at(2), frequencies.seen
    if once == 0 or twice == 0:
        return Estimate.refused("f1 and f2 must both be above nought", method="zelterman", model="n/(1-exp(-2 f2/f1))")
    rate = 2 * twice / once
    never = exp(-rate)
    share = seen * never / (1 - never) ** 2
    spread = share * (1 + share * rate**2 * (1 / once + 1 / twice))
    return _normal(seen / (1 - never), spread, method="zelterman", model="n/(1-exp(-2 f2/f1))")


def good_turing(frequencies: Frequencies) -> Estimate:
    """N = n / (1 - f1 / S): all equally likely to be met (Darroch and Ratcliff 1980, Biometrika 67:149-153)."""
    if frequencies.total == frequencies.at(1):
        return Estimate.refused(NO_REPEAT, method="good-turing", model="n/(1-f1/S)")
    value = frequencies.seen / (1 - frequencies.at(1) / frequencies.total)
    return Estimate.found(value, method="good-turing", model="n/(1-f1/S)")


def negative_binomial(frequencies: Frequencies) -> Estimate:
    """Zero-truncated negative binomial; refused where its maximum lies on the boundary and N grows without end.

    Source: Cruyff and van der Heijden (2008), Biometrical Journal 50:1035-1050.
    """
    name, model = "zt-negative-binomial", "zero-truncated negative binomial"
    if frequencies.total == frequencies.seen:
        return Estimate.refused(NO_REPEAT, method=name, model=model)
    times, number = _counted(frequencies, above=0)

    def lost(told: Array) -> float:
        mean, size = exp(told[0]), exp(-told[1])
        mass = gammaln(times + size) - gammaln(size) - gammaln(times + 1)
        mass = mass + size * log(size / (size + mean)) + times * log(mean / (size + mean))
        never = (size / (size + mean)) ** size
        return float("inf") if never >= 1 else -float(number @ (mass - log(1 - never)))

    starts = (np.array([log(frequencies.total / frequencies.seen), at]) for at in (-2.0, 0.0, 2.0))
    found = min(
        (minimize(lost, start, method="Nelder-Mead", options=EXACT) for start in starts), key=lambda one: one.fun
    )
    if abs(found.x[1]) > FAR or abs(found.x[0]) > FAR:
        why = "the likelihood has no inner maximum: the number never met grows without end"
        return Estimate.refused(why, method=name, model=model)
    size, mean = exp(-found.x[1]), exp(found.x[0])
    return Estimate.found(frequencies.seen / (1 - (size / (size + mean)) ** size), method=name, model=model)


EXACT = {"xatol": 1e-9, "fatol": 1e-10, "maxiter": 20000, "maxfev": 20000}


def _counted(frequencies: Frequencies, *, above: int) -> tuple[Array, Array]:
    rows = [(times, number) for times, number in frequencies.f if times > above]
    return np.array([row[0] for row in rows], dtype=float), np.array([row[1] for row in rows], dtype=float)


def _fitted(frequencies: Frequencies, law: Law, *, above: int) -> tuple[float, float]:
    """Log mean of the law truncated to counts above `above`, and its variance."""
    times, number = _counted(frequencies, above=above)
    cut = np.arange(above + 1, dtype=float)

    def likelihood(eta: float) -> float:
        beyond = 1 - float(np.exp(law.log_mass(cut, eta)).sum())
        return float(number @ law.log_mass(times, eta)) - number.sum() * log(beyond) if beyond > 0 else -inf

    eta = float(minimize_scalar(lambda at: -likelihood(at), bounds=(-12, 6), method="bounded", options=FINE).x)
    curve = (likelihood(eta + 10 * STEP) - 2 * likelihood(eta) + likelihood(eta - 10 * STEP)) / (10 * STEP) ** 2
    return eta, -1 / curve


FINE = {"xatol": 1e-11}


def _slope(of: Callable[[float], float], at: float) -> float:
    return (of(at + STEP) - of(at - STEP)) / (2 * STEP)


def _normal(value: float, variance: float, *, method: str, model: str) -> Estimate:
    se = sqrt(variance)
    return Estimate.found(value, method=method, model=model, ci95=(value - Z95 * se, value + Z95 * se), se=se)
