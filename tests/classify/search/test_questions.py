"""The grammar of questions: what is syntax, what is data, and what is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classify.search.questions import parse
from models.assessment import Band
from models.errors import BadInput
from models.keys import KeyRing
from models.search import (
    AllOf,
    AnyOf,
    Everything,
    Field,
    Filters,
    Has,
    Node,
    Not,
    Phrase,
    Prefix,
    Question,
    Seen,
    Stream,
    Term,
    leaves,
)
from tests.factories import NOON

KEYS = KeyRing.fresh()


def tree(text: str) -> Node:
    return parse(text, keys=KEYS).tree


def exact(token: str) -> Term:
    return Term(stream=Stream.EXACT, token=token)


def key(kind: str, value: str) -> Term:
    return Term(stream=Stream.KEYS, token=KEYS.contact(kind, value))


def asked_exactly(text: str) -> set[str]:
    return {leaf.token for leaf in leaves(tree(text)) if isinstance(leaf, Term) and leaf.stream is Stream.EXACT}


def test_a_word_is_asked_for_in_its_inflections_and_as_a_part() -> None:
    found = set(leaves(tree("massagen")))
    assert exact("massagen") in found
    assert Term(stream=Stream.WORDS, token="massag") in found
    assert Term(stream=Stream.PARTS, token="massag") in found


def test_words_are_all_asked_for() -> None:
    found = tree("solna 24")
    assert isinstance(found, AllOf)
    assert found.of[1] == exact("24")


def test_a_phrase_is_its_words_in_a_row() -> None:
    assert tree('"Ny i STAN"') == Phrase(tokens=("ny", "i", "stan"))
    assert tree("”ny i stan”") == tree('"ny i stan"')
    assert tree('"stan"') == exact("stan")


def test_a_word_of_several_tokens_is_a_phrase() -> None:
    assert tree("e-post") == Phrase(tokens=("e", "post"))
    assert tree("東京") == Phrase(tokens=("東", "京"))


def test_a_minus_before_a_word_excludes_it() -> None:
    assert tree('-"ny i stan"') == Not(of=Phrase(tokens=("ny", "i", "stan")))
    assert isinstance(tree("–24"), Not)
    assert tree("- 24") == exact("24")


@pytest.mark.parametrize("text", ["42 24 OR 7", "42 24 ELLER 7"])
def test_or_ties_closer_than_a_space(text: str) -> None:
    assert tree(text) == AllOf(of=(exact("42"), AnyOf(of=(exact("24"), exact("7")))))


@pytest.mark.parametrize("text", ["OR", "OR 24", "24 OR", "24 OR ...", "... OR 24", "OR OR 24 OR"])
def test_or_with_nothing_on_one_side_is_left_out(text: str) -> None:
    assert tree(text) in (Everything(), exact("24"))


@pytest.mark.parametrize("text", ["", "   ", "...", "•••", '""', "¶", "-", "\x00"])
def test_a_question_without_a_token_asks_for_everything(text: str) -> None:
    assert tree(text) == Everything()


def test_a_star_asks_for_what_begins_so() -> None:
    assert tree("Mass*") == Prefix(letters="mass")
    assert tree("24-mass*") == AllOf(of=(exact("24"), Prefix(letters="mass")))
    assert tree("นวด*") == Phrase(tokens=("น", "ว", "ด"))


@pytest.mark.parametrize(
    "text",
    [
        "0701740605",
        "070-174 06 05",
        "070 174 06 05",
        "(070) 174-06-05",
        "+46 70 174 06 05",
        "0046701740605",
        "+46 (0)70-174 06 05",
        '"070-174 06 05"',
        "070.174.06.05",
    ],
)
def test_a_number_is_its_keys_in_any_formatting(text: str) -> None:
    found = set(leaves(tree(text)))
    assert {key("phone", "+46701740605"), key("last9", "701740605"), key("handle", "+46701740605")} <= found


def test_a_number_is_found_by_its_last_nine_or_six_digits() -> None:
    assert key("last6", "740605") in set(leaves(tree("74 06 05")))
    assert key("last6", "740605") in set(leaves(tree("740605")))
    assert key("last9", "701740605") in set(leaves(tree("9946701740605")))


def test_two_numbers_are_both_asked_for() -> None:
    found = tree("0701740605 0701740606")
    assert isinstance(found, AllOf)
    assert [
        key("phone", f"+4670174060{last}") in set(leaves(part)) for last, part in zip((5, 6), found.of, strict=True)
    ] == [
        True,
        True,
    ]


def test_figures_that_may_be_prices_are_words_too() -> None:
    assert Phrase(tokens=("1500", "2000")) in set(leaves(tree("1500 2000")))


def test_addresses_are_their_keys() -> None:
    assert key("email", "anna@example.com") in set(leaves(tree("Anna@Example.com")))
    assert key("handle", "anna.b") in set(leaves(tree("@Anna.B")))
    assert key("url", "example.com/anna") in set(leaves(tree("https://www.example.com/anna/")))


def test_a_value_of_a_field_is_no_word() -> None:
    assert tree("site:alfa") == Has(field=Field.SITE, values=("alfa",))
    assert tree('place:"upplands väsby"') == Has(field=Field.PLACE, values=("Upplands Väsby",))
    assert tree("-band:NONE") == Not(of=Has(field=Field.BAND, values=("none",)))
    assert tree("tag:akut note:vän") == AllOf(
        of=(Has(field=Field.TAG, values=("akut",)), Term(stream=Stream.NOTES, token="vän"))
    )


@pytest.mark.parametrize("name", ["origin", "nationality", "country", "phone", "lang", "language", "exact", "keys"])
def test_there_is_no_field_for_whom_or_what_a_person_is(name: str) -> None:
    assert tree(f"{name}:24") == Phrase(tokens=(name, "24"))
    assert name not in {field.value for field in Field}
    assert not any(name in told for told in Filters.model_fields)


@pytest.mark.parametrize(
    "text",
    [
        "exact : massage",
        "{exact words} : x",
        "massage NEAR/3 x",
        "^massage",
        "' ; --",
        "a AND (b)",
        "x\\y",
        "*:*",
        "/a.*/",
    ],
)
def test_anything_else_is_data(text: str) -> None:
    for leaf in leaves(tree(text)):
        assert isinstance(leaf, Term | Phrase | Everything)


@given(st.text(max_size=60))
def test_any_text_is_answered_with_a_tree_or_a_sentence(text: str) -> None:
    try:
        asked = parse(text, keys=KEYS)
    except BadInput as wrong:
        told = str(wrong)
    else:
        told = "."
        assert Question.model_validate_json(asked.model_dump_json()) == asked
    assert told.endswith(".")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('massage "solna', "quotation mark"),
        ("ab*", "at least 3 letters"),
        ("place:", "without a value"),
        ("band:red", "urgent, high, medium, low, none"),
        ("kind:person", "own_offer"),
        ("x" * 2001, "at most 2000"),
        ('"' + "a " * 101 + '"', "at most 100"),
    ],
)
def test_a_question_that_cannot_be_asked_says_what_to_change(text: str, told: str) -> None:
    with pytest.raises(BadInput, match=told):
        parse(text, keys=KEYS)


def test_ticked_filters_narrow_the_question() -> None:
    filters = Filters(sites=("alfa", "beta"), bands=(Band.HIGH,), seen_from=NOON)
    assert parse("24", keys=KEYS, filters=filters).tree == AllOf(
        of=(
            exact("24"),
            Has(field=Field.SITE, values=("alfa", "beta")),
            Has(field=Field.BAND, values=("high",)),
            Seen(since=int(NOON.timestamp())),
        )
    )


def test_a_question_that_names_tags_or_notes_is_told_from_others() -> None:
    assert parse("24 OR -tag:akut", keys=KEYS).names_own
    assert parse("note:vän", keys=KEYS).names_own
    assert not parse("24 site:alfa", keys=KEYS).names_own
