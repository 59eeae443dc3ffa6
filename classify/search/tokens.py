"""Token streams of a masked text: what an index holds of it, made once for both search backends."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import Self

from Stemmer import version as stemmer_version

from classify.search import compounds, folding
from classify.search.stems import stem
from models.base import Id, fingerprint
from models.reading import Reading, Sentence, TokenStreams

NUMBER = "1"
"""Raised by hand whenever a text would give other tokens."""

BREAK = "¶"
"""Stands between title, body and fields; no question can make it, so no phrase crosses."""

CHUNK = re.compile(r"\S+")
WORDLIKE = folding.CACHED


@dataclass(frozen=True, slots=True)
class Masked:
    """A text as the index may see it: masked, with the sentences' languages and the places where its parts begin."""

    text: str
    sentences: tuple[Sentence, ...]
    breaks: tuple[int, ...] = ()

    @classmethod
    def of(cls, reading: Reading, parts: Sequence[str]) -> Self:
        """`parts` is what the ad's parts say, in order; joined by newlines they are the text that was read."""
        ends, place = [], 0
        for part in parts:
            place += len(part) + 1
            ends.append(place)
        return cls(reading.mask("\n".join(parts)), reading.sentences, tuple(ends[:-1]))


@dataclass(frozen=True, slots=True)
class Located:
    """A token of the stream `exact` with its code points in the text and the language of its sentence."""

    token: str
    start: int
    end: int
    lang: str


def analyser() -> str:
    """Edition of the analyser: its number, its list, and the libraries' tables that decide on tokens."""
    listed = sha256(compounds.LIST.read_bytes()).hexdigest()
    return fingerprint("analyser", NUMBER, listed, unicodedata.unidata_version, stemmer_version())


def index_edition(reading: str) -> str:
    """Edition of an index: of the reading that masked and told the languages, and of the analyser."""
    return fingerprint("index", reading, analyser())


def streams(masked: Masked, *, version: Id, edition: str, keys: Sequence[Id] = ()) -> TokenStreams:
    """Analyse one text. `keys` are the keyed forms of the contacts that its reading found."""
    printed = [_printed(chunk, lang) for chunk, _, lang in _chunks(masked)]
    exact, words, parts = (" ".join(filter(None, column)) for column in zip(*printed, strict=True)) if printed else _NO
    return TokenStreams(
        version=version, edition=edition, exact=exact, words=words, parts=parts, keys=" ".join(sorted(set(keys)))
    )


_NO = ("", "", "")


def located(masked: Masked) -> Iterator[Located]:
    """The stream `exact` again, with its places: what highlights are found by."""
    for chunk, start, lang in _chunks(masked):
        if chunk == BREAK:
            yield Located(BREAK, start, start, lang)
        else:
            for token, begin, end in folding.tokens(chunk):
                yield Located(token, start + begin, start + end, lang)


def _chunks(masked: Masked) -> Iterator[tuple[str, int, str]]:
    """Runs without white space with their language, and a break where a part begins."""
    breaks = iter((*masked.breaks, len(masked.text) + 1))
    sentences = iter(masked.sentences)
    sentence, lang, until = next(sentences, None), "und", next(breaks)
    for found in CHUNK.finditer(masked.text):
        start = found.start()
        while start >= until:
            yield BREAK, until, "und"
            until = next(breaks)
        while sentence is not None and start >= sentence.end:
            sentence = next(sentences, None)
        lang = sentence.lang if sentence is not None and start >= sentence.start else "und"
        yield found[0], start, lang


def _print(chunk: str, lang: str) -> tuple[str, str, str]:
    """What a chunk adds to the streams exact, words and parts."""
    if chunk == BREAK:
        return BREAK, "", ""
    found = [token for token, _, _ in folding.tokens(chunk)]
    stemmed = (stem(token, lang) for token in found)
    parts = (part for token in found for part in compounds.parts(token)) if lang == compounds.LANG else ()
    return " ".join(found), " ".join(filter(None, stemmed)), " ".join(parts)


_known = lru_cache(maxsize=folding.CACHED)(_print)


def _printed(chunk: str, lang: str) -> tuple[str, str, str]:
    return _known(chunk, lang) if len(chunk) <= folding.LONGEST_CACHED else _print(chunk, lang)
