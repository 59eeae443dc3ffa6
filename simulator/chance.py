"""Chance from a seed: named streams that do not disturb each other, and shares dealt so that they come out."""

from collections.abc import Collection, Hashable, Mapping, Sequence
from random import Random
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)


def stream(seed: int, *names: object) -> Random:
    """A generator of its own for each name: what is drawn in one place never moves what is drawn in another."""
    return Random("/".join([str(seed), *map(str, names)]))


def deal(shares: Mapping[K, float], total: int, *, at_least_one: bool = True) -> dict[K, int]:
    """Deal `total` by largest remainder; with room enough, nobody with a share goes without."""
    whole = sum(shares.values())
    exact = {key: total * share / whole for key, share in shares.items()}
    dealt = {key: int(value) for key, value in exact.items()}
    by_remainder = sorted(exact, key=lambda key: exact[key] - dealt[key], reverse=True)
    for key in by_remainder[: total - sum(dealt.values())]:
        dealt[key] += 1
    if at_least_one and total >= len(dealt):
        _give_to_empty(dealt)
    return dealt


def _give_to_empty(dealt: dict[K, int]) -> None:
    for key in [key for key, count in dealt.items() if count == 0]:
        richest = max(dealt, key=lambda other: dealt[other])
        dealt[richest] -= 1
        dealt[key] += 1


def chosen(items: Sequence[K], share: float, rng: Random) -> frozenset[K]:
    """The given share of the items, at least one of them where there is any and the share is above zero."""
    if not items or share <= 0:
        return frozenset()
    count = min(len(items), max(1, round(share * len(items))))
    return frozenset(rng.sample(list(items), count))


class Dealer(Generic[K]):
    """Deals shares over things of unequal weight, so that the weights add up to the shares.

    Each thing gets a key with probability by what is still to be dealt: no kind of thing is favoured,
    and taking the heavy ones first leaves the light ones to make it come out even.
    """

    def __init__(self, shares: Mapping[K, float], total: int, rng: Random) -> None:
        self._left: dict[K, float] = {key: float(count) for key, count in deal(shares, total).items()}
        self._rng = rng

    def force(self, key: K, weight: int) -> None:
        """Count a thing that has its key already."""
        self._left[key] -= weight

    def take(self, weight: int, *, among: Collection[K] | None = None) -> K:
        keys = [key for key in self._left if among is None or key in among]
        fitting = [key for key in keys if self._left[key] >= weight / 2]
        weights = [self._left[key] for key in fitting]
        key = self._rng.choices(fitting, weights)[0] if fitting else max(keys, key=lambda other: self._left[other])
        self._left[key] -= weight
        return key
