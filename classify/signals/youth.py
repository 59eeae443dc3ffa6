"""Signals of age: stated below 18, stated 18 to 20, two that cannot both be true, emoji beside words of youth."""

from collections.abc import Iterator
from itertools import pairwise

from classify.signals.seen import Seen, Span, covered
from classify.spellings import number
from classify.word_stream import WordStream
from models.reading import Age, Mention

Told = tuple[Mention, Age]

ADULT = 18
AT_LEAST = 2
YOUNG_ADULT = range(18, 21)
LOOK_ALIKE = str.maketrans("lioбszg", "1106529")
CHILD = range(10, 18)
BETWEEN = 3
APART = 2
"""Years between two ages that one person cannot explain by a birthday."""
YOUTH_EMOJI = "🍒🍭🌱💗🍼🎀🧸🍬🐣🎒💮"
YOUTH_WORDS = ("youth-language", "school-reference")


def stated_age_under_18(seen: Seen) -> Iterator[Span]:
    """Any year below 18 that the said form allows: a birth year leaves two, and the lower one counts."""
    young = [(mention, age) for mention, age in seen.ages() if min(age.years, default=ADULT) < ADULT]
    yield from ((mention.start, mention.end) for mention, _ in of_her(seen, young))
    yield from _labelled(seen, CHILD)


def of_her(seen: Seen, ages: list[Told]) -> list[Told]:
    """Ages of the person shown: not how old she feels, nor a rule for visitors or a notice."""
    if not ages:
        return []
    outside, others = _outside(seen), covered([*seen.ask("years-of-work"), *seen.ask("pet-or-thing")])
    return [
        told for told in ages if seen.sentence_at(told[0].start) not in outside and not _others(seen, told[0], others)
    ]


def _first_number(words: WordStream, after: int) -> int:
    """The first number from `after` on, few words away and in the same sentence as the word before; else -1."""
    for at in range(after, min(after + 1 + BETWEEN, len(words.words))):
        if words.sentences[at] != words.sentences[after - 1]:
            return -1
        if any(map(str.isdigit, words.words[at])) or number(words.words[at]) is not None:
            return at
    return -1


def _value(words: WordStream, at: int) -> int | None:
    """The number that a word says, also with letters for figures (`l6`) or its two figures apart (`1 6`)."""
    word, after = words.words[at], words.words[at + 1 : at + 2]
    if len(word) == 1 and word.isdigit() and after and len(after[0]) == 1 and after[0].isdigit():
        return int(word + after[0])
    if any(map(str.isdigit, word)) and not word.isdigit():
        word = word.translate(LOOK_ALIKE)
    return number(word)


def _closes(seen: Seen, at: int) -> bool:
    """The word ends its clause, or is followed by a word for years."""
    clauses = seen.words.clauses
    if at + 1 >= len(clauses) or clauses[at + 1] != clauses[at]:
        return at < len(clauses)
    return at + 1 in covered(seen.ask("year-word"))


def _others(seen: Seen, mention: Mention, others: frozenset[int]) -> bool:
    """The words of the age, or the one behind them, belong to years of work, an animal or a thing."""
    begin, end = seen.words.normal.inner(mention.start, mention.end)
    at = [word for word, (start, stop) in enumerate(seen.words.places) if start < end and begin < stop]
    return bool(others & {*at, *(word + 1 for word in at[-1:])})


def _outside(seen: Seen) -> frozenset[int]:
    """Sentences in which an age is not that of the person shown."""
    return seen.sentences(
        [*seen.ask("feels-like"), *seen.mark("visitor-rule"), *seen.mark("notice"), *seen.mark("own-children")]
    )


def _labelled(seen: Seen, years: range) -> Iterator[Span]:
    """A number after a word for age (and at most three words between), or before one for years of life.

    Beside the ages that were read: what this must not miss is found twice.
    """
    words = seen.words
    near = {_first_number(words, hit.place.last + 1) for hit in seen.mark("age-label")}
    near |= {hit.place.first - 1 for hit in seen.mark("age-unit")}
    near |= {at for hit in seen.mark("age-verb") if _closes(seen, at := hit.place.last + 1)}
    told = [at for at in sorted(near) if at >= 0 and _value(words, at) in years]
    if not told:
        return
    barred, outside = covered(seen.ask("not-age")), _outside(seen)
    others = covered([*seen.ask("years-of-work"), *seen.ask("pet-or-thing")])
    for word in told:
        if word + 1 in barred or others & {*range(word, word + 2 + BETWEEN)}:
            continue
        if words.sentences[word] not in outside:
            yield words.whole(word, word)


def stated_age_18_to_20(seen: Seen) -> Iterator[Span]:
    grown = [told for told in seen.ages() if min(told[1].years, default=0) >= ADULT]
    young = [told for told in grown if any(years in YOUNG_ADULT for years in told[1].years)]
    yield from ((mention.start, mention.end) for mention, _ in of_her(seen, young))


def age_inconsistent(seen: Seen) -> Iterator[Span]:
    """The second of two ages, where the ad shows one person only."""
    told = list(seen.ages())
    if len(told) < AT_LEAST or len({name.clean for _, name in seen.names()}) > 1 or seen.mark("two-persons"):
        return
    for (_, one), (mention, other) in pairwise(of_her(seen, told)):
        if one.years and other.years and min(abs(a - b) for a in one.years for b in other.years) >= APART:
            yield mention.start, mention.end


def youth_emoji(seen: Seen) -> Iterator[Span]:
    if not any(seen.kept.get(name) for name in YOUTH_WORDS):
        return
    for index, char in enumerate(seen.text):
        if char in YOUTH_EMOJI:
            yield index, index + 1
            return
