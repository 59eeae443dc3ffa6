"""What a reader may learn who knows every shown cell, every sum and the rule."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from estimate.suppression import Sum, possible, rounded, suppressed

TOWNS = ("0114", "0126", "0180", "0380", "0480")
COUNTIES = {"01": TOWNS[:3], "03": TOWNS[3:4], "04": TOWNS[4:]}
SUMS = (
    Sum(total="all", parts=("01", "03", "04", "unknown")),
    *(Sum(total=county, parts=towns) for county, towns in COUNTIES.items()),
)
CROSSED = (
    *(Sum(total=f"{row}*", parts=tuple(f"{row}{column}" for column in "abc")) for row in "xyz"),
    *(Sum(total=f"*{column}", parts=tuple(f"{row}{column}" for row in "xyz")) for column in "abc"),
    Sum(total="**", parts=("x*", "y*", "z*")),
    Sum(total="**", parts=("*a", "*b", "*c")),
)
few_or_many = st.integers(0, 12) | st.integers(0, 60)


def minimum(cell: str) -> int:
    return 5 if cell in {"all", "01", "03", "04", "unknown"} else 10


def ten(_: str) -> int:
    return 10


def areas(towns: list[int], unknown: int) -> dict[str, int]:
    counts = dict(zip(TOWNS, towns, strict=True)) | {"unknown": unknown}
    counts |= {county: sum(counts[town] for town in of) for county, of in COUNTIES.items()}
    return counts | {"all": sum(towns) + unknown}


def crossed(inner: list[int]) -> dict[str, int]:
    names = [f"{row}{column}" for row in "xyz" for column in "abc"]
    counts = dict(zip(names, inner, strict=True))
    for tie in CROSSED:
        counts[tie.total] = sum(counts[part] for part in tie.parts)
    return counts


@given(st.lists(few_or_many, min_size=5, max_size=5), few_or_many)
def test_no_small_area_is_shown_or_told_by_the_areas_around_it(towns: list[int], unknown: int) -> None:
    counts = areas(towns, unknown)
    hidden = suppressed(counts, SUMS, minimum)
    assert all(cell in hidden for cell, count in counts.items() if 0 < count < minimum(cell))
    for cell in hidden:
        low, high = possible(cell, counts, SUMS, hidden)
        assert low <= counts[cell] <= high
        assert high - low >= minimum(cell) or _all_hidden(counts, hidden)


@given(st.lists(few_or_many, min_size=9, max_size=9))
def test_no_small_cell_is_told_by_rows_and_columns(inner: list[int]) -> None:
    counts = crossed(inner)
    hidden = suppressed(counts, CROSSED, ten)
    assert all(cell in hidden for cell, count in counts.items() if 0 < count < 10)
    for cell in hidden:
        low, high = possible(cell, counts, CROSSED, hidden)
        assert low <= counts[cell] <= high
        assert high - low >= 10 or _all_hidden(counts, hidden)


def test_what_is_large_enough_is_shown() -> None:
    assert suppressed(areas([20, 30, 40, 50, 60], 70), SUMS, minimum) == frozenset()


def test_a_small_cell_alone_takes_the_smallest_other_one_with_it() -> None:
    hidden = suppressed(areas([3, 90, 40, 50, 60], 70), SUMS, minimum)
    assert hidden == {"0114", "0180"}


def test_a_county_of_one_town_hides_with_it() -> None:
    hidden = suppressed(areas([20, 30, 40, 3, 60], 70), SUMS, minimum)
    assert {"0380", "03"} < hidden


def test_without_suppression_a_small_cell_would_be_told() -> None:
    counts = areas([3, 90, 40, 50, 60], 70)
    assert possible("0114", counts, SUMS, {"0114"}) == (3, 3)


@pytest.mark.parametrize(
    ("value", "shown"),
    [(0, 0), (2, 0), (3, 5), (12, 10), (13, 15), (97, 95), (99, 100), (104, 100), (1234, 1200), (15500, 16000)],
)
def test_numbers_have_two_significant_figures_in_steps_of_five(value: int, shown: int) -> None:
    assert rounded(value) == shown


@given(st.floats(100, 1e7))
def test_rounding_moves_a_number_by_at_most_one_part_in_twenty(value: float) -> None:
    assert abs(rounded(value) - value) <= value / 20 + 1e-6


def _all_hidden(counts: dict[str, int], hidden: frozenset[str]) -> bool:
    """Nothing more can be hidden: every cell that is not nought is."""
    return all(cell in hidden for cell, count in counts.items() if count > 0)
