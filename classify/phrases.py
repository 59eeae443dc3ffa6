"""All phrases of the catalogue, in all languages, found in one pass over the words of a text.

How a phrase is written: words as they are said, in any case; `word*` any ending, `*word` any beginning, `*word*` both,
`*` alone any word;
`[one|other|]` alternatives (an empty one may be left out), also within a word; `#` any number, in figures or words;
`a .. b` b after a with at most four words between; `a & b` both in one sentence, in any order.
Nothing crosses the end of a sentence. Thai is met inside its unbroken lines.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import NamedTuple

import ahocorasick

from classify.reading.lexicon import DATA
from classify.reading.numerals import Numerals, compose
from classify.word_stream import THAI, WordStream, folded

ALTERNATIVES = re.compile(r"\[([^\[\]]*)\]")
JOINS = re.compile(r"\s(\.\.|&)\s")
UNSAID = re.compile(r"(?!(?<=\s)\.\.(?=\s)|(?<=\.)\.(?=\s))[^\w\s\[\]|*#&\u0e00-\u0e7f]|_")
NO_LETTER = re.compile(r"[\s*#]")
THAI_EDGE = re.compile("(?<=[\u0e00-\u0e7f])(?=[0-9])|(?<=[0-9])(?=[\u0e00-\u0e7f])")
FAR = 4
"""Words that `..` may bridge."""
LONGEST_NUMBER = 9
TOGETHER = 12
"""Words that `&` may bridge."""


@dataclass(frozen=True, slots=True)
class Said:
    """One phrase of one target (an indicator or a mark) in one language."""

    target: str
    lang: str
    phrase: str


class Place(NamedTuple):
    """Words first..last of the stream; begin and end are characters of its line."""

    first: int
    last: int
    begin: int
    end: int
    gaps: tuple[tuple[int, int], ...] = ()
    """Words (from, up to) that lie between the parts of a phrase and belong to none."""


class Hit(NamedTuple):
    target: str
    lang: str
    place: Place

    def span(self, words: WordStream) -> tuple[int, int]:
        """Span in the ad's own text."""
        return words.span(self.place.first, self.place.last, begin=self.place.begin, end=self.place.end)


class _Spelling(NamedTuple):
    """One way to say a part of a phrase: the words, which of them the anchor begins with, and the anchor's length."""

    group: int
    words: tuple[str, ...]
    at: int
    length: int
    inside: bool
    """Thai, or begun with `*`: the anchor may begin inside a word."""
    sure: bool
    """The anchor says it all: nothing is left to check."""
    thai: bool = False


@dataclass(frozen=True, slots=True)
class _Parts:
    said: Said
    groups: tuple[int, ...]
    joins: tuple[str, ...]


class Phrases:
    """Compiled once for a catalogue; holds no text."""

    def __init__(self, said: Iterable[Said]) -> None:
        self._groups: dict[tuple[tuple[str, ...], ...], int] = {}
        self._by_trigger: dict[int, list[_Parts]] = defaultdict(list)
        anchors: dict[str, list[_Spelling]] = defaultdict(list)
        for one in said:
            self._add(one, anchors)
        self._automaton = ahocorasick.Automaton()
        for anchor, spellings in anchors.items():
            self._automaton.add_word(anchor, tuple(spellings))
        self._automaton.make_automaton()
        self._empty = not anchors

    def find(self, words: WordStream) -> list[Hit]:
        """Every phrase met, in order of place."""
        seen = self._seen(words) if not self._empty else {}
        hits: dict[Hit, None] = {}
        for trigger in seen:
            for parts in self._by_trigger.get(trigger, ()):
                target, lang = parts.said.target, parts.said.lang
                for place in _joined(parts, seen, words):
                    hits[Hit(target, lang, place)] = None
        return sorted(hits, key=_by_place)

    def _seen(self, words: WordStream) -> dict[int, list[Place]]:
        """Where each part was met, in order; the one loop that every text pays for."""
        seen: dict[int, dict[Place, None]] = {}
        for end, spellings in self._automaton.iter(words.line):
            for spelling in spellings:
                place = _placed(spelling, end, words)
                if place is not None:
                    seen.setdefault(spelling.group, {})[place] = None
        return {group: sorted(places) if len(places) > 1 else list(places) for group, places in seen.items()}

    def _add(self, said: Said, anchors: dict[str, list[_Spelling]]) -> None:
        told, joins = parts_of(said.phrase)
        groups = tuple(self._group(part, anchors) for part in told)
        self._by_trigger[groups[_rarest(told)]].append(_Parts(said, groups, tuple(joins)))

    def _group(self, part: str, anchors: dict[str, list[_Spelling]]) -> int:
        spellings = spelled(part)
        known = self._groups.get(spellings)
        if known is not None:
            return known
        group = self._groups[spellings] = len(self._groups)
        for words in spellings:
            anchor, spelling = _spelling(group, words)
            anchors[anchor].append(spelling)
        return group


def parts_of(phrase: str) -> tuple[list[str], list[str]]:
    """The parts of a phrase, folded as texts are, and the joins between them."""
    told = JOINS.split(" ".join(UNSAID.sub(" ", _parted(folded(phrase))).split()))
    return told[::2], told[1::2]


@lru_cache(maxsize=1 << 14)
def spelled(part: str) -> tuple[tuple[str, ...], ...]:
    """All ways to say one part: alternatives written out, each as its words; in order, none twice."""
    choices = [piece.split("|") if odd % 2 else [piece] for odd, piece in enumerate(ALTERNATIVES.split(part))]
    made = {tuple("".join(chosen).split()) for chosen in product(*choices)}
    return tuple(sorted(words for words in made if words))


def shortest(part: str) -> int:
    """Letters of the shortest way to say one part."""
    choices = [piece.split("|") if odd % 2 else [piece] for odd, piece in enumerate(ALTERNATIVES.split(part))]
    return sum(min(len(NO_LETTER.sub("", one)) for one in choice) for choice in choices)


def _parted(phrase: str) -> str:
    """Thai and figures stand apart, as in a text."""
    return THAI_EDGE.sub(" ", phrase)


def _spelling(group: int, words: tuple[str, ...]) -> tuple[str, _Spelling]:
    """The anchor, which the automaton looks for, and what is to be checked around it."""
    told = " ".join(words)
    if THAI.search(told):
        # Thai is written without spaces: one phrase is one stretch, whatever stands around it.
        anchor = told.replace("*", "")
        return anchor, _Spelling(group, words, 0, len(anchor), inside=True, sure=True, thai=True)
    if "*" not in told and "#" not in told:
        return f" {told} ", _Spelling(group, words, 0, len(told) + 2, inside=False, sure=True)
    runs = list(_runs(words))
    begin, end = max(runs, key=lambda run: len("".join(words[slice(*run)])))
    inside = words[begin].startswith("*")
    anchor = ("" if inside else " ") + " ".join(words[begin:end]).strip("*")
    anchor += "" if words[end - 1].endswith("*") else " "
    sure = not inside and (begin, end) == (0, len(words))
    return anchor, _Spelling(group, words, begin, len(anchor), inside=inside, sure=sure)


def _runs(words: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Stretches that can stand as one string: `*` before only on the first word, after only on the last; no number."""
    begin = 0
    for index, word in enumerate(words):
        if word == "#":
            begin = index + 1
            continue
        begin = index if word.startswith("*") else begin
        if word.endswith("*") or index + 1 == len(words) or words[index + 1] == "#" or words[index + 1][0] == "*":
            yield begin, index + 1
            begin = index + 1


def _placed(spelling: _Spelling, end: int, words: WordStream) -> Place | None:
    """Where the whole spelling lies when its anchor ends at `end` of the line."""
    begin, starts = end + 1 - spelling.length, words.starts
    if spelling.thai:
        return Place(words.word_at(begin), words.word_at(end), begin, end + 1)
    first = bisect_right(starts, begin if spelling.inside else begin + 1) - 1 - spelling.at
    last = first + len(spelling.words) - 1
    if not spelling.sure and not _checked(spelling, words, first, last):
        return None
    return Place(first, last, starts[first], starts[last] + len(words.words[last]))


def _checked(spelling: _Spelling, words: WordStream, first: int, last: int) -> bool:
    if first < 0 or last >= len(words.words) or words.sentences[first] != words.sentences[last]:
        return False
    return all(map(_says, spelling.words, words.words[first : last + 1]))


def _says(told: str, word: str) -> bool:
    if told == "#":
        return is_number(word)
    bare = told.strip("*")
    if told.endswith("*"):
        return bare in word if told.startswith("*") else word.startswith(bare)
    return word.endswith(bare) if told.startswith("*") else word == bare


def _by_place(hit: Hit) -> Place:
    return hit.place


def _rarest(parts: Sequence[str]) -> int:
    """The part that other texts are least likely to hold: the one whose shortest spelling is longest."""
    lengths = [shortest(part) for part in parts]
    return lengths.index(max(lengths))


def _joined(parts: _Parts, seen: dict[int, list[Place]], words: WordStream) -> list[Place]:
    places = seen.get(parts.groups[0], [])
    if not parts.joins or any(group not in seen for group in parts.groups):
        return places if not parts.joins else []
    for join, group in zip(parts.joins, parts.groups[1:], strict=True):
        near = _after if join == ".." else _beside
        places = list(near(places, seen.get(group, []), words))
    return places


def _after(before: list[Place], after: list[Place], words: WordStream) -> Iterator[Place]:
    """Each later place with the nearest one that ends before it."""
    ordered = sorted(before, key=lambda one: one.end)
    ends = [one.end for one in ordered]
    for one in after:
        index = bisect_left(ends, one.begin + 1) - 1
        if index < 0:
            continue
        other = ordered[index]
        if words.sentences[other.last] == words.sentences[one.first] and one.first - other.last <= FAR + 1:
            yield _bridged(other, one)


def _beside(some: list[Place], others: list[Place], words: WordStream) -> Iterator[Place]:
    """Each of the others with the nearest of `some` in its sentence, on either side."""
    begins = [one.begin for one in some]
    for other in others:
        index = bisect_left(begins, other.begin)
        for one in some[max(0, index - 1) : index + 1]:
            apart = max(one.first, other.first) - min(one.last, other.last)
            overlap = one.begin < other.end and other.begin < one.end
            if not overlap and apart <= TOGETHER and words.sentences[one.first] == words.sentences[other.first]:
                yield _bridged(*sorted((one, other), key=lambda place: place.begin))


def _bridged(one: Place, other: Place) -> Place:
    gaps = (*one.gaps, *other.gaps, (one.last + 1, other.first))
    return Place(one.first, max(one.last, other.last), one.begin, max(one.end, other.end), gaps)


@lru_cache(maxsize=1)
def _numerals() -> Numerals:
    return Numerals.load(DATA)


def is_number(word: str) -> bool:
    """In figures or as a number word of any language."""
    return word.isdigit() or bool(_numerals().spoken(word))


@lru_cache(maxsize=1 << 16)
def number(word: str) -> int | None:
    """What one word says, in figures or letters; None when it is no number, or languages disagree."""
    if word.isdecimal():
        return int(word) if len(word) <= LONGEST_NUMBER else None
    told = {compose(numbers)[0] for numbers in _numerals().spoken(word).values()}
    return told.pop() if len(told) == 1 else None
