from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classify.linking.measures import by_kind, measured

ADS = tuple(f"ad{number}" for number in range(9))
groupings = st.fixed_dictionaries({ad: st.sampled_from("abcd") for ad in ADS})


@given(said=groupings, true=groupings)
def test_pairs_are_as_counted_one_by_one(said: dict[str, str], true: dict[str, str]) -> None:
    told = {pair for pair in combinations(ADS, 2) if said[pair[0]] == said[pair[1]]}
    real = {pair for pair in combinations(ADS, 2) if true[pair[0]] == true[pair[1]]}
    figures = measured(said, true)
    assert figures.pairs.precision == pytest.approx(len(told & real) / len(told) if told else 1.0)
    assert figures.pairs.recall == pytest.approx(len(told & real) / len(real) if real else 1.0)


@given(said=groupings, true=groupings)
def test_b_cubed_is_as_counted_ad_by_ad(said: dict[str, str], true: dict[str, str]) -> None:
    precision, recall = 0.0, 0.0
    for ad in ADS:
        mates = {other for other in ADS if said[other] == said[ad]}
        kin = {other for other in ADS if true[other] == true[ad]}
        precision += len(mates & kin) / len(mates) / len(ADS)
        recall += len(mates & kin) / len(kin) / len(ADS)
    figures = measured(said, true)
    assert figures.b_cubed.precision == pytest.approx(precision)
    assert figures.b_cubed.recall == pytest.approx(recall)


@given(said=groupings, true=groupings)
def test_found_and_largest_wrong_are_as_seen_group_by_group(said: dict[str, str], true: dict[str, str]) -> None:
    groups = [{ad for ad in ADS if said[ad] == name} for name in "abcd"]
    truths = [{ad for ad in ADS if true[ad] == name} for name in "abcd"]
    wrong = [len(group) for group in groups if len({true[ad] for ad in group}) > 1]
    figures = measured(said, true)
    assert figures.advertisers_found == sum(bool(truth) and truth in groups for truth in truths)
    assert figures.largest_wrong == pytest.approx(max(wrong, default=0) / len(ADS))


def test_a_perfect_grouping_is_perfect_whatever_its_names() -> None:
    true = {"a": "x", "b": "x", "c": "y"}
    figures = measured({"a": "1", "b": "1", "c": "2"}, true)
    assert (figures.pairs.f1, figures.b_cubed.f1, figures.advertisers_found, figures.largest_wrong) == (1, 1, 2, 0)


def test_the_sites_own_posts_are_left_out() -> None:
    figures = measured({"a": "1", "b": "1"}, {"a": "x", "b": None})
    assert (figures.ads, figures.pairs.precision) == (1, 1.0)


def test_an_ad_that_nothing_is_said_of_stands_alone() -> None:
    figures = measured({"a": "1"}, {"a": "x", "b": "x"})
    assert (figures.advertisers_said, figures.pairs.recall) == (2, 0.0)


def test_each_kind_is_measured_on_its_own_ads() -> None:
    true = {"a": "x", "b": "x", "c": "y", "d": "y"}
    said = {"a": "1", "b": "1", "c": "2", "d": "3"}
    told = by_kind(said, true, {"a": "agency", "b": "agency", "c": "duo", "d": "duo"})
    assert {kind: one.pairs.recall for kind, one in told.items()} == {"agency": 1.0, "duo": 0.0}
