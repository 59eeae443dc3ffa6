"""POPAN: one population that arrives and leaves; how many were ever there."""

from dataclasses import dataclass
from math import exp, lgamma, log, sqrt

import numpy as np
from scipy.optimize import minimize

from estimate.answers import Estimate, unseen_interval
from estimate.cormack import FLOOR, Shape, recapture_likelihood
from estimate.curvature import curvature
from estimate.loglinear import Array
from estimate.marked import Marks, next_met

ABSURD = 1e4
"""Times the number seen: beyond it the likelihood is flat and says nothing."""


@dataclass(frozen=True, slots=True)
class Arrivals:
    """`ever` persons in all, their survival by interval, detection, and the stock of each occasion."""

    ever: float
    unseen_se: float
    phi: Array
    p: Array
    stock: Array
    settled: bool


def popan(marks: Marks, weights: Array, shape: Shape) -> tuple[Estimate, ...]:
    """Ever `N`, stock `N_i`, survival `Phi` and detection `p`, entry free on each occasion.

    Source: Schwarz and Arnason (1996), Biometrics 52:860-873, likelihood binomial in N.
    """
    model = shape.name.replace("Phi", "phi") + " pent(t)"
    if next_met(marks, weights)[0].sum() == 0:
        return (Estimate.refused("nobody was met again", method="popan", model=model, quantity="N ever"),)
    found, seen = arrivals(marks, weights, shape), float(weights.sum())
    if not found.settled or found.ever > ABSURD * seen:
        why = "the likelihood is flat: the number ever present is unbounded"
        return (Estimate.refused(why, method="popan", model=model, quantity="N ever"),)
    interval = unseen_interval(seen, found.ever - seen, found.unseen_se**2)
    answers = [
        Estimate.found(found.ever, method="popan", model=model, quantity="N ever", ci95=interval, se=found.unseen_se)
    ]
    shared_p, shared_phi = len(set(shape.p)) == 1, len(set(shape.phi)) == 1
    for name, values, shared in (("p", found.p, shared_p), ("Phi", found.phi, shared_phi), ("N", found.stock, False)):
        for at, value in enumerate(values[:1] if shared else values, start=1):
            quantity = name if shared else f"{name}_{at}"
            answers.append(Estimate.found(float(value), method="popan", model=model, quantity=quantity))
    return tuple(answers)


def arrivals(marks: Marks, weights: Array, shape: Shape) -> Arrivals:
    """Maximum likelihood; detection is constant or by occasion, the first as the second when by occasion."""
    met, released = next_met(marks, weights)
    firsts = weights @ (marks & (np.cumsum(marks, axis=1) == 1))
    occasions, seen = marks.shape[1], float(weights.sum())
    phi_count, p_count = max(shape.phi) + 1, max(shape.p) + 1
    p_at = np.array((shape.p[0], *shape.p))

    def parts(told: Array) -> tuple[float, Array, Array, Array]:
        chances = 1 / (1 + np.exp(-np.clip(told[1 : 1 + phi_count + p_count], -30, 30)))
        entry = np.exp(np.clip(np.concatenate([[0.0], told[1 + phi_count + p_count :]]), -60, 60))
        return exp(min(told[0], 40)), chances[list(shape.phi)], chances[phi_count:][p_at], entry / entry.sum()

    def lost(told: Array) -> float:
        unseen, phi, p, entry = parts(told)
        present = np.empty(occasions)
        present[0] = entry[0]
        for at in range(1, occasions):
            present[at] = present[at - 1] * (1 - p[at - 1]) * phi[at - 1] + entry[at]
        never = max(1 - float(present @ p), FLOOR)
        first = lgamma(seen + unseen + 1) - lgamma(unseen + 1) + unseen * log(never)
        first += float(firsts @ np.log(np.maximum(present * p, FLOOR)))
        return -first - recapture_likelihood(met, released, phi, p[1:])

    shares = np.log(np.maximum(firsts, 0.5) / max(firsts[0], 0.5))[1:]
    start = np.concatenate([[log(0.1 * seen + 1)], np.zeros(phi_count), np.zeros(p_count), shares])
    found = minimize(lost, start, method="BFGS", options={"gtol": 1e-5, "maxiter": 2000})
    unseen, phi, p, entry = parts(found.x)
    ever = seen + unseen
    stock = np.empty(occasions)
    stock[0] = ever * entry[0]
    for at in range(1, occasions):
        stock[at] = stock[at - 1] * phi[at - 1] + ever * entry[at]
    error = unseen * sqrt(max(float(np.linalg.pinv(curvature(lost, found.x))[0, 0]), 0.0))
    return Arrivals(ever=ever, unseen_se=error, phi=phi, p=p, stock=stock, settled=bool(np.isfinite(found.fun)))
