"""Estimators over rare and frequent ones: coverage-based (ACE, ICE), improved Chao bounds, jackknife."""

from collections.abc import Callable
from math import sqrt

import numpy as np

from estimate.answers import Estimate, unseen_interval
from estimate.frequencies import NOBODY_TWICE, Frequencies
from estimate.loglinear import Array

RARE = 10
"""Seen at most so often counts as rare (Chao and Lee 1992)."""
ALL_ONCE = "all rare ones were seen once, so their coverage is nought"
STEP = 1e-4
SECOND = 2
TIMES = np.arange(1, RARE + 1)


def improved_chao(frequencies: Frequencies) -> Estimate:
    """Chao's bound with a term for f3 and f4 added (iChao1, iChao2).

    Source: Chiu, Wang, Walther, Chao (2014), Biometrics 70:671-682.
    """
    name = "ichao2" if frequencies.occasions else "ichao1"
    if frequencies.at(2) == 0:
        why, model = NOBODY_TWICE, "Chao + correction by f3, f4"
        return Estimate.refused(why, method=name, model=model, quantity="N lower bound")
    return _by_frequencies(frequencies, name, lambda counts: _improved(counts, frequencies.occasions))


def homogeneous(frequencies: Frequencies) -> Estimate:
    """Frequent ones + rare ones / coverage of the rare (Chao and Lee 1992)."""
    return _by_coverage(frequencies, "homogeneous", lambda counts: _homogeneous(counts, frequencies.occasions))


def coverage_estimator(frequencies: Frequencies) -> Estimate:
    """ACE, or ICE over occasions: rare ones by coverage and their coefficient of variation, log-normal interval.

    Source: Chao and Lee (1992), JASA 87:210-217; Lee and Chao (1994), Biometrics 50:88-97; variance by the
    delta method.
    """
    name = "ice" if frequencies.occasions else "ace"
    return _by_coverage(frequencies, name, lambda counts: _spread_out(counts, frequencies.occasions, further=False))


def coverage_estimator_1(frequencies: Frequencies) -> Estimate:
    """ACE-1, or ICE-1: as ACE with a larger coefficient of variation, for very uneven ones."""
    name = "ice-1" if frequencies.occasions else "ace-1"
    return _by_coverage(frequencies, name, lambda counts: _spread_out(counts, frequencies.occasions, further=True))


def jackknife(frequencies: Frequencies, *, order: int) -> Estimate:
    """Burnham and Overton (1978, 1979), first or second order, over sightings or occasions."""
    size, once, twice = frequencies.occasions or frequencies.total, frequencies.at(1), frequencies.at(2)
    name = f"jackknife{order}"
    if size < order + 1:
        return Estimate.refused("too few occasions", method=name, model="Burnham-Overton")
    added = (size - 1) / size * once
    if order == SECOND:
        added = (2 * size - 3) / size * once - (size - 2) ** 2 / (size * (size - 1)) * twice
    return Estimate.found(frequencies.seen + added, method=name, model="Burnham-Overton")


def sample_coverage(frequencies: Frequencies) -> Estimate:
    """Share of sightings to come that would be of somebody seen already, with f2 (Chao and Jost 2012)."""
    once, twice, total = frequencies.at(1), frequencies.at(2), frequencies.total
    size = frequencies.occasions or total
    if total == 0 or size < SECOND:
        return Estimate.refused("nothing was seen", method="coverage", model="1 - f1/n", quantity="coverage")
    pairs = twice or 1.0
    unseen = once / total * ((size - 1) * once / ((size - 1) * once + 2 * pairs)) if once else 0.0
    return Estimate.found(1 - unseen, method="coverage", model="Chao-Jost", quantity="coverage")


def _by_coverage(frequencies: Frequencies, method: str, of: Callable[[Array], float]) -> Estimate:
    rare = [frequencies.at(times) for times in range(1, RARE + 1)]
    if frequencies.seen == 0 or sum(rare[1:]) == 0 < rare[0]:
        return Estimate.refused(ALL_ONCE, method=method, model="coverage of the rare")
    return _by_frequencies(frequencies, method, of)


def _by_frequencies(frequencies: Frequencies, method: str, of: Callable[[Array], float]) -> Estimate:
    """The estimate and its standard error from multinomial frequencies, differentiated numerically."""
    top = max((times for times, _ in frequencies.f), default=0)
    counts = np.array([frequencies.at(times) for times in range(1, max(top, RARE) + 1)], dtype=float)
    value = of(counts)
    slopes = np.zeros(len(counts))
    for place in np.flatnonzero(counts):
        moved = np.zeros(len(counts))
        moved[place] = STEP
        slopes[place] = (of(counts + moved) - of(counts - moved)) / (2 * STEP)
    variance = float(slopes**2 @ counts - (slopes @ counts) ** 2 / value)
    se = sqrt(max(variance, 0.0))
    seen = frequencies.seen
    interval = unseen_interval(seen, value - seen, se**2)
    bound = method.startswith("ichao")
    model, quantity = ("Chao + correction by f3, f4", "N lower bound") if bound else ("coverage of the rare", "N")
    return Estimate.found(value, method=method, model=model, quantity=quantity, ci95=interval, se=se)


def _improved(counts: Array, occasions: int | None) -> float:
    """SpadeR leaves the factors (n-3)/n out over sightings, where n is large, and keeps them over occasions."""
    once, twice, thrice = counts[:3]
    fourth = max(float(counts[3]), 1.0)
    size = occasions or float(counts @ np.arange(1, len(counts) + 1))
    first, second = ((size - 3) / size, (size - 3) / (size - 1)) if occasions else (1.0, 1.0)
    bound = (size - 1) / size * once**2 / (2 * twice)
    added = first * thrice / (4 * fourth) * max(once - second * twice * thrice / (2 * fourth), 0)
    return float(counts.sum() + bound + added)


def _coverage_of_rare(counts: Array, occasions: int | None) -> float:
    rare = counts[:RARE]
    total = float(rare @ TIMES)
    if total == 0:
        return 1.0
    if occasions is None:
        return float(1 - rare[0] / total)
    below = (occasions - 1) * rare[0] + 2 * rare[1]
    return float(1 - rare[0] / total * (occasions - 1) * rare[0] / below) if below else 1.0


def _homogeneous(counts: Array, occasions: int | None) -> float:
    return float(counts[RARE:].sum() + counts[:RARE].sum() / _coverage_of_rare(counts, occasions))


def _spread_out(counts: Array, occasions: int | None, *, further: bool) -> float:
    """Adds to the homogeneous estimate by the squared coefficient of variation of the rare."""
    rare, covered = counts[:RARE], _coverage_of_rare(counts, occasions)
    total = float(rare @ TIMES)
    if total <= 1:
        return _homogeneous(counts, occasions)
    scale = occasions / (occasions - 1) if occasions else 1.0
    twofold = scale * float(rare @ (TIMES * (TIMES - 1))) / (total * (total - 1))
    variation = max(float(rare.sum()) / covered * twofold - 1, 0)
    if further:
        variation = max(variation * (1 + float(rare[0]) / covered * twofold), 0)
    return _homogeneous(counts, occasions) + float(rare[0]) / covered * variation
