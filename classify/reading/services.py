"""Names of messenger services in a text, misspelt and in leet too, with whether each is denied."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from classify.reading.lexicon import THAI, Lexicon, alternation
from classify.reading.phrasebook import Token
from classify.reading.tokens import Text
from models.values.handle import Service

WORD = re.compile(r"[\u0e00-\u0e7f]+|[^\W_]+(?:[@$'][^\W_]+)*")
LEET = (str.maketrans("@1034$57", "aioeasst"), str.maketrans("@1034$57", "aloeasst"))
FUZZY = {
    "whatsapp": Service.WHATSAPP,
    "telegram": Service.TELEGRAM,
    "instagram": Service.INSTAGRAM,
    "snapchat": Service.SNAPCHAT,
    "facebook": Service.FACEBOOK,
    "onlyfans": Service.ONLYFANS,
}
SHORTEST_FUZZY, SHORTEST_LEET = 7, 4
DENY_REACH, CLAUSE = 30, re.compile(r"[.;!?\n|]|,(?!\s*(?:ingen|no|nicht|kein|inte|ej|bez|без|fără|sin)\b)")
LISTED = re.compile(
    r"\s*(?:/|,|&|\+|och|eller|or|and|el\.?|oder|und|или|и|lub|i|y|o|sau|și|vagy|és|nor|\||-)\s*(?:på |"
    r"on |my |min |mitt )?"
)
BUT = re.compile(
    r"(?<![^\W_])(?:men|bara|only|just|but|utan|endast|sino|nur|sondern|только|tylko|solo|doar|csak|само|"
    r"tik|vain|kun)(?![^\W_])"
)


@dataclass(frozen=True, slots=True)
class Named:
    """A service's name in the text."""

    start: int
    end: int
    service: Service
    weak: bool
    """The word means other things too: counts only with a handle's shape or a colon."""
    denied: bool


class Services:
    def __init__(self, lexicon: Lexicon) -> None:
        self._words: dict[str, Service] = {}
        self._stems: dict[str, Service] = {}
        self._thai: dict[str, Service] = {}
        for name, words in lexicon.groups("services").items():
            for word in words:
                self._learn(word, Service(name))
        self._weak = lexicon.words("weak_services") | {"line"}
        self._pairs = frozenset(word.split()[0] for word in self._words if " " in word)
        groups: Mapping[str, tuple[str, ...]] = lexicon.groups("deny")
        self._before = re.compile(alternation(groups["before"]) + r"(?:\s[^\W_]{1,12}){0,2}\s*$")
        self._after = re.compile(r"\s*" + alternation(groups["after"]))
        self._lookup = lru_cache(maxsize=1 << 14)(self._named)

    def _learn(self, word: str, service: Service) -> None:
        if THAI.search(word):
            self._thai[word] = service
        elif word.endswith("*"):
            self._stems[word[:-1]] = service
            self._words[word[:-1]] = service
        else:
            self._words[word] = service

    def find(self, text: Text) -> tuple[Named, ...]:
        named: list[Named] = []
        for start, end, word, service in self._met(text):
            listed = named and LISTED.fullmatch(text.low, named[-1].end, start) is not None
            denied = self._denied(text, start, end) or bool(
                listed and named[-1].denied and not self._begins(text, start)
            )
            named.append(Named(start, end, service, word in self._weak, denied))
        return tuple(named)

    def _begins(self, text: Text, start: int) -> bool:
        return bool(BUT.search(text.low, max(0, start - DENY_REACH), start))

    def _met(self, text: Text) -> Iterator[tuple[int, int, str, Service]]:
        words = _words(text)
        for index, (start, end, word) in enumerate(words):
            if text.thai and THAI.match(word):
                yield from self._in_thai(word, start)
                continue
            if word in self._pairs and index + 1 < len(words):
                pair = f"{word} {words[index + 1].low}"
                if pair in self._words:
                    yield start, words[index + 1].end, pair, self._words[pair]
                    continue
            service = self._lookup(word)
            if service is not None:
                yield start, end, word, service

    def _in_thai(self, word: str, start: int) -> Iterator[tuple[int, int, str, Service]]:
        for name, service in self._thai.items():
            place = word.find(name)
            if place >= 0 and not any(name != other and name in other and other in word for other in self._thai):
                yield start + place, start + place + len(name), name, service

    def _named(self, word: str) -> Service | None:
        known = self._words.get(word)
        if known is not None:
            return known
        for stem, service in self._stems.items():
            if word.startswith(stem) and len(word) <= len(stem) + 4:
                return service
        return self._misspelt(word)

    def _misspelt(self, word: str) -> Service | None:
        if not word.isalpha():
            for table in LEET:
                plain = self._words.get(word.translate(table))
                if plain is not None and len(word) >= SHORTEST_LEET:
                    return plain
        if len(word) < SHORTEST_FUZZY:
            return None
        for name, service in FUZZY.items():
            if OSA.distance(word, name, score_cutoff=1) <= 1:
                return service
        return None

    def _denied(self, text: Text, start: int, end: int) -> bool:
        before = CLAUSE.split(text.low[max(0, start - DENY_REACH) : start])[-1]
        if self._before.search(before) and not BUT.search(before):
            return True
        return bool(self._after.match(text.low, end, end + DENY_REACH))


def _words(text: Text) -> Sequence[Token]:
    """The text's words; with signs inside them where it has such."""
    if text.thai or "@" in text.low or "$" in text.low:
        return [Token(found.start(), found.end(), found[0]) for found in WORD.finditer(text.low)]
    return text.tokens
