"""Signals of origin and language: a foreign prefix, a language claimed that is not the one written. Never ranked on."""

import re
from collections.abc import Iterator, Mapping

from classify.entries import MARK
from classify.signals.seen import Seen, Span

HOME = "+46"
ABROAD = re.compile(r"(?<![\d+])(?:\+|00)\s?(?!46|\s46)[1-9]\d{0,2}[\s().\-/]{0,3}(?:\d[\s().\-/]{0,2}){6,12}\d?")
LEAST_DIGITS = 9
TONGUE = MARK + "tongue-"
"""Marks of this name cover the words for one language."""


def foreign_phone_prefix(seen: Seen) -> Iterator[Span]:
    met = False
    for mention, phone in seen.phones():
        if not phone.e164.startswith(HOME):
            met = True
            yield mention.start, mention.end
    if not met:
        yield from _written_abroad(seen)


def _written_abroad(seen: Seen) -> Iterator[Span]:
    """A number that says its country but that no plan of that country holds (ranges set aside for drama)."""
    for found in ABROAD.finditer(seen.words.normal.text):
        if sum(char.isdigit() for char in found[0]) >= LEAST_DIGITS:
            yield seen.words.normal.outer(*found.span())
            return


def claimed_language_differs(seen: Seen) -> Iterator[Span]:
    """Says to know one language only, or not to know the very one that the sentence is written in."""
    if not (seen.mark("speaks-only") or seen.mark("speaks-not")):
        return
    tongues = _named(seen)
    for hit in seen.mark("speaks-only"):
        named = tongues.get(_next(hit.place.last, tongues))
        if named and seen.reading.lang not in ("und", named):
            yield hit.span(seen.words)
    for hit in seen.mark("speaks-not"):
        named = tongues.get(_next(hit.place.last, tongues))
        if named and named == hit.lang:
            yield hit.span(seen.words)


NEAR = 3


def _next(word: int, tongues: Mapping[int, str]) -> int:
    return next((at for at in range(word, word + NEAR + 1) if at in tongues), -1)


def _named(seen: Seen) -> Mapping[int, str]:
    """Which word names which language."""
    return {
        hit.place.first: name.removeprefix(TONGUE)
        for name, hits in seen.asked().items()
        if name.startswith(TONGUE)
        for hit in hits
    }
