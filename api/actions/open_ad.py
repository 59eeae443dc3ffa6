"""Open one ad: its versions, masked, how each differs from the one before, and what was found in the latest."""

from api.actions.viewings import note
from api.desk import Asker
from api.indicators import IndicatorShown
from api.policy import Action
from api.shown.changes import Stretch, changes
from api.shown.quotes import Masked
from models.ad import Ad, AdVersion
from models.base import Id, Moment, Record
from models.desk import AdTimes
from models.errors import NotFound
from models.viewing import Act


class PartShown(Record):
    """`stretches` are the whole part for a first version, else how it changed."""

    name: str
    stretches: tuple[Stretch, ...]
    text: str


class VersionShown(Record):
    version: Id
    said_at: Moment
    parts: tuple[PartShown, ...]
    first: bool
    unread: bool
    """Not yet read, so not yet masked: nothing of it is shown."""


class FindingShown(Record):
    indicator: IndicatorShown
    quote: str


class AdView(Record):
    ad: Ad
    advertiser: Id | None
    times: AdTimes | None
    lang: str | None
    kind: str | None
    versions: tuple[VersionShown, ...]
    """Newest first."""
    findings: tuple[FindingShown, ...]


def open_ad(ad: Id, *, asker: Asker) -> AdView:
    """Raises NotAllowed and NotFound."""
    asker.need(Action.READ_AD)
    stores, scope = asker.desk.stores, asker.scope
    found, versions = stores.ads.get(ad, scope), stores.ads.versions(ad, scope)
    advertiser = stores.groupings.of_ad(ad, scope)
    reading = asker.desk.editions().reading
    latest = stores.readings.latest([ad], reading, scope)
    note(Act.VIEW, "ad", of=ad, asker=asker)
    return AdView(
        ad=found,
        advertiser=advertiser.id if advertiser else None,
        times=next(iter(stores.ads.times([ad], scope)), None),
        lang=latest[0].reading.lang if latest else None,
        kind=latest[0].reading.kind if latest else None,
        versions=_shown([(version, _masked(version, asker)) for version in versions]),
        findings=_findings(Masked.of(latest[0].version, latest[0].reading), asker) if latest else (),
    )


def _masked(version: AdVersion, asker: Asker) -> Masked | None:
    try:
        reading = asker.desk.stores.readings.get(version.id, asker.desk.editions().reading, asker.scope)
    except NotFound:
        return None
    return Masked.of(version, reading)


def _shown(versions: list[tuple[AdVersion, Masked | None]]) -> tuple[VersionShown, ...]:
    told: list[VersionShown] = []
    earlier: Masked | None = None
    for version, masked in versions:
        told.append(
            VersionShown(
                version=version.id,
                said_at=version.said_at,
                parts=tuple(_part(name, text, earlier) for name, text in masked.parts()) if masked else (),
                first=earlier is None,
                unread=masked is None,
            )
        )
        earlier = masked or earlier
    return tuple(reversed(told))


def _part(name: str, text: str, earlier: Masked | None) -> PartShown:
    before = earlier.part(name) if earlier else text
    return PartShown(name=name, stretches=changes(before, text), text=text)


def _findings(latest: Masked, asker: Asker) -> tuple[FindingShown, ...]:
    edition = asker.desk.editions().assessing
    return tuple(
        FindingShown(
            indicator=asker.desk.indicators.get(finding.indicator), quote=latest.text[finding.start : finding.end]
        )
        for assessment in asker.desk.stores.assessments.of([latest.version.id], edition, asker.scope)
        for finding in assessment.findings
    )
