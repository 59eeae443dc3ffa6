"""Two lists or occasions, and several occasions with marks: the oldest estimators, for screening only."""

from collections.abc import Mapping, Sequence
from math import sqrt
from typing import Any

from estimate.answers import Estimate, unseen_interval
from models.base import Record


class TwoLists(Record):
    """`first` and `second` are the sizes of the two lists, `both` is how many stand on both."""

    first: int
    second: int
    both: int

    @property
    def seen(self) -> int:
        return self.first + self.second - self.both


class Occasion(Record):
    """One occasion of marking: `caught`, of these `marked` before, and `at_large` marked when it began."""

    caught: int
    marked: int
    at_large: int


TOO_LITTLE_OVERLAP = "no one stands on both lists, so the lists say nothing about how many stand on neither"


def lincoln_petersen(lists: TwoLists) -> Estimate:
    """N = n1 n2 / m (Petersen 1896; Lincoln 1930). Refused without overlap."""
    if lists.both == 0:
        return Estimate.refused(TOO_LITTLE_OVERLAP, method="lincoln-petersen", model="n1 n2 / m")
    value = lists.first * lists.second / lists.both
    variance = lists.first * lists.second * (lists.first - lists.both) * (lists.second - lists.both) / lists.both**3
    return Estimate.found(
        value,
        method="lincoln-petersen",
        model="n1 n2 / m",
        ci95=unseen_interval(lists.seen, value - lists.seen, variance),
        se=sqrt(variance),
    )


def chapman(lists: TwoLists) -> Estimate:
    """N = (n1+1)(n2+1)/(m+1) - 1 with Seber's variance (Chapman 1951; Seber 1970). Refused without overlap."""
    if lists.both == 0:
        return Estimate.refused(TOO_LITTLE_OVERLAP, method="chapman", model="(n1+1)(n2+1)/(m+1)-1")
    value = (lists.first + 1) * (lists.second + 1) / (lists.both + 1) - 1
    variance = (
        (lists.first + 1)
        * (lists.second + 1)
        * (lists.first - lists.both)
        * (lists.second - lists.both)
        / ((lists.both + 1) ** 2 * (lists.both + 2))
    )
    return Estimate.found(
        value,
        method="chapman",
        model="(n1+1)(n2+1)/(m+1)-1",
        ci95=unseen_interval(lists.seen, value - lists.seen, variance),
        se=sqrt(variance),
    )


def schnabel(occasions: Sequence[Occasion], *, corrected: bool = False) -> Estimate:
    """N = sum(n M) / sum(m), or with +1 below when `corrected` (Schnabel 1938; Chapman 1952)."""
    marked = sum(occasion.marked for occasion in occasions)
    name = "schnabel-chapman" if corrected else "schnabel"
    if marked == 0:
        return Estimate.refused(TOO_LITTLE_OVERLAP, method=name, model="sum nM / sum m")
    products = sum(occasion.caught * occasion.at_large for occasion in occasions)
    return Estimate.found(products / (marked + corrected), method=name, model="sum nM / sum m")


def schumacher(occasions: Sequence[Occasion]) -> Estimate:
    """N = sum(n M^2) / sum(m M) (Schumacher and Eschmeyer 1943)."""
    below = sum(occasion.marked * occasion.at_large for occasion in occasions)
    if below == 0:
        return Estimate.refused(TOO_LITTLE_OVERLAP, method="schumacher", model="sum nM2 / sum mM")
    above = sum(occasion.caught * occasion.at_large**2 for occasion in occasions)
    return Estimate.found(above / below, method="schumacher", model="sum nM2 / sum mM")


def from_sums(sums: Mapping[str, Any]) -> tuple[Estimate, ...]:
    """Schnabel, its correction, and Schumacher-Eschmeyer from published sums over occasions."""
    marked = sums["sum_m"]
    methods = (
        ("schnabel", "sum nM / sum m", sums["sum_nM"], marked),
        ("schnabel-chapman", "sum nM / (sum m + 1)", sums["sum_nM"], marked + 1),
        ("schumacher", "sum nM2 / sum mM", sums["sum_nM2"], sums["sum_mM"]),
    )
    return tuple(
        Estimate.found(above / below, method=method, model=model)
        if marked > 0 and below > 0
        else Estimate.refused(TOO_LITTLE_OVERLAP, method=method, model=model)
        for method, model, above, below in methods
    )
