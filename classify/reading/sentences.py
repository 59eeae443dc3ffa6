"""Sentence bounds: line ends, and full stops that end a sentence rather than an abbreviation or a number."""

import re
from collections.abc import Iterator

BREAK = re.compile(r"\n+|[.!?\u2026\u3002]+[\"')\]]*(?=\s)|\s\|\s|\s//\s")
SHORT = frozenset(
    [
        "t.ex",
        "ca",
        "nr",
        "tel",
        "kr",
        "tim",
        "min",
        "st",
        "bl.a",
        "m.m",
        "o.s.v",
        "osv",
        "s.k",
        "d.v.s",
        "dvs",
        "f.d",
        "fr.o.m",
        "t.o.m",
        "tom",
        "kl",
        "ev",
        "inkl",
        "exkl",
        "dr",
        "mr",
        "mrs",
        "ms",
        "no",
        "vs",
        "approx",
        "incl",
        "std",
        "ca",
        "z.b",
        "bzw",
        "hr",
        "hrs",
        "mob",
        "org.nr",
        "orgnr",
        "ref",
        "г",
        "ул",
        "д",
        "см",
        "тел",
        "стр",
        "руб",
        "тыс",
        "мин",
        "ч",
        "val",
        "d",
        "godz",
        "ul",
        "tzn",
        "np",
        "tel",
        "itd",
        "p.ej",
        "sr",
        "sra",
        "str",
    ]
)
DAY_DIGITS = 2
LAST_WORD = re.compile(r"[^\s.]*(?:\.[^\s.]+)*$")


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Spans of the sentences, without the white space around them; together they hold all that is no white space."""
    start = 0
    for found in BREAK.finditer(text):
        if found[0][0] == "." and _shortened(text, found):
            continue
        yield from _trimmed(text, start, found.end())
        start = found.end()
    yield from _trimmed(text, start, len(text))


def _shortened(text: str, stop: re.Match[str]) -> bool:
    """A full stop after an abbreviation or an ordinal number ends nothing, unless a capital follows the number."""
    word = LAST_WORD.search(text[max(0, stop.start() - 12) : stop.start()])
    said = word[0].casefold() if word else ""
    if said in SHORT:
        return True
    following = text[stop.end() + 1 : stop.end() + 2]
    return said.isdigit() and len(said) <= DAY_DIGITS and following.islower()


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    said = text[start:end]
    left = len(said) - len(said.lstrip())
    if said.strip():
        yield start + left, start + len(said.rstrip())
