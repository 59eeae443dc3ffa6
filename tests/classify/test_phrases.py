"""The phrase language: words, endings, alternatives, numbers and bridges, in any of the languages."""

import pytest

from classify.phrases import Phrases, Said
from classify.spellings import number
from classify.word_stream import stream


def found(phrase: str, text: str, lang: str = "sv") -> list[str]:
    words = stream(text)
    hits = Phrases([Said("sign", lang, phrase)]).find(words)
    return [text[slice(*hit.span(words))] for hit in hits]


@pytest.mark.parametrize(
    ("phrase", "text", "quotes"),
    [
        ("ny i stan", "Hej! NY i  Stan, ring", ["NY i  Stan"]),
        ("ny i stan", "Helt ny iståndsatt lokal i stan", []),
        ("ny i stan", "Allt är som ny. I stan finns mer", []),
        ("[ny|nya] i [stan|staden]", "De nya i staden", ["nya i staden"]),
        ("[ny|] här i stan", "Här i stan", ["Här i stan"]),
        ("skyldig* dem", "De är skyldiga dem allt", ["skyldiga dem"]),
        ("*massage", "Bästa thaimassage här", ["thaimassage"]),
        ("*massage", "Massagesalong", []),
        ("*klassisk*", "Svenskklassiskt nog", ["Svenskklassiskt"]),
        ("bara # dagar", "Bara tre dagar, inte bara 5 dagar", ["Bara tre dagar", "bara 5 dagar"]),
        ("hon .. pengar", "Hon har inte sina egna pengar kvar", ["Hon har inte sina egna pengar"]),
        ("hon .. pengar", "Hon sa ett två tre fyra fem pengar", []),
        ("hon .. pengar", "Hon kom. Pengar finns", []),
        ("gråter & hon", "Ibland gråter faktiskt hon", ["gråter faktiskt hon"]),
        ("gråter & hon", "Hon gråter", ["Hon gråter"]),
        ("100 äkta", "100 % äkta", ["100 % äkta"]),
        ("dont ask", "Please DON’T ask me", ["DON’T ask"]),
        ("fără experiență", "Fara experienta, sigur", ["Fara experienta"]),
    ],
)
def test_a_phrase_is_met_as_people_write_it(phrase: str, text: str, quotes: list[str]) -> None:
    assert found(phrase, text) == quotes


def test_thai_is_met_inside_its_unbroken_lines() -> None:
    assert found("บริการพิเศษ", "นวดไทย มีบริการพิเศษในห้อง", "th") == ["บริการพิเศษ"]
    assert found("24 ชั่วโมง", "เปิด 24ชั่วโมง ทุกวัน", "th") == ["24ชั่วโมง"]


def test_hidden_characters_and_look_alikes_do_not_hide_a_phrase() -> None:
    assert found("ny i stan", "N\u200by i st\u0430n!") == ["N\u200by i st\u0430n"]


def test_words_between_two_parts_are_told_apart() -> None:
    words = stream("Hon har aldrig pengar")
    (hit,) = Phrases([Said("sign", "sv", "hon .. pengar")]).find(words)
    assert [words.words[begin:end] for begin, end in hit.place.gaps] == [("har", "aldrig")]


def test_many_phrases_share_one_automaton() -> None:
    phrases = Phrases(Said(f"sign-{at}", "sv", f"ord{at} följer ord{at + 1}") for at in range(3000))
    (hit,) = phrases.find(stream("Här står ord77 följer ord78 och slut"))
    assert hit.target == "sign-77"


def test_no_phrase_is_met_in_nothing() -> None:
    assert Phrases([]).find(stream("vad som helst")) == []
    assert found("ny i stan", "") == []


@pytest.mark.parametrize(
    ("word", "value"), [("17", 17), ("sjutton", 17), ("eighteen", 18), ("stan", None), ("9" * 40, None)]
)
def test_a_word_says_a_number_in_figures_or_letters(word: str, value: int | None) -> None:
    assert number(word) == value
