"""Writing folded to tokens: one form for what an ad and a question mean alike, whatever the script and the keyboard."""

import re
import unicodedata
from functools import lru_cache

from models.search import LONGEST

LETTERWISE = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\ua9e0-\ua9ff\uaa60-\uaa7f"  # Thai, Lao, Myanmar, Khmer
    "\u3005\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"  # kana, Han
)
"""Scripts written without spaces: each letter with its marks is a token, and a word becomes a phrase."""

EMOJI = re.compile(
    "[\u203c\u2049\u231a-\u23ff\u2600-\u27bf\u2934\u2935\u2b00-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001f1e5"
    "\U0001f200-\U0001f3fa\U0001f400-\U0001faff]|[\U0001f1e6-\U0001f1ff]{1,2}"
)
"""One picture, one token; the modifiers of skin between them separate like any symbol."""

TRAILING = "\uff9e\uff9f\u0e33\u0eb3"
"""Letters that belong to the one before them: voicing of half-width kana, Thai and Lao sara am."""

JAMO = re.compile("[\u1160-\u11ff]")
PLAIN = re.compile(r"[\x21-\x7eåäöÅÄÖ]*")
PLAIN_TOKEN = re.compile("[a-z0-9åäö]+")
KEPT = {"a\u030a": "å", "a\u0308": "ä", "o\u0308": "ö"}
"""Swedish letters of their own; every other accent on a Latin letter is one that people leave out."""

CACHED = 50_000
LONGEST_CACHED = 48

Found = tuple[str, int, int]
"""A token with the code points that it was made from."""


def tokens(chunk: str) -> tuple[Found, ...]:
    """Cut a run without white space into tokens of a-z, 0-9 and non-ASCII letters, marks and pictures."""
    return _known(chunk) if len(chunk) <= LONGEST_CACHED else _cut(chunk)


def is_letterwise(token: str) -> bool:
    return LETTERWISE.match(token) is not None


def _cut(chunk: str) -> tuple[Found, ...]:
    if PLAIN.fullmatch(chunk):
        found = PLAIN_TOKEN.finditer(chunk.lower())
        return tuple((match[0][:LONGEST], match.start(), match.end()) for match in found)
    return _joined(chunk)


_known = lru_cache(maxsize=CACHED)(_cut)


def _joined(chunk: str) -> tuple[Found, ...]:
    """Clusters one by one; a space in a cluster's fold parts tokens, an empty fold (a joiner) parts nothing."""
    found: list[Found] = []
    token, began, ended = "", 0, 0
    for start, end in _clusters(chunk):
        for char in _folded(chunk[start:end]):
            if char != " ":
                token, began, ended = token + char, began if token else start, end
            elif token:
                found.append((token[:LONGEST], began, ended))
                token = ""
    if token:
        found.append((token[:LONGEST], began, ended))
    return tuple(found)


def _clusters(chunk: str) -> list[tuple[int, int]]:
    """A letter with all that follows and belongs to it; the two letters of a flag."""
    spans: list[tuple[int, int]] = []
    for place, char in enumerate(chunk):
        start = spans[-1][0] if spans else 0
        if spans and (_follows(char) or _is_flag(chunk[start : place + 1])):
            spans[-1] = (start, place + 1)
        else:
            spans.append((place, place + 1))
    return spans


def _follows(char: str) -> bool:
    return unicodedata.category(char)[0] == "M" or char in TRAILING or JAMO.match(char) is not None


def _is_flag(pair: str) -> bool:
    return len(pair) == len("🇸🇪") and all("\U0001f1e6" <= char <= "\U0001f1ff" for char in pair)


@lru_cache(maxsize=CACHED)
def _folded(cluster: str) -> str:
    """What a cluster adds to a token, with spaces where it parts tokens."""
    if EMOJI.fullmatch(cluster.rstrip("\ufe0e\ufe0f\u20e3")):
        return f" {cluster.rstrip(chr(0xFE0E) + chr(0xFE0F) + chr(0x20E3))} "
    text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", cluster).casefold())
    return "".join(_letter(found[0]) for found in BASE_AND_MARKS.finditer(_apart(text)))


def _apart(text: str) -> str:
    """Decomposed, a NUL before each base, so that a letter and its marks are one match."""
    decomposed = unicodedata.normalize("NFD", text)
    return "".join(char if _is_mark(char) else f"\0{char}" for char in decomposed if char != "\0")


BASE_AND_MARKS = re.compile("\0[^\0]+|^[^\0]+")


def _letter(told: str) -> str:
    base, marks = told.lstrip("\0")[:1], told.lstrip("\0")[1:]
    kind = unicodedata.category(base)
    if kind in {"Cf", "Cs"} or _is_variation(base) or (kind[0] == "M" and not LETTERWISE.match(base)):
        return ""
    if kind == "Nd":
        return str(unicodedata.decimal(base))
    if kind[0] not in "LNM":
        return " "
    if _is_latin(base):
        return next((KEPT[base + mark] for mark in marks if base + mark in KEPT), base)
    whole = unicodedata.normalize("NFC", base + "".join(mark for mark in marks if not _is_variation(mark)))
    return f" {whole} " if LETTERWISE.match(base) else whole


def _is_mark(char: str) -> bool:
    return unicodedata.category(char)[0] == "M"


def _is_variation(char: str) -> bool:
    return "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef" or "\u180b" <= char <= "\u180f"


@lru_cache(maxsize=4096)
def _is_latin(char: str) -> bool:
    return char.isascii() or unicodedata.name(char, "").startswith("LATIN ")
