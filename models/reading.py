"""What was read in an ad's text: mentions with their spans, the language, and the one place that masks contacts."""

import re
from enum import StrEnum
from typing import Self

from pydantic import ValidationInfo, ValidatorFunctionWrapHandler, field_validator, model_validator

from models.base import Id, Record, fingerprint
from models.values.date import Stay
from models.values.handle import Email, Handle
from models.values.phone import Phone
from models.values.place import Place
from models.values.price import Price


class MentionKind(StrEnum):
    PHONE = "phone"
    EMAIL = "email"
    HANDLE = "handle"
    URL = "url"
    AGE = "age"
    PRICE = "price"
    PLACE = "place"
    NAME = "name"
    DATE = "date"


class Age(Record):
    said: str
    years: tuple[int, ...]
    """One age, or the two that a birth year allows."""


class Name(Record):
    said: str
    clean: str


class Url(Record):
    said: str
    clean: str


Value = Phone | Email | Handle | Url | Age | Price | Place | Name | Stay

VALUES: dict[MentionKind, type[Value]] = {
    MentionKind.PHONE: Phone,
    MentionKind.EMAIL: Email,
    MentionKind.HANDLE: Handle,
    MentionKind.URL: Url,
    MentionKind.AGE: Age,
    MentionKind.PRICE: Price,
    MentionKind.PLACE: Place,
    MentionKind.NAME: Name,
    MentionKind.DATE: Stay,
}

CONTACTS = frozenset({MentionKind.PHONE, MentionKind.EMAIL, MentionKind.HANDLE, MentionKind.URL})


class Mention(Record):
    """Something read in the text, with its span (code points of `AdVersion.text`) and how it was said."""

    id: Id
    kind: MentionKind
    start: int
    end: int
    extractor: str
    value: Value
    obscured: bool = False
    """Said so that a plain reader would miss it: in words, letters, emoji, other scripts."""
    own: bool = True
    """False for what belongs to somebody else: the site's own contact, a number the advertiser disowns."""

    @field_validator("value", mode="wrap")
    @classmethod
    def _of_its_kind(cls, told: object, _: ValidatorFunctionWrapHandler, info: ValidationInfo) -> Value:
        """Only the kind tells a name from an address once both are written down: their fields are alike."""
        if "kind" not in info.data:
            raise ValueError("a value of no known kind")
        return VALUES[info.data["kind"]].model_validate(told)

    @classmethod
    def read(
        cls,
        version: Id,
        edition: str,
        *,
        kind: MentionKind,
        span: tuple[int, int],
        extractor: str,
        value: Value,
        obscured: bool = False,
        own: bool = True,
    ) -> Self:
        """The id is version, edition, kind and span: never the value."""
        start, end = span
        return cls(
            id=fingerprint("mention", version, edition, kind, str(start), str(end)),
            kind=kind,
            start=start,
            end=end,
            extractor=extractor,
            value=value,
            obscured=obscured,
            own=own,
        )


class Hidden(Record):
    """A stretch that masking covers although no contact was read there; hides more than was read."""

    start: int
    end: int


class Sentence(Record):
    start: int
    end: int
    lang: str
    """ISO 639-1, or `und` rather than a guess."""


class Reading(Record):
    """All that one edition read in one ad version. One sealed row; contact keys stand beside."""

    version: Id
    edition: str
    lang: str
    sentences: tuple[Sentence, ...]
    kind: str
    """Kind of ad, one of `AdKind`."""
    mentions: tuple[Mention, ...]
    hidden: tuple[Hidden, ...]
    """Made by the reader: runs of six or more digits after normalising that are not price, date or age; words after a
    service name; address signs."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        starts = [mention.start for mention in self.mentions]
        if starts != sorted(starts):
            raise ValueError("mentions in order of their start")
        return self

    def of(self, kind: MentionKind) -> tuple[Mention, ...]:
        return tuple(mention for mention in self.mentions if mention.kind is kind and mention.own)

    def covered(self) -> tuple[tuple[int, int], ...]:
        """Spans that masking hides, merged and in order: each contact mention (own or not) and `hidden` stretch."""
        spans = sorted(
            [(m.start, m.end) for m in self.mentions if m.kind in CONTACTS] + [(h.start, h.end) for h in self.hidden]
        )
        merged: list[tuple[int, int]] = []
        for start, end in spans:
            if merged and start <= merged[-1][1]:
                merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
            else:
                merged.append((start, end))
        return tuple(merged)

    def mask(self, text: str) -> str:
        """Hide contacts: the one place where it is done, for index, desk and exports alike.

        Keeps the length, so that every other span still points to its words: each hidden code point that is not white
        space becomes a bullet. What the reader did not foresee is caught by a last sweep over the text as it stands.
        """
        shown = list(text)
        for start, end in (*self.covered(), *_sweep(text)):
            for place in range(start, min(end, len(shown))):
                if not shown[place].isspace():
                    shown[place] = BULLET
        return "".join(shown)


BULLET = "•"
DIGITS = re.compile(r"\d(?:[^\w\n]{0,3}\d){5,}")
ADDRESS = re.compile(r"(?<!\S)[^\s@]*@\S+")


def _sweep(text: str) -> tuple[tuple[int, int], ...]:
    """Spans of plain runs of six or more digits and of address signs, whatever the reader made of them."""
    return tuple(found.span() for pattern in (DIGITS, ADDRESS) for found in pattern.finditer(text))


class AdKind(StrEnum):
    OWN = "own_offer"
    DUO = "duo"
    AGENCY = "agency"
    MASSAGE = "massage_venue"
    RECRUITMENT = "recruitment"
    SUBLET = "sublet"
    BUYER = "buyer_request"
    SERVICE = "service_or_travel"
    REVIEW = "review"
    SCAM = "scam_or_spam"
    OTHER = "not_relevant"


class ContactKind(StrEnum):
    PHONE = "phone"
    EMAIL = "email"
    HANDLE = "handle"
    URL = "url"


class ContactKey(Record):
    """A contact of one version as a key: what linking joins on, in SQL. The value itself is in the sealed reading."""

    key: Id
    kind: ContactKind
    version: Id


class SearchKey(Record):
    """A further keyed form that search asks for (E.164, last nine, last six digits, handle, address)."""

    key: Id
    version: Id


class TokenStreams(Record):
    """Token streams of one version under one index edition, made by classify from the masked text; sealed."""

    version: Id
    edition: str
    exact: str
    words: str
    parts: str
    keys: str
    """Space-separated tokens, ready for both search backends (`¶` between title and body)."""
