import pytest

from estimate.answers import Status
from estimate.two_sample import Occasion, TwoLists, chapman, lincoln_petersen, schnabel, schumacher
from tests.estimate.published import published

BOOK = published("two_sample_textbook")
TABLES = {row["table"]: TwoLists(first=row["M"], second=row["n"], both=row["m"]) for row in BOOK["data"]["tables"]}


@pytest.mark.parametrize("row", [row for row in BOOK["reference"] if "chapman" in row], ids=lambda row: row["table"])
def test_the_textbooks_are_met(row: dict[str, float]) -> None:
    answer = chapman(TABLES[str(row["table"])])
    assert answer.estimate == pytest.approx(row["chapman"], abs=1)
    assert answer.se == pytest.approx(row["se"], rel=1e-3)
    assert lincoln_petersen(TABLES[str(row["table"])]).estimate == pytest.approx(row["petersen"], abs=1)


def test_an_interval_never_falls_below_what_was_seen() -> None:
    lists = TwoLists(first=10, second=8, both=7)
    low, high = chapman(lists).ci95 or (0, 0)
    assert lists.seen <= low < high


def test_lists_without_overlap_are_refused() -> None:
    lists = TwoLists(first=10, second=8, both=0)
    assert {chapman(lists).status, lincoln_petersen(lists).status} == {Status.REFUSED}


def test_marks_over_two_occasions_give_petersen() -> None:
    occasions = [Occasion(caught=20, marked=0, at_large=0), Occasion(caught=30, marked=6, at_large=20)]
    expected = lincoln_petersen(TwoLists(first=20, second=30, both=6)).estimate
    assert schnabel(occasions).estimate == schumacher(occasions).estimate == expected


def test_no_mark_met_again_is_refused() -> None:
    occasions = [Occasion(caught=20, marked=0, at_large=0), Occasion(caught=30, marked=0, at_large=20)]
    assert {schnabel(occasions).status, schumacher(occasions).status} == {Status.REFUSED}
