"""Contacts in a question, in any formatting, as the keyed forms that an index holds."""

import re
from collections.abc import Iterator

from classify.reading.urls import clean_url
from models.keys import KeyRing
from models.search import Node, Stream, Term, any_of
from models.values.handle import Email, Handle, Service
from models.values.phone import LAST_NINE, LAST_SIX, Phone

MOST_DIGITS = 15
"""An E.164 number has no more."""

RUN = re.compile(r"[+(]?\d(?:[\s().\-–/]{0,3}\d){5,}(?![^\W_])")
"""Six digits or more with what people write between them."""

GROUP = re.compile(r"[+(]*\d[\d().\-–/]*")
HANDLE = re.compile(r"@[\w.]{2,}")
WEB = re.compile(r"(?:https?://|www\.)\S+|[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?:/\S*)?", re.IGNORECASE)


def numbers(run: str, keys: KeyRing) -> Iterator[tuple[str, Node]]:
    """Each number of a run with its keys: the longest stretches that are numbers, else all of it by its last digits."""
    groups = GROUP.findall(run)
    while groups:
        taken = _longest(groups)
        said = " ".join(groups[:taken])
        groups = groups[taken:]
        if node := _number(said, keys):
            yield said, node


def address(chunk: str, keys: KeyRing) -> Node | None:
    """An e-mail address, a handle with its @ sign or a web address; None for any other word."""
    clean = chunk.strip(".,;:!?()<>")
    email, handle = Email.parse(clean), Handle.parse(clean, Service.OTHER)
    if email is not None:
        return _key(keys, "email", email.clean)
    if HANDLE.fullmatch(clean) and handle is not None:
        return _key(keys, "handle", handle.value)
    return _key(keys, "url", clean_url(clean)) if WEB.fullmatch(clean) else None


def _longest(groups: list[str]) -> int:
    for taken in range(len(groups), 0, -1):
        if Phone.parse(" ".join(groups[:taken])):
            return taken
    return next((taken for taken in range(len(groups), 1, -1) if _digits(groups[:taken]) <= MOST_DIGITS), 1)


def _digits(groups: list[str]) -> int:
    return sum(char.isdecimal() for group in groups for char in group)


def _number(said: str, keys: KeyRing) -> Node | None:
    """Whole when it is a valid number, and by its last nine or six digits, whatever country it was read as."""
    phone = Phone.parse(said)
    digits = "".join(char for char in (phone.e164 if phone else said) if char.isdecimal())
    if phone is not None:
        # A messenger that is tied to a number keeps the number as its handle.
        whole = (_key(keys, "phone", phone.e164), _key(keys, "handle", phone.e164))
        return any_of(*whole, _key(keys, "last9", digits[-LAST_NINE:]))
    if len(digits) >= LAST_NINE:
        return _key(keys, "last9", digits[-LAST_NINE:])
    return _key(keys, "last6", digits[-LAST_SIX:]) if len(digits) >= LAST_SIX else None


def _key(keys: KeyRing, kind: str, value: str) -> Term:
    return Term(stream=Stream.KEYS, token=keys.contact(kind, value))
