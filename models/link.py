"""Ties between ads, and the advertisers and personas that they hold together."""

from enum import StrEnum
from typing import Self

from pydantic import Field

from models.base import Id, Moment, Record, fingerprint
from models.scope import Layer


class Evidence(Record):
    """One comparison of a pair: its level and weight (log2 odds); never a value."""

    comparison: str
    level: str
    weight: float


class LinkSource(StrEnum):
    MACHINE = "machine"
    PERSON = "person"


class Link(Record):
    """A tie between two ads (`a` < `b`), with its evidence and probability. A person's un-tie has probability 0."""

    id: Id
    layer: Layer
    a: Id
    b: Id
    probability: float = Field(ge=0, le=1)
    evidence: tuple[Evidence, ...]
    source: LinkSource
    edition: str
    """Linking edition, or the id of the person's action."""

    @classmethod
    def between(
        cls,
        one: Id,
        other: Id,
        *,
        layer: Layer,
        probability: float,
        evidence: tuple[Evidence, ...],
        edition: str,
        source: LinkSource = LinkSource.MACHINE,
    ) -> Self:
        a, b = sorted((one, other))
        return cls(
            id=fingerprint("link", layer, edition, a, b),
            layer=layer,
            a=a,
            b=b,
            probability=probability,
            evidence=evidence,
            source=source,
            edition=edition,
        )


class Persona(Record):
    """One person as advertised within an advertiser."""

    id: Id
    advertiser: Id
    names: tuple[str, ...]
    ages: tuple[int, ...]
    ads: tuple[Id, ...]


class Figures(Record):
    """Advertiser figures that signals and pages need."""

    ads: int
    names: int
    contacts: int
    sites: int
    places: tuple[str, ...]
    """Municipality codes, most frequent first."""
    langs: tuple[str, ...]
    kinds: tuple[str, ...]
    first_seen_at: Moment
    last_seen_at: Moment


class Advertiser(Record):
    """A group of ads that links hold together: the hand that manages the contact; computed, never edited."""

    id: Id
    layer: Layer
    run: Id
    ads: tuple[Id, ...]
    personas: tuple[Persona, ...]
    figures: Figures

    @staticmethod
    def founded(layer: Layer, founding_ad: Id) -> Id:
        """Name a group that shares no ad with an earlier one."""
        return fingerprint("advertiser", layer, founding_ad)


class GroupingEventKind(StrEnum):
    MERGE = "merge"
    SPLIT = "split"


class GroupingEvent(Record):
    """Which earlier groups a group came from, when that is not one to one."""

    id: Id
    kind: GroupingEventKind
    run: Id
    before: tuple[Id, ...]
    after: tuple[Id, ...]


class Grouping(Record):
    """One run of linking over one layer; written in small transactions and made current by one row."""

    id: Id
    layer: Layer
    edition: str
    started_at: Moment

    @classmethod
    def begun(cls, layer: Layer, edition: str, *, started_at: Moment) -> Self:
        return cls(
            id=fingerprint("grouping", layer, edition, started_at.isoformat()),
            layer=layer,
            edition=edition,
            started_at=started_at,
        )
