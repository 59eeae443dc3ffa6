"""Contacts of a reading as keys: what linking joins on, and the further forms that search asks for."""

from collections.abc import Iterator

from models.keys import KeyRing
from models.reading import CONTACTS, ContactKey, ContactKind, Mention, Reading, SearchKey
from models.values.handle import Email, Handle
from models.values.phone import Phone


def contact_keys(reading: Reading, keys: KeyRing) -> tuple[ContactKey, ...]:
    """One key a contact of the advertiser, in order of mention; the site's own and disowned ones give none."""
    told = dict.fromkeys(
        contact for mention in _own(reading) for contact in (_contact(mention),) if contact is not None
    )
    return tuple(
        ContactKey(key=keys.contact(name, value), kind=kind, version=reading.version) for kind, name, value in told
    )


def search_keys(reading: Reading, keys: KeyRing) -> tuple[SearchKey, ...]:
    """The forms that a question may give: whole number, its last nine and last six digits, handle, address."""
    told = dict.fromkeys(form for mention in _own(reading) for form in _forms(mention))
    return tuple(SearchKey(key=keys.contact(*form), version=reading.version) for form in told)


def _own(reading: Reading) -> Iterator[Mention]:
    return (mention for mention in reading.mentions if mention.own and mention.kind in CONTACTS)


def _contact(mention: Mention) -> tuple[ContactKind, str, str] | None:
    """Kind, key name and frozen normal form."""
    value = mention.value
    if isinstance(value, Phone):
        return ContactKind.PHONE, "phone", value.e164
    if isinstance(value, Email):
        return ContactKind.EMAIL, "email", value.clean
    if isinstance(value, Handle):
        # A service tied to a number is the same contact as the number.
        if value.value.startswith("+"):
            return ContactKind.PHONE, "phone", value.value
        return ContactKind.HANDLE, value.service.value, value.value
    return ContactKind.URL, "url", getattr(value, "clean", "")


def _forms(mention: Mention) -> Iterator[tuple[str, str]]:
    value = mention.value
    if isinstance(value, Phone):
        yield from value.search_forms
    elif isinstance(value, Email):
        yield "email", value.clean
    elif isinstance(value, Handle):
        yield "handle", value.value
        yield value.service.value, value.value
    else:
        yield "url", str(getattr(value, "clean", ""))
