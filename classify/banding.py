"""From findings to a band: capped sums by family, thresholds from a data file, urgent whatever the sum."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from classify.catalogue import Catalogue
from classify.entries import Thresholds
from models.assessment import Band, Contribution, Use

DIGITS = 4


def contributions(weights: Mapping[str, float], catalogue: Catalogue) -> tuple[Contribution, ...]:
    """What each indicator adds once its family is held to its cap, the heaviest first; what weighs nothing is left out.

    A family above its cap is scaled down as a whole, so that more findings never weigh less.
    """
    by_family: dict[str, dict[str, float]] = defaultdict(dict)
    for indicator, weight in weights.items():
        if weight:
            by_family[catalogue.by_id[indicator].family][indicator] = weight
    made = [one for family, told in by_family.items() for one in _capped(family, told, catalogue.caps[family])]
    return tuple(sorted(made, key=lambda one: (-abs(one.weight), one.indicator)))


def _capped(family: str, weights: Mapping[str, float], cap: float) -> Iterable[Contribution]:
    total = abs(sum(weights.values()))
    scale = min(1.0, cap / total) if total else 1.0
    for indicator, weight in weights.items():
        yield Contribution(indicator=indicator, family=family, weight=round(weight * scale, DIGITS))


def band(met: Iterable[str], told: Iterable[Contribution], catalogue: Catalogue, *, thresholds: Thresholds) -> Band:
    """Band of what was met (ids of indicators) with what it weighs."""
    if any(catalogue.by_id[indicator].use is Use.URGENT for indicator in met):
        return Band.URGENT
    total = round(sum(one.weight for one in told), DIGITS)
    for level, least in ((Band.HIGH, thresholds.high), (Band.MEDIUM, thresholds.medium), (Band.LOW, thresholds.low)):
        if total >= least:
            return level
    return Band.NONE
