"""Places where the advertised person meets people: municipalities and their districts, inflected and colloquial too."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from classify.reading.found import Found
from classify.reading.lexicon import THAI, Lexicon, alternation
from classify.reading.phrasebook import Token
from classify.reading.tokens import Text
from models.reading import MentionKind
from models.values.place import Place

LONGEST_NAME = 3
"""Words in the longest name of a place ('Hammarby sjöstad', 'S:t Eriksplan')."""

SHORTEST_STEM = 5
ENDINGS = (
    *(
        "s",
        "u",
        "ie",
        "em",
        "mie",
        "i",
        "e",
        "o",
        "a",
        "ą",
        "ę",
        "ban",
        "ben",
        "ba",
        "be",
        "ból",
        "ből",
        "on",
        "en",
        "ön",
        "ra",
        "re",
        "ról",
        "nál",
        "tól",
    ),
    *("ssa", "ssä", "issa", "sta", "lla", "an", "in", "iin", "n", "us", "as", "ui", "oje", "eje", "ą", "us"),
    *("е", "а", "у", "ом", "і", "и", "ы", "ой", "ою", "ов", "ем", "ю", "е", "ї", "я", "ум"),
)
VOWELS = ("a", "а", "ą", "á")
BEFORE, AFTER = 40, 14
HYPHENS = frozenset({"-", ":"})
CLAUSE = re.compile(r"[.,;!?\n(|/]|\b(?:bara|but|only|utan|men|sondern|sino|tylko|только|а)\b")
CITIES = frozenset({"lund", "boden", "ystad", "kumla"})
"""Common words that are written small for the place too, behind a Swedish preposition."""
SWEDISH_LEAD = re.compile(r"(?<![^\W_])(?:i|till|från|nära|runt|in|at|near)\s$")
SURNAME = re.compile(r"[A-ZÅÄÖ][^\W\d_]+ $")
EDGE_AFTER = re.compile(r"\s*(?:$|[\n.!?|,;:/)&+•·-])")


@dataclass(frozen=True, slots=True)
class Known:
    name: str
    code: str
    district: str | None


class Places:
    def __init__(self, lexicon: Lexicon, folder: Path) -> None:
        self._known = dict(_learned(folder))
        self._heads = frozenset(name.split(" ")[0] for name in self._known if " " in name)
        self._thai = tuple(name for name in self._known if THAI.search(name))
        self._towns = lexicon.words("common_towns")
        self._common = lexicon.words("common_places") | self._towns
        self._generic = re.compile(r"\s" + alternation(lexicon.words("place_generic")))
        self._lead = re.compile(alternation(lexicon.words("place_lead")) + r"[\s:]{0,3}$")
        self._title = re.compile(alternation(lexicon.words("title")) + r"\.?\s$")
        self._street = re.compile(r"\s" + alternation(lexicon.words("street_word")))
        self._denied = lexicon.pattern("place_denied")
        self._near = lexicon.pattern("place_near")
        self._origin = re.compile(alternation(lexicon.words("place_origin")) + r"\s(?:[^\W_]+\s)?$")
        self._named = lru_cache(maxsize=1 << 14)(self._look_up)

    def find(self, text: Text) -> Iterator[Found]:
        phrases = text.met("not_places")
        done = 0
        for index, token in enumerate(text.tokens):
            if token.start < done or not self._may_be(text, token):
                continue
            met = self._at(text, index)
            if met is None:
                continue
            end, known = met
            start = token.start if not THAI.search(token.low) else text.low.find(known[1], token.start)
            end = end if not THAI.search(token.low) else start + len(known[1])
            if any(first <= start < last for first, last, _ in phrases) or not self._meant(text, start, end):
                continue
            done = end
            place = known[0]
            text.take(start, end)
            value = Place(said=text.said(start, end), name=place.name, municipality=place.code, district=place.district)
            yield Found(MentionKind.PLACE, start, end, value, "places")

    def _may_be(self, text: Text, token: Token) -> bool:
        """What most words are not: a name, the first word of one, or something with a hyphen behind it."""
        word = token.low
        hyphened = text.low[token.end : token.end + 1] in HYPHENS
        return (
            hyphened
            or word in self._heads
            or self._named(word) is not None
            or (text.thai and THAI.match(word) is not None)
        )

    def _at(self, text: Text, index: int) -> tuple[int, tuple[Known, str]] | None:
        """The longest name that starts with this word."""
        token = text.tokens[index]
        if THAI.search(token.low):
            name = next((name for name in self._thai if name in token.low), None)
            return (token.end, (self._known[name], name)) if name else None
        if token.low in self._heads:
            for words in range(LONGEST_NAME, 1, -1):
                last = text.tokens[index : index + words][-1]
                name = _spaced(text.low[token.start : last.end])
                known = self._known.get(name) or self._known.get(name.removesuffix("s"))
                if known is not None:
                    return last.end, (known, name)
        if text.low[token.end : token.end + 1] in HYPHENS:
            found = self._hyphened(text, index)
            if found is not None:
                return found
        single = self._named(token.low)
        return None if single is None or not self._written(text, token) else (token.end, (single, token.low))

    def _hyphened(self, text: Text, index: int) -> tuple[int, tuple[Known, str]] | None:
        """'E-tuna', 'Upplands-Bro', 'T-centralen'."""
        token = text.tokens[index]
        if index + 1 == len(text.tokens):
            return None
        last = text.tokens[index + 1]
        known = self._known.get(text.low[token.start : last.end])
        return (last.end, (known, token.low)) if known else None

    def _written(self, text: Text, token: Token) -> bool:
        """A name that is another word too needs a capital and a word that a place follows, or a pause on both sides."""
        word = token.low if token.low in self._common else token.low.removesuffix("s")
        if word not in self._common:
            return True
        before = text.low[max(0, token.start - BEFORE) : token.start]
        if not text.text[token.start].isupper():
            return token.low in CITIES and SWEDISH_LEAD.search(before) is not None
        if self._lead.search(before):
            return True
        if token.low not in self._towns:
            return False
        paused = EDGE_AFTER.match(text.low, token.end) is not None and not SURNAME.search(
            text.text[max(0, token.start - BEFORE) : token.start]
        )
        return paused or self._generic.match(text.low, token.end) is not None

    def _look_up(self, word: str) -> Known | None:
        known = self._known.get(word)
        if known is not None or len(word) <= SHORTEST_STEM:
            return known
        for ending in ENDINGS:
            if not word.endswith(ending):
                continue
            stem = word[: -len(ending)]
            for form in (stem, *(stem + vowel for vowel in VOWELS), stem.rstrip("á") + "a"):
                if (
                    len(stem) >= SHORTEST_STEM - 1
                    and form in self._known
                    and form not in self._common
                    and len(form) >= SHORTEST_STEM
                ):
                    return self._known[form]
        return None

    def _meant(self, text: Text, start: int, end: int) -> bool:
        """Not taken, no person's title before it, no street after it, not denied, no place of the past."""
        if not text.free(start, end):
            return False
        before = text.low[max(0, start - BEFORE) : start]
        if self._title.search(before) or self._street.match(text.low, end, end + AFTER) or self._origin.search(before):
            return False
        clause = CLAUSE.split(before)[-1]
        return not self._denied.search(clause) or self._near.search(clause) is not None


def _spaced(said: str) -> str:
    return " ".join(said.replace(".", "").split())


def _learned(folder: Path) -> Iterator[tuple[str, Known]]:
    """Every name in lower case; a municipality's own name wins over a district's."""
    pairs = (line.split("	") for line in _lines(folder / "municipalities.tsv"))
    codes = {name: code for code, name in pairs}
    for line in _lines(folder / "localities.txt"):
        municipality, _, names = line.partition(":")
        for name in names.split(","):
            yield _spaced(name.lower()), Known(municipality, codes[municipality], name.strip())
    for line in _lines(folder / "place_names.txt"):
        municipality, _, names = line.partition(":")
        for name in names.split(","):
            yield _spaced(name.lower()), Known(municipality, codes[municipality], None)
    for municipality, code in codes.items():
        yield municipality.lower(), Known(municipality, code, None)


def not_places(folder: Path) -> frozenset[str]:
    """Set phrases that hold a place's name and mean no place."""
    return frozenset(_lines(folder / "not_places.txt"))


def _lines(path: Path) -> list[str]:
    return [line for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#")]
