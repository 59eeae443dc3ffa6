"""Questions as trees, their limits, and what an answer is made of."""

from datetime import UTC, date, datetime, timedelta

import pytest
from pydantic import ValidationError

from models.errors import BadInput
from models.indexed import document_id, local_day
from models.scope import JOINT, Layer
from models.search import (
    DEEPEST,
    LONGEST,
    MOST_LEAVES,
    AllOf,
    AnyOf,
    Cursor,
    Everything,
    Field,
    Has,
    Node,
    Not,
    Prefix,
    Question,
    Stream,
    Term,
    all_of,
    any_of,
    monday_of,
    none_of,
)


def term(token: str) -> Term:
    return Term(stream=Stream.EXACT, token=token)


@pytest.mark.parametrize("token", ["", "a b", "A", "a\u00a0b", "¶", 'a"', "a-b", "x" * (LONGEST + 1), "a\u2028"])
def test_a_token_is_nothing_that_an_index_would_split_or_read_as_syntax(token: str) -> None:
    with pytest.raises(ValidationError):
        term(token)


def test_a_prefix_has_three_letters() -> None:
    with pytest.raises(ValidationError):
        Prefix(letters="ab")


def test_an_unknown_band_is_refused_by_every_backend_alike() -> None:
    with pytest.raises(ValidationError):
        Has(field=Field.BAND, values=("red",))


def test_trees_are_simplified() -> None:
    a, b, c = term("a"), term("b"), term("c")
    assert all_of() == Everything()
    assert all_of(a, Everything()) == a
    assert all_of(a, all_of(b, a), c) == AllOf(of=(a, b, c))
    assert any_of(a, any_of(b, a)) == AnyOf(of=(a, b))
    assert any_of(a, Everything()) == Everything()
    assert none_of(none_of(a)) == a


def test_a_question_beyond_the_limits_is_refused_with_a_sentence() -> None:
    many = [term(f"w{number}") for number in range(MOST_LEAVES + 1)]
    with pytest.raises(BadInput, match="fewer words"):
        Question.of(any_of(many[0], *many[1:]))
    deep: Node = term("a")
    for level in range(DEEPEST):
        deep = AllOf(of=(Not(of=deep), term("b"))) if level % 2 else AnyOf(of=(deep, term("c")))
    with pytest.raises(BadInput, match="fewer words"):
        Question.of(deep)
    assert Question.of(any_of(many[0], *many[1:-1])).tree == AnyOf(of=tuple(many[:-1]))


def test_a_document_is_numbered_by_layer_and_ad_in_63_bits() -> None:
    ads = [f"{number:032x}" for number in range(100)]
    numbers = {document_id(layer, ad) for layer in (JOINT, Layer("polisen")) for ad in ads}
    assert len(numbers) == 200
    assert all(0 <= number < 2**63 for number in numbers)


def test_a_cursor_is_read_as_it_was_told() -> None:
    assert Cursor.read(str(Cursor(seen=-5, id=7))) == Cursor(seen=-5, id=7)


@pytest.mark.parametrize("told", ["", "x", "1", "1.", ".1", "1.2.3", "--1.2", "1.٣", "1." + "9" * 30])
def test_a_foreign_cursor_is_refused(told: str) -> None:
    with pytest.raises(BadInput):
        Cursor.read(told)


def test_a_day_is_the_one_at_home() -> None:
    assert local_day(datetime(1970, 1, 1, 22, 59, tzinfo=UTC)) == 0
    assert local_day(datetime(1970, 1, 1, 23, tzinfo=UTC)) == 1
    assert local_day(datetime(2026, 6, 30, 22, tzinfo=UTC)) == (date(2026, 7, 1) - date(1970, 1, 1)).days


def test_weeks_begin_on_mondays() -> None:
    assert {monday_of(week).weekday() for week in range(-60, 3000)} == {0}
    assert monday_of(1) - monday_of(0) == timedelta(days=7)
