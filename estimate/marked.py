"""Capture histories of an open population, and the counts that its estimators need."""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from estimate.loglinear import Array
from models.base import Record
from models.errors import BadInput

Marks = npt.NDArray[np.bool_]
"""A row a unit, a column an occasion: met or not."""


class Summary(Record):
    """Per occasion: caught `n`, of them marked `m`, released `R`, of them met again `r`, missed in between `z`."""

    n: tuple[float, ...]
    m: tuple[float, ...]
    R: tuple[float, ...]
    r: tuple[float, ...]
    z: tuple[float, ...]


def histories(counts: Mapping[str, int]) -> tuple[Marks, Array]:
    """Patterns such as `0110` with their numbers, as marks and weights. Raises BadInput for unequal lengths."""
    lengths = {len(pattern) for pattern in counts}
    if len(lengths) != 1 or any(set(pattern) - {"0", "1"} for pattern in counts):
        raise BadInput("Each history is a row of 0 and 1, all of one length.")
    marks = np.array([[mark == "1" for mark in pattern] for pattern in counts], dtype=bool)
    return marks, np.array(list(counts.values()), dtype=float)


def summed(marks: Marks, weights: Array) -> Summary:
    """Everybody met is released again."""
    n, m, r, z = (tuple(row[0].tolist()) for row in tallied(marks, weights[None]))
    return Summary(n=n, m=m, R=n, r=r, z=z)


def tallied(marks: Marks, weights: Array) -> tuple[Array, Array, Array, Array]:
    """(n, m, r, z) under each row of weights."""
    before = np.cumsum(marks, axis=1) - marks > 0
    after = np.cumsum(marks[:, ::-1], axis=1)[:, ::-1] - marks > 0
    kinds = (marks, marks & before, marks & after, ~marks & before & after)
    n, m, r, z = (weights @ kind.astype(float) for kind in kinds)
    return n, m, r, z


def next_met(marks: Marks, weights: Array) -> tuple[Array, Array]:
    """(released at i, next met at j) as a square, and released per occasion: the m-array."""
    occasions = marks.shape[1]
    met = np.zeros((occasions, occasions))
    for row, weight in zip(marks, weights, strict=True):
        at = np.flatnonzero(row)
        met[at[:-1], at[1:]] += weight
    return met, weights @ marks
