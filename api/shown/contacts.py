"""Contacts of an advertiser: how many of each kind, in how many ads; values only for whoever has revealed them."""

from collections.abc import Sequence

from models.base import Id, Record
from models.reading import CONTACTS, Mention, MentionKind
from models.stores.ports import ReadVersion
from models.values.handle import Email, Handle
from models.values.phone import Phone


class MaskedContact(Record):
    """A contact as anyone may see it: kind, service and in how many of the ads; never the value."""

    number: int
    """Its place in this list, from 1; names the row, not the contact."""
    kind: MentionKind
    service: str | None
    ads: int
    obscured: bool
    """Written so that a plain reader would miss it, in at least one ad."""


class OpenContact(MaskedContact):
    """The same contact in the clear, for whoever gave a reason."""

    value: str
    said: tuple[str, ...]


def masked_contacts(read: Sequence[ReadVersion]) -> tuple[MaskedContact, ...]:
    return tuple(
        MaskedContact.model_validate(contact.model_dump(exclude={"value", "said"})) for contact in open_contacts(read)
    )


def open_contacts(read: Sequence[ReadVersion]) -> tuple[OpenContact, ...]:
    """The advertiser's own contacts, most used first (a tie: by kind, then order of meeting)."""
    met: dict[tuple[str, str], list[tuple[Id, Mention]]] = {}
    for one in read:
        for mention in one.reading.mentions:
            if mention.kind in CONTACTS and mention.own:
                met.setdefault((mention.kind.value, _clean(mention)), []).append((one.ad.id, mention))
    ranked = sorted(met.items(), key=lambda found: (-len({ad for ad, _ in found[1]}), found[0][0]))
    return tuple(_contact(number, value, found) for number, ((_, value), found) in enumerate(ranked, start=1))


def _contact(number: int, value: str, found: list[tuple[Id, Mention]]) -> OpenContact:
    first = found[0][1]
    return OpenContact(
        number=number,
        kind=first.kind,
        service=first.value.service.value if isinstance(first.value, Handle) else None,
        ads=len({ad for ad, _ in found}),
        obscured=any(mention.obscured for _, mention in found),
        value=value,
        said=tuple(sorted({mention.value.said for _, mention in found})),
    )


def _clean(mention: Mention) -> str:
    match mention.value:
        case Phone(e164=e164):
            return e164
        case Email(clean=clean):
            return clean
        case Handle(value=value):
            return value
        case other:
            return other.said
