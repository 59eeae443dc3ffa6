"""Why an advertiser stands where it stands: each indicator with grade, sources, quotes and facts, for and against."""

from collections.abc import Sequence
from enum import StrEnum

from api.indicators import Indicators, IndicatorShown
from api.shown.quotes import Masked, Quote, quoted
from models.assessment import Assessment, Contribution, Fact, Standing, Use
from models.base import Record

QUOTES_SHOWN = 3
MOST, SOME = 0.66, 0.33


class Strength(StrEnum):
    """How much of the conclusion rests on it, compared with the strongest; a word, because no number is shown."""

    MOST = "most"
    SOME = "some"
    LITTLE = "little"
    NONE = "none"


class Reason(Record):
    """One indicator met on this advertiser, and where."""

    indicator: IndicatorShown
    strength: Strength
    ads: int
    quotes: tuple[Quote, ...]
    facts: tuple[Fact, ...]


class Reasons(Record):
    speaks_for: tuple[Reason, ...]
    speaks_against: tuple[Reason, ...]
    context: tuple[Reason, ...]
    """Shown, and of no weight."""


def headlines(standing: Standing, indicators: Indicators, *, at_most: int = 3) -> tuple[IndicatorShown, ...]:
    """The indicators that put it in its band, strongest first: for a row of the queue."""
    ranked = sorted(_weights(standing.contributions).items(), key=lambda part: (-part[1], part[0]))
    return tuple(indicators.get(indicator) for indicator, weight in ranked if weight > 0)[:at_most]


def reasons(
    standing: Standing, assessments: Sequence[Assessment], read: Sequence[Masked], *, indicators: Indicators
) -> Reasons:
    """All that was met, strongest first: what speaks for, against, and what is context only."""
    weights = _weights(standing.contributions)
    quotes = _quotes(assessments, read)
    facts = {found.indicator: found.facts for found in standing.group_findings}
    strongest = max((abs(weight) for weight in weights.values()), default=0.0)
    all_of_them = [
        _reason(indicators.get(name), weights.get(name, 0.0) / (strongest or 1.0), quotes.get(name, []), facts)
        for name in sorted({*weights, *quotes, *facts}, key=lambda name: (-abs(weights.get(name, 0.0)), name))
    ]
    return Reasons(
        speaks_for=tuple(one for one in all_of_them if _side(one, weights) > 0),
        speaks_against=tuple(one for one in all_of_them if _side(one, weights) < 0),
        context=tuple(one for one in all_of_them if _side(one, weights) == 0),
    )


def _side(reason: Reason, weights: dict[str, float]) -> int:
    weight = weights.get(reason.indicator.id, 0.0)
    if reason.indicator.use is Use.AGAINST or weight < 0:
        return -1
    return 1 if weight > 0 or reason.indicator.use is Use.URGENT else 0


def _weights(contributions: Sequence[Contribution]) -> dict[str, float]:
    weights: dict[str, float] = {}
    for part in contributions:
        weights[part.indicator] = weights.get(part.indicator, 0.0) + part.weight
    return weights


def _quotes(assessments: Sequence[Assessment], read: Sequence[Masked]) -> dict[str, list[Quote]]:
    by_version = {one.version.id: one for one in read}
    found: dict[str, list[Quote]] = {}
    for assessment in assessments:
        one = by_version.get(assessment.version)
        if one is not None:
            for finding in assessment.findings:
                found.setdefault(finding.indicator, []).append(quoted(one, finding.start, finding.end))
    return found


def _reason(indicator: IndicatorShown, share: float, quotes: list[Quote], facts: dict[str, tuple[Fact, ...]]) -> Reason:
    rests_on = facts.get(indicator.id, ())
    ads = {quote.ad for quote in quotes} | {ad for fact in rests_on for ad in fact.ads}
    return Reason(
        indicator=indicator,
        strength=_strength(abs(share)),
        ads=len(ads),
        quotes=_varied(quotes),
        facts=rests_on,
    )


def _varied(quotes: list[Quote]) -> tuple[Quote, ...]:
    """A few that say different things, rather than one sentence from each re-post."""
    said: dict[str, Quote] = {}
    for quote in quotes:
        said.setdefault(quote.words.casefold(), quote)
    return tuple(said.values())[:QUOTES_SHOWN]


def _strength(share: float) -> Strength:
    if share <= 0:
        return Strength.NONE
    if share >= MOST:
        return Strength.MOST
    return Strength.SOME if share >= SOME else Strength.LITTLE
