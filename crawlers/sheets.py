"""What a site's sheet may say: facts and plain selectors, nothing that cleans."""

import re
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Any, Self
from urllib.parse import urlsplit

from pydantic import Field, StringConstraints, field_validator, model_validator
from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from crawlers.charset import known
from models.base import Record, fingerprint
from models.basis import Basis
from models.page import PageKind, PageVerdict

Name = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]*$")]
Text = Annotated[str, StringConstraints(min_length=1)]
Share = Annotated[float, Field(ge=0, le=1)]

ATTRIBUTE = re.compile(r"^(?P<css>.*?)::attr\((?P<attr>[\w:-]+)\)$")
HOURS = re.compile(r"^([01]\d|2[0-4]):([0-5]\d)-([01]\d|2[0-4]):([0-5]\d)$")
EMPTY_PAGE = LexborHTMLParser("<p></p>")


class Fetch(StrEnum):
    HTTP = "http"
    BROWSER = "browser"


class Pick(Record):
    """Where a stretch of text stands: a CSS selector, and at most which attribute or which part of it.

    Written short as `h1` or `time::attr(datetime)`.
    """

    css: Text
    attr: str | None = None
    says: str | None = None
    """Only an element whose text holds this (no selector can tell a link by its words)."""
    after: str | None = None
    """Only what stands behind this label on its line (`Ort:`), where the page has no element of its own for it."""

    @model_validator(mode="before")
    @classmethod
    def _written_short(cls, told: object) -> object:
        if not isinstance(told, str):
            return told
        short = ATTRIBUTE.match(told)
        return short.groupdict() if short else {"css": told}

    @field_validator("css")
    @classmethod
    def _is_css(cls, told: str) -> str:
        try:
            EMPTY_PAGE.css(told)
        except SelectolaxError:
            raise ValueError("a CSS selector") from None
        return told


class Pattern(Record):
    """A regular expression with one group, over a URL."""

    url: str

    @model_validator(mode="before")
    @classmethod
    def _written_short(cls, told: object) -> object:
        return {"url": told} if isinstance(told, str) else told

    @field_validator("url")
    @classmethod
    def _has_one_group(cls, told: str) -> str:
        try:
            groups = re.compile(told).groups
        except re.error:
            groups = 0
        if groups != 1:
            raise ValueError("a regular expression with one group")
        return told

    def read(self, url: str) -> str | None:
        found = re.search(self.url, url)
        return found.group(1) if found else None


class ReadList(Record):
    """How a list is read: each card, the URL in it, and where the list goes on."""

    card: Pick
    url: Pick = Pick(css="a", attr="href")
    own_id: Pattern | None = None
    says: Pick | None = None
    """What of a card tells that the ad changed; without it the whole card does (not where it says `3 h ago`)."""
    next: Pick | None = None


class ReadDetail(Record):
    """How an ad's own page is read. `title` and `body` must be there; fields may be."""

    container: Pick = Pick(css="body")
    title: Pick
    body: Pick
    fields: dict[Name, Pick] = Field(default_factory=dict)
    posted: Pick | None = None
    own_id: Pick | None = None
    images: Pick | None = None


class Read(Record):
    list: ReadList
    detail: ReadDetail


class Why(Record):
    """Why the site is watched at all. Outside loopback a sheet without a decision is not visited."""

    controller: Text
    purpose: Text
    legal_basis: Text
    decision: str | None = None


class ByDecision(Record):
    """A departure from the rule, and the number of the decision that allows it."""

    says: Text
    decision: Text


class Pace(Record):
    seconds: float = Field(default=2, ge=0, le=3600)
    at_once: int = Field(default=1, ge=1, le=16)
    hours: str = "00:00-24:00"
    robots: ByDecision | None = None
    """None: obeyed. Else `says: override` with a decision number."""
    agent: ByDecision | None = None
    """None: says who we are."""

    @field_validator("hours")
    @classmethod
    def _are_hours(cls, told: str) -> str:
        if not HOURS.match(told):
            raise ValueError("hours in quotes, such as '06:00-23:30'")
        return told

    @field_validator("robots", mode="before")
    @classmethod
    def _obey_is_the_rule(cls, told: object) -> object:
        return None if told == "obey" else told


class Fetched(Record):
    lists: Fetch = Fetch.HTTP
    details: Fetch = Fetch.HTTP


class Revisit(Record):
    """Bounds of the adaptive clock, and after how many visits an unchanged ad's own page is asked again."""

    min_hours: float = Field(default=6, gt=0)
    max_hours: float = Field(default=48, gt=0)
    details_after: int = Field(default=10, ge=1)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.min_hours > self.max_hours:
            raise ValueError("min_hours not above max_hours")
        return self


class Expect(Record):
    """What an ordinary visit finds; a visit that does not is doubtful."""

    ads: tuple[int, int] | None = None
    filled: dict[Name, Share] = Field(default_factory=dict)

    @field_validator("ads")
    @classmethod
    def _in_order(cls, told: tuple[int, int] | None) -> tuple[int, int] | None:
        if told and not 0 <= told[0] <= told[1]:
            raise ValueError("two counts, the lower first")
        return told


class Caps(Record):
    """Where a visit stops whatever the site says."""

    pages: int = Field(default=20_000, ge=1)
    list_pages: int = Field(default=500, ge=1)
    links: int = Field(default=500, ge=1)
    body_mb: float = Field(default=8, gt=0, le=64)
    seconds: float = Field(default=30, gt=0, le=600)
    redirects: int = Field(default=5, ge=0, le=10)
    url_length: int = Field(default=500, ge=20)
    hours: float = Field(default=12, gt=0)


class Sheet(Record):
    """One site: what it is, why it is watched, how it is asked and read."""

    id: Name
    name: Text
    about: str = ""
    hosts: tuple[Text, ...] = Field(min_length=1)
    lists: dict[Name, Text] = Field(min_length=1)
    why: Why
    pace: Pace = Pace()
    fetch: Fetched = Fetched()
    encoding: str | None = None
    own_contacts: tuple[Text, ...] = ()
    revisit: Revisit = Revisit()
    expect: Expect = Expect()
    caps: Caps = Caps()
    read: Read | None = None
    verdicts: dict[PageVerdict, tuple[Text, ...]] = Field(default_factory=dict)
    reader: str | None = None
    """Source of the Python reader beside the sheet; filled by the loader."""

    @field_validator("encoding")
    @classmethod
    def _is_a_charset(cls, told: str | None) -> str | None:
        if told is not None and known(told) is None:
            raise ValueError("a charset that browsers know, such as iso-8859-1")
        return told

    @field_validator("hosts")
    @classmethod
    def _lower(cls, told: tuple[str, ...]) -> tuple[str, ...]:
        if any("/" in host for host in told):
            raise ValueError("bare host names")
        return tuple(host.lower() for host in told)

    @model_validator(mode="after")
    def _starts_at_its_hosts(self) -> Self:
        for name, url in self.lists.items():
            if not self.covers(url):
                raise ValueError(f"list {name!r} to start with http(s):// and one of the hosts")
        return self

    def covers(self, url: str) -> bool:
        """Whether a visit may ask for this at all: http or https, at one of the sheet's hosts."""
        split = urlsplit(url)
        return split.scheme in {"http", "https"} and (split.hostname or "") in self.hosts

    @property
    def basis(self) -> Basis:
        return Basis(**self.why.model_dump())

    @cached_property
    def hash(self) -> str:
        """Names the sheet in force on every page: what it says, however it is laid out."""
        return fingerprint("sheet", self.model_dump_json())

    def fetched_by(self, kind: PageKind) -> Fetch:
        return self.fetch.lists if kind is PageKind.LIST else self.fetch.details

    def as_told(self) -> dict[str, Any]:
        """For handing to a visit's process."""
        return self.model_dump(mode="json")
