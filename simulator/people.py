"""Who stands behind the ads: advertisers, their personas, where they are and how they are reached. This is truth."""

from datetime import datetime
from typing import TypeVar

from models.base import Record
from simulator.contacts import NamedHandle
from simulator.kinds import Kind

Days = float
"""Days since the window's first midnight; below zero before it."""


class Leg(Record):
    """Where somebody is, from one day to the next leg's."""

    since: Days
    town: str
    district: str
    street: str


class PhoneUse(Record):
    since: Days
    e164: str


Since = TypeVar("Since", Leg, PhoneUse)


class Persona(Record):
    """One person as advertised."""

    id: str
    name: str
    age: int
    language: str
    hour_price: int
    legs: tuple[Leg, ...]
    phones: tuple[PhoneUse, ...]
    images: tuple[str, ...]

    def leg_at(self, day: Days) -> Leg:
        return _latest(self.legs, day)

    def phone_at(self, day: Days) -> str:
        return _latest(self.phones, day).e164


class Advertiser(Record):
    """The hand that manages the contact. `face` speaks where no persona does (a scam, a recruiter, a buyer)."""

    id: str
    kind: Kind
    minor: bool
    face: Persona
    personas: tuple[Persona, ...]
    house: str
    """Name of an agency or a venue; empty for the others."""
    mail: str
    handle: NamedHandle
    present: tuple[tuple[Days, Days], ...]
    """Stretches of days on the market: two where it pauses and returns."""
    sites: tuple[str, ...]
    ads: int
    typo_rate: float
    templates: tuple[str, ...]
    """Names of the templates it fills in; two agencies may have bought the same."""
    silent: bool = False
    """A controlled group none of whose texts shows a sign."""
    spammer: bool = False
    """Posts one text under many numbers."""
    shows_both_numbers: bool = False

    @property
    def controlled(self) -> bool:
        return self.kind is Kind.CONTROLLED_GROUP


class SaidVersion(Record):
    """What an ad says from one moment on, and what a plain reader reads in it."""

    since: datetime
    title: str
    body: str
    price: str
    phones: tuple[str, ...]
    emails: tuple[str, ...]
    handles: tuple[NamedHandle, ...]
    names: tuple[str, ...]

    @property
    def text(self) -> str:
        return f"{self.title}\n{self.body}"


class MarketAd(Record):
    """An ad under its site's own id, and what is true of it: only the versions may be shown to anybody."""

    site: str
    own_id: str
    advertiser: str | None
    personas: tuple[str, ...]
    kind: str
    controlled: bool
    minor: bool
    signs: tuple[str, ...]
    true_contacts: tuple[str, ...]
    repost_of: str | None
    """The own id of the ad whose text this one repeats with small edits."""
    town: str
    district: str
    images: tuple[str, ...]
    posted_at: datetime
    removed_at: datetime
    versions: tuple[SaidVersion, ...]

    @property
    def id(self) -> str:
        return f"{self.site.partition('.')[0]}-{self.own_id}"

    def stands(self, moment: datetime) -> bool:
        return self.posted_at <= moment < self.removed_at

    def said(self, moment: datetime) -> SaidVersion:
        """The version shown at a moment; before the first edit, the first."""
        return next((said for said in reversed(self.versions) if said.since <= moment), self.versions[0])


def _latest(uses: tuple[Since, ...], day: Days) -> Since:
    return next((use for use in reversed(uses) if use.since <= day), uses[0])
