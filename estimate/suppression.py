"""Keeps published counts from pointing at anyone: minimum cells, complementary suppression, rounding."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from math import floor, inf, log10
from typing import Generic, TypeVar

import numpy as np
from scipy.optimize import linprog

K = TypeVar("K")

AREA_MONTH, COUNTY_TOTAL = 10, 5
"""Fewest persons in a published cell of a geography or kind in a month, and of a county total."""
SIGNIFICANT, STEP = 2, 5
RULE = (
    f"no cell under {AREA_MONTH} by area or kind or under {COUNTY_TOTAL} in all; complementary cells until no hidden "
    f"count can be told from the sums shown; two significant figures, in steps of {STEP}"
)


@dataclass(frozen=True)
class Sum(Generic[K]):
    """A published total and the cells that add up to it."""

    total: K
    parts: tuple[K, ...]

    @property
    def members(self) -> tuple[K, ...]:
        return (self.total, *self.parts)


def suppressed(counts: Mapping[K, int], sums: Iterable[Sum[K]], minimum: Callable[[K], int]) -> frozenset[K]:
    """The cells that must not be shown.

    A cell of one or more under its minimum is hidden, and with it so many others that from what is shown nobody can
    tell a hidden count to within its minimum. Nought is shown. Source: Cox (1980), JASA 75:377-385; audit by linear
    programme as Fischetti and Salazar (2000), Operations Research 48:371-386.
    """
    ties = tuple(sums)
    hidden = {cell for cell, count in counts.items() if 0 < count < minimum(cell)}
    while True:
        if more := _lonely(counts, ties, hidden):
            hidden |= more
            continue
        told = next((cell for cell in sorted(hidden, key=str) if _known(cell, counts, ties, hidden, minimum)), None)
        if told is None:
            return frozenset(hidden)
        partner = _cheapest(counts, [tie for tie in ties if told in tie.members], hidden)
        if partner is None:
            partner = _cheapest(counts, ties, hidden)
        if partner is None:
            return frozenset(hidden)
        hidden.add(partner)


def possible(cell: K, counts: Mapping[K, int], sums: Iterable[Sum[K]], hidden: Iterable[K]) -> tuple[float, float]:
    """Between what a reader can tell a hidden cell to lie who knows every shown cell and every sum."""
    unknown = sorted(set(hidden), key=str)
    place = {name: at for at, name in enumerate(unknown)}
    rows, right = [], []
    for tie in sums:
        row, known = np.zeros(len(unknown)), 0
        for member, sign in ((tie.total, 1), *((part, -1) for part in tie.parts)):
            if member in place:
                row[place[member]] += sign
            else:
                known += sign * counts[member]
        if row.any():
            rows.append(row)
            right.append(-known)
    if not rows:
        return 1, inf
    return _extreme(place[cell], rows, right, sign=1), _extreme(place[cell], rows, right, sign=-1)


def rounded(value: float) -> int:
    """To two significant figures, and to steps of five below one hundred."""
    if value <= 0:
        return 0
    step = max(STEP, 10 ** (floor(log10(value)) - SIGNIFICANT + 1))
    return int(step * floor(value / step + 0.5))


def _extreme(place: int, rows: list[np.ndarray], right: list[int], *, sign: int) -> float:
    aim = np.zeros(len(rows[0]))
    aim[place] = sign
    found = linprog(aim, A_eq=np.array(rows), b_eq=right, bounds=[(1, None)] * len(aim), method="highs")
    return float(sign * found.fun) if found.status == 0 else sign * -inf


def _lonely(counts: Mapping[K, int], ties: tuple[Sum[K], ...], hidden: set[K]) -> set[K]:
    """A hidden cell alone in its sum is told by subtraction: the cheapest other one goes with it."""
    for tie in ties:
        if sum(member in hidden for member in tie.members) == 1:
            partner = _cheapest(counts, [tie], hidden)
            if partner is not None:
                return {partner}
    return set()


def _known(
    cell: K, counts: Mapping[K, int], ties: tuple[Sum[K], ...], hidden: set[K], minimum: Callable[[K], int]
) -> bool:
    low, high = possible(cell, counts, ties, hidden)
    return high - low < minimum(cell)


def _cheapest(counts: Mapping[K, int], ties: Iterable[Sum[K]], hidden: set[K]) -> K | None:
    """The smallest cell that is shown and not nought; a part before a total of equal size."""
    open_to = {
        member: (counts[member], member == tie.total)
        for tie in ties
        for member in tie.members
        if member not in hidden and counts[member] > 0
    }
    return min(open_to, key=lambda cell: (*open_to[cell], str(cell))) if open_to else None
