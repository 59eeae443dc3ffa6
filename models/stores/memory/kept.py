"""What the memory stores hold between them."""

from dataclasses import dataclass, field
from datetime import datetime

from models.ad import Ad, AdVersion, Sighting
from models.addition import Addition
from models.agency import Agency, Person, Session
from models.assessment import Assessment, Standing
from models.base import Id
from models.keys import KeyRing
from models.link import Advertiser, Grouping, GroupingEvent, Link
from models.page import Page, PageKind
from models.review import Review, Withdrawal
from models.scope import JOINT, DataClass, Layer, Scope
from models.stores.ports import KeptReading
from models.viewing import LogEntry
from models.visit import Visit, VisitOutcome


@dataclass(frozen=True, slots=True)
class Telling:
    """Which page told which version of an ad."""

    page: Id
    ad: Id
    version: Id
    kind: PageKind
    told_at: datetime


@dataclass
class Kept:
    keys: KeyRing = field(default_factory=KeyRing.fresh)
    visits: dict[Id, Visit] = field(default_factory=dict)
    outcomes: dict[Id, VisitOutcome] = field(default_factory=dict)
    pages: dict[Id, Page] = field(default_factory=dict)
    ads: dict[Id, Ad] = field(default_factory=dict)
    versions: dict[Id, AdVersion] = field(default_factory=dict)
    tellings: dict[tuple[Id, Id, Id], Telling] = field(default_factory=dict)
    sightings: dict[Id, Sighting] = field(default_factory=dict)
    readings: dict[tuple[Id, str], KeptReading] = field(default_factory=dict)
    assessments: dict[tuple[Id, str], Assessment] = field(default_factory=dict)
    groupings: dict[Id, Grouping] = field(default_factory=dict)
    current_groupings: dict[Layer, Id] = field(default_factory=dict)
    links: dict[Id, dict[Id, Link]] = field(default_factory=dict)
    advertisers: dict[Id, dict[Id, Advertiser]] = field(default_factory=dict)
    events: dict[Id, dict[Id, GroupingEvent]] = field(default_factory=dict)
    standings: dict[tuple[Layer, str, Id], Standing] = field(default_factory=dict)
    current_standings: dict[Layer, str] = field(default_factory=dict)
    reviews: dict[Id, Review] = field(default_factory=dict)
    withdrawals: dict[Id, Withdrawal] = field(default_factory=dict)
    """By the review that they withdraw."""
    additions: dict[Id, Addition] = field(default_factory=dict)
    withdrawn_additions: dict[Id, Withdrawal] = field(default_factory=dict)
    agencies: dict[str, Agency] = field(default_factory=dict)
    people: dict[Id, Person] = field(default_factory=dict)
    sessions: dict[str, Session] = field(default_factory=dict)
    log: dict[Layer, list[LogEntry]] = field(default_factory=dict)
    marks: dict[str, str] = field(default_factory=dict)

    def told(self, ad: Id) -> list[Telling]:
        """Oldest first; a page read again counts by its later reading."""
        return sorted((one for one in self.tellings.values() if one.ad == ad), key=lambda one: one.told_at)

    def in_force(self) -> list[AdVersion]:
        """Versions that no later reading of the same page superseded, in the order they were kept."""
        newest = {(one.page, one.ad): one.version for one in self.tellings.values()}
        return [one for one in self.versions.values() if newest.get((one.page, one.ad), one.id) == one.id]

    def view(self, scope: Scope) -> tuple[tuple[Layer, Id], ...]:
        """(layer, current grouping) that the scope may see, its own agency's first."""
        seen = [layer for layer in (scope.own, JOINT) if layer is not None and scope.sees(layer, DataClass.ADS)]
        return tuple((layer, self.current_groupings[layer]) for layer in seen if layer in self.current_groupings)


def sees_ads(scope: Scope) -> bool:
    return scope.sees(JOINT, DataClass.ADS)
