"""Numbers as amounts: figures with thousands and decimals, number words put together, one-and-a-half."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from classify.reading.lexicon import Lexicon
from classify.reading.numerals import CONNECTIVES, compose
from classify.reading.tokens import WORDS, Atom, Text

FIGURES = re.compile(r"\d{1,3}(?:[ .,']\d{3})+(?!\d)|\d{1,7}(?:[.,]\d{1,2}(?![\d.]))?(?!\d)")
HALVES = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}
FRACTION = re.compile(r"(\d{0,2})\s?([½¼¾])")
THOUSANDS = re.compile(r"(?<=\d)[ .,'](?=\d{3}(?!\d))")
LONGEST_GAP = 4
MOST_DIGITS = 6
ONE_AND_HALF = Decimal("1.5")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number in the text, whatever it counts."""

    start: int
    end: int
    value: Decimal
    words: bool


class Amounts:
    def __init__(self, lexicon: Lexicon) -> None:
        self._halves = lexicon.words("half_numbers")

    def of(self, text: Text) -> tuple[Amount, ...]:
        """Numbers that no extractor has taken yet, in order."""
        return tuple(amount for amount in self._once(text) if text.free(amount.start, amount.end))

    def _once(self, text: Text) -> list[Amount]:
        if Amounts not in text.kept:
            text.kept[Amounts] = self._all(text)
        kept: list[Amount] = text.kept[Amounts]
        return kept

    def _all(self, text: Text) -> list[Amount]:
        found = [*self._fractions(text), *self._figures(text), *self._words(text)]
        kept: list[Amount] = []
        for amount in sorted(found, key=lambda one: (one.start, -one.end)):
            if not kept or amount.start >= kept[-1].end:
                kept.append(amount)
        return kept

    def _fractions(self, text: Text) -> Iterator[Amount]:
        for found in FRACTION.finditer(text.low) if not HALVES.keys().isdisjoint(text.low) else ():
            whole = Decimal(found[1] or 0)
            yield Amount(found.start(), found.end(), whole + HALVES[found[2]], words=False)

    def _figures(self, text: Text) -> Iterator[Amount]:
        for found in FIGURES.finditer(text.low):
            nought = len(found[0]) > 1 and found[0][0] == "0" and found[0][1].isdigit()
            if nought or (found.start() and text.low[found.start() - 1].isdigit()):
                continue
            grouped = bool(THOUSANDS.search(found[0]))
            plain = THOUSANDS.sub("", found[0]) if grouped else found[0].replace(",", ".")
            if not grouped or _thousands(plain):
                yield Amount(found.start(), found.end(), Decimal(plain), words=False)
                continue
            yield from _apart(found)

    def _words(self, text: Text) -> Iterator[Amount]:
        group: list[Atom] = []
        for atom in text.atoms:
            if atom.how != WORDS:
                continue
            if group and not self._continues(text, group, atom):
                yield from self._put_together(text, group)
                group = []
            group.append(atom)
        yield from self._put_together(text, group)

    def _continues(self, text: Text, group: list[Atom], atom: Atom) -> bool:
        between = [token.low for token in text.tokens[group[-1].place + 1 : atom.place]]
        gap = text.low[group[-1].end : atom.start]
        if any(word not in CONNECTIVES for word in between) or (not between and gap.strip() not in ("", "-")):
            return False
        said = [number for one in group for number in one.numbers]
        return len(gap) <= LONGEST_GAP + 4 and len(compose([*said, *atom.numbers])) == 1

    def _put_together(self, text: Text, group: list[Atom]) -> Iterator[Amount]:
        if not group:
            return
        numbers = compose([number for atom in group for number in atom.numbers])
        before = text.tokens[group[0].place - 1] if group[0].place else None
        if before is not None and before.low in self._halves and numbers == [1000]:
            yield Amount(before.start, group[-1].end, ONE_AND_HALF * 1000, words=True)
        elif len(numbers) == 1:
            yield Amount(group[0].start, group[-1].end, Decimal(numbers[0]), words=True)


def _thousands(plain: str) -> bool:
    """'20 700' and '1 200' are one number when they are a likely sum."""
    return plain.endswith("0") and len(plain) <= MOST_DIGITS and not plain.startswith("0")


def _apart(found: re.Match[str]) -> Iterator[Amount]:
    for part in re.finditer(r"\d+", found[0]):
        start = found.start() + part.start()
        yield Amount(start, start + len(part[0]), Decimal(part[0]), words=False)
