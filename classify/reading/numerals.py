"""Number words of all languages: which word says which number, alone, glued to others or one after another."""

import json
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

TEN, TWENTY, HUNDRED, THOUSAND = 10, 20, 100, 1000
LONGEST_WORD = 24
SHORTEST_GLUED = 5
GLUED_AT_MOST = 120
CONNECTIVES = frozenset({"och", "and", "y", "și", "si", "şi", "e", "og", "és", "и", "і", "ir", "und", "i"})
"""Words inside a number: 'ciento setenta y cuatro'."""

GLUES = ("och", "und", "og", "e", "y", "")

Spoken = Mapping[str, tuple[int, ...]]
"""By language, the numbers that one word says in a row."""

NOTHING: Spoken = {}


class Numerals:
    """Look up number words; built once from the table of all languages."""

    def __init__(self, table: Mapping[str, Mapping[str, int]]) -> None:
        self._words: dict[str, dict[str, int]] = {}
        for lang, words in table.items():
            for word, value in words.items():
                self._words.setdefault(word, {})[lang] = value
        self._heads = frozenset(word[:2] for word in self._words)
        thai = sorted(table.get("th", {}), key=len, reverse=True)
        self.thai = re.compile("(?:" + "|".join(map(re.escape, thai)) + ")+" if thai else "(?!)")
        self.spoken = lru_cache(maxsize=1 << 16)(self._spoken)

    @classmethod
    def load(cls, folder: Path) -> "Numerals":
        return cls(json.loads((folder / "numerals.json").read_text("utf-8")))

    def _spoken(self, word: str) -> Spoken:
        known = self._words.get(word)
        if known is not None:
            return {lang: (value,) for lang, value in known.items()}
        if len(word) < SHORTEST_GLUED or word[:2] not in self._heads or len(word) > GLUED_AT_MOST:
            return NOTHING
        return self._glued(word)

    def _glued(self, word: str) -> Spoken:
        """Words written together ('nollsjunoll'), in any one language that explains every letter."""
        langs = {lang for size in range(1, LONGEST_WORD) for lang in self._words.get(word[:size], ())}
        read = {lang: self._split(word, lang) for lang in sorted(langs)}
        return {lang: tuple(values) for lang, values in read.items() if values}

    def _split(self, word: str, lang: str) -> list[int] | None:
        """Fewest words that make up the whole; one pass from the end, so linear in the letters."""
        best: list[list[int] | None] = [None] * len(word) + [[]]
        for start in range(len(word) - 1, -1, -1):
            for value, after in self._steps(word, start, lang):
                rest = best[after]
                if rest is not None and (best[start] is None or len(rest) + 1 < len(best[start] or ())):
                    best[start] = [value, *rest]
        return best[0]

    def _steps(self, word: str, start: int, lang: str) -> Iterable[tuple[int, int]]:
        for end in range(start + 1, min(len(word), start + LONGEST_WORD) + 1):
            value = self._words.get(word[start:end], {}).get(lang)
            if value is None:
                continue
            for glue in GLUES:
                if word.startswith(glue, end):
                    yield value, end + len(glue)


def compose(values: Iterable[int]) -> list[int]:
    """Join numbers said in a row into the fewest that a speaker can mean: 2 1000 5 100 is 2500; 0 7 0 stays."""
    made: list[int] = []
    total = part = room = 0
    begun = False
    for value in values:
        if begun and value == HUNDRED and 0 < part < HUNDRED and (part < TWENTY or part % TEN):
            part, room = part * HUNDRED, HUNDRED
        elif begun and value == THOUSAND and 0 < part < THOUSAND and not total:
            total, part, room = part * THOUSAND, 0, THOUSAND
        elif begun and 0 < value < room:
            part, room = part + value, _room(value)
        else:
            if begun:
                made.append(total + part)
            begun = True
            total, part, room = (THOUSAND, 0, THOUSAND) if value == THOUSAND else (0, value, _room(value))
    return [*made, total + part] if begun else made


def _room(value: int) -> int:
    """What may still be added below a number just said: units to tens, tens to hundreds."""
    if value == THOUSAND:
        return THOUSAND
    if HUNDRED <= value < THOUSAND and value % HUNDRED == 0:
        return HUNDRED
    return TEN if TWENTY <= value < HUNDRED and value % TEN == 0 else 0
