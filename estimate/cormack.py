"""Cormack-Jolly-Seber: survival and detection of those marked, by occasion or constant."""

from collections.abc import Callable
from dataclasses import dataclass
from math import exp, isnan, log

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from estimate.answers import Z95, Estimate
from estimate.curvature import curvature
from estimate.loglinear import Array
from estimate.marked import Marks, next_met

AT_EDGE = 12.0
"""A logit beyond which a parameter sits on the edge: its standard error says nothing."""
FLOOR = 1e-300
Groups = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Shape:
    """Which intervals share a survival, which occasions a detection: a number each, equal where shared."""

    phi: tuple[int, ...]
    p: tuple[int, ...]

    @classmethod
    def of(cls, occasions: int, *, phi_by_time: bool, p_by_time: bool) -> "Shape":
        steps = range(occasions - 1)
        return cls(phi=tuple(at * phi_by_time for at in steps), p=tuple(at * p_by_time for at in steps))

    @property
    def name(self) -> str:
        return f"Phi({_said(self.phi)}) p({_said(self.p)})"


@dataclass(frozen=True, slots=True)
class Survival:
    """Survival by interval, detection by occasion from the second on, and -2 log likelihood."""

    phi: Array
    p: Array
    phi_se: Array
    p_se: Array
    deviance: float


def cormack(marks: Marks, weights: Array, shape: Shape) -> tuple[Estimate, ...]:
    """Estimates of survival `Phi` and detection `p`, log-odds intervals.

    Under Phi(t) p(t) only the product of the last two can be told, and only it is told. Source: Cormack (1964),
    Biometrika 51:429-438; Lebreton, Burnham, Clobert, Anderson (1992), Ecological Monographs 62:67-118.
    """
    met, released = next_met(marks, weights)
    if met.sum() == 0:
        return (Estimate.refused("nobody was met again", method="cjs", model=shape.name, quantity="Phi"),)
    found = survival(met, released, shape)
    confounded = len(set(shape.phi)) == len(shape.phi) > 1 and len(set(shape.p)) == len(shape.p)
    last = len(shape.phi) - confounded
    answers = [*_rows("Phi", shape.phi, found.phi, found.phi_se, last=last, model=shape.name, start=1)]
    answers += _rows("p", shape.p, found.p, found.p_se, last=last, model=shape.name, start=2)
    if confounded:
        product = float(found.phi[-1] * found.p[-1])
        name = f"Phi_{last + 1}*p_{last + 2}"
        answers.append(Estimate.found(product, method="cjs", model=shape.name, quantity=name))
    return tuple(answers)


def survival(met: Array, released: Array, shape: Shape) -> Survival:
    """Maximum likelihood over the m-array."""
    phi_count, width = max(shape.phi) + 1, max(shape.phi) + max(shape.p) + 2
    phi_at, p_at = np.array(shape.phi), np.array(shape.p) + phi_count

    def lost(told: Array) -> float:
        chances = 1 / (1 + np.exp(-np.clip(told, -30, 30)))
        return -recapture_likelihood(met, released, chances[phi_at], chances[p_at])

    start = np.concatenate([np.zeros(phi_count), np.full(width - phi_count, 1.0)])
    found = minimize(lost, start, method="BFGS", options={"gtol": 1e-7, "maxiter": 500})
    polished = minimize(lost, found.x, method="Nelder-Mead", options=FINE) if width <= SMALL else found
    best = polished if polished.fun <= found.fun else found
    chances, errors = 1 / (1 + np.exp(-best.x)), _errors(lost, best.x)
    return Survival(
        phi=chances[phi_at], p=chances[p_at], phi_se=errors[phi_at], p_se=errors[p_at], deviance=2 * float(best.fun)
    )


FINE = {"xatol": 1e-9, "fatol": 1e-11, "maxiter": 4000, "maxfev": 4000}
SMALL = 4


def recapture_likelihood(met: Array, released: Array, phi: Array, p: Array) -> float:
    """Of who was next met when, and of those never met again."""
    steps = len(phi)
    total, never = 0.0, 0.0
    for start in range(steps):
        alive = np.cumprod(phi[start:])
        missed = np.concatenate([[1.0], np.cumprod(1 - p[start:-1])]) if steps - start > 1 else np.ones(1)
        chance = alive * missed * p[start:]
        row = met[start, start + 1 :]
        total += float(row @ np.log(np.maximum(chance, FLOOR)))
        never = max(1 - float(chance.sum()), FLOOR)
        total += float(released[start] - row.sum()) * log(never)
    return total


def _errors(lost: Callable[[Array], float], at: Array) -> Array:
    """Standard errors on the scale of chances; NaN where a parameter sits on its edge."""
    errors = np.full(len(at), np.nan)
    kept = np.flatnonzero(np.abs(at) < AT_EDGE)
    inverse = np.linalg.pinv(curvature(lost, at)[np.ix_(kept, kept)])
    chances = 1 / (1 + np.exp(-at))
    errors[kept] = np.sqrt(np.maximum(np.diag(inverse), 0)) * (chances * (1 - chances))[kept]
    return errors


def _rows(
    name: str, groups: tuple[int, ...], values: Array, errors: Array, *, last: int, model: str, start: int
) -> list[Estimate]:
    """One answer a parameter: a shared one once, without a number."""
    shared = len(set(groups)) == 1
    answers = []
    for at in range(1 if shared else last):
        quantity = name if shared else f"{name}_{at + start}"
        value, se = float(values[at]), float(errors[at])
        interval, told = _odds_interval(value, se) if not isnan(se) else (None, None)
        answers.append(Estimate.found(value, method="cjs", model=model, quantity=quantity, ci95=interval, se=told))
    return answers


def _odds_interval(value: float, se: float) -> tuple[tuple[float, float] | None, float]:
    if not 0 < value < 1:
        return None, se
    centre, spread = log(value / (1 - value)), Z95 * se / (value * (1 - value))
    low, high = (1 / (1 + exp(-max(min(centre + side * spread, 30), -30))) for side in (-1, 1))
    return (low, high), se


def _said(groups: tuple[int, ...]) -> str:
    return "." if len(set(groups)) == 1 else "t"
