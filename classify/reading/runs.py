"""Runs of digits as somebody who reads aloud would join them: figures, number words and look-alike letters in a row."""

from collections.abc import Iterator
from dataclasses import dataclass

from classify.reading.lexicon import Lexicon
from classify.reading.numerals import CONNECTIVES, HUNDRED, compose
from classify.reading.phrasebook import Token
from classify.reading.tokens import WORDS, Atom, Text

WIDEST_GAP = 12
MOST_FILLERS = 3
LONGEST_RUN = 60

SPACED = frozenset({"en", "ro", "ru", "uk", "pl", "es", "bg", "lt", "pt"})
"""Languages that write 'seventy four' as two words."""


@dataclass(frozen=True, slots=True)
class Unit:
    """Digits that are never cut: one figure, or one number said in words."""

    start: int
    end: int
    digits: str
    how: str


Run = tuple[Unit, ...]


class Runs:
    """Joins the number atoms of a text."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._fillers = lexicon.words("digit_fillers")
        self._times = {
            **dict.fromkeys(lexicon.words("double"), 2),
            **dict.fromkeys(lexicon.words("triple"), 3),
        }

    def of(self, text: Text) -> tuple[tuple[Atom, ...], ...]:
        """Atoms with nothing but separators, emoji and fillers between them."""
        if Runs not in text.kept:
            text.kept[Runs] = tuple(self._runs(text))
        kept: tuple[tuple[Atom, ...], ...] = text.kept[Runs]
        return kept

    def _runs(self, text: Text) -> Iterator[tuple[Atom, ...]]:
        run: list[Atom] = []
        for atom in text.atoms:
            if run and (len(run) >= LONGEST_RUN or not self._joined(text, run[-1], atom)):
                yield tuple(run)
                run = []
            run.append(self._repeated(text, atom))
        if run:
            yield tuple(run)

    def _joined(self, text: Text, last: Atom, atom: Atom) -> bool:
        apart = atom.place - last.place - 1
        if apart == 0 or apart > MOST_FILLERS:
            return apart == 0 and atom.start - last.end <= WIDEST_GAP
        between = text.tokens[last.place + 1 : atom.place]
        if not all(self._filler(token) for token in between):
            return False
        length = atom.start - last.end - sum(token.end - token.start for token in between)
        return length <= WIDEST_GAP * (1 + len(between))

    def _filler(self, token: Token) -> bool:
        return token.low in self._fillers or token.low in self._times

    def _repeated(self, text: Text, atom: Atom) -> Atom:
        """'double seven' says 77."""
        times = self._times.get(text.tokens[atom.place - 1].low, 1) if atom.place else 1
        if times == 1 or len(atom.digits) != 1:
            return atom
        return atom._replace(digits=atom.digits * times, numbers=())


def readings(text: Text, run: tuple[Atom, ...]) -> tuple[Run, ...]:
    """The ways to say a run as digits: word by word, and with words joined to larger numbers; likelier first."""
    apart = tuple(Unit(atom.start, atom.end, atom.digits, atom.how) for atom in run)
    if not any(atom.how == WORDS for atom in run):
        return (apart,)
    joined = tuple(_joined_words(text, run))
    hundreds = tuple(_joined_words(text, run, tens=False))
    spaced = any(atom.langs and atom.langs <= SPACED for atom in run)
    order = (joined, hundreds, apart) if spaced else (hundreds, apart, joined)
    return tuple(dict.fromkeys(order))


def _joined_words(text: Text, run: tuple[Atom, ...], *, tens: bool = True) -> Iterator[Unit]:
    """Words that make one number together ('one hundred seventy four'); `tens` also 'seventy four'."""
    group: list[Atom] = []
    for atom in run:
        if group and not (_continues(text, group[-1], atom) and _grows(group, atom, tens=tens)):
            yield _unit(group)
            group = []
        group.append(atom)
    if group:
        yield _unit(group)


def _continues(text: Text, last: Atom, atom: Atom) -> bool:
    between = {token.low for token in text.tokens[last.place + 1 : atom.place]}
    gap = text.low[last.end : atom.start]
    tight = gap.strip() in ("", "-") or bool(between)
    return last.how == WORDS == atom.how and tight and between <= CONNECTIVES and len(gap) <= WIDEST_GAP


def _grows(group: list[Atom], atom: Atom, *, tens: bool) -> bool:
    said = [number for one in group for number in one.numbers]
    if not said or not atom.numbers or len(compose([*said, *atom.numbers])) > 1:
        return False
    return tens or said[-1] >= HUNDRED or atom.numbers[0] >= HUNDRED


def _unit(group: list[Atom]) -> Unit:
    if len(group) == 1:
        return Unit(group[0].start, group[0].end, group[0].digits, group[0].how)
    number = compose([number for atom in group for number in atom.numbers])
    return Unit(group[0].start, group[-1].end, "".join(map(str, number)), WORDS)
