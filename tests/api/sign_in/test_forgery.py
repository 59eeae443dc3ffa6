"""What changes something must come from our own page: token and Origin, both."""

import pytest

from api.sign_in.forgery import check_origin, check_token
from models.errors import NotAllowed


@pytest.mark.parametrize(
    ("origin", "referer"),
    [
        ("https://lykta.example", None),
        (None, "https://lykta.example/queue"),
        ("https://lykta.example", "https://other.example/"),
    ],
)
def test_our_own_page_is_let_through(origin: str | None, referer: str | None) -> None:
    check_origin(origin=origin, referer=referer, host="lykta.example")


@pytest.mark.parametrize(
    ("origin", "referer"),
    [
        (None, None),
        ("null", None),
        ("", None),
        ("https://lykta.example.other.example", None),
        ("https://other.example", "https://lykta.example/"),
        ("https://lykta.example:8443", None),
    ],
)
def test_any_other_page_is_stopped(origin: str | None, referer: str | None) -> None:
    with pytest.raises(NotAllowed):
        check_origin(origin=origin, referer=referer, host="lykta.example")


@pytest.mark.parametrize("told", [None, "", "other", "tokeñ"])
def test_a_missing_or_wrong_token_is_stopped(told: str | None) -> None:
    with pytest.raises(NotAllowed):
        check_token(told, "token")


def test_an_empty_token_never_matches() -> None:
    with pytest.raises(NotAllowed):
        check_token("", "")
