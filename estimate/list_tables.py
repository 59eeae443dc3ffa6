"""What can be answered of an inclusion table: lists of different sources, or repeated occasions of one."""

from collections.abc import Iterator
from functools import partial
from itertools import combinations

from estimate.answers import Estimate, Status
from estimate.asking import Asked, Offer
from estimate.frequencies import Frequencies, chao, chao_corrected, chao_robust
from estimate.graph_averaging import averaged
from estimate.list_coverage import LISTS, list_coverage
from estimate.loglinear import Inclusion, Term, estimated, pairs
from estimate.profile import profiled
from estimate.repeated import HETEROGENEOUS, HOMOGENEOUS, behaviour, closed
from estimate.resampling import bca
from estimate.richness import jackknife
from estimate.selecting import (
    MOST_LISTS_IN_FULL,
    Select,
    best_of,
    downhill,
    hierarchical_models,
    ranked,
    stepwise,
    terms_of,
    three_list_terms,
    two_list_models,
)
from estimate.stacked import Flags, Stack
from estimate.two_sample import Occasion, TwoLists, chapman, lincoln_petersen, schnabel, schumacher
from models.errors import BadInput

RESAMPLED_MODELS = 60
"""Models that a BIC bootstrap chooses among again: the best on the table itself (Silverman, Chan, Vincent 2024)."""
FEW_LISTS = 4
TOO_MANY = f"more than {MOST_LISTS_IN_FULL} lists have too many models to try each; ask for bic-downhill"


def list_offers(table: Inclusion, asked: Asked) -> Iterator[Offer]:
    yield Offer("loglinear", lambda: estimated(table, terms_named(table, asked.model)))
    yield Offer("loglinear-profile", lambda: profiled(table, terms_named(table, asked.model)))
    yield Offer("stepwise", lambda: _selected(table, stepwise, "stepwise", asked))
    yield Offer("bic", lambda: _by_bic(table, asked))
    yield Offer("bic-downhill", lambda: _selected(table, downhill, "bic-downhill", asked))
    yield Offer("bic-hierarchical", lambda: _hierarchical(table, asked), usual=len(table.lists) <= FEW_LISTS)
    yield Offer("dga", lambda: averaged(table), usual=len(table.lists) <= FEW_LISTS)
    if len(table.lists) == LISTS:
        yield Offer("sample-coverage", lambda: list_coverage(table))
    yield from _frequency_offers(table)
    yield from _pair_offers(table)


def occasion_offers(table: Inclusion, asked: Asked) -> Iterator[Offer]:
    """Occasions are lists too; what supposes that they are alike comes first."""
    for by_time in (False, True):
        for kind in (HOMOGENEOUS, *HETEROGENEOUS):
            name = closed_name(by_time=by_time, kind=kind.name)
            yield Offer(name, partial(closed, table, by_time=by_time, heterogeneity=kind))
    yield Offer("mb", lambda: behaviour(table))
    marks = _marking(table)
    yield Offer("schnabel", lambda: schnabel(marks))
    yield Offer("schnabel-chapman", lambda: schnabel(marks, corrected=True))
    yield Offer("schumacher", lambda: schumacher(marks))
    yield from list_offers(table, asked)


def closed_name(*, by_time: bool, kind: str) -> str:
    if not kind:
        return "mt" if by_time else "m0"
    return f"{'mth' if by_time else 'mh'}-{kind}"


def terms_named(table: Inclusion, model: str) -> tuple[Term, ...]:
    """Terms such as `A:B,A:C`; every term within a longer one stands too. Raises BadInput for an unknown list."""
    told = [tuple(term.strip().split(":")) for term in model.split(",") if term.strip()]
    unknown = {name for term in told for name in term} - set(table.lists)
    if unknown:
        raise BadInput(f"No list is called {', '.join(sorted(unknown))}; the lists are {', '.join(table.lists)}.")
    terms = [tuple(sorted({table.lists.index(name) for name in term})) for term in told]
    below = {low for term in terms for size in range(2, len(term) + 1) for low in combinations(term, size)}
    return tuple(sorted(below, key=lambda term: (len(term), term)))


def _selected(table: Inclusion, select: Select, method: str, asked: Asked, stack: Stack | None = None) -> Estimate:
    """The chosen model's estimate; with a bootstrap, its BCa interval in place of the model's own."""
    stack = stack or Stack.over(table, pairs(table))
    chosen, _ = select(stack, table.observed()[None])
    answer = estimated(table, terms_of(stack, chosen[0]), method=method)
    if asked.bootstrap is None or answer.status is Status.REFUSED:
        return answer
    interval = bca(table, stack, select, asked.bootstrap)
    if interval is None:
        why = "more than one resample in twenty has no estimate: no interval can be told"
        return Estimate.refused(why, method=method, model=answer.model)
    return Estimate.model_validate(answer.model_dump() | {"ci95": interval})


def _by_bic(table: Inclusion, asked: Asked) -> Estimate:
    if len(table.lists) > MOST_LISTS_IN_FULL:
        return Estimate.refused(TOO_MANY, method="bic", model="two-list terms")
    stack = Stack.over(table, pairs(table))
    return _among(table, stack, two_list_models(stack), "bic", asked)


def _hierarchical(table: Inclusion, asked: Asked) -> Estimate:
    if len(table.lists) > MOST_LISTS_IN_FULL:
        return Estimate.refused(TOO_MANY, method="bic-hierarchical", model="two- and three-list terms")
    stack = Stack.over(table, three_list_terms(table))
    return _among(table, stack, hierarchical_models(stack), "bic-hierarchical", asked)


def _among(table: Inclusion, stack: Stack, models: Flags, method: str, asked: Asked) -> Estimate:
    order = ranked(stack, table.observed(), models)
    if not len(order):
        return Estimate.refused("no model has an estimate on this table", method=method, model="none")
    return _selected(table, best_of(order[:RESAMPLED_MODELS]), method, asked, stack)


def _frequency_offers(table: Inclusion) -> Iterator[Offer]:
    times = [pattern.count("1") for pattern, number in table.counts for _ in range(number)]
    frequencies = Frequencies.of(times, occasions=len(table.lists))
    yield Offer("chao", lambda: chao(frequencies, finite=False))
    yield Offer("chao-bc", lambda: chao_corrected(frequencies, finite=False))
    yield Offer("chao2", lambda: renamed(chao(frequencies), "chao2"), usual=False)
    yield Offer("chao-robust", lambda: chao_robust(frequencies))
    yield Offer("jackknife1", lambda: jackknife(frequencies, order=1))
    yield Offer("jackknife2", lambda: jackknife(frequencies, order=2))


def renamed(answer: Estimate, method: str) -> Estimate:
    return Estimate.model_validate(answer.model_dump() | {"method": method})


def _pair_offers(table: Inclusion) -> Iterator[Offer]:
    two = [(pair_of(table, *term), ":".join(table.lists[at] for at in term)) for term in pairs(table)]
    yield Offer("lincoln-petersen", lambda: [lincoln_petersen(lists).of(name) for lists, name in two])
    yield Offer("chapman", lambda: [chapman(lists).of(name) for lists, name in two])


def pair_of(table: Inclusion, one: int, other: int) -> TwoLists:
    def on(*places: int) -> int:
        return sum(number for pattern, number in table.counts if all(pattern[place] == "1" for place in places))

    return TwoLists(first=on(one), second=on(other), both=on(one, other))


def _marking(table: Inclusion) -> list[Occasion]:
    """Every occasion with what was marked when it began."""
    occasions, at_large = [], 0
    for at in range(len(table.lists)):
        caught = sum(number for pattern, number in table.counts if pattern[at] == "1")
        new = sum(number for pattern, number in table.counts if pattern.find("1") == at)
        occasions.append(Occasion(caught=caught, marked=caught - new, at_large=at_large))
        at_large += new
    return occasions
