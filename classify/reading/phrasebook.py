"""All set phrases of all sections met in one walk over a text's words."""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import zip_longest
from typing import NamedTuple

from classify.reading.lexicon import THAI

WORD = re.compile(r"(?:(?![\u0e00-\u0e7f])[^\W_])+(?:'[^\W\d_]+)*")
"""A word of a phrase, as texts are cut into words."""

STEM = 3


class Met(NamedTuple):
    """A phrase where it stands."""

    start: int
    end: int
    phrase: str


class Token(NamedTuple):
    """A word of the text."""

    start: int
    end: int
    low: str


class Entry(NamedTuple):
    section: str
    phrase: str
    words: int
    lead: int
    """Characters of the phrase before its first word, as in '/month'."""


class Phrasebook:
    """Made once from the sections; in each, the longest phrase wins and none overlap."""

    def __init__(self, sections: Mapping[str, Iterable[str]]) -> None:
        self._singles: dict[str, list[Entry]] = {}
        self._pairs: dict[tuple[str, str], list[Entry]] = {}
        """Phrases of several words by their first two: few texts hold both."""
        self._stems: dict[str, list[Entry]] = {}
        thai: dict[str, list[str]] = {}
        for section, phrases in sections.items():
            for phrase in sorted(phrases, key=len, reverse=True):
                if THAI.search(phrase):
                    thai.setdefault(section, []).append(phrase)
                else:
                    self._learn(section, phrase)
        self._thai = {section: re.compile("|".join(map(re.escape, words))) for section, words in thai.items()}

    def _learn(self, section: str, phrase: str) -> None:
        words = WORD.findall(phrase)
        if not words:
            return
        entry = Entry(section, phrase.removesuffix("*"), len(words), phrase.index(words[0]))
        if phrase.endswith("*"):
            self._stems.setdefault(phrase[:STEM], []).append(entry)
        elif len(words) == 1:
            self._singles.setdefault(words[0], []).append(entry)
        else:
            self._pairs.setdefault((words[0], words[1]), []).append(entry)

    def find(self, low: str, tokens: Sequence[Token], *, thai: bool) -> dict[str, list[Met]]:
        met: dict[str, list[Met]] = {}
        pairs, singles, stems = self._pairs, self._singles, self._stems
        for index, (word, following) in enumerate(zip_longest(*_shifted(tokens), fillvalue="")):
            for entry in (*pairs.get((word, following), ()), *singles.get(word, ())):
                _meet(met, entry.section, _stands(low, tokens, index, entry))
            for entry in stems.get(word[:STEM], ()):
                if word.startswith(entry.phrase):
                    _meet(met, entry.section, Met(tokens[index].start, tokens[index].end, entry.phrase))
        if thai:
            self._in_thai(low, met)
        return met

    def _in_thai(self, low: str, met: dict[str, list[Met]]) -> None:
        for section, pattern in self._thai.items():
            found = [Met(one.start(), one.end(), one[0]) for one in pattern.finditer(low)]
            if found:
                met[section] = sorted([*met.get(section, ()), *found])


def _shifted(tokens: Sequence[Token]) -> tuple[list[str], list[str]]:
    """Every word, and the word after it."""
    words = [token.low for token in tokens]
    return words, words[1:]


def _stands(low: str, tokens: Sequence[Token], index: int, entry: Entry) -> Met | None:
    """The phrase at this word, letter for letter but for the width of its spaces."""
    if index + entry.words > len(tokens):
        return None
    start, end = tokens[index].start - entry.lead, tokens[index + entry.words - 1].end
    whole = start >= 0 and start + len(entry.phrase) >= end
    if whole and low.startswith(entry.phrase, start):
        return Met(start, start + len(entry.phrase), entry.phrase)
    if entry.words > 1 and " ".join(low[tokens[index].start : end].split()) == entry.phrase:
        return Met(tokens[index].start, end, entry.phrase)
    return None


def _meet(met: dict[str, list[Met]], section: str, found: Met | None) -> None:
    if found is None:
        return
    before = met.setdefault(section, [])
    if not before or before[-1].end <= found.start:
        before.append(found)
