"""All phrases of the catalogue, in all languages, found in one pass over the words of a text.

Nothing crosses the end of a sentence. Thai is met inside its unbroken lines. Of a phrase in several parts the automaton
looks for the rarest only; the others are then looked for beside it.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

import ahocorasick

from classify.spellings import Spelling, left_out, parts_of, runs, says, shortest, spelled
from classify.word_stream import THAI, WordStream

FAR = 4
"""Words that `..` may bridge."""
TOGETHER = 12
"""Words that `&` may bridge."""
LONGEST = 6
"""Words of a part that stands in front."""


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


class _Anchor(NamedTuple):
    """What is to be checked around a string that the automaton met."""

    group: int
    words: Spelling
    at: int
    """Which of the words the string begins with."""
    length: int
    inside: bool
    """Thai, or begun with `*`: the string may begin inside a word."""
    sure: bool
    """The string says it all: nothing is left to check."""
    thai: bool = False


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a phrase that is looked for beside another: its spellings by their first word."""

    by_word: dict[str, list[Spelling]] = field(default_factory=lambda: defaultdict(list))
    loose: list[Spelling] = field(default_factory=list)
    """Spellings whose first word is open."""

    @classmethod
    def of(cls, spellings: Iterable[Spelling]) -> "_Part":
        made = cls()
        for words in sorted(spellings, key=len, reverse=True):
            (made.loose if set("*#") & set(words[0]) else made.by_word[words[0]]).append(words)
        return made

    def last(self, words: WordStream, at: int) -> int:
        """The last word of the longest spelling that begins at word `at`; -1 when there is none."""
        for told in (*self.by_word.get(words.words[at], ()), *self.loose):
            last = at + len(told) - 1
            if last >= len(words.words) or words.sentences[last] != words.sentences[at]:
                continue
            if all(map(says, told, words.words[at : last + 1])):
                return last
        return -1


@dataclass(frozen=True, slots=True)
class _Phrase:
    target: str
    lang: str
    rarest: int
    """Which of the parts the automaton looks for."""
    parts: tuple[_Part, ...] = ()
    """None for a phrase in one part."""
    joins: tuple[str, ...] = ()


class Phrases:
    """Compiled once for a catalogue; holds no text."""

    def __init__(self, said: Iterable[Said]) -> None:
        self._groups: dict[tuple[Spelling, ...], int] = {}
        self._parts: dict[tuple[Spelling, ...], _Part] = {}
        self._by_group: dict[int, list[_Phrase]] = defaultdict(list)
        anchors: dict[str, list[_Anchor]] = defaultdict(list)
        for one in said:
            self._add(one, anchors)
        self._automaton = ahocorasick.Automaton()
        for anchor, told in anchors.items():
            self._automaton.add_word(anchor, tuple(told))
        self._automaton.make_automaton()
        self._empty = not anchors

    def find(self, words: WordStream) -> list[Hit]:
        """Every phrase met, in order of place."""
        if self._empty:
            return []
        hits: dict[Hit, None] = {}
        for group, places in self._seen(words).items():
            for phrase in self._by_group[group]:
                for place in places:
                    whole = _grown(phrase, place, words) if phrase.joins else place
                    if whole is not None:
                        hits[Hit(phrase.target, phrase.lang, whole)] = None
        return sorted(hits, key=_by_place)

    def _seen(self, words: WordStream) -> dict[int, dict[Place, None]]:
        """Where the rarest part of each phrase was met; the one loop that every text pays for."""
        seen: dict[int, dict[Place, None]] = {}
        for end, anchors in self._automaton.iter(words.line):
            for anchor in anchors:
                place = _placed(anchor, end, words)
                if place is not None:
                    seen.setdefault(anchor.group, {})[place] = None
        return seen

    def _add(self, said: Said, anchors: dict[str, list[_Anchor]]) -> None:
        told, joins = parts_of(said.phrase)
        if joins and left_out(told[-1]):
            self._put(said, told[:-1], joins[:-1], anchors)
        self._put(said, told, joins, anchors)

    def _put(self, said: Said, told: list[str], joins: list[str], anchors: dict[str, list[_Anchor]]) -> None:
        lengths = [shortest(part) for part in told]
        rarest = lengths.index(max(lengths))
        group = self._group(spelled(told[rarest]), anchors)
        parts = tuple(self._part(spelled(part)) for part in told) if joins else ()
        self._by_group[group].append(_Phrase(said.target, said.lang, rarest, parts, tuple(joins)))

    def _part(self, spellings: tuple[Spelling, ...]) -> _Part:
        known = self._parts.get(spellings)
        if known is None:
            known = self._parts[spellings] = _Part.of(spellings)
        return known

    def _group(self, spellings: tuple[Spelling, ...], anchors: dict[str, list[_Anchor]]) -> int:
        known = self._groups.get(spellings)
        if known is not None:
            return known
        group = self._groups[spellings] = len(self._groups)
        for words in spellings:
            text, anchor = _anchored(group, words)
            anchors[text].append(anchor)
        return group


def _anchored(group: int, words: Spelling) -> tuple[str, _Anchor]:
    """The string that the automaton looks for, and what is to be checked around it."""
    told = " ".join(words)
    if THAI.search(told):
        # Thai is written without spaces: one phrase is one stretch, whatever stands around it.
        text = told.replace("*", "")
        return text, _Anchor(group, words, 0, len(text), inside=True, sure=True, thai=True)
    if "*" not in told and "#" not in told:
        return f" {told} ", _Anchor(group, words, 0, len(told) + 2, inside=False, sure=True)
    begin, end = max(runs(words), key=lambda run: len("".join(words[slice(*run)])))
    inside = words[begin].startswith("*")
    text = ("" if inside else " ") + " ".join(words[begin:end]).strip("*")
    text += "" if words[end - 1].endswith("*") else " "
    sure = not inside and (begin, end) == (0, len(words))
    return text, _Anchor(group, words, begin, len(text), inside=inside, sure=sure)


def _placed(anchor: _Anchor, end: int, words: WordStream) -> Place | None:
    """Where the whole spelling lies when its anchor ends at `end` of the line."""
    begin, starts = end + 1 - anchor.length, words.starts
    if anchor.thai:
        return Place(words.word_at(begin), words.word_at(end), begin, end + 1)
    first = bisect_right(starts, begin if anchor.inside else begin + 1) - 1 - anchor.at
    last = first + len(anchor.words) - 1
    if not anchor.sure and not _checked(anchor, words, first, last):
        return None
    return Place(first, last, starts[first], starts[last] + len(words.words[last]))


def _checked(anchor: _Anchor, words: WordStream, first: int, last: int) -> bool:
    if first < 0 or last >= len(words.words) or words.sentences[first] != words.sentences[last]:
        return False
    return all(map(says, anchor.words, words.words[first : last + 1]))


def _grown(phrase: _Phrase, place: Place, words: WordStream) -> Place | None:
    """The place of the rarest part, grown by the parts behind it and then by those in front."""
    whole: Place | None = place
    for index in range(phrase.rarest + 1, len(phrase.parts)):
        whole = whole and _joined(whole, phrase.parts[index], words, behind=True, anyhow=phrase.joins[index - 1] == "&")
    for index in range(phrase.rarest - 1, -1, -1):
        whole = whole and _joined(whole, phrase.parts[index], words, behind=False, anyhow=phrase.joins[index] == "&")
    return whole


def _joined(place: Place, part: _Part, words: WordStream, *, behind: bool, anyhow: bool) -> Place | None:
    """The place and the nearest spelling of the part in its sentence: behind or in front, or on either side."""
    far = TOGETHER if anyhow else FAR
    sentence = words.sentences[place.first]
    for at in _starts(place, far, behind=behind, anyhow=anyhow):
        if not 0 <= at < len(words.words) or words.sentences[at] != sentence:
            continue
        last = part.last(words, at)
        if last >= 0 and (at > place.last or 0 < place.first - last <= far + 1):
            return _bridged(place, at, last, words)
    return None


def _starts(place: Place, far: int, *, behind: bool, anyhow: bool) -> Iterator[int]:
    """Words that the other part may begin with, the nearest first."""
    for step in range(1, far + 2 if behind and not anyhow else far + LONGEST):
        if (behind or anyhow) and step <= far + 1:
            yield place.last + step
        if not behind or anyhow:
            yield place.first - step


def _bridged(place: Place, first: int, last: int, words: WordStream) -> Place:
    """Both together, and the words between them as a gap."""
    gap = (place.last + 1, first) if first > place.last else (last + 1, place.first)
    begin, end = min(place.first, first), max(place.last, last)
    line = words.starts[begin], words.starts[end] + len(words.words[end])
    return Place(begin, end, *line, (*place.gaps, gap))


def _by_place(hit: Hit) -> Place:
    return hit.place
