"""Signals of hiding: a phone number that a plain reader misses, two scripts in a word, characters not seen."""

import re
import unicodedata
from collections.abc import Iterator

from classify.signals.seen import Seen, Span

WORD = re.compile(r"[^\W\d_]{2,}")
LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
CYRILLIC_OR_GREEK = re.compile("[\u0370-\u03ff\u0400-\u052f]")
UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u206a-\u206f\u3164\ufeff\uffa0]"
)
JOINERS = "\u200c\u200d"
BYTE_ORDER = "\ufeff"
SOFT_HYPHEN = "\u00ad"
LONG_WORD = 12
"""Letters from which a soft hyphen helps to break the line and hides nothing."""
FEW_WORDS = 3


def obscured_phone(seen: Seen) -> Iterator[Span]:
    for mention, _ in seen.phones():
        if mention.obscured:
            yield mention.start, mention.end


def mixed_script(seen: Seen) -> Iterator[Span]:
    """A word with Latin and Cyrillic or Greek letters side by side."""
    if not CYRILLIC_OR_GREEK.search(seen.text):
        return
    for word in WORD.finditer(seen.text):
        if LATIN.search(word[0]) and CYRILLIC_OR_GREEK.search(word[0]):
            yield word.span()


def invisible_characters(seen: Seen) -> Iterator[Span]:
    """The word around each hidden character; not where a script, an emoji or a long word's hyphenation needs one."""
    if seen.text.isascii():
        return
    for found in UNSEEN.finditer(seen.text):
        if _hides(seen.text, found.start()):
            yield _around(seen.text, found.start())


def _hides(text: str, at: int) -> bool:
    char, before, after = text[at], text[at - 1 : at], text[at + 1 : at + 2]
    if char == BYTE_ORDER and at == 0:
        return False
    if char == SOFT_HYPHEN:
        start, end = _around(text, at)
        return end - start < LONG_WORD and before.isalpha() and after.isalpha()
    if char in JOINERS:
        return _plain(before) and _plain(after)
    # Marks of direction belong beside letters that run the other way.
    return not any(unicodedata.bidirectional(near) in ("R", "AL") for near in (before, after) if near)


def _plain(char: str) -> bool:
    """Letters and digits of scripts that know no joiners."""
    known = LATIN.match(char) or CYRILLIC_OR_GREEK.match(char) or "\u0e00" <= char <= "\u0e7f"
    return bool(char) and (char.isascii() or bool(known))


def _around(text: str, at: int) -> Span:
    start = end = at
    while start and at - start < LONG_WORD and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and end - at < LONG_WORD and not text[end].isspace():
        end += 1
    return start, max(end, at + 1)


def text_only_in_image(seen: Seen) -> Iterator[Span]:
    """Pictures and next to no words."""
    if seen.images and seen.text and len(seen.words.words) <= FEW_WORDS:
        yield 0, len(seen.text)
