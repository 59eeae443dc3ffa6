"""Small edits stay small: what a text shows and how one reaches its writer survive them."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from simulator.composing import Line, Skeleton
from simulator.editing import edited, with_slips

BEFORE = Skeleton(
    "{name}",
    (
        Line("Jag heter {name}."),
        Line("Dusch finns."),
        Line("Svarar dag som natt.", fixed=True),
        Line("Kaffe ingår."),
        Line("Ring {phone}.", fixed=True, contact=True),
    ),
    " ",
)
SEEDS = st.integers(0, 100_000)


@given(SEEDS)
def test_what_is_fixed_stays(seed: int) -> None:
    after = edited(BEFORE, "sv", Random(seed))
    assert [line for line in after.lines if line.fixed] == [line for line in BEFORE.lines if line.fixed]


@given(SEEDS)
def test_an_edit_touches_few_lines(seed: int) -> None:
    after = edited(BEFORE, "sv", Random(seed))
    kept = set(BEFORE.lines) & set(after.lines)
    assert len(kept) >= len(BEFORE.lines) - 2


@given(SEEDS)
def test_slips_leave_slots_and_contacts_alone(seed: int) -> None:
    after = with_slips(BEFORE, Random(seed), rate=100, language="sv")
    assert after.lines[-1] == BEFORE.lines[-1]
    assert "{name}" in after.lines[0].said
    assert after.lines[2].said != BEFORE.lines[2].said


def test_no_slip_comes_where_none_is_made() -> None:
    assert with_slips(BEFORE, Random(1), rate=0, language="sv") == BEFORE
    assert with_slips(BEFORE, Random(1), rate=100, language="th") == BEFORE
