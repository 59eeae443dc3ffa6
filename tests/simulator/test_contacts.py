"""Numbers are drawn, valid, and nobody has another's."""

from random import Random

import phonenumbers
import pytest

from simulator.contacts import FICTION_MOBILES, FOREIGN_MOBILE, PhoneBook, handle_of, mail_of


def test_numbers_set_aside_for_fiction_are_given_first() -> None:
    book = PhoneBook(Random(1))
    assert {book.mobile() for _ in FICTION_MOBILES} == set(FICTION_MOBILES)
    assert book.mobile() not in FICTION_MOBILES


def test_no_number_is_given_twice_and_all_are_valid() -> None:
    book = PhoneBook(Random(2))
    numbers = [book.mobile() for _ in range(500)] + [book.landline() for _ in range(300)]
    assert len(set(numbers)) == 800
    assert all(phonenumbers.is_valid_number(phonenumbers.parse(number)) for number in numbers)


@pytest.mark.parametrize("language", sorted(FOREIGN_MOBILE))
def test_a_foreign_number_is_valid_and_from_abroad(language: str) -> None:
    number = phonenumbers.parse(PhoneBook(Random(3)).mobile(language))
    assert phonenumbers.is_valid_number(number)
    assert number.country_code != 46


def test_a_slip_is_one_digit_and_nobodys_number() -> None:
    book = PhoneBook(Random(4))
    given = [book.mobile() for _ in range(95)]
    for number in given:
        slipped = book.wrong_by_one_digit(number)
        assert slipped not in given
        assert sum(one != other for one, other in zip(number, slipped, strict=True)) == 1


def test_addresses_are_of_example_hosts_and_handles_say_they_are_pretended() -> None:
    for name in ("Åsa", "กมล", "Екатерина"):
        assert mail_of(name, Random(5)).rpartition("@")[2] in {"example.com", "example.org", "example.net"}
        assert handle_of(name, Random(5)).value.startswith("demo_")
