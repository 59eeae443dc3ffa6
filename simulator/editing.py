"""Small edits between one posting of a text and the next, and the slips of a hurried hand."""

from random import Random

from simulator.composing import THAI, Line, Skeleton, worded
from simulator.words import words

FEWEST_LINES = 4
SHORTEST_SLIP = 4
MARKS = ("!", "!!", " :)", " ☺", "...")


def edited(before: Skeleton, language: str, rng: Random) -> Skeleton:
    """The same text with one or two small edits; what is fixed stays."""
    after = before
    for edit in rng.sample((_swap, _drop, _add, _mark), rng.randint(1, 2)):
        after = edit(after, language, rng)
    return after


def _loose(skeleton: Skeleton) -> list[int]:
    return [place for place, line in enumerate(skeleton.lines) if not line.fixed and place]


def _with(skeleton: Skeleton, lines: list[Line]) -> Skeleton:
    return Skeleton(skeleton.title, tuple(lines), skeleton.joint)


def _swap(before: Skeleton, _language: str, rng: Random) -> Skeleton:
    loose = _loose(before)
    if loose == loose[:1]:
        return before
    one, other = rng.sample(loose, 2)
    lines = list(before.lines)
    lines[one], lines[other] = lines[other], lines[one]
    return _with(before, lines)


def _drop(before: Skeleton, _language: str, rng: Random) -> Skeleton:
    loose = _loose(before)
    if not loose or len(before.lines) <= FEWEST_LINES:
        return before
    gone = rng.choice(loose)
    return _with(before, [line for place, line in enumerate(before.lines) if place != gone])


def _add(before: Skeleton, language: str, rng: Random) -> Skeleton:
    line = Line(worded(words(language).phrasings("neutral"), rng))
    place = rng.randint(1, max(1, len(before.lines) - 1))
    if line in before.lines:
        return before
    return _with(before, [*before.lines[:place], line, *before.lines[place:]])


def _mark(before: Skeleton, _language: str, rng: Random) -> Skeleton:
    first, rest = before.lines[0], before.lines[1:]
    return _with(before, [Line(first.said.rstrip(".!:)☺ ") + rng.choice(MARKS), first.fixed, first.contact), *rest])


def with_slips(skeleton: Skeleton, rng: Random, *, rate: float, language: str) -> Skeleton:
    """Misspell so many words in a hundred; slots and contacts are left alone."""
    if language == THAI:
        return skeleton
    lines = [line if line.contact else Line(_slipped(line.said, rate, rng), line.fixed) for line in skeleton.lines]
    return _with(skeleton, lines)


def _slipped(said: str, rate: float, rng: Random) -> str:
    return " ".join(
        _misspelt(word, rng) if rng.random() < rate / 100 and len(word) >= SHORTEST_SLIP and word.isalpha() else word
        for word in said.split(" ")
    )


def _misspelt(word: str, rng: Random) -> str:
    place = rng.randrange(1, len(word) - 1)
    one, other = word[place], word[place + 1]
    return rng.choice(
        (
            word[:place] + other + one + word[place + 2 :],
            word[:place] + word[place + 1 :],
            word[:place] + one + word[place:],
        )
    )
