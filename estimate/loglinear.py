"""Log-linear multiple-systems estimation over an inclusion table of several lists."""

from collections.abc import Mapping, Sequence
from itertools import combinations, product
from math import exp, log, sqrt

import numpy as np
import numpy.typing as npt
from scipy.optimize import linprog
from scipy.special import gammaln

from estimate.answers import Z95, Estimate
from models.base import Record

Array = npt.NDArray[np.float64]
Term = tuple[int, ...]
STEPS, CLOSE = 200, 1e-10


class Inclusion(Record):
    """How many stand on exactly which lists: (pattern such as `101`, number); a pattern that is absent has none."""

    lists: tuple[str, ...]
    counts: tuple[tuple[str, int], ...]

    @classmethod
    def of(cls, lists: Sequence[str], counts: Mapping[str, int]) -> "Inclusion":
        return cls(lists=tuple(lists), counts=tuple(sorted(counts.items())))

    @property
    def seen(self) -> int:
        return sum(number for _, number in self.counts)

    def cells(self) -> tuple[tuple[int, ...], ...]:
        """All 2^t - 1 observable patterns: a zero cell counts as much as any other."""
        return tuple(cell for cell in product((0, 1), repeat=len(self.lists)) if any(cell))

    def observed(self) -> Array:
        told = dict(self.counts)
        return np.array([told.get("".join(map(str, cell)), 0) for cell in self.cells()], dtype=float)


class Fit(Record):
    """A fitted model; `terms` are tuples of list numbers, `boundary` those whose parameter is minus infinity."""

    terms: tuple[Term, ...]
    boundary: tuple[Term, ...]
    unseen: float
    log_unseen_se: float
    deviance: float
    aic: float
    bic: float
    parameters: int


def main_effects(table: Inclusion) -> Estimate:
    """N under independent lists (model Mt): Poisson log-linear over all 2^t - 1 cells, extended maximum likelihood.

    Source: Fienberg (1972), Biometrika 59:591-603; interval log-normal in the unseen part as in Rcapture.
    """
    return estimated(table, ())


def estimated(table: Inclusion, terms: Sequence[Term], *, method: str = "loglinear") -> Estimate:
    """N under main effects and the given interaction terms; refused where the extended MLE does not exist."""
    model = named(table, terms)
    reason = refusal(table, terms)
    if reason:
        return Estimate.refused(reason, method=method, model=model)
    fit = fitted(table, terms)
    variance = (fit.unseen * fit.log_unseen_se) ** 2
    return Estimate.found(
        table.seen + fit.unseen,
        method=method,
        model=model,
        ci95=_log_interval(table.seen, fit),
        se=sqrt(variance + fit.unseen),
    )


def named(table: Inclusion, terms: Sequence[Term]) -> str:
    """`main effects`, or the terms as `A:B,A:C`."""
    return ",".join(":".join(table.lists[number] for number in term) for term in terms) or "main effects"


def refusal(table: Inclusion, terms: Sequence[Term]) -> str | None:
    """Why there is no estimate under this model, or None.

    The extended MLE is finite and identified when, after cells under a zero-overlap term are taken out, the total of
    the sufficient statistics is in the interior of their cone (a linear programme) and the design has full rank.
    Source: Fienberg and Rinaldo (2012); Chan, Silverman, Vincent (2021), JASA 116:1297-1306.
    """
    if table.seen == 0:
        return "nobody was seen"
    if sum(number for pattern, number in table.counts if pattern.count("1") > 1) == 0:
        return "no one stands on two lists, so the lists say nothing about how many stand on none"
    design, counts, _ = reduced(table, terms)
    if np.linalg.matrix_rank(design) < design.shape[1]:
        return "the parameters of this model cannot be told apart on this table"
    if not exists(design, counts):
        return "the extended maximum likelihood estimate does not exist: the number never seen is unbounded"
    return None


def fitted(table: Inclusion, terms: Sequence[Term]) -> Fit:
    """Fit by iteratively reweighted least squares; call only where `refusal` is None."""
    design, counts, boundary = reduced(table, terms)
    beta, means = irls(design, counts)
    information = design.T @ (design * means[:, None])
    se = sqrt(float(np.linalg.inv(information)[0, 0]))
    deviance = 2 * float(np.sum(_xlogy(counts, means) - (counts - means)))
    likelihood = float(np.sum(counts * np.log(means) - means - gammaln(counts + 1)))
    parameters = design.shape[1]
    return Fit(
        terms=tuple(terms),
        boundary=boundary,
        unseen=exp(beta[0]),
        log_unseen_se=se,
        deviance=deviance,
        aic=2 * parameters - 2 * likelihood,
        bic=parameters * log(table.seen) - 2 * likelihood,
        parameters=parameters,
    )


def reduced(table: Inclusion, terms: Sequence[Term]) -> tuple[Array, Array, tuple[Term, ...]]:
    """Design and counts without the cells that a zero-overlap term forces to zero, and those terms."""
    cells, counts = np.array(table.cells()), table.observed()
    boundary: list[Term] = []
    kept = np.ones(len(cells), dtype=bool)
    for term in sorted(terms, key=len):
        under = cells[:, list(term)].all(axis=1)
        if counts[under].sum() == 0:
            boundary.append(term)
            kept &= ~under
    inner = [term for term in terms if term not in boundary and not _below(term, boundary)]
    columns = [np.ones(len(cells))]
    columns += [cells[:, number].astype(float) for number in range(len(table.lists))]
    columns += [cells[:, list(term)].all(axis=1).astype(float) for term in inner]
    return np.column_stack(columns)[kept], counts[kept], tuple(boundary)


def _below(term: Term, boundary: Sequence[Term]) -> bool:
    return any(set(low) <= set(term) for low in boundary)


def exists(design: Array, counts: Array) -> bool:
    """Whether some strictly positive table has the same sufficient statistics: then the MLE is finite."""
    cells = len(counts)
    # maximise s with design' x = design' counts and x >= s
    equal = np.column_stack([design.T, np.zeros(design.shape[1])])
    above = np.column_stack([-np.eye(cells), np.ones(cells)])
    found = linprog(
        c=[0.0] * cells + [-1.0],
        A_ub=above,
        b_ub=np.zeros(cells),
        A_eq=equal,
        b_eq=design.T @ counts,
        bounds=[(0, None)] * cells + [(None, 1.0)],
        method="highs",
    )
    return bool(found.status == 0 and -found.fun > CLOSE)


def irls(design: Array, counts: Array) -> tuple[Array, Array]:
    means: Array = counts + 0.5
    beta: Array = np.zeros(design.shape[1])
    for _ in range(STEPS):
        eta = np.log(means)
        target = eta + (counts - means) / means
        weighted = design * means[:, None]
        new = np.linalg.solve(design.T @ weighted, weighted.T @ target).astype(np.float64)
        done = bool(np.max(np.abs(new - beta)) < CLOSE)
        beta, means = new, np.exp(np.clip(design @ new, -700, 700)).astype(np.float64)
        if done:
            break
    return beta, means


def _xlogy(counts: Array, means: Array) -> Array:
    return np.where(counts > 0, counts * np.log(np.where(counts > 0, counts, 1) / means), 0.0)


def _log_interval(seen: int, fit: Fit) -> tuple[float, float]:
    spread = exp(Z95 * fit.log_unseen_se)
    return seen + fit.unseen / spread, seen + fit.unseen * spread


def pairs(table: Inclusion) -> tuple[Term, ...]:
    """Every two-list term."""
    return tuple(combinations(range(len(table.lists)), 2))
