import numpy as np
import pytest

from estimate.loglinear import Inclusion, estimated, pairs
from estimate.resampling import Bootstrap, bca
from estimate.selecting import (
    best_of,
    downhill,
    hierarchical_models,
    ranked,
    stepwise,
    terms_of,
    three_list_terms,
    two_list_models,
)
from estimate.stacked import Stack
from tests.estimate.test_loglinear import table_of

UK = table_of("uk_2013_modern_slavery_5lists")
EMPTY_OVERLAP = table_of("artificial_existence_3lists")
STACK = Stack.over(UK, pairs(UK))
COUNTS = UK.observed()[None]


def names(table: Inclusion, chosen: np.ndarray, stack: Stack = STACK) -> set[str]:
    return {":".join(table.lists[at] for at in term) for term in terms_of(stack, chosen)}


def test_stepwise_selection_takes_the_published_terms() -> None:
    chosen, unseen = stepwise(STACK, COUNTS)
    assert names(UK, chosen[0]) == {"LA:NG", "NG:GP", "PFNCA:GP", "LA:PFNCA", "GO:GP", "NG:GO"}
    assert unseen[0] + UK.seen == pytest.approx(11312.990289, rel=1e-4)


def test_the_best_models_by_bic_are_the_published_ones() -> None:
    first, second, *_ = ranked(STACK, UK.observed(), two_list_models(STACK))
    assert names(UK, first) == {"LA:NG", "LA:PFNCA", "NG:PFNCA", "NG:GP", "PFNCA:GO"}
    assert names(UK, second) == {"LA:NG", "LA:PFNCA", "NG:GP", "PFNCA:GP", "GO:GP"}
    fits = STACK.fit(np.repeat(COUNTS, 2, axis=0), np.array([first, second]))
    assert fits.unseen + UK.seen == pytest.approx([22991.331314, 12262.412421], rel=1e-4)
    assert fits.bic == pytest.approx([196.539756, 197.494965], rel=1e-6)


def test_a_search_downhill_ends_where_it_was_published_to_end() -> None:
    assert downhill(STACK, COUNTS)[1][0] + UK.seen == pytest.approx(12262.41, rel=1e-4)


def test_many_fits_at_once_are_the_fits_one_by_one() -> None:
    models = two_list_models(STACK)[::97]
    unseen = STACK.fit(np.repeat(COUNTS, len(models), axis=0), models).unseen
    alone = [estimated(UK, terms_of(STACK, model)).estimate for model in models]
    told = [value for value in alone if value is not None]
    assert unseen[~np.isnan(unseen)] + UK.seen == pytest.approx(told, rel=1e-6)
    assert [value is None for value in alone] == np.isnan(unseen).tolist()


def test_a_model_without_an_estimate_is_never_chosen() -> None:
    stack = Stack.over(EMPTY_OVERLAP, pairs(EMPTY_OVERLAP))
    counts, models = EMPTY_OVERLAP.observed(), two_list_models(stack)
    fits = stack.fit(np.repeat(counts[None], len(models), axis=0), models)
    sound = {frozenset(names(EMPTY_OVERLAP, model, stack)) for model in models[~np.isnan(fits.unseen)]}
    assert frozenset({"A:B"}) not in sound
    assert frozenset({"A:B", "A:C", "B:C"}) not in sound
    assert frozenset({"A:C", "B:C"}) in sound


def test_four_lists_have_113_hierarchical_models_up_to_three_list_terms() -> None:
    table = Inclusion.of("ABCD", {"1000": 4, "0100": 5, "0010": 6, "0001": 7, "1100": 3, "0011": 2, "1111": 1})
    assert len(hierarchical_models(Stack.over(table, three_list_terms(table)))) == 113


def test_the_selected_model_comes_with_an_interval_that_repeats_the_choice() -> None:
    low, high = bca(UK, STACK, stepwise, Bootstrap(resamples=200, seed=1)) or (0, 0)
    own = estimated(UK, terms_of(STACK, stepwise(STACK, COUNTS)[0][0])).ci95 or (0, 0)
    assert 8000 < low < 11313 < high < 20000
    assert high - low > own[1] - own[0]


def test_the_same_seed_gives_the_same_interval() -> None:
    few = Bootstrap(resamples=100, seed=3)
    order = ranked(STACK, UK.observed(), two_list_models(STACK))[:3]
    assert bca(UK, STACK, best_of(order), few) == bca(UK, STACK, best_of(order), few)


def test_an_interval_is_refused_when_resamples_have_no_estimate() -> None:
    thin = Inclusion.of("ABC", {"100": 9, "010": 8, "001": 7, "110": 1})
    assert bca(thin, Stack.over(thin, pairs(thin)), stepwise, Bootstrap(resamples=100, seed=1)) is None
