"""Token streams of a masked text, and the folding beneath them."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classify.search import folding
from classify.search.compounds import parts
from classify.search.tokens import BREAK, Masked, analyser, index_edition, located, streams
from models.reading import BULLET, Reading, Sentence, TokenStreams
from models.search import LONGEST, Stream, Term

VERSION = "0" * 32


def folded(text: str) -> list[str]:
    return [token for chunk in text.split() for token, _, _ in folding.tokens(chunk)]


def analysed(text: str, lang: str = "sv", *, breaks: tuple[int, ...] = ()) -> TokenStreams:
    masked = Masked(text, (Sentence(start=0, end=len(text), lang=lang),), breaks)
    return streams(masked, version=VERSION, edition="e")


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Åsa ÄR Öppen", ["åsa", "är", "öppen"]),
        ("A\u030asa o\u0308ppen", ["åsa", "öppen"]),
        ("café naïve señora", ["cafe", "naive", "senora"]),
        ("STRASSE straße", ["strasse", "strasse"]),
        ("e-mail snake_case don't", ["e", "mail", "snake", "case", "don", "t"]),
        ("ﬁn １２３ ½", ["fin", "123", "1", "2"]),
        ("йод ёлка", ["йод", "ёлка"]),
        ("mas\u200bsage mas\u00adsage", ["massage", "massage"]),
        ("1️⃣2️⃣", ["12"]),
        ("😀👍🏽 🇸🇪", ["😀", "👍", "🇸🇪"]),
        ("a\ud800b c\x00d", ["ab", "cd"]),
        ("٣٤ ๕", ["34", "5"]),
    ],
)
def test_writing_is_folded(text: str, tokens: list[str]) -> None:
    assert folded(text) == tokens


def test_scripts_without_spaces_give_a_token_a_letter_with_its_marks() -> None:
    assert folded("ที่พัก") == ["ที่", "พั", "ก"]
    assert folded("東京") == ["東", "京"]
    assert folded("ﾊﾞ") == folded("バ") == ["バ"]


def test_thai_sara_am_is_found_however_it_is_typed() -> None:
    assert folded("น้ำ") == folded("น้ํา")
    assert folded("น้ำ") != folded("น้า")


@given(st.text(max_size=30))
def test_every_token_is_one_that_both_indexes_keep_whole(text: str) -> None:
    for token in folded(text):
        assert Term(stream=Stream.EXACT, token=token).token == token
        assert len(token) <= LONGEST
        assert folded(token) == [token]
        assert BULLET not in token


@given(st.text(max_size=30))
def test_a_token_is_made_from_the_stretch_that_it_names(text: str) -> None:
    for chunk in text.split():
        for token, start, end in folding.tokens(chunk):
            assert 0 <= start < end <= len(chunk)
            assert token in [again for again, _, _ in folding.tokens(chunk[start:end])]


@given(st.text(alphabet=[chr(code) for code in range(33, 127)] + list("åäöÅÄÖ"), max_size=20))
def test_the_fast_path_for_plain_text_gives_what_the_long_one_gives(chunk: str) -> None:
    assert folding._cut(chunk) == folding._joined(chunk)


@given(st.text(max_size=20))
def test_composed_and_decomposed_writing_give_the_same_tokens(text: str) -> None:
    assert folded(unicodedata.normalize("NFC", text)) == folded(unicodedata.normalize("NFD", text))


def test_words_are_stemmed_by_the_language_of_their_sentence() -> None:
    text = "Lägenheter. Apartments."
    masked = Masked(text, (Sentence(start=0, end=11, lang="sv"), Sentence(start=12, end=23, lang="en")))
    made = streams(masked, version=VERSION, edition="e")
    assert made.exact == "lägenheter apartments"
    assert made.words == "lägen apart"


def test_a_language_without_stems_is_found_as_written() -> None:
    made = analysed("นวด 100", lang="th")
    assert (made.exact, made.words, made.parts) == ("น ว ด 100", "", "")


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("thaimassage", ("thai", "massag")),
        ("massagesalonger", ("massag", "salong")),
        ("hotellrummet", ("hotell", "rum")),
        ("kroppsmassage", ("kropp", "massag")),
    ],
)
def test_a_swedish_compound_is_found_by_its_parts(word: str, found: tuple[str, ...]) -> None:
    assert parts(word) == found
    assert analysed(word).parts == " ".join(found)


@pytest.mark.parametrize("word", ["massage", "stockholm", "restaurang", "paradis", "karlstad", "tidningar", "dejting"])
def test_a_word_that_is_no_compound_of_known_parts_is_left_whole(word: str) -> None:
    assert parts(word) == ()


def test_parts_are_looked_for_in_swedish_alone() -> None:
    assert analysed("thaimassage", lang="en").parts == ""


def test_a_break_stands_where_a_part_of_the_ad_begins() -> None:
    title, body = "Ny i stan", "Välkommen"
    masked = Masked.of(
        Reading(version=VERSION, edition="r", lang="sv", sentences=(), kind="own_offer", mentions=(), hidden=()),
        [title, body, "Solna"],
    )
    assert streams(masked, version=VERSION, edition="e").exact == f"ny i stan {BREAK} välkommen {BREAK} solna"


def test_no_token_comes_from_what_is_masked() -> None:
    reading = Reading(version=VERSION, edition="r", lang="sv", sentences=(), kind="own_offer", mentions=(), hidden=())
    masked = Masked.of(reading, ["Hej", "ring 070-174 06 05 nu, eller anna@example.com"])
    made = streams(masked, version=VERSION, edition="e")
    assert made.exact == f"hej {BREAK} ring nu eller"


def test_keys_stand_once_and_in_order() -> None:
    masked = Masked("hej", ())
    assert streams(masked, version=VERSION, edition="e", keys=["b" * 32, "a" * 32, "b" * 32]).keys == (
        f"{'a' * 32} {'b' * 32}"
    )


def test_the_places_are_those_of_the_stream() -> None:
    text = "Café\nNY😀 i stan"
    masked = Masked(text, (), (5,))
    found = list(located(masked))
    assert " ".join(one.token for one in found) == streams(masked, version=VERSION, edition="e").exact
    assert [text[one.start : one.end] for one in found] == ["Café", "", "NY", "😀", "i", "stan"]


def test_another_reading_gives_another_index() -> None:
    assert index_edition("r1") != index_edition("r2")
    assert index_edition("r1") == index_edition("r1") != analyser()
