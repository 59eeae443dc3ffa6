"""Passwords as argon2id hashes, and nothing else about them."""

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from models.errors import BadInput

SHORTEST = 12

_HASHER = PasswordHasher()


def hashed(password: str) -> str:
    """Hash a new password (argon2id, the library's current costs). Raises BadInput when it is too short."""
    if len(password) < SHORTEST:
        raise BadInput(f"A password needs at least {SHORTEST} characters; choose a longer one.")
    return _HASHER.hash(password)


def matches(password_hash: str | None, password: str) -> bool:
    """Take as long for an account that does not exist or has no password as for one that does."""
    try:
        _HASHER.verify(password_hash or _nobodys(), password)
    except (VerificationError, InvalidHashError):
        return False
    return bool(password_hash)


@cache
def _nobodys() -> str:
    return _HASHER.hash("no account has this one")
