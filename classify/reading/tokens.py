"""Words of a normalised text, and which of them say digits: in figures, in words, in letters that look like figures."""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from classify.reading.normalise import Normal
from classify.reading.numerals import Numerals, compose
from classify.reading.phrasebook import Met, Phrasebook, Token

TOKEN = re.compile(r"[\u0e00-\u0e7f]+|(?:(?![\u0e00-\u0e7f])[^\W_])+(?:'[^\W\d_]+)*")
TO_CUT = re.compile(r"[\u0e00-\u0e7f]|\d[^\W\d_]|[^\W\d_]\d")
"""Thai, or figures and letters in one word: such texts are cut with more care."""
PARTS = re.compile(r"\d+|[^\W\d_]+")

LETTER_DIGITS = str.maketrans(
    {
        **dict.fromkeys("oOоОοΟøØQD", "0"),
        **dict.fromkeys("iIlLіІ|!", "1"),
        **dict.fromkeys("zZ", "2"),
        **dict.fromkeys("EЗзэЭ", "3"),
        **dict.fromkeys("AЧч", "4"),
        **dict.fromkeys("sSѕЅ", "5"),
        **dict.fromkeys("Gbб", "6"),
        **dict.fromkeys("T", "7"),
        **dict.fromkeys("BВвß", "8"),
        **dict.fromkeys("gq", "9"),
    }
)
LONGEST_LETTERS = 4
"""Letters alone ('BB') are read as figures only in short tokens."""
LONG_ENOUGH = 6
SHORTEST_NAME = 3

FIGURES, WORDS, MIXED, LETTERS = "figures", "words", "mixed", "letters"


class Atom(NamedTuple):
    """A token that says digits. `digits` is what one would dial, `numbers` what the words say in a row."""

    start: int
    end: int
    digits: str
    numbers: tuple[int, ...]
    how: str
    langs: frozenset[str]
    place: int
    """Which token it is: neighbours are told by it."""


class Text:
    """One text with its words and number atoms, and the stretches that an extractor has taken already."""

    def __init__(self, normal: Normal, numerals: Numerals, book: Phrasebook) -> None:
        self.normal = normal
        self.text = normal.text
        self.low = normal.low
        self.numerals = numerals
        self.tokens = tuple(self._tokens()) if TO_CUT.search(self.low) else tuple(self._words())
        self.words = frozenset(token.low for token in self.tokens)
        self.thai = any("\u0e00" <= word[0] <= "\u0e7f" for word in self.words)
        self._met = book.find(self.low, self.tokens, thai=self.thai)
        self.kept: dict[object, Any] = {}
        """What several extractors need, worked out once."""
        self._taken = bytearray(len(self.text))

    def met(self, section: str) -> Sequence[Met]:
        """Where the section's phrases stand."""
        return self._met.get(section, ())

    def take(self, start: int, end: int) -> None:
        self._taken[start:end] = b"\x01" * (end - start)

    def free(self, start: int, end: int) -> bool:
        return self._taken.find(1, start, end) < 0

    def said(self, start: int, end: int) -> str:
        return self.normal.quote(start, end)

    def _words(self) -> Iterator[Token]:
        return (Token(found.start(), found.end(), found[0]) for found in TOKEN.finditer(self.low))

    def _tokens(self) -> Iterator[Token]:
        for found in TOKEN.finditer(self.low):
            word = found[0]
            if "\u0e00" <= word[0] <= "\u0e7f":
                yield from self._thai(found.start(), word)
            elif len(word) > LONG_ENOUGH and not word.isalpha() and not word.isdigit() and any(map(str.isdigit, word)):
                yield from self._parted(found.start(), word)
            else:
                yield Token(found.start(), found.end(), word)

    def _thai(self, start: int, word: str) -> Iterator[Token]:
        """Thai leaves no space between words: number words in a row become a token of their own."""
        done = 0
        for found in self.numerals.thai.finditer(word):
            if done < found.start():
                yield Token(start + done, start + found.start(), word[done : found.start()])
            yield Token(start + found.start(), start + found.end(), found[0])
            done = found.end()
        if done < len(word):
            yield Token(start + done, start + len(word), word[done:])

    def _parted(self, start: int, word: str) -> Iterator[Token]:
        """'tel0701740612' is a word and a number; 'o7o174' stays together, for its letters stand for figures."""
        parts = list(PARTS.finditer(word))
        names = [part[0] for part in parts if not part[0].isdigit()]
        if any(len(name) < SHORTEST_NAME or self.numerals.spoken(name) for name in names):
            yield Token(start, start + len(word), word)
            return
        for part in parts:
            yield Token(start + part.start(), start + part.end(), part[0])

    @cached_property
    def atoms(self) -> tuple[Atom, ...]:
        made = (self._atom(index, token) for index, token in enumerate(self.tokens))
        return tuple(atom for atom in made if atom is not None)

    def _atom(self, index: int, token: Token) -> Atom | None:
        heard = _heard(self.text[token.start : token.end], self.numerals)
        if heard is None:
            return None
        return Atom(token.start, token.end, heard.digits, heard.numbers, heard.how, heard.langs, index)


class Heard(NamedTuple):
    """What one written word says as digits."""

    digits: str
    numbers: tuple[int, ...]
    how: str
    langs: frozenset[str]


@lru_cache(maxsize=1 << 16)
def _heard(written: str, numerals: Numerals) -> Heard | None:
    word = written.lower()
    if word.isdigit():
        return Heard(word, (int(word),) if len(word) <= LONG_ENOUGH else (), FIGURES, frozenset())
    spoken = numerals.spoken(word)
    if spoken:
        _, numbers = min(spoken.items(), key=lambda pair: (pair[0] != "sv", pair[0]))
        return Heard(dialled(numbers), numbers, WORDS, frozenset(spoken))
    return _lettered(written, numerals)


def _lettered(written: str, numerals: Numerals) -> Heard | None:
    """Letters that look like figures, as the word is really written (B is 8 and b is 6)."""
    if len(written) > LONGEST_LETTERS and written.isalpha():
        return None
    digits = "".join(_part(part[0], numerals) for part in PARTS.finditer(written))
    if not digits.isdecimal() or not digits.isascii():
        return None
    how = MIXED if any(char.isdigit() for char in written) else LETTERS
    return Heard(digits, (), how, frozenset())


def _part(part: str, numerals: Numerals) -> str:
    if part.isdigit():
        return part
    spoken = numerals.spoken(part.lower())
    if spoken and len(part) > 1:
        return dialled(next(iter(spoken.values())))
    return part.translate(LETTER_DIGITS)


def dialled(numbers: tuple[int, ...]) -> str:
    """What one dials for numbers said in a row: 100 70 4 is 174, 0 7 0 is 070."""
    return "".join(str(number) for number in compose(numbers))
