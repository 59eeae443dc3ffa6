"""Answers for a table of counts as it is published: one design, one or more tables, the methods that apply to it."""

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from typing import Any

from pydantic import ValidationError

from estimate.answers import Estimate
from estimate.frequencies import Frequencies, chao, chao_corrected, chao_robust
from estimate.loglinear import Inclusion, Term, estimated
from estimate.two_sample import TwoLists, chapman, lincoln_petersen
from models.base import Record
from models.errors import BadInput


class Design(StrEnum):
    """How the counts came about: what decides which estimators apply."""

    TWO_SAMPLE = "two_sample"
    LISTS = "multi_list_closed"
    OCCASIONS = "repeated_occasions_closed"
    ABUNDANCE = "abundance"
    INCIDENCE = "incidence"
    COUNTS = "single_source_counts"


class Asked(Record):
    """What to answer: the methods (all that apply when empty) and, for log-linear, the terms such as `A:B,A:C`."""

    methods: frozenset[str] = frozenset()
    model: str = ""


def answers(table: Mapping[str, Any], asked: Asked) -> tuple[Estimate, ...]:
    """Answer one file of reference form; only `design` and `data` are read. Raises BadInput for another form."""
    try:
        design = Design(table["design"])
        found = tuple(READERS[design](table["data"], asked))
    except (KeyError, ValueError, TypeError, AttributeError, ValidationError) as wrong:
        known = ", ".join(Design)
        raise BadInput(f"The table cannot be read ({wrong}); it needs `data` and a `design` of: {known}.") from None
    chosen = tuple(answer for answer in found if not asked.methods or answer.method in asked.methods)
    if not chosen:
        offered = ", ".join(sorted({answer.method for answer in found}))
        raise BadInput(f"None of these methods applies to {design}; what applies: {offered}.")
    return chosen


def _two_sample(data: Mapping[str, Any], _: Asked) -> Iterator[Estimate]:
    for row in data.get("tables", ()):
        lists = TwoLists(first=row["M"], second=row["n"], both=row["m"])
        yield lincoln_petersen(lists).of(row["table"])
        yield chapman(lists).of(row["table"])
    if sums := data.get("sums"):
        yield from _marked(sums)


def _marked(sums: Mapping[str, Any]) -> Iterator[Estimate]:
    marked = sums["sum_m"]
    for method, value in (
        ("schnabel", sums["sum_nM"] / marked),
        ("schnabel-chapman", sums["sum_nM"] / (marked + 1)),
        ("schumacher", sums["sum_nM2"] / sums["sum_mM"]),
    ):
        yield Estimate.found(value, method=method, model="sums over occasions").of(sums["table"])


def _lists(data: Mapping[str, Any], asked: Asked) -> Iterator[Estimate]:
    table = Inclusion.of(data["lists"], data["counts"])
    yield estimated(table, _terms(table, asked.model))
    times = [pattern.count("1") for pattern, number in table.counts for _ in range(number)]
    yield chao(Frequencies.of(times, occasions=len(table.lists)), finite=False)
    for one, other in ((a, b) for a in range(len(table.lists)) for b in range(a + 1, len(table.lists))):
        pair = _pair(table, one, other)
        name = f"{table.lists[one]}:{table.lists[other]}"
        yield lincoln_petersen(pair).of(name)
        yield chapman(pair).of(name)


def _pair(table: Inclusion, one: int, other: int) -> TwoLists:
    def on(*places: int) -> int:
        return sum(number for pattern, number in table.counts if all(pattern[place] == "1" for place in places))

    return TwoLists(first=on(one), second=on(other), both=on(one, other))


def _terms(table: Inclusion, model: str) -> tuple[Term, ...]:
    names = [tuple(term.split(":")) for term in model.split(",") if term]
    unknown = {name for term in names for name in term} - set(table.lists)
    if unknown:
        raise BadInput(f"No list is called {', '.join(sorted(unknown))}; the lists are {', '.join(table.lists)}.")
    return tuple(tuple(sorted(table.lists.index(name) for name in term)) for term in names)


def _abundance(data: Mapping[str, Any], _: Asked) -> Iterator[Estimate]:
    for sample, counts in data.items():
        if isinstance(counts, list):
            frequencies = Frequencies.of(counts)
            yield chao(frequencies).of(sample)
            yield chao_corrected(frequencies).of(sample)
            yield chao_robust(frequencies).of(sample)


def _incidence(data: Mapping[str, Any], _: Asked) -> Iterator[Estimate]:
    frequencies = Frequencies.of(data["incidence_frequencies"], occasions=data["sampling_units"])
    yield chao(frequencies)
    yield chao_corrected(frequencies)
    yield chao_robust(frequencies)


def _counts(data: Mapping[str, Any], _: Asked) -> Iterator[Estimate]:
    rows = sorted((int(times), number) for times, number in data["freq_of_counts"].items())
    frequencies = Frequencies(f=tuple(rows))
    yield chao(frequencies, finite=False)
    yield chao_corrected(frequencies, finite=False)
    yield chao_robust(frequencies)


READERS: dict[Design, Callable[[Mapping[str, Any], Asked], Iterator[Estimate]]] = {
    Design.TWO_SAMPLE: _two_sample,
    Design.LISTS: _lists,
    Design.OCCASIONS: _lists,
    Design.ABUNDANCE: _abundance,
    Design.INCIDENCE: _incidence,
    Design.COUNTS: _counts,
}
