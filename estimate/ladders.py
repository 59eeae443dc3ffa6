"""From what was seen to what can be said of the rest: a lower bound, its robust twin, models and their range."""

from collections.abc import Callable
from enum import StrEnum

from estimate.answers import Estimate, Status
from estimate.frequencies import Frequencies, chao, chao_robust
from estimate.list_tables import pair_of
from estimate.loglinear import Inclusion, estimated, main_effects, pairs
from estimate.occasions import History, by_site, times_by_site, times_by_week
from estimate.open_ladder import METHOD as OPEN
from estimate.selecting import downhill, stepwise, terms_of
from estimate.stacked import Stack
from estimate.two_sample import chapman
from models.base import Record

TWO = 2
SHORT_WEEKS = 5
"""A window longer than so many weeks is no closed population: people come and go within it."""
LEAST_OVERLAP = 5
"""Fewer met on more than one site than so many say too little of those met on none."""
TOO_FEW_TWICE = f"fewer than {LEAST_OVERLAP} were met more than once"
ABSURD = 50
"""An upper end of so many times what was seen says nothing, and is refused."""


class Rung(StrEnum):
    """How hard a number is, from the hardest on."""

    SEEN = "seen"
    LOWER_BOUND = "lower_bound"
    LOWER_BOUND_ROBUST = "lower_bound_robust"
    MODEL = "model"
    RANGE = "range_of_models"
    OPEN_MODEL = "open_model"


CLOSED = frozenset({Rung.MODEL, Rung.RANGE})


class Step(Record):
    """One rung of a ladder."""

    rung: Rung
    answer: Estimate
    selection: str = "none"


Ladder = Callable[[History], tuple[Step, ...]]


def across_sites(history: History) -> tuple[Step, ...]:
    """The ladder of a short window: sites are the lists."""
    table, seen = by_site(history), len(history.units)
    steps = [_seen(seen), *_bounds(Frequencies.of(times_by_site(history), occasions=max(len(history.sites), 1)))]
    if len(table.lists) == TWO:
        steps.append(Step(rung=Rung.MODEL, answer=_sober(chapman(pair_of(table, 0, 1)), table)))
    else:
        steps.append(Step(rung=Rung.MODEL, answer=_model(table)))
        steps.append(_range(table))
    return tuple(steps)


def over_weeks(history: History) -> tuple[Step, ...]:
    """The ladder of a long period: weeks are the occasions; no closed model stands over them."""
    seen, weeks = len(history.units), max(len(history.weeks), 1)
    return (_seen(seen), *_bounds(Frequencies.of(times_by_week(history), occasions=weeks)))


def _seen(seen: int) -> Step:
    return Step(rung=Rung.SEEN, answer=Estimate.found(seen, method="count", model="distinct units met"))


def _bounds(frequencies: Frequencies) -> tuple[Step, ...]:
    """Refused where hardly anybody was met twice: on sites that share nobody Chao's bound is none."""
    twice = sum(number for times, number in frequencies.f if times > 1)
    steps = []
    for rung, bound in ((Rung.LOWER_BOUND, chao(frequencies)), (Rung.LOWER_BOUND_ROBUST, chao_robust(frequencies))):
        thin = twice < LEAST_OVERLAP and bound.status is Status.OK
        told = Estimate.refused(TOO_FEW_TWICE, method=bound.method, model=bound.model) if thin else bound
        steps.append(Step(rung=rung, answer=told))
    return tuple(steps)


def _model(table: Inclusion) -> Estimate:
    return _sober(main_effects(table), table)


def _sober(answer: Estimate, table: Inclusion) -> Estimate:
    """The answer, or a refusal where the lists overlap too little or the interval is absurd."""
    overlap = sum(number for pattern, number in table.counts if pattern.count("1") > 1)
    if answer.status is Status.REFUSED:
        return answer
    if overlap < LEAST_OVERLAP:
        why = f"fewer than {LEAST_OVERLAP} were met on more than one site"
        return Estimate.refused(why, method=answer.method, model=answer.model)
    if answer.ci95 is not None and answer.ci95[1] > ABSURD * table.seen:
        why = f"the interval reaches beyond {ABSURD} times what was seen: it says nothing"
        return Estimate.refused(why, method=answer.method, model=answer.model)
    return answer


def _range(table: Inclusion) -> Step:
    """From the lowest to the highest end over independent sites, stepwise and BIC selection."""
    told = "main effects; stepwise p<=0.02; BIC downhill"
    answers = [_model(table)]
    if answers[0].status is Status.OK:
        stack, counts = Stack.over(table, pairs(table)), table.observed()[None]
        chosen = (terms_of(stack, select(stack, counts)[0][0]) for select in (stepwise, downhill))
        answers += [_sober(estimated(table, terms), table) for terms in chosen]
    ends = [end for answer in answers if answer.ci95 is not None for end in answer.ci95]
    if not ends:
        refused = Estimate.refused(answers[0].reason or "", method="range", model=told)
        return Step(rung=Rung.RANGE, answer=refused, selection=told)
    values = [answer.estimate for answer in answers if answer.estimate is not None]
    middle = sorted(values)[len(values) // 2]
    found = Estimate.found(middle, method="range", model=told, ci95=(min(ends), max(ends)))
    return Step(rung=Rung.RANGE, answer=found, selection=told)


def ever_ladder(history: History) -> tuple[Step, ...]:
    """Weeks tell the bounds; sites as lists only where the window is short enough to be closed."""
    bounds = over_weeks(history)
    if len(history.weeks) <= SHORT_WEEKS:
        return (*bounds, *(step for step in across_sites(history) if step.rung in CLOSED))
    why = f"people come and go over more than {SHORT_WEEKS} weeks: no closed model stands over them"
    return (*bounds, Step(rung=Rung.MODEL, answer=Estimate.refused(why, method="loglinear", model="main effects")))


def with_open(ladder: Ladder, told: Estimate | str) -> Ladder:
    """The same ladder with the open population's answer, or why it has none, on top."""
    answer = Estimate.refused(told, method=OPEN, model="open population") if isinstance(told, str) else told
    return lambda history: (*ladder(history), Step(rung=Rung.OPEN_MODEL, answer=answer))
