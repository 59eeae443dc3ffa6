import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from models.base import Id, Record, fingerprint, keyed_fingerprint, new_id
from tests.factories import a_page

ID = TypeAdapter(Id)
TEXTS = st.lists(st.text(alphabet=st.characters(codec=None)), max_size=4)


@given(TEXTS, TEXTS)
def test_a_fingerprint_is_the_same_only_for_the_same_parts(one: list[str], other: list[str]) -> None:
    assert (fingerprint(*one) == fingerprint(*other)) is (one == other)


def test_parts_cannot_be_shifted_into_each_other() -> None:
    assert fingerprint("ab", "c") != fingerprint("a", "bc")
    assert fingerprint("a\x1fb") != fingerprint("a", "b")
    assert fingerprint("1:a", "b") != fingerprint("1", "a:b")


def test_ids_are_128_bits_in_lower_case_hex() -> None:
    for made in (fingerprint("a"), keyed_fingerprint(b"k", "a"), new_id()):
        assert ID.validate_python(made) == made
    for wrong in ("", "A" * 32, "0" * 31, "0" * 33, "0" * 32 + "\n"):
        with pytest.raises(ValidationError):
            ID.validate_python(wrong)


def test_a_fingerprint_stays_what_it_was_in_every_edition() -> None:
    # By hand: sha256sum of 5:visit, 7:exempel and 25:2026-… with 0x1f between them.
    assert fingerprint("visit", "exempel", "2026-03-02T12:00:00+00:00") == "e6b340b735600c6120d7d62d08bc352b"


def test_a_keyed_fingerprint_depends_on_its_key() -> None:
    assert keyed_fingerprint(b"one", "a") != keyed_fingerprint(b"two", "a")
    assert keyed_fingerprint(b"one", "a") != fingerprint("a")


def test_what_people_make_sorts_by_when_it_was_made() -> None:
    made = [new_id() for _ in range(50)]
    assert made == sorted(made)
    assert len(set(made)) == 50


def test_a_record_is_never_edited() -> None:
    page = a_page()
    with pytest.raises(ValidationError, match="frozen"):
        page.site = "annan"  # type: ignore[misc]


def test_a_record_refuses_what_it_does_not_know() -> None:
    class Thing(Record):
        name: str

    with pytest.raises(ValidationError, match="extra"):
        Thing.model_validate_json(json.dumps({"name": "a", "colour": "red"}))
