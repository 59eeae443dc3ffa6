import pytest

from models.values.phone import Phone


@pytest.mark.parametrize(
    "said", ["070-174 06 05", "0701740605", "+46 70 174 06 05", "0046701740605", "(070) 174 06 05"]
)
def test_every_way_to_write_a_number_is_one_number(said: str) -> None:
    phone = Phone.parse(said)
    assert phone is not None
    assert (phone.said, phone.e164, phone.country) == (said, "+46701740605", "SE")


@pytest.mark.parametrize("said", ["", "25", "070-174", "hej", "070174060512345"])
def test_what_is_no_number_is_none(said: str) -> None:
    assert Phone.parse(said) is None


def test_search_knows_a_number_whole_and_by_its_last_nine_and_six_digits() -> None:
    phone = Phone.parse("070-174 06 05")
    assert phone is not None
    assert [form[1] for form in phone.search_forms] == ["+46701740605", "701740605", "740605"]
