"""The words that reading goes by, from the data files: sections of the vocabulary as sets and as patterns."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

DATA = Path(__file__).parent.parent / "data"
THAI = re.compile("[\u0e00-\u0e7f]")

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

    def within(self, section: str) -> str:
        """The section's words as an alternation, to be part of a larger pattern."""
        return alternation(self.words(section))


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
