"""What masking must cover beyond the contacts that were read: when in doubt, hide."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from classify.reading.addresses import LONGEST, Signs
from classify.reading.found import Found
from classify.reading.lexicon import Lexicon, alternation
from classify.reading.runs import Runs
from classify.reading.services import Named
from classify.reading.tokens import LETTERS, WORDS, Atom, Text
from models.reading import CONTACTS, MentionKind

Span = tuple[int, int]

ENOUGH = 6
NEAR_FIGURES, NEAR_WORDS = 70, 30
EXPLAINING = frozenset({MentionKind.PRICE, MentionKind.DATE, MentionKind.AGE})
CHUNK = re.compile(r"\S+")
DIGIT = re.compile(r"\d")
MEASURED = re.compile(
    r"\s{0,2}(?:cm|kg|m2|m²|kvm|%|min\w{0,5}|minuter|h|tim\w{0,4}|km|°|år\w{0,4}|years?|yo|a|b|c|d|dd|e|f)(?![^\W_])"
)
MONEY = re.compile(r"\s{0,2}(?:kr|kronor|sek|eur|euro|€|:-)(?![^\W_])")
SUMS_END = "059"
HANDLE_LIKE = re.compile(r"@\S+|(?<!\S)[^\s_]{0,60}_\S*|(?<![^\W_])[^\W\d_]{3,}\d{2,}(?![^\W_])")
ADDRESS = re.compile(r"(?<!\S)[^\s@]*@\S*")
SPELLED = re.compile(r"\s{0,2}[_.-]\s{0,2}[^\s_.-]+|\s[_-]?\d{1,4}(?![^\s_.,])|\s_\S*")
REACH, WORD_REACH = 70, 30
STOPS = re.compile(r"[.,;!?\n]")


@dataclass(frozen=True, slots=True)
class Group:
    """Digits in one place that no price, date, age or measure explains."""

    start: int
    end: int
    digits: int
    words: bool


class Hiding:
    def __init__(self, lexicon: Lexicon, signs: Signs) -> None:
        self._runs = Runs(lexicon)
        self._signs = signs
        self._common = lexicon.words("common_numbers")
        self._connector = re.compile(rf"(?:[\s:=>→»()\"'./,&+-]|{alternation(lexicon.words('service_connector'))})+")
        self._at_words = re.compile(alternation(lexicon.words("at_word") - {"a", "at", "собака", "eta"}))

    def spans(self, text: Text, found: Iterable[Found], named: tuple[Named, ...]) -> list[Span]:
        """Stretches of the normalised text to cover, in no order, overlapping at will."""
        told = tuple(found)
        runs = self._runs.of(text)
        explained = bytearray(len(text.low))
        for one in told:
            if one.kind in EXPLAINING:
                explained[one.start : one.end] = b"\x01" * (one.end - one.start)
        contacts = [(one.start, one.end) for one in told if one.kind in CONTACTS]
        return [
            *_long_runs(runs, explained),
            *self._linked(text, runs, explained),
            *self._dense(text, explained),
            *self._addresses(text),
            *self._handles(text, named),
            *contacts,
        ]

    def _linked(self, text: Text, runs: Iterable[tuple[Atom, ...]], explained: bytearray) -> Iterator[Span]:
        """Digits that add up to a number over a few words: halves, one figure a word, parts of a riddle."""
        cluster: list[Group] = []
        for group in self._groups(text, runs, explained):
            if cluster and group.start - cluster[-1].end > (
                NEAR_WORDS if group.words or cluster[-1].words else NEAR_FIGURES
            ):
                yield from _enough(cluster)
                cluster = []
            cluster.append(group)
        yield from _enough(cluster)

    def _groups(self, text: Text, runs: Iterable[tuple[Atom, ...]], explained: bytearray) -> Iterator[Group]:
        spoken = {run[0].start: len(run) for run in runs}
        together = 0
        for atom in text.atoms:
            together = spoken.get(atom.start, together)
            if any(explained[atom.start : atom.end]) or atom.how == LETTERS:
                continue
            word = atom.how == WORDS
            if word and together == 1 and text.low[atom.start : atom.end] in self._common:
                continue
            if not word and _measures(text.low, atom):
                continue
            yield Group(atom.start, atom.end, len(atom.digits), word)

    def _dense(self, text: Text, explained: bytearray) -> Iterator[Span]:
        """One chunk without white space that holds six digits, whatever stands between them."""
        places = [place.start() for place in DIGIT.finditer(text.low) if not explained[place.start()]]
        index = 0
        while index < len(places):
            chunk = CHUNK.match(text.low, places[index])
            after = bisect_left(places, chunk.end()) if chunk is not None else index + 1
            if chunk is not None and after - index >= ENOUGH:
                yield from _stretches([(_chunk_start(text.low, places[index]), chunk.end())], explained)
            index = after

    def _addresses(self, text: Text) -> Iterator[Span]:
        """Every address sign with what touches it, and what a spelled sign ties together."""
        yield from (found.span() for found in ADDRESS.finditer(text.low))
        for at in self._signs.at.finditer(text.low):
            signed = not at[0].strip().isalpha() or self._at_words.search(at[0]) is not None
            domain = self._signs.domain.match(text.low, at.end(), at.end() + LONGEST)
            if signed or domain is not None:
                yield (
                    _word_before(text.low, at.start()),
                    max(_word_after(text.low, at.end()), domain.end() if domain else 0),
                )
        if self._signs.said_dot.search(text.low) is not None:
            yield from (
                found.span() for found in self._signs.domain.finditer(text.low) if self._signs.said_dot.search(found[0])
            )

    def _handles(self, text: Text, named: tuple[Named, ...]) -> Iterator[Span]:
        """Words after a service's name, and all that has the shape of a handle."""
        yield from (found.span() for found in HANDLE_LIKE.finditer(text.low))
        for one in named:
            bridge = self._connector.match(text.low, one.end, one.end + REACH)
            start = bridge.end() if bridge is not None else one.end
            if one.denied and STOPS.search(text.low, one.end, start):
                continue
            yield start, self._spelled_on(text.low, _word_after(text.low, start))

    def _spelled_on(self, low: str, end: int) -> int:
        """A handle that goes on after a space: 'kim 92', 'demo _ kim'."""
        for _ in range(3):
            more = SPELLED.match(low, end)
            if more is None:
                return end
            end = more.end()
        return end


def _measures(low: str, atom: Atom) -> bool:
    """A measure or a likely sum of money explains its figures, unless they begin with a nought."""
    if atom.digits.startswith("0"):
        return False
    return bool(MEASURED.match(low, atom.end)) or (atom.digits[-1] in SUMS_END and bool(MONEY.match(low, atom.end)))


def _long_runs(runs: Iterable[tuple[Atom, ...]], explained: bytearray) -> Iterator[Span]:
    """Six digits or more in a row, however they are said."""
    for run in runs:
        left = [atom for atom in run if not any(explained[atom.start : atom.end])]
        if sum(len(atom.digits) for atom in left) >= ENOUGH:
            yield from _stretches([(atom.start, atom.end) for atom in left], explained)


def _enough(cluster: list[Group]) -> Iterator[Span]:
    if sum(group.digits for group in cluster) >= ENOUGH:
        yield from ((group.start, group.end) for group in cluster)


def _stretches(spans: list[Span], explained: bytearray) -> Iterator[Span]:
    """From the first to the last, but for what is explained in between."""
    start, end = spans[0][0], spans[-1][1]
    begun: int | None = None
    for place in range(start, end):
        if explained[place] and begun is not None:
            yield begun, place
            begun = None
        elif not explained[place] and begun is None:
            begun = place
    if begun is not None:
        yield begun, end


def _word_after(low: str, start: int) -> int:
    found = CHUNK.match(low, start, start + LONGEST)
    return found.end() if found is not None else start


def _word_before(low: str, end: int) -> int:
    """Where the chunk before `end` starts, white space before it skipped."""
    cut = max(0, end - WORD_REACH)
    start = end
    while start > cut and low[start - 1].isspace():
        start -= 1
    while start > cut and not low[start - 1].isspace():
        start -= 1
    return start


def _chunk_start(low: str, start: int) -> int:
    cut = max(0, start - WORD_REACH)
    while start > cut and not low[start - 1].isspace():
        start -= 1
    return start
