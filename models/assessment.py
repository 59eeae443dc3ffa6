"""What the machine concludes about an ad version or an advertiser: findings that quote, a band, and why; no verdict."""

from enum import StrEnum
from typing import Self

from pydantic import Field

from models.base import Id, Record, fingerprint


class Band(StrEnum):
    """How soon a person should look."""

    URGENT = "urgent"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    NONE = "none"

    @property
    def rank(self) -> int:
        """0 for urgent, 4 for none: the order of the queue."""
        return list(Band).index(self)


class Use(StrEnum):
    """What an indicator may do."""

    RANKS = "ranks"
    GROUP = "group"
    CONTEXT = "context"
    URGENT = "urgent"
    AGAINST = "against"


class Grade(StrEnum):
    """Evidence grade of an indicator."""

    A = "A"  # tested and supported
    B = "B"  # experts only
    C = "C"  # tested and not supported
    U = "U"  # untested


class Finder(StrEnum):
    """What proposed a finding."""

    PHRASE = "phrase"
    SIGNAL = "signal"
    LEARNED = "learned"


class Finding(Record):
    """One indicator met in one place of one ad version. The quote is cut from the text when shown, never kept."""

    id: Id
    indicator: str
    """Readable id in the catalogue."""
    start: int = Field(ge=0)
    end: int = Field(gt=0)
    finder: Finder

    @classmethod
    def met(cls, version: Id, edition: str, *, indicator: str, span: tuple[int, int], finder: Finder) -> Self:
        start, end = span
        return cls(
            id=fingerprint("finding", version, edition, indicator, str(start), str(end)),
            indicator=indicator,
            start=start,
            end=end,
            finder=finder,
        )


class Fact(Record):
    """One fact that a group finding rests on: a named figure and the ads that show it; never a contact."""

    name: str
    value: str
    ads: tuple[Id, ...] = ()


class GroupFinding(Record):
    """An indicator met on an advertiser, with the facts it rests on."""

    id: Id
    advertiser: Id
    indicator: str
    facts: tuple[Fact, ...]

    @classmethod
    def met(cls, advertiser: Id, edition: str, *, indicator: str, facts: tuple[Fact, ...]) -> Self:
        return cls(
            id=fingerprint("group finding", advertiser, edition, indicator),
            advertiser=advertiser,
            indicator=indicator,
            facts=facts,
        )


class Contribution(Record):
    """What one indicator added to a sum, after the cap of its family. Positive speaks for a look, negative against."""

    indicator: str
    family: str
    weight: float


class Assessment(Record):
    id: Id
    version: Id
    edition: str
    findings: tuple[Finding, ...]
    band: Band
    contributions: tuple[Contribution, ...]

    @classmethod
    def of(
        cls,
        version: Id,
        edition: str,
        *,
        findings: tuple[Finding, ...],
        band: Band,
        contributions: tuple[Contribution, ...],
    ) -> Self:
        return cls(
            id=fingerprint("assessment", version, edition),
            version=version,
            edition=edition,
            findings=findings,
            band=band,
            contributions=contributions,
        )


class Standing(Record):
    """What the machine concludes about one advertiser under one edition: band, what speaks for, what against."""

    id: Id
    layer: str
    advertiser: Id
    edition: str
    band: Band
    weight: float
    """Sum within the band, for order only; never shown."""
    contributions: tuple[Contribution, ...]
    group_findings: tuple[GroupFinding, ...]

    @classmethod
    def of(
        cls,
        advertiser: Id,
        edition: str,
        *,
        layer: str,
        band: Band,
        contributions: tuple[Contribution, ...],
        group_findings: tuple[GroupFinding, ...],
    ) -> Self:
        return cls(
            id=fingerprint("standing", layer, advertiser, edition),
            layer=layer,
            advertiser=advertiser,
            edition=edition,
            band=band,
            weight=sum(part.weight for part in contributions),
            contributions=contributions,
            group_findings=group_findings,
        )
