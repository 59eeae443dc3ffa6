"""How a phrase is written, and every way to say it.

Words as they are said, in any case; `word*` any ending, `*word` any beginning, `*word*` both, `*` alone any word;
`[one|other|]` alternatives (an empty one may be left out, also as the last part), also within a word;
`#` any number, in figures or words;
`a .. b` b after a with at most four words between; `a & b` both in one sentence, in any order.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import product

from classify.reading.lexicon import DATA
from classify.reading.numerals import Numerals, compose
from classify.word_stream import folded

ALTERNATIVES = re.compile(r"\[([^\[\]]*)\]")
JOINS = re.compile(r"\s(\.\.|&)\s")
UNSAID = re.compile(r"(?!(?<=\s)\.\.(?=\s)|(?<=\.)\.(?=\s))[^\w\s\[\]|*#&\u0e00-\u0e7f]|_")
NO_LETTER = re.compile(r"[\s*#]")
THAI_EDGE = re.compile("(?<=[\u0e00-\u0e7f])(?=[0-9])|(?<=[0-9])(?=[\u0e00-\u0e7f])")
LONGEST_NUMBER = 9

Spelling = tuple[str, ...]
"""The words of one way to say a part of a phrase."""


def parts_of(phrase: str) -> tuple[list[str], list[str]]:
    """The parts of a phrase, folded as texts are, and the joins between them."""
    told = JOINS.split(" ".join(UNSAID.sub(" ", _parted(folded(phrase))).split()))
    return told[::2], told[1::2]


@lru_cache(maxsize=1 << 14)
def spelled(part: str) -> tuple[Spelling, ...]:
    """All ways to say one part: alternatives written out, each as its words; in order, none twice."""
    choices = [piece.split("|") if odd % 2 else [piece] for odd, piece in enumerate(ALTERNATIVES.split(part))]
    made = {tuple("".join(chosen).split()) for chosen in product(*choices)}
    return tuple(sorted(words for words in made if words))


def left_out(part: str) -> bool:
    """One of its alternatives says nothing: a last part like that need not be there."""
    return NO_LETTER.sub("", ALTERNATIVES.sub(lambda found: "" if "" in found[1].split("|") else "x", part)) == ""


def shortest(part: str) -> int:
    """Letters of the shortest way to say one part."""
    choices = [piece.split("|") if odd % 2 else [piece] for odd, piece in enumerate(ALTERNATIVES.split(part))]
    return sum(min(len(NO_LETTER.sub("", one)) for one in choice) for choice in choices)


def _parted(phrase: str) -> str:
    """Thai and figures stand apart, as in a text."""
    return THAI_EDGE.sub(" ", phrase)


def runs(words: Spelling) -> Iterator[tuple[int, int]]:
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


def says(told: str, word: str) -> bool:
    if told == "#":
        return is_number(word)
    bare = told.strip("*")
    if told.endswith("*"):
        return bare in word if told.startswith("*") else word.startswith(bare)
    return word.endswith(bare) if told.startswith("*") else word == bare


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
