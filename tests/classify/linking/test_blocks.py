import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from classify.linking.blocks import distinct, neighbours

block_lists = st.lists(st.integers(0, 3), min_size=1, max_size=30)


@given(blocks=block_lists)
def test_all_of_a_small_block_are_paired(blocks: list[int]) -> None:
    members = np.arange(len(blocks))
    pairs = distinct(neighbours(members, np.array(blocks), order=members, reach=30))
    expected = {(a, b) for a in members for b in members if a < b and blocks[a] == blocks[b]}
    assert {(a, b) for a, b in pairs.tolist()} == expected


def test_a_large_block_costs_in_proportion_and_hangs_together() -> None:
    members = np.arange(1000)
    pairs = neighbours(members, np.zeros(1000, dtype=np.int64), order=members, reach=5)
    assert len(pairs) < 5 * 1000
    assert {(at, at + 1) for at in range(999)} <= {(a, b) for a, b in pairs.tolist()}


def test_a_pair_stands_once_whichever_way_round() -> None:
    assert distinct(np.array([[2, 1], [1, 2], [3, 3], [0, 2]])).tolist() == [[0, 2], [1, 2]]


def test_no_pairs_are_no_trouble() -> None:
    assert distinct(np.zeros((0, 2), dtype=np.int64)).shape == (0, 2)
