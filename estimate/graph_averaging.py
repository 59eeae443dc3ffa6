"""Bayesian averaging over decomposable graphs of dependence between lists."""

from collections.abc import Iterator
from itertools import combinations, product

import numpy as np
from scipy.special import gammaln, logsumexp

from estimate.answers import Estimate
from estimate.loglinear import Array, Inclusion

METHOD, MOST_LISTS = "dga", 5
TIMES_SEEN = 10
"""The number never met is looked for up to so many times the number met."""
AT_THE_EDGE = 0.05
"""Posterior mass in the upper tenth of the grid from which the answer is but an effect of where the grid ends."""

Graph = frozenset[tuple[int, int]]


def averaged(table: Inclusion) -> tuple[Estimate, ...]:
    """Posterior mean and median of N with a 95 % interval, prior 1/N and 2^-t a cell.

    Source: Madigan and York (1997), Biometrika 84:19-31; the defaults of dga. Refused for more than five lists or one.
    """
    lists = len(table.lists)
    model = f"decomposable graphs, delta 2^-{lists}, prior 1/N, unseen up to {TIMES_SEEN} times those met"
    if not 1 < lists <= MOST_LISTS or table.seen == 0:
        why = f"graphs are averaged over two to {MOST_LISTS} lists with somebody on them"
        return (Estimate.refused(why, method=METHOD, model=model),)
    unseen = np.arange(1, TIMES_SEEN * table.seen + 1, dtype=float)
    weight = posterior(table, unseen)
    reached = np.cumsum(weight)
    low, middle, high = (table.seen + float(unseen[np.searchsorted(reached, level)]) for level in (0.025, 0.5, 0.975))
    mean = table.seen + float(weight @ unseen)
    edge = float(weight[int(0.9 * len(weight)) :].sum())
    note = f"{model}; {edge:.0%} of the weight in the last tenth" if edge > AT_THE_EDGE else model
    return (
        Estimate.found(mean, method=METHOD, model=note, quantity="N mean", ci95=(low, high)),
        Estimate.found(middle, method=METHOD, model=note, quantity="N median", ci95=(low, high)),
    )


def posterior(table: Inclusion, unseen: Array) -> Array:
    """Weight of each number never met, summed over all decomposable graphs."""
    lists = len(table.lists)
    score = {subset: _marginal(table, subset, unseen) for size in range(lists + 1) for subset in _subsets(lists, size)}
    total = gammaln(table.seen + unseen + 1) - gammaln(unseen + 1) - np.log(table.seen + unseen)
    logs = [total + sum(score[both] - score[rest] for both, rest in steps) for steps in _decompositions(lists)]
    summed = logsumexp(np.array(logs), axis=0)
    return np.asarray(np.exp(summed - logsumexp(summed)))


Steps = tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]


def _decompositions(lists: int) -> Iterator[Steps]:
    """Each decomposable graph as an order of taking out vertices whose neighbours all know each other."""
    edges = list(combinations(range(lists), 2))
    for chosen in product((False, True), repeat=len(edges)):
        graph: Graph = frozenset(edge for edge, taken in zip(edges, chosen, strict=True) if taken)
        steps = _taken_apart(graph, lists)
        if steps is not None:
            yield steps


def _taken_apart(graph: Graph, lists: int) -> Steps | None:
    """None where the graph is not decomposable."""
    left, steps = set(range(lists)), []
    while left:
        found = next((one for one in sorted(left) if _simplicial(graph, one, left)), None)
        if found is None:
            return None
        near = _near(graph, found, left)
        steps.append((tuple(sorted((found, *near))), near))
        left.remove(found)
    return tuple(steps)


def _simplicial(graph: Graph, vertex: int, left: set[int]) -> bool:
    return all(pair in graph for pair in combinations(_near(graph, vertex, left), 2))


def _near(graph: Graph, vertex: int, left: set[int]) -> tuple[int, ...]:
    return tuple(one for one in sorted(left - {vertex}) if (min(one, vertex), max(one, vertex)) in graph)


def _subsets(lists: int, size: int) -> Iterator[tuple[int, ...]]:
    return combinations(range(lists), size)


def _marginal(table: Inclusion, subset: tuple[int, ...], unseen: Array) -> Array:
    """Log marginal likelihood of these lists' own table under a Dirichlet that is consistent over subsets."""
    alpha = 2.0 ** -len(subset)  # 2^-t a cell of the whole table, so one in all
    counts = dict.fromkeys(product("01", repeat=len(subset)), 0)
    for pattern, number in table.counts:
        counts[tuple(pattern[at] for at in subset)] += number
    nobody = ("0",) * len(subset)
    told = sum(float(gammaln(alpha + number) - gammaln(alpha)) for cell, number in counts.items() if cell != nobody)
    whole = 1.0
    zero = gammaln(alpha + counts[nobody] + unseen) - gammaln(alpha)
    return np.asarray(told + zero + gammaln(whole) - gammaln(whole + table.seen + unseen))
