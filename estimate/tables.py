"""Answers for a table of counts as it is published: one design, one or more tables, the methods that apply to it."""

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from functools import partial
from typing import Any

from pydantic import ValidationError

from estimate.answers import Estimate
from estimate.asking import Asked, Offer
from estimate.cormack import Shape, cormack
from estimate.count_regression import covariates_of, truncated_poisson
from estimate.frequencies import Frequencies, chao, chao_corrected, chao_robust
from estimate.jolly_seber import jolly_seber
from estimate.list_tables import list_offers, occasion_offers, renamed
from estimate.loglinear import Inclusion
from estimate.marked import Summary, histories, summed
from estimate.popan import popan
from estimate.richness import (
    coverage_estimator,
    coverage_estimator_1,
    homogeneous,
    improved_chao,
    jackknife,
    sample_coverage,
)
from estimate.single_source import (
    GEOMETRIC,
    POISSON,
    good_turing,
    negative_binomial,
    one_inflated,
    zelterman,
    zero_one_truncated,
    zero_truncated,
)
from estimate.two_sample import TwoLists, chapman, from_sums, lincoln_petersen
from models.errors import BadInput

POPAN_OCCASIONS = 15
"""Beyond so many, POPAN with free entry takes long and is computed when asked for."""


class Design(StrEnum):
    """How the counts came about: what decides which estimators apply."""

    TWO_SAMPLE = "two_sample"
    LISTS = "multi_list_closed"
    OCCASIONS = "repeated_occasions_closed"
    ABUNDANCE = "abundance"
    INCIDENCE = "incidence"
    COUNTS = "single_source_counts"
    OPEN = "open_population"


def answers(table: Mapping[str, Any], asked: Asked) -> tuple[Estimate, ...]:
    """Answer one file of reference form; only `design` and `data` are read. Raises BadInput for another form."""
    try:
        offers = tuple(READERS[Design(table["design"])](table["data"], asked))
        chosen = [offer for offer in offers if offer.wanted(asked)]
        found = tuple(answer for offer in chosen for answer in offer.answers())
    except (KeyError, ValueError, TypeError, AttributeError, IndexError, ValidationError) as wrong:
        known = ", ".join(Design)
        said = str(wrong).partition("\n")[0]
        raise BadInput(f"The table cannot be read ({said}); it needs `data` and a `design` of: {known}.") from None
    if not chosen:
        offered = ", ".join(dict.fromkeys(offer.method for offer in offers))
        raise BadInput(f"None of these methods applies to {table['design']}; what applies: {offered}.")
    return found


def _two_sample(data: Mapping[str, Any], _: Asked) -> Iterator[Offer]:
    for row in data.get("tables", ()):
        lists = TwoLists(first=row["M"], second=row["n"], both=row["m"])
        yield Offer("lincoln-petersen", partial(lincoln_petersen, lists), table=row["table"])
        yield Offer("chapman", partial(chapman, lists), table=row["table"])
    if sums := data.get("sums"):
        for answer in from_sums(sums):
            yield Offer(answer.method, partial(tuple, [answer]), table=sums["table"])


def _lists(data: Mapping[str, Any], asked: Asked) -> Iterator[Offer]:
    return list_offers(_inclusion(data), asked)


def _occasions(data: Mapping[str, Any], asked: Asked) -> Iterator[Offer]:
    return occasion_offers(_inclusion(data), asked)


def _inclusion(data: Mapping[str, Any]) -> Inclusion:
    table = Inclusion.of(data["lists"], data["counts"])
    wrong = [pattern for pattern, _ in table.counts if len(pattern) != len(table.lists) or set(pattern) - {"0", "1"}]
    if wrong or any(number < 0 for _, number in table.counts):
        raise BadInput(f"The counts are for patterns of {len(table.lists)} marks, 0 or 1, and none is below nought.")
    if any("1" not in pattern and number for pattern, number in table.counts):
        raise BadInput("The pattern of noughts is what is to be estimated; it has no count.")
    return table


def _abundance(data: Mapping[str, Any], _: Asked) -> Iterator[Offer]:
    for sample, counts in data.items():
        if isinstance(counts, list):
            yield from _frequency_offers(Frequencies.of(counts), table=sample)


def _incidence(data: Mapping[str, Any], _: Asked) -> Iterator[Offer]:
    frequencies = Frequencies.of(data["incidence_frequencies"], occasions=data["sampling_units"])
    return _frequency_offers(frequencies, table=None)


def _frequency_offers(told: Frequencies, *, table: str | None) -> Iterator[Offer]:
    kind = "2" if told.occasions else "1"
    cover = "ice" if told.occasions else "ace"
    yield Offer("chao", lambda: chao(told), table)
    yield Offer(f"chao{kind}", lambda: renamed(chao(told), f"chao{kind}"), table, usual=False)
    yield Offer("chao-bc", lambda: chao_corrected(told), table)
    yield Offer("chao-robust", lambda: chao_robust(told), table)
    yield Offer(f"ichao{kind}", lambda: improved_chao(told), table)
    yield Offer(cover, lambda: coverage_estimator(told), table)
    yield Offer(f"{cover}-1", lambda: coverage_estimator_1(told), table)
    yield Offer("homogeneous", lambda: homogeneous(told), table)
    yield Offer("jackknife1", lambda: jackknife(told, order=1), table)
    yield Offer("jackknife2", lambda: jackknife(told, order=2), table)
    yield Offer("coverage", lambda: sample_coverage(told), table)


def _counts(data: Mapping[str, Any], asked: Asked) -> Iterator[Offer]:
    rows = sorted((int(times), number) for times, number in data["freq_of_counts"].items())
    told = Frequencies(f=tuple(row for row in rows if row[0] > 0))
    yield Offer("chao", lambda: chao(told, finite=False))
    yield Offer("chao-bc", lambda: chao_corrected(told, finite=False))
    yield Offer("chao-robust", lambda: chao_robust(told))
    yield Offer("zelterman", lambda: zelterman(told))
    yield Offer("good-turing", lambda: good_turing(told))
    for law in (POISSON, GEOMETRIC):
        yield Offer(f"zt-{law.name}", partial(zero_truncated, told, law))
        yield Offer(f"oizt-{law.name}", partial(one_inflated, told, law))
        yield Offer(f"zot-{law.name}", partial(zero_one_truncated, told, law))
    yield Offer("zt-negative-binomial", lambda: negative_binomial(told))
    if cells := data.get("covariate_cells"):
        names = tuple(name.strip() for name in asked.model.split(",") if name.strip()) or covariates_of(cells)
        yield Offer("zt-poisson-regression", lambda: truncated_poisson(cells, names))


def _open(data: Mapping[str, Any], _: Asked) -> Iterator[Offer]:
    told = data.get("histories")
    if told is None:
        summary = _summary(data)
        yield Offer("jolly-seber", lambda: jolly_seber(summary))
        yield Offer("jolly-seber-bc", lambda: jolly_seber(summary, corrected=True))
        return
    groups = {name.removeprefix("histories").strip("_") or None: data[name] for name in data if _is_history(name)}
    for group, counts in groups.items():
        marks, weights = histories(counts)
        summary, width = summed(marks, weights), marks.shape[1]
        yield Offer("jolly-seber", partial(jolly_seber, summary), group)
        yield Offer("jolly-seber-bc", partial(jolly_seber, summary, corrected=True), group)
        for phi, p in ((False, False), (True, False), (False, True), (True, True)):
            shape = Shape.of(width, phi_by_time=phi, p_by_time=p)
            yield Offer("cjs", partial(cormack, marks, weights, shape), group)
            if not p:
                few = width <= POPAN_OCCASIONS
                yield Offer("popan", partial(popan, marks, weights, shape), group, usual=few)


def _is_history(name: str) -> bool:
    return name.startswith("histories")


def _summary(data: Mapping[str, Any]) -> Summary:
    return Summary(**{name: tuple(value or 0 for value in data[name]) for name in ("n", "m", "R", "r", "z")})


READERS: dict[Design, Callable[[Mapping[str, Any], Asked], Iterator[Offer]]] = {
    Design.TWO_SAMPLE: _two_sample,
    Design.LISTS: _lists,
    Design.OCCASIONS: _occasions,
    Design.ABUNDANCE: _abundance,
    Design.INCIDENCE: _incidence,
    Design.COUNTS: _counts,
    Design.OPEN: _open,
}
