"""Shares are dealt so that they come out, and streams do not disturb each other."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from simulator.chance import Dealer, chosen, deal, stream

SHARES = st.dictionaries(st.sampled_from("abcdef"), st.floats(0.01, 1), min_size=1)


def test_the_largest_remainder_gets_what_is_left() -> None:
    assert deal({"a": 0.5, "b": 0.3, "c": 0.2}, 7, at_least_one=False) == {"a": 4, "b": 2, "c": 1}


def test_nobody_with_a_share_goes_without() -> None:
    assert deal({"a": 0.98, "b": 0.01, "c": 0.01}, 10) == {"a": 8, "b": 1, "c": 1}


@given(SHARES, st.integers(0, 500))
def test_all_is_dealt(shares: dict[str, float], total: int) -> None:
    dealt = deal(shares, total)
    assert sum(dealt.values()) == total
    assert all(count >= 0 for count in dealt.values())


@given(st.lists(st.integers(1, 20), min_size=40, max_size=80), st.integers(0, 1000))
def test_weights_add_up_to_the_shares(weights: list[int], seed: int) -> None:
    dealer = Dealer({True: 0.3, False: 0.7}, sum(weights), Random(seed))
    taken = sum(weight for weight in sorted(weights, reverse=True) if dealer.take(weight))
    assert abs(taken - 0.3 * sum(weights)) <= max(weights)


def test_a_forced_key_is_counted() -> None:
    dealer = Dealer({"a": 0.5, "b": 0.5}, 10, Random(1))
    dealer.force("a", 5)
    assert [dealer.take(1) for _ in range(5)] == ["b"] * 5


def test_a_key_may_be_kept_from_somebody() -> None:
    dealer = Dealer({"a": 0.9, "b": 0.1}, 10, Random(1))
    assert dealer.take(1, among=("b",)) == "b"


def test_a_small_share_takes_at_least_one() -> None:
    assert len(chosen(range(20), 0.01, Random(1))) == 1
    assert not chosen([], 0.5, Random(1))
    assert not chosen(range(20), 0, Random(1))


def test_streams_are_named_and_repeatable() -> None:
    assert stream(1, "a", 2).random() == stream(1, "a", 2).random()
    assert stream(1, "a", 2).random() != stream(1, "a", 3).random()
