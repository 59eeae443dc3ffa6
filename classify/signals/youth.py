"""Signals of age: stated below 18, stated 18 to 20, two that cannot both be true, emoji beside words of youth."""

import itertools
from collections.abc import Iterator

from classify.signals.seen import Seen, Span

ADULT = 18
YOUNG_ADULT = range(18, 21)
APART = 2
"""Years between two ages that one person cannot explain by a birthday."""
YOUTH_EMOJI = "🍒🍭🌱💗🍼🎀🧸🍬🐣🎒💮"
YOUTH_WORDS = ("youth-language", "school-reference")


def stated_age_under_18(seen: Seen) -> Iterator[Span]:
    """Any year below 18 that the said form allows: a birth year leaves two, and the lower one counts."""
    for mention, age in seen.ages():
        if min(age.years, default=ADULT) < ADULT:
            yield mention.start, mention.end


def stated_age_18_to_20(seen: Seen) -> Iterator[Span]:
    for mention, age in seen.ages():
        if age.years and min(age.years) >= ADULT and any(years in YOUNG_ADULT for years in age.years):
            yield mention.start, mention.end


def age_inconsistent(seen: Seen) -> Iterator[Span]:
    """The second of two ages, where the ad shows one person only."""
    if len({name.clean for _, name in seen.names()}) > 1 or seen.mark("two-persons"):
        return
    told = list(seen.ages())
    for (_, one), (mention, other) in itertools.pairwise(told):
        if one.years and other.years and min(abs(a - b) for a in one.years for b in other.years) >= APART:
            yield mention.start, mention.end


def youth_emoji(seen: Seen) -> Iterator[Span]:
    if not any(seen.kept.get(name) for name in YOUTH_WORDS):
        return
    for index, char in enumerate(seen.text):
        if char in YOUTH_EMOJI:
            yield index, index + 1
            return
