"""Estimators on populations with known truth, and the time of a bootstrap that repeats the choice of model."""

import time
from typing import Any

import numpy as np
import numpy.typing as npt

from estimate.answers import Estimate
from estimate.loglinear import Inclusion, pairs
from estimate.open_ladder import Opened, Resampling, opened
from estimate.resampling import Bootstrap, bca
from estimate.selecting import stepwise
from estimate.stacked import Stack
from estimate.two_sample import TwoLists, chapman

SEEDS, WEEKS, STOCK, STAY, DETECTION = 60, 52, 300, 10, 0.5
UK_LISTS = ("LA", "NG", "PFNCA", "GO", "GP")
UK_2013 = {
    "10000": 54, "01000": 463, "00100": 995, "00010": 695, "00001": 316, "11000": 15, "10100": 19, "10010": 3,
    "01100": 62, "01010": 19, "01001": 1, "00110": 76, "00101": 11, "00011": 8, "11100": 1, "11010": 1, "01110": 4,
    "11110": 1,
}  # fmt: skip
"""Silverman (2014), potential victims of trafficking in the UK in 2013 by five lists."""

Present = npt.NDArray[np.bool_]


def grown(seed: int, *, weeks: int = WEEKS) -> tuple[Present, Present]:
    """(there, met) by week of a population in balance: those who leave are replaced, each week by chance."""
    rng = np.random.default_rng(seed)
    leaving = 1 / STAY
    began = [0] * STOCK + [week for week in range(1, weeks) for _ in range(rng.poisson(STOCK * leaving))]
    stays = rng.geometric(leaving, size=len(began))
    week = np.arange(weeks)
    start = np.array(began)[:, None]
    there = (week >= start) & (week < start + stays[:, None])
    return there, there & (rng.random(there.shape) < DETECTION)


def run() -> dict[str, Any]:
    figures = _open_population() | _bootstrap()
    against = {"stock": "within 0.05", "survival": "within 0.01", "coverage": "at least 0.90", "bootstrap": "20 s"}
    return {"figures": figures, "against": against}


def _open_population() -> dict[str, float]:
    stock, survival, ever, covered, ever_covered, naive = [], [], [], [], [], []
    for seed in range(SEEDS):
        there, met = grown(seed)
        seen = met[met.any(axis=1)]
        found = opened(seen, tuple(range(WEEKS)), Resampling(resamples=200))
        assert isinstance(found, Opened)
        true, inner = there.sum(axis=0), range(1, WEEKS - 1)
        answers = [found.stock_of(week) for week in inner]
        stock.append(np.mean([answer.estimate or 0 for answer in answers]) / true[1:-1].mean())
        survival.append(found.mean_survival())
        covered += [_covers(answer, true[week]) for week, answer in zip(inner, answers, strict=True)]
        total = found.ever(len(seen))
        ever.append((total.estimate or 0) / len(there))
        ever_covered.append(_covers(total, len(there)))
        naive.append(_months_apart(met) / true[1:-1].mean())
    return {
        "simulated stock / truth": round(float(np.mean(stock)), 4),
        "simulated weekly survival (truth 0.9)": round(float(np.mean(survival)), 4),
        "simulated stock intervals that hold the truth": round(float(np.mean(covered)), 3),
        "simulated ever / truth": round(float(np.mean(ever)), 4),
        "simulated ever intervals that hold the truth": round(float(np.mean(ever_covered)), 3),
        "Chapman of two months / stock, for comparison": round(float(np.mean(naive)), 3),
    }


def _months_apart(met: Present) -> float:
    first, second = met[:, :4].any(axis=1), met[:, 4:8].any(axis=1)
    lists = TwoLists(first=int(first.sum()), second=int(second.sum()), both=int((first & second).sum()))
    return chapman(lists).estimate or 0.0


def _covers(answer: Estimate, truth: float) -> bool:
    return answer.ci95 is not None and answer.ci95[0] <= truth <= answer.ci95[1]


def _bootstrap() -> dict[str, float]:
    table = Inclusion.of(UK_LISTS, UK_2013)
    began = time.perf_counter()
    low, high = bca(table, Stack.over(table, pairs(table)), stepwise, Bootstrap(resamples=1000, seed=1)) or (0, 0)
    return {
        "UK five lists, stepwise, 1,000 BCa resamples: seconds": round(time.perf_counter() - began, 1),
        "UK five lists: lower end (SparseMSE 8,785)": round(low),
        "UK five lists: upper end (SparseMSE 14,701)": round(high),
    }
