"""The words that reading goes by, from the data files: sections of the vocabulary as sets and as patterns."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

import yaml

DATA = Path(__file__).parent.parent / "data"
THAI = re.compile("[\u0e00-\u0e7f]")

FIRST = re.compile(r"(?:(?![\u0e00-\u0e7f])[^\W_])+(?:'[^\W\d_]+)*")
"""The first word of a phrase, as texts are cut into words."""

Section = Mapping[str, Any]


class Lexicon:
    """Sections of `vocabulary.yaml`; a section's languages are merged, its patterns made once."""

    def __init__(self, sections: Mapping[str, Any]) -> None:
        self._sections = sections

    @classmethod
    def load(cls, folder: Path = DATA) -> "Lexicon":
        # Every word as written: YAML would read `no` and `on` as false and true.
        text = (folder / "vocabulary.yaml").read_text("utf-8")
        return cls(yaml.load(text, yaml.CBaseLoader))  # noqa: S506 - the base loader makes strings only

    def words(self, section: str) -> frozenset[str]:
        return frozenset(_flat(self._sections[section]))

    def groups(self, section: str) -> Mapping[str, tuple[str, ...]]:
        """The section's own keys (service, country, language) with their words."""
        return {key: tuple(words) for key, words in self._sections[section].items()}

    def pattern(self, section: str) -> re.Pattern[str]:
        """Any of the section's words, as a whole word."""
        return any_of(self.words(section))

    def phrases(self, section: str) -> "Phrases":
        return Phrases(self.words(section))

    def within(self, section: str) -> str:
        """The section's words as an alternation, to be part of a larger pattern."""
        return alternation(self.words(section))


class Phrases:
    """Any of many phrases as whole words; looked for only in texts that hold the first word of one."""

    def __init__(self, phrases: Iterable[str]) -> None:
        told = frozenset(phrases)
        self._pattern = any_of(told)
        heads = [(FIRST.match(phrase), phrase) for phrase in told]
        self._heads = frozenset(head[0] for head, phrase in heads if head and phrase != head[0] + "*")
        self._stems = tuple(head[0] for head, phrase in heads if head and phrase == head[0] + "*")
        self._thai = any(THAI.search(phrase) for phrase in told)
        self._always = any(head is None and not THAI.search(phrase) for head, phrase in heads)

    def finditer(self, text: "HasWords") -> Iterator[re.Match[str]]:
        return self._pattern.finditer(text.low) if self._may_stand_in(text) else iter(())

    def _may_stand_in(self, text: "HasWords") -> bool:
        if self._always or (self._thai and text.thai) or not self._heads.isdisjoint(text.words):
            return True
        return bool(self._stems) and any(word.startswith(self._stems) for word in text.words)


class HasWords(Protocol):
    """A text whose words are known."""

    low: str
    words: frozenset[str]
    thai: bool


def any_of(words: Iterable[str]) -> re.Pattern[str]:
    return _compiled(alternation(words))


def alternation(words: Iterable[str]) -> str:
    """Whole words, longest first; `*` lets any ending follow; Thai knows no word bounds."""
    told = sorted(set(words), key=lambda word: (-len(word), word))
    thai = [re.escape(word) for word in told if THAI.search(word)]
    other = [_spelled(word) for word in told if not THAI.search(word)]
    parts = [rf"(?<![^\W_])(?:{'|'.join(other)})(?![^\W_])"] if other else []
    return "(?:" + "|".join([*parts, *thai]) + ")" if told else "(?!)"


def _spelled(word: str) -> str:
    if word.endswith("*"):
        return re.escape(word[:-1]) + r"[^\W_]{0,12}"
    return re.escape(word)


def _flat(section: Any) -> Iterable[str]:
    if isinstance(section, Mapping):
        for words in section.values():
            yield from _flat(words)
    elif isinstance(section, list):
        yield from (str(word) for word in section)


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
