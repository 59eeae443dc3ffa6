"""Shares from a reviewed probability sample: never from what a classifier says alone."""

from collections.abc import Sequence
from math import sqrt

from estimate.answers import Z95, Estimate
from models.base import Record


class Stratum(Record):
    """`size` units, of which `sampled` at random were reviewed and `positive` had the sign."""

    size: int
    sampled: int
    positive: int


class Check(Record):
    """How a cruder sign did on units whose truth is known."""

    ill: int
    ill_flagged: int
    well: int
    well_flagged: int


def horvitz_thompson(strata: Sequence[Stratum]) -> Estimate:
    """Share over all strata, each weighted by its size; interval by Wilson's form on the effective sample.

    Source: Horvitz and Thompson (1952), JASA 47:663-685; Korn and Graubard (1998), Survey Methodology 24:193-201.
    Refused where a stratum has no sample.
    """
    method, model = "horvitz-thompson", "stratified"
    if not strata or any(one.sampled == 0 < one.size or one.sampled > one.size for one in strata):
        return Estimate.refused("each stratum needs a sample of its own", method=method, model=model, quantity="share")
    total = sum(one.size for one in strata)
    share = sum(one.size * one.positive / one.sampled for one in strata if one.size) / total
    variance = sum(_variance(one, total) for one in strata if one.size)
    sampled = sum(one.sampled for one in strata)
    inside = 0 < share < 1 and variance > 0
    effective = share * (1 - share) / variance if inside else float(sampled)
    interval = _wilson(share, max(effective, 1.0))
    return Estimate.found(share, method=method, model=model, quantity="share", ci95=interval, se=sqrt(variance))


def rogan_gladen(flagged: int, of: int, check: Check) -> Estimate:
    """True share from how often a sign is met, given its sensitivity and specificity with their own errors.

    Source: Rogan and Gladen (1978), Am. J. Epidemiology 107:71-76. Refused where the sign does no better than chance,
    or the share would lie outside 0 to 1.
    """
    method, model = "rogan-gladen", "(q + spec - 1)/(sens + spec - 1)"
    if min(of, check.ill, check.well) == 0:
        return Estimate.refused("nothing was checked", method=method, model=model, quantity="share")
    met, hit, miss = flagged / of, check.ill_flagged / check.ill, check.well_flagged / check.well
    gain = hit - miss
    if gain <= 0:
        return Estimate.refused("the sign does no better than chance", method=method, model=model, quantity="share")
    share = (met - miss) / gain
    if not 0 <= share <= 1:
        why = "the sign is met less often than its false alarms, or more often than it can be"
        return Estimate.refused(why, method=method, model=model, quantity="share")
    variance = met * (1 - met) / of + share**2 * hit * (1 - hit) / check.ill
    variance = (variance + (1 - share) ** 2 * miss * (1 - miss) / check.well) / gain**2
    se = sqrt(variance)
    interval = (max(share - Z95 * se, 0.0), min(share + Z95 * se, 1.0))
    return Estimate.found(share, method=method, model=model, quantity="share", ci95=interval, se=se)


def _variance(one: Stratum, total: int) -> float:
    """With the finite population correction; a sample of one or without spread counts as half a positive more."""
    share = (one.positive + 0.5) / (one.sampled + 1) if one.positive in {0, one.sampled} else one.positive / one.sampled
    left = 1 - one.sampled / one.size
    return (one.size / total) ** 2 * left * share * (1 - share) / max(one.sampled - 1, 1)


def _wilson(share: float, size: float) -> tuple[float, float]:
    centre = (share + Z95**2 / (2 * size)) / (1 + Z95**2 / size)
    half = Z95 / (1 + Z95**2 / size) * sqrt(share * (1 - share) / size + Z95**2 / (4 * size**2))
    return max(centre - half, 0.0), min(centre + half, 1.0)
