"""Which interaction terms a log-linear model takes: stepwise by Poisson p-values, or by BIC over all or downhill."""

from collections.abc import Callable
from itertools import combinations

import numpy as np
from scipy.special import pdtr, pdtrc

from estimate.loglinear import Array, Inclusion, Term, pairs
from estimate.stacked import Flags, Stack

P_TO_ENTER = 0.02
IN_ONE_FIT = 1024
MOST_LISTS_IN_FULL = 5
PAIR, TRIPLE = 2, 3

Select = Callable[[Stack, Array], tuple[Flags, Array]]
"""Chooses terms for each row of counts and says how many are unseen under them (NaN: no estimate exists)."""


def stepwise(stack: Stack, counts: Array) -> tuple[Flags, Array]:
    """Add two-list terms one by one while the smallest one-sided Poisson p-value of an overlap is at most 0.02.

    A term is taken only when the estimate exists and is identified with it. Source: Chan, Silverman, Vincent (2021),
    JASA 116:1297-1306, section 3; the rule of SparseMSE.
    """
    rows, under = np.arange(len(counts)), stack.under
    chosen = np.zeros((len(counts), len(stack.terms)), dtype=bool)
    barred, going = chosen.copy(), np.ones(len(counts), dtype=bool)
    fits = stack.fit(counts, chosen)
    unseen, means = fits.unseen.copy(), fits.means.copy()
    while going.any():
        p = np.where(chosen | barred, np.inf, _one_sided(counts[:, :] @ under, means @ under))
        best = p.argmin(axis=1) if p.shape[1] else np.zeros(len(counts), dtype=int)
        going &= (p[rows, best] <= P_TO_ENTER) if p.shape[1] else False
        tried = rows[going]
        if not len(tried):
            break
        proposed = chosen[tried].copy()
        proposed[np.arange(len(tried)), best[tried]] = True
        again = stack.fit(counts[tried], proposed)
        sound = ~np.isnan(again.unseen)
        chosen[tried[sound]], unseen[tried[sound]] = proposed[sound], again.unseen[sound]
        means[tried[sound]] = again.means[sound]
        barred[tried[~sound], best[tried[~sound]]] = True
    return chosen, unseen


def best_of(models: Flags) -> Select:
    """Selection by least BIC (log of the number seen) among these models. Source: Silverman, Chan, Vincent (2024)."""

    def select(stack: Stack, counts: Array) -> tuple[Flags, Array]:
        best = np.full(len(counts), np.inf)
        chosen = np.zeros((len(counts), len(stack.terms)), dtype=bool)
        unseen = np.full(len(counts), np.nan)
        for model in models if len(counts) > 1 else ():
            fits = stack.fit(counts, np.repeat(model[None], len(counts), axis=0))
            better = fits.bic < best
            best[better], unseen[better], chosen[better] = fits.bic[better], fits.unseen[better], model
        if len(counts) == 1:
            bic, found = _over(stack, counts[0], models)
            place = int(bic.argmin())
            chosen[0], unseen[0] = models[place], found[place]
        return chosen, unseen

    return select


def downhill(stack: Stack, counts: Array) -> tuple[Flags, Array]:
    """From the main effects, take or drop the one term that lowers BIC most, until none does.

    Source: Silverman, Chan, Vincent (2024), Statistics and Computing 34:44.
    """
    found = [_walk(stack, row) for row in counts]
    return np.array([chosen for chosen, _ in found]), np.array([unseen for _, unseen in found])


def ranked(stack: Stack, counts: Array, models: Flags) -> Flags:
    """The models in order of BIC on one table; those without an estimate are left out."""
    bic, _ = _over(stack, counts, models)
    order = np.argsort(bic, kind="stable")
    return models[order[np.isfinite(bic[order])]]


def two_list_models(stack: Stack) -> Flags:
    """Every set of the stack's terms, from none to all."""
    count = len(stack.terms)
    numbers = np.arange(2**count)[:, None]
    return np.asarray((numbers >> np.arange(count)) & 1, dtype=bool)


def hierarchical_models(stack: Stack) -> Flags:
    """Every set of terms in which a three-list term stands only with its three pairs; as many as 6,893 for 5 lists."""
    place = {term: number for number, term in enumerate(stack.terms)}
    twos = [term for term in stack.terms if len(term) == PAIR]
    threes = [term for term in stack.terms if len(term) == TRIPLE]
    made = []
    for size in range(len(twos) + 1):
        for chosen in combinations(twos, size):
            open_to = [three for three in threes if set(combinations(three, 2)) <= set(chosen)]
            for more in range(len(open_to) + 1):
                made += [[place[term] for term in (*chosen, *extra)] for extra in combinations(open_to, more)]
    models = np.zeros((len(made), len(stack.terms)), dtype=bool)
    for row, places in enumerate(made):
        models[row, places] = True
    return models


def terms_of(stack: Stack, chosen: Flags) -> tuple[Term, ...]:
    return tuple(term for term, taken in zip(stack.terms, chosen, strict=True) if taken)


def three_list_terms(table: Inclusion) -> tuple[Term, ...]:
    """Every two- and three-list term; the term of all lists is never among them."""
    triples = combinations(range(len(table.lists)), TRIPLE) if len(table.lists) > TRIPLE else ()
    return (*pairs(table), *triples)


def _over(stack: Stack, counts: Array, models: Flags) -> tuple[Array, Array]:
    """BIC and unseen of many models on one table."""
    fits = []
    for start in range(0, len(models), IN_ONE_FIT):
        some = models[start : start + IN_ONE_FIT]
        fits.append(stack.fit(np.repeat(counts[None], len(some), axis=0), some))
    return np.concatenate([fit.bic for fit in fits]), np.concatenate([fit.unseen for fit in fits])


def _walk(stack: Stack, counts: Array) -> tuple[Flags, float]:
    chosen = np.zeros(len(stack.terms), dtype=bool)
    bic, unseen = _over(stack, counts, chosen[None])
    least, found = float(bic[0]), float(unseen[0])
    while len(stack.terms):
        near = chosen[None] ^ np.eye(len(stack.terms), dtype=bool)
        bic, unseen = _over(stack, counts, near)
        best = int(bic.argmin())
        if not bic[best] < least:
            break
        chosen, least, found = near[best], float(bic[best]), float(unseen[best])
    return chosen, found


def _one_sided(observed: Array, expected: Array) -> Array:
    """The smaller tail of a Poisson: as few or fewer, as many or more."""
    fewer = pdtr(observed, expected)
    more = np.where(observed > 0, pdtrc(np.maximum(observed - 1, 0), expected), 1.0)
    return np.asarray(np.minimum(fewer, more))
