"""Many log-linear fits at once: rows of models over rows of tables, each an extended maximum likelihood."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
from scipy.special import gammaln

from estimate.loglinear import Array, Inclusion, Term, exists

Flags = npt.NDArray[np.bool_]
STEPS, CLOSE, RIDGE = 60, 1e-9, 1e-12
INTERIOR = 1e-5
"""A fit whose smallest mean lies above this is inside; a smaller one is looked at by linear programme."""


@dataclass(frozen=True, slots=True)
class Fits:
    """One row a fit. `unseen` is NaN where the model does not exist or cannot be told apart on its table."""

    unseen: Array
    means: Array
    bic: Array


@dataclass
class Stack:
    """The cells of some lists with all the terms that a search may use, and what is known of their models by now."""

    cells: npt.NDArray[np.int64]
    terms: tuple[Term, ...]
    _ranks: dict[bytes, bool] = field(default_factory=dict)
    _existing: dict[bytes, bool] = field(default_factory=dict)

    @classmethod
    def over(cls, table: Inclusion, terms: Sequence[Term]) -> "Stack":
        return cls(cells=np.array(table.cells()), terms=tuple(terms))

    @property
    def under(self) -> Array:
        """1 where a cell lies under a term; a column a term."""
        columns = [self.cells[:, list(term)].all(axis=1) for term in self.terms]
        return np.array(columns, dtype=float).reshape(len(self.terms), len(self.cells)).T

    @property
    def design(self) -> Array:
        return np.column_stack([np.ones(len(self.cells)), self.cells, self.under])

    def fit(self, counts: Array, chosen: Flags) -> Fits:
        """Fit each row's chosen terms to each row's counts; a zero-overlap term takes its cells away."""
        design, under = self.design, self.under
        boundary = chosen & (counts @ under == 0)
        kept = ~(boundary @ under.T > 0)
        fixed = np.ones((len(counts), design.shape[1] - len(self.terms)), dtype=bool)
        active = np.column_stack([fixed, chosen & ~boundary])
        beta, means, settled = _newton(design, counts, kept=kept, active=active)
        sound = self._sound(counts, kept, active, means=means, settled=settled)
        likelihood = np.where(kept, counts * np.log(np.where(kept, means, 1)) - means - gammaln(counts + 1), 0).sum(1)
        # Boundary terms count as parameters: else a search would take every one of them for nothing.
        parameters = fixed.shape[1] + chosen.sum(axis=1)
        with np.errstate(divide="ignore"):
            bic = parameters * np.log(counts.sum(axis=1)) - 2 * likelihood
        return Fits(
            unseen=np.where(sound, np.exp(np.clip(beta[:, 0], -700, 700)), np.nan),
            means=means,
            bic=np.where(sound, bic, np.inf),
        )

    def _sound(self, counts: Array, kept: Flags, active: Flags, *, means: Array, settled: Flags) -> Flags:
        inside = settled & (np.where(kept, means, np.inf).min(axis=1) > INTERIOR)
        sound = np.zeros(len(counts), dtype=bool)
        for row in range(len(counts)):
            sound[row] = self._told_apart(kept[row], active[row])
            if sound[row] and not inside[row]:
                sound[row] = self._exists(counts[row], kept[row], active[row])
        return sound

    def _told_apart(self, kept: Flags, active: Flags) -> bool:
        key = kept.tobytes() + active.tobytes()
        if key not in self._ranks:
            design = self.design[kept][:, active]
            self._ranks[key] = bool(np.linalg.matrix_rank(design) == design.shape[1])
        return self._ranks[key]

    def _exists(self, counts: Array, kept: Flags, active: Flags) -> bool:
        """Whether the estimate is finite hangs on which cells are empty, not on how full the others are."""
        support = (counts > 0) & kept
        key = support.tobytes() + kept.tobytes() + active.tobytes()
        if key not in self._existing:
            self._existing[key] = exists(self.design[kept][:, active], counts[kept])
        return self._existing[key]


def _newton(design: Array, counts: Array, *, kept: Flags, active: Flags) -> tuple[Array, Array, Flags]:
    """Fisher scoring of all rows together; rows that do not settle within the steps say so."""
    rows, width = active.shape
    beta = np.zeros((rows, width))
    means = np.where(kept, counts + 0.5, 0.0)
    beta = _step(design, np.log(np.where(kept, means, 1)) * means + counts - means, means, kept=kept, active=active)
    settled = np.zeros(rows, dtype=bool)
    for _ in range(STEPS):
        means = np.where(kept, np.exp(np.clip(beta @ design.T, -50, 50)), 0.0)
        change = _step(design, counts - means, means, kept=kept, active=active)
        beta = beta + np.clip(change, -5, 5)
        settled = np.abs(change).max(axis=1) < CLOSE
        if settled.all():
            break
    return beta, np.where(kept, np.exp(np.clip(beta @ design.T, -50, 50)), 0.0), settled


def _step(design: Array, residual: Array, means: Array, *, kept: Flags, active: Flags) -> Array:
    """Solve (X' W X) change = X' residual over the active columns of each row."""
    information = design.T[None] @ (design[None] * means[:, :, None])
    both = active[:, :, None] & active[:, None, :]
    information = np.where(both, information, 0.0)
    spread = np.where(active, np.diagonal(information, axis1=1, axis2=2) * RIDGE + 1e-300, 1.0)
    information[:, np.arange(design.shape[1]), np.arange(design.shape[1])] += spread
    score = np.where(active, np.where(kept, residual, 0.0) @ design, 0.0)
    return np.asarray(np.linalg.solve(information, score[:, :, None])[:, :, 0])
