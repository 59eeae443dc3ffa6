import pytest

from models.values.handle import Email, Handle, Service


@pytest.mark.parametrize(
    ("said", "clean"),
    [("Anna@Example.COM", "anna@example.com"), (" a.b+c@sub.example.org. ", "a.b+c@sub.example.org")],
)
def test_an_address_is_cleaned_to_what_is_keyed(said: str, clean: str) -> None:
    email = Email.parse(said)
    assert email is not None
    assert (email.said, email.clean) == (said, clean)


@pytest.mark.parametrize("said", ["", "anna", "anna@", "@example.com", "anna@example", "a b@example.com"])
def test_what_is_no_address_is_none(said: str) -> None:
    assert Email.parse(said) is None


@pytest.mark.parametrize("said", ["@Anna_B", "anna_b", " ANNA_B. "])
def test_a_handle_is_the_same_however_it_is_written(said: str) -> None:
    handle = Handle.parse(said, Service.TELEGRAM)
    assert handle is not None
    assert (handle.value, handle.service) == ("anna_b", Service.TELEGRAM)


@pytest.mark.parametrize("said", ["", " ", "@", "."])
def test_an_empty_handle_is_none(said: str) -> None:
    assert Handle.parse(said, Service.SIGNAL) is None
