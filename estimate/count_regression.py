"""Zero-truncated Poisson counts whose mean hangs on covariates."""

from collections.abc import Mapping, Sequence
from math import sqrt
from typing import Any

import numpy as np
from scipy.special import gammaln

from estimate.answers import Z95, Estimate
from estimate.loglinear import Array
from models.errors import BadInput

STEPS, CLOSE = 100, 1e-10
COUNTED = frozenset({"capture", "count"})


def truncated_poisson(cells: Sequence[Mapping[str, Any]], covariates: Sequence[str]) -> Estimate:
    """N = sum of 1 / (1 - exp(-mean)) over those met, the mean log-linear in the covariates; normal interval.

    `cells` hold `capture` (times met), `count` (how many) and the covariates. Source: van der Heijden et al. (2003),
    Statistical Modelling 3:305-322, eq. 7 to 10.
    """
    method, model = "zt-poisson-regression", " + ".join(covariates) or "intercept"
    times = np.array([cell["capture"] for cell in cells], dtype=float)
    number = np.array([cell["count"] for cell in cells], dtype=float)
    design = _design(cells, covariates)
    if np.linalg.matrix_rank(design) < design.shape[1]:
        return Estimate.refused("the covariates cannot be told apart", method=method, model=model)
    fit = _fitted(design, times, number)
    if fit is None:
        return Estimate.refused("the fit does not converge: a coefficient has no bound", method=method, model=model)
    beta, information = fit
    mean = np.exp(design @ beta)
    never = np.exp(-mean)
    value = float((number / (1 - never)).sum())
    slope = -(number * never * mean / (1 - never) ** 2) @ design
    variance = float((number * never / (1 - never) ** 2).sum() + slope @ np.linalg.solve(information, slope))
    se = sqrt(variance)
    return Estimate.found(value, method=method, model=model, ci95=(value - Z95 * se, value + Z95 * se), se=se)


def covariates_of(cells: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    return tuple(name for name in cells[0] if name not in COUNTED) if cells else ()


def log_likelihood(cells: Sequence[Mapping[str, Any]], beta: Array, covariates: Sequence[str]) -> float:
    times = np.array([cell["capture"] for cell in cells], dtype=float)
    number = np.array([cell["count"] for cell in cells], dtype=float)
    mean = np.exp(_design(cells, covariates) @ beta)
    return float(number @ (times * np.log(mean) - mean - gammaln(times + 1) - np.log1p(-np.exp(-mean))))


def _design(cells: Sequence[Mapping[str, Any]], covariates: Sequence[str]) -> Array:
    """An intercept; a number as it is; for words a column each but the first in alphabet."""
    columns = [np.ones(len(cells))]
    for name in covariates:
        if any(name not in cell for cell in cells):
            raise BadInput(f"The cells have no covariate {name}; they have {', '.join(covariates_of(cells))}.")
        values = [cell[name] for cell in cells]
        if all(isinstance(value, int | float) for value in values):
            columns.append(np.array(values, dtype=float))
            continue
        levels = sorted(set(map(str, values)))
        columns += [np.array([str(value) == level for value in values], dtype=float) for level in levels[1:]]
    return np.column_stack(columns)


def _fitted(design: Array, times: Array, number: Array) -> tuple[Array, Array] | None:
    """Newton's method with halved steps; None where it does not settle."""
    beta = np.zeros(design.shape[1])
    beta[0] = np.log(max(float(times @ number) / number.sum() - 1, 0.01))
    for _ in range(STEPS):
        mean = np.exp(np.clip(design @ beta, -30, 30))
        share = mean / -np.expm1(-mean)
        score = design.T @ (number * (times - share))
        weight = number * share * (1 - (share - mean))
        information = design.T @ (design * weight[:, None])
        change = np.linalg.solve(information, score)
        beta = beta + np.clip(change, -2, 2)
        if np.abs(change).max() < CLOSE:
            return beta, information
    return None
