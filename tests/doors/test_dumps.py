"""The search for planted contacts finds them: a check that cannot fail is none."""

import pytest

from tests.doors.dumps import shown

NUMBER, MAIL, HANDLE = "+46701740613", "demo_a@example.com", "demo_rosa"


@pytest.mark.parametrize(
    "dump",
    [
        "x+46701740613x",
        "0701740613",
        "070-174 06 13",
        "0 7 0 1 7 4 0 6 1 3",
        "Noll sju noll, ett sju fyra, noll sex, ett tre",
        "nollsjunollettsjufyranollsexetttre",
    ],
)
def test_a_number_is_found_in_any_form(dump: str) -> None:
    assert shown(dump.encode(), [NUMBER, MAIL]) == {NUMBER}


def test_addresses_and_handles_are_found() -> None:
    assert shown(b"...Demo_A@example.com..demo_rosa", [NUMBER, MAIL, HANDLE]) == {MAIL, HANDLE}


def test_other_numbers_are_not() -> None:
    assert shown(b"0701740614 1200 kr 2026-03-02", [NUMBER]) == set()
