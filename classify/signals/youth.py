"""Signals of age: stated below 18, stated 18 to 20, two that cannot both be true, emoji beside words of youth."""

import itertools
from collections.abc import Iterator

from classify.phrases import number
from classify.signals.seen import Seen, Span
from models.reading import Age, Mention

ADULT = 18
YOUNG_ADULT = range(18, 21)
CHILD = range(10, 18)
BETWEEN = 3
APART = 2
"""Years between two ages that one person cannot explain by a birthday."""
YOUTH_EMOJI = "🍒🍭🌱💗🍼🎀🧸🍬🐣🎒💮"
YOUTH_WORDS = ("youth-language", "school-reference")


def stated_age_under_18(seen: Seen) -> Iterator[Span]:
    """Any year below 18 that the said form allows: a birth year leaves two, and the lower one counts."""
    for mention, age in told_ages(seen):
        if min(age.years, default=ADULT) < ADULT:
            yield mention.start, mention.end
    yield from _labelled(seen, CHILD)


def told_ages(seen: Seen) -> list[tuple[Mention, Age]]:
    """Ages of the person shown: not how old she feels, nor a rule for visitors or a notice."""
    sentences = seen.marked_sentences("feels-like") | seen.marked_sentences("visitor-rule")
    sentences |= seen.marked_sentences("notice")
    return [(mention, age) for mention, age in seen.ages() if seen.sentence_at(mention.start) not in sentences]


def _labelled(seen: Seen, years: range) -> Iterator[Span]:
    """A number after a word for age (and at most three words between), or before one for years of life.

    Beside the ages that were read: what this must not miss is found twice.
    """
    if not (seen.mark("age-label") or seen.mark("age-unit")):
        return
    words, barred = seen.words, seen.marked_words("not-age")
    outside = (
        seen.marked_sentences("notice") | seen.marked_sentences("visitor-rule") | seen.marked_sentences("feels-like")
    )
    after = [range(hit.place.last + 1, hit.place.last + 2 + BETWEEN) for hit in seen.mark("age-label")]
    before = [range(hit.place.first - 1, hit.place.first) for hit in seen.mark("age-unit")]
    for word in dict.fromkeys(at for near in (*after, *before) for at in near if 0 <= at < len(words.words)):
        if number(words.words[word]) in years and word + 1 not in barred and words.sentences[word] not in outside:
            yield words.whole(word, word)


def stated_age_18_to_20(seen: Seen) -> Iterator[Span]:
    for mention, age in told_ages(seen):
        if age.years and min(age.years) >= ADULT and any(years in YOUNG_ADULT for years in age.years):
            yield mention.start, mention.end


def age_inconsistent(seen: Seen) -> Iterator[Span]:
    """The second of two ages, where the ad shows one person only."""
    if len({name.clean for _, name in seen.names()}) > 1 or seen.mark("two-persons"):
        return
    told = told_ages(seen)
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
