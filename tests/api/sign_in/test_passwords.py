"""Passwords: argon2id, and the same answer whether or not an account exists."""

import pytest

from api.sign_in.passwords import hashed, matches
from models.errors import BadInput


def test_the_right_password_matches_and_another_does_not() -> None:
    kept = hashed("en lång lösenfras")
    assert kept.startswith("$argon2id$")
    assert matches(kept, "en lång lösenfras")
    assert not matches(kept, "en annan lösenfras")


@pytest.mark.parametrize("kept", [None, "", "no hash"])
def test_an_account_without_a_password_opens_to_nothing(kept: str | None) -> None:
    assert not matches(kept, "no account has this one")
    assert not matches(kept, "")


def test_a_short_password_is_refused() -> None:
    with pytest.raises(BadInput, match="12 characters"):
        hashed("elva tecken")
