"""Normalising for matching, with a two-way offset map: the ad's own text is never altered."""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

MARKS_KEPT = 30
"""Marks taken with one base at a time: ordering longer piles is quadratic in the standard library."""

MARK = (
    "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u20d0-\u20f0\ufe00-\ufe0f\ufeff\u00ad"
)
PLAIN = (
    "\x00-\x7f\u00a1-\u00a7\u00ab\u00b0\u00b1\u00b6\u00bb-\u0131\u0134-\u013e\u0141-\u0148\u014a-\u017e"
    "\u20ac\u0400-\u0482\u048a-\u052f\u0e01-\u0e3a\u0e3f-\u0e5b"
)
"""Code points that stay as they are when no mark follows; fractions and Thai vowels among them on purpose."""

SPECIAL = re.compile(f"(?:[{PLAIN}](?=[{MARK}])|[^{PLAIN}])[{MARK}]{{0,{MARKS_KEPT}}}")
THAI_DIGIT = re.compile("[\u0e50-\u0e59]")
CYRILLIC_OR_GREEK = re.compile("[\u0370-\u03ff\u0400-\u04ff]")
LETTERS = re.compile(r"[^\W\d_]+")
LATIN = re.compile("[A-Za-z\u00c0-\u024f]")

ODD = {
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2043\ufe58\ufe63\uff0d\u30fc\u2500\u23af\u3030", "-"),
    **dict.fromkeys("\u2018\u2019\u201b\u02bc\u2032\u00b4\uff07\u02b9", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u2033", '"'),
    "\U0001f51f": "10",
    **dict.fromkeys("\u115f\u1160\u3164\uffa0\u180e\u034f", ""),
    "\u2800": " ",
    "\u2028": "\n",
    "\u2029": "\n",
    **{chr(0x1F170 + i): chr(65 + i) for i in range(26)},
    **{chr(0x1F150 + i): chr(65 + i) for i in range(26)},
    **{chr(0x1F1E6 + i): chr(0x1F1E6 + i) for i in range(26)},
    **{chr(0xE0030 + i): str(i) for i in range(10)},
}

LOOK_ALIKE = dict(
    zip(
        "АВЕЅІЈКМНОРСТУХЬаесіјкорхуѕԁԛԝһгптмΑΒΕΖΗΙΚΜΝΟΡΤΥΧοανι",
        "ABESIJKMHOPCTYXbaecijkopxysdqwhrntmABEZHIKMNOPTYXoavi",
        strict=True,
    )
)
TO_CYRILLIC = dict(zip("ABEKMHOPCTYXaeopcxyikb", "АВЕКМНОРСТУХаеорсхуікЬ", strict=True))


@dataclass(frozen=True, slots=True)
class Normal:
    """What matches (`text` with its case, `low` without, of one length) beside what was `said`.

    The n-th code point of `text` came from `said[starts[n]:ends[n]]`; neither sequence ever falls.
    """

    said: str
    text: str
    low: str
    starts: Sequence[int]
    ends: Sequence[int]

    def outer(self, start: int, end: int) -> tuple[int, int]:
        """Span in `said` of a span in `text` that is not empty."""
        return self.starts[start], self.ends[end - 1]

    def inner(self, start: int, end: int) -> tuple[int, int]:
        """Span in `text` of all that came from `said[start:end]`; empty where nothing did."""
        first = bisect_right(self.ends, start)
        return first, max(first, bisect_left(self.starts, end))

    def quote(self, start: int, end: int) -> str:
        first, last = self.outer(start, end)
        return self.said[first:last]


def normalise(said: str) -> Normal:
    """NFKC by cluster, digits of all kinds to 0-9, invisible marks left out, look-alikes of another script put right.

    Linear in the length of `said`.
    """
    if said.isascii():
        return Normal(said, said, said.lower(), range(len(said)), range(1, len(said) + 1))
    pieces: list[str] = []
    starts: list[Sequence[int]] = []
    ends: list[Sequence[int]] = []
    done = 0
    for found in SPECIAL.finditer(said):
        start, end = found.span()
        pieces.append(said[done:start])
        starts.append(range(done, start))
        ends.append(range(done + 1, start + 1))
        made = _cluster(found[0])
        pieces.append(made)
        starts.append([start] * len(made))
        ends.append([end] * len(made))
        done = end
    pieces.append(said[done:])
    starts.append(range(done, len(said)))
    ends.append(range(done + 1, len(said) + 1))
    text = _one_script(_thai_digits("".join(pieces)))
    return Normal(said, text, _lower(text), [*chain(*starts)], [*chain(*ends)])


def _cluster(said: str) -> str:
    """One base with its marks, as it is to be matched."""
    told = ODD.get(said[0])
    if told is not None:
        return told
    composed = unicodedata.normalize("NFKC", said)
    return "".join(_digit(char) for char in composed if not _is_mark(char))


def _is_mark(char: str) -> bool:
    kind = unicodedata.category(char)
    return kind in ("Cf", "Me") or (kind == "Mn" and not "\u0e00" <= char <= "\u0e7f")


def _digit(char: str) -> str:
    """A digit of any script or shape as 0-9; ODD once more for what NFKC brought forth."""
    if char.isascii():
        return char
    value = unicodedata.digit(char, None)
    return ODD.get(char, char) if value is None else str(value)


def _thai_digits(text: str) -> str:
    return THAI_DIGIT.sub(lambda found: str(unicodedata.digit(found[0])), text)


def _one_script(text: str) -> str:
    """Put words right that mix Latin with Cyrillic or Greek look-alikes; lengths stay."""
    if not CYRILLIC_OR_GREEK.search(text):
        return text
    return LETTERS.sub(lambda found: _unmixed(found[0]), text)


def _unmixed(word: str) -> str:
    foreign = [char for char in word if CYRILLIC_OR_GREEK.match(char)]
    latin = [char for char in word if LATIN.match(char)]
    if not foreign or not latin:
        return word
    if all(char in LOOK_ALIKE for char in foreign):
        return "".join(LOOK_ALIKE.get(char, char) for char in word)
    if all(char in TO_CYRILLIC for char in latin):
        return "".join(TO_CYRILLIC.get(char, char) for char in word)
    return word


def _lower(text: str) -> str:
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
