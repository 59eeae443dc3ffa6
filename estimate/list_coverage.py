"""Sample coverage over three lists: how much of the population the lists cover, and what their overlap says."""

import numpy as np

from estimate.answers import Estimate
from estimate.loglinear import Array, Inclusion

LISTS = 3


def list_coverage(table: Inclusion) -> tuple[Estimate, ...]:
    """N for independent lists, N by high coverage, one-step N for low coverage, and the coverage itself.

    Source: Chao, Tsay, Lin, Shau, Chao (2001), Statistics in Medicine 20:3123-3157, section 4.
    """
    on = _margins(table)
    if len(table.lists) != LISTS or min(on[0, 0], on[1, 1], on[2, 2]) == 0:
        why = "the method is for three lists with somebody on each"
        return (Estimate.refused(why, method="sample-coverage", model="sample coverage"),)
    alone, twice = _alone(table), _exactly(table)
    covered = 1 - float(np.mean([alone[at] / on[at, at] for at in range(LISTS)]))
    if covered <= 0:
        why = "the lists do not overlap: they cover nothing that could be told"
        return (Estimate.refused(why, method="sample-coverage", model="sample coverage"),)
    base = table.seen - float(alone.mean())
    independent = base / covered
    high = _high(on, twice, covered)
    low = _one_step(on, independent=independent, covered=covered)
    model = f"coverage {covered:.3f}"
    return (
        Estimate.found(covered, method="sample-coverage", model="sample coverage", quantity="coverage"),
        Estimate.found(independent, method="coverage-independent", model=model),
        Estimate.found(high, method="coverage-high", model=model)
        if high is not None
        else Estimate.refused("the lists overlap too little", method="coverage-high", model=model),
        Estimate.found(low, method="coverage-one-step", model=model),
    )


def _margins(table: Inclusion) -> Array:
    """How many stand on both of two lists, on the diagonal on one."""
    told = np.array([[int(mark) for mark in pattern] for pattern, _ in table.counts], dtype=float)
    number = np.array([number for _, number in table.counts], dtype=float)
    return np.asarray(told.T @ (told * number[:, None]))


def _alone(table: Inclusion) -> Array:
    counts = dict(table.counts)
    marks = np.eye(len(table.lists), dtype=int)
    return np.array([counts.get("".join(map(str, row)), 0) for row in marks], dtype=float)


def _exactly(table: Inclusion) -> float:
    """Those on two or more lists, each as often as pairs of lists hold them."""
    return sum(number * _pairs(pattern.count("1")) for pattern, number in table.counts)


def _pairs(times: int) -> int:
    return times * (times - 1) // 2


def _weights(on: Array) -> list[tuple[int, int, float]]:
    """Pairs of lists with what stands on one of them but not on the third."""
    found = []
    for one, other in ((0, 1), (0, 2), (1, 2)):
        third = LISTS - one - other
        found.append((one, other, on[one, one] - on[one, third] + on[other, other] - on[other, third]))
    return found


def _high(on: Array, overlaps: float, covered: float) -> float | None:
    below = 1 - sum(
        weight * on[one, other] / (on[one, one] * on[other, other]) for one, other, weight in _weights(on)
    ) / (LISTS * covered)
    return overlaps / (LISTS * covered) / below if below > 0 else None


def _one_step(on: Array, *, independent: float, covered: float) -> float:
    def stepped(population: float) -> float:
        more = 0.0
        for one, other, weight in _weights(on):
            dependence = population * on[one, other] / (on[one, one] * on[other, other]) - 1
            more += weight * dependence
        return independent + more / (LISTS * covered)

    return stepped(stepped(independent))
