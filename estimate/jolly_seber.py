"""Jolly-Seber: stock, survival and arrivals of an open population in closed form, with losses on capture."""

from math import isfinite, sqrt

import numpy as np

from estimate.answers import Z95, Estimate
from estimate.loglinear import Array
from estimate.marked import Summary
from models.base import Record

FEWEST = 3
"""Occasions below which nothing can be told."""


class Jolly(Record):
    """Per occasion, NaN where it cannot be told: marked `M`, stock `N`, survival `phi`, arrivals `B`, detection `p`."""

    M: tuple[float, ...]
    N: tuple[float, ...]
    phi: tuple[float, ...]
    B: tuple[float, ...]
    p: tuple[float, ...]
    N_variance: tuple[float, ...]


def jolly(counts: Summary, *, corrected: bool = False) -> Jolly:
    """Source: Jolly (1965), Biometrika 52:225-247; Seber (1965); bias-corrected forms Seber (1982), section 5.1."""
    n, m, R, r, z = (np.array(row, dtype=float) for row in (counts.n, counts.m, counts.R, counts.r, counts.z))
    told = stacked(n[None], m[None], R[None], r[None], z[None], corrected=corrected)
    M, N, phi, B = (row[0] for row in told)
    p = np.full(len(n), np.nan)
    p[1:-1] = m[1:-1] / M[1:-1]
    return Jolly(
        M=tuple(M.tolist()),
        N=tuple(N.tolist()),
        phi=tuple(phi.tolist()),
        B=tuple(B.tolist()),
        p=tuple(p.tolist()),
        N_variance=tuple(_variance(n, m, R, r, M=M, N=N).tolist()),
    )


def stacked(n: Array, m: Array, R: Array, r: Array, z: Array, *, corrected: bool) -> tuple[Array, Array, Array, Array]:
    """(M, N, phi, B), a row a table of counts; `phi` may exceed 1 and `B` be negative: shown, not clipped."""
    one = 1.0 if corrected else 0.0
    inner = slice(1, -1)
    M, N = np.full(n.shape, np.nan), np.full(n.shape, np.nan)
    phi, B = np.full(n.shape, np.nan), np.full(n.shape, np.nan)
    with np.errstate(divide="ignore", invalid="ignore"):
        M[:, inner] = m[:, inner] + (R[:, inner] + one) * z[:, inner] / (r[:, inner] + one)
        M[:, 0] = 0
        N[:, inner] = (n[:, inner] + one) * M[:, inner] / (m[:, inner] + one)
        phi[:, :-2] = M[:, 1:-1] / (M[:, :-2] - m[:, :-2] + R[:, :-2])
        B[:, 1:-2] = N[:, 2:-1] - phi[:, 1:-2] * (N[:, 1:-2] - n[:, 1:-2] + R[:, 1:-2])
    return M, N, phi, B


def _variance(n: Array, m: Array, R: Array, r: Array, *, M: Array, N: Array) -> Array:
    """Of N about the population present (Jolly 1965, eq. 30; Seber 1982, eq. 5.12 without its last term)."""
    with np.errstate(divide="ignore", invalid="ignore"):
        share = (M - m + R) / M * (1 / r - 1 / R)
        return np.asarray(N * (N - n) * (share + (1 - m / n) / m))


def jolly_seber(counts: Summary, *, corrected: bool = False) -> tuple[Estimate, ...]:
    """Stock `N_i`, survival `phi_i` and arrivals `B_i` of each occasion that tells of them."""
    method = "jolly-seber-bc" if corrected else "jolly-seber"
    if len(counts.n) < FEWEST:
        return (Estimate.refused("three occasions are the fewest", method=method, model="time-dependent"),)
    found = jolly(counts, corrected=corrected)
    answers = []
    for name, values in (("N", found.N), ("phi", found.phi), ("B", found.B), ("p", found.p)):
        inner = [(at, value) for at, value in enumerate(values, start=1) if isfinite(value)]
        answers += [_told(found, name, at, value, method=method) for at, value in inner]
    if not any(answer.quantity.startswith("N") for answer in answers):
        why = "nobody who was released was met again: the stock is unbounded"
        return (Estimate.refused(why, method=method, model="time-dependent"),)
    return tuple(answers)


def _told(found: Jolly, name: str, at: int, value: float, *, method: str) -> Estimate:
    variance = found.N_variance[at - 1] if name == "N" else float("nan")
    se = sqrt(variance) if isfinite(variance) and variance >= 0 else None
    interval = (value - Z95 * se, value + Z95 * se) if se is not None else None
    return Estimate.found(value, method=method, model="time-dependent", quantity=f"{name}_{at}", ci95=interval, se=se)
