"""Number words: every number up to 999 as the languages say it."""

from pathlib import Path

import pytest
from num2words import num2words

from classify.reading.lexicon import DATA
from classify.reading.normalise import normalise
from classify.reading.numerals import CONNECTIVES, Numerals, compose
from classify.reading.tokens import TOKEN

LANGUAGES = ["sv", "en", "ro", "ru", "uk", "pl", "es", "hu", "th", "de", "lt", "no", "da", "fi", "pt"]


@pytest.fixture(scope="module")
def numerals() -> Numerals:
    return Numerals.load(Path(DATA))


def said(numerals: Numerals, text: str, lang: str) -> list[int]:
    """The numbers that a text of number words says, in one language."""
    values: list[int] = []
    for word in TOKEN.findall(normalise(text.replace("\u00ad", "")).low):
        told = numerals.spoken(word).get(lang)
        if told is None:
            assert word in CONNECTIVES, word
            continue
        values.extend(told)
    return compose(values)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_number_is_read_as_it_is_said(numerals: Numerals, lang: str) -> None:
    wrong = {number: num2words(number, lang=lang) for number in range(1000) if not _right(numerals, number, lang)}
    assert not wrong


def _right(numerals: Numerals, number: int, lang: str) -> bool:
    return said(numerals, num2words(number, lang=lang), lang) == [number]


@pytest.mark.parametrize(
    ("words", "lang", "numbers"),
    [
        ("femton hundra", "sv", [1500]),
        ("tvåtusenfemhundra", "sv", [2500]),
        ("nollsjunoll", "sv", [0, 7, 0]),
        ("noll sjuttio etthundrasjuttiofyra", "sv", [0, 70, 174]),
        ("twelve hundred", "en", [1200]),
        ("twenty-five", "en", [25]),
        ("ноль семьдесят сто семьдесят четыре", "ru", [0, 70, 174]),
        ("mil quinientos", "es", [1500]),
        ("хиляда и петстотин", "bg", [1500]),
    ],
)
def test_numbers_in_a_row_stay_apart(numerals: Numerals, words: str, lang: str, numbers: list[int]) -> None:
    assert said(numerals, words, lang) == numbers


@pytest.mark.parametrize("word", ["stockholm", "enkel", "sexig", "tolvan", "älskar"])
def test_other_words_say_no_number(numerals: Numerals, word: str) -> None:
    assert not numerals.spoken(word)
