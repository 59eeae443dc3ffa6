"""Hidden numbers can still be read by a person; plain ones by anybody."""

import unicodedata
from random import Random

import phonenumbers
import pytest

from simulator import obscuring
from simulator.obscuring import DIGIT_WORDS, national, obscured, plainly
from simulator.words import LANGUAGES

MOBILE, LANDLINE, ABROAD = "+46701740605", "+46846500400", "+40712345678"
BACK = str.maketrans({"O": "0", "О": "0", "l": "1", "S": "5", "З": "3", "б": "6"})


def read_by_a_person(said: str, language: str) -> str:
    """Words to digits, look-alikes to digits, everything else dropped."""
    for digit, word in enumerate(DIGIT_WORDS[language].split()):
        said = said.replace(word, str(digit))
    read = (str(unicodedata.digit(letter, "")) for letter in said.translate(BACK))
    return "".join(read)


@pytest.mark.parametrize("number", [MOBILE, LANDLINE, ABROAD])
def test_every_plain_form_is_read_as_the_number(number: str) -> None:
    forms = {plainly(number, Random(seed)) for seed in range(60)}
    assert len(forms) >= 3
    for said in forms:
        told = phonenumbers.format_number(phonenumbers.parse(said, "SE"), phonenumbers.PhoneNumberFormat.E164)
        assert told == number


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_hidden_form_keeps_its_digits_in_order(language: str) -> None:
    forms = {obscured(MOBILE, language=language, rng=Random(seed)) for seed in range(120)}
    assert len(forms) >= 8
    assert {read_by_a_person(said, language) for said in forms} == {national(MOBILE)}


def test_no_hidden_form_is_a_plain_one() -> None:
    for seed in range(120):
        assert national(MOBILE) not in obscured(MOBILE, language="sv", rng=Random(seed)).replace(" ", "").replace(
            "-", ""
        )


def test_each_language_has_ten_digits() -> None:
    for language in LANGUAGES:
        assert len(set(DIGIT_WORDS[language].split())) == 10


def test_other_digits_are_of_another_block() -> None:
    for table in (obscuring.FULL_WIDTH, obscuring.MATHEMATICAL):
        assert "0123456789".translate(table).isdigit()
        assert not "0123456789".translate(table).isascii()
