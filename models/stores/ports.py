"""What the rooms may ask of whatever keeps the records; what a read's scope may not see is NotFound or absent."""

from collections.abc import Iterator, Sequence
from typing import Protocol

from models.ad import Ad, AdVersion, Sighting
from models.agency import Agency, Person, Session
from models.assessment import Assessment, Band, Standing
from models.base import Id, Moment, Record
from models.desk import AdTimes, BandCount, QueuePage
from models.history import Encounter, Occasion, Snapshot, Unit
from models.link import Advertiser, Grouping, GroupingEvent, Link
from models.page import Page
from models.reading import ContactKey, Reading, SearchKey
from models.review import Review, Withdrawal
from models.scope import Layer, Scope
from models.stores.own_ports import Additions, Disclosures
from models.viewing import LogEntry, Viewing
from models.visit import Visit, VisitOutcome


class Harvest(Record):
    """What one page gave: written in one small transaction, and written twice stands once."""

    page: Page
    ads: tuple[Ad, ...] = ()
    versions: tuple[AdVersion, ...] = ()
    sightings: tuple[Sighting, ...] = ()


class KnownAd(Record):
    """What a visit must know of an ad met before, so that its detail is asked again only when needed."""

    ad: Id
    url: str
    version: Id
    card: str
    visits_since_detail: int


class KeptReading(Record):
    """A reading with what stands beside it in the clear: keys, never values."""

    reading: Reading
    contacts: tuple[ContactKey, ...]
    search_keys: tuple[SearchKey, ...]


class ReadVersion(Record):
    """An ad version with what one edition read in it: what assessing, linking and the desk work on."""

    ad: Ad
    version: AdVersion
    reading: Reading
    contacts: tuple[ContactKey, ...]


class Pages(Protocol):
    def add(self, harvest: Harvest) -> None:
        """Keep a page and what it gave: one transaction, idempotent; FTS and readings are not touched."""

    def add_all(self, harvests: Sequence[Harvest]) -> None:
        """As `add`, several in one transaction; the caller keeps them to about ten rows together."""

    def get(self, page: Id, scope: Scope) -> Page: ...

    def of_visit(self, visit: Id, scope: Scope) -> Iterator[Page]: ...


class Visits(Protocol):
    def start(self, visit: Visit) -> None: ...

    def end(self, outcome: VisitOutcome) -> None: ...

    def unfinished(self, site: str, scope: Scope) -> Visit | None:
        """The visit that has no outcome: it is to be resumed."""

    def last(self, site: str, scope: Scope, *, limit: int = 20) -> tuple[tuple[Visit, VisitOutcome | None], ...]:
        """Newest first."""

    def sites(self, scope: Scope) -> tuple[str, ...]: ...


class Ads(Protocol):
    def get(self, ad: Id, scope: Scope) -> Ad: ...

    def version(self, version: Id, scope: Scope) -> AdVersion: ...

    def versions(self, ad: Id, scope: Scope) -> tuple[AdVersion, ...]:
        """Oldest first."""

    def known(self, site: str, scope: Scope) -> Iterator[KnownAd]: ...

    def times(self, ads: Sequence[Id], scope: Scope) -> tuple[AdTimes, ...]: ...

    def sightings(self, ads: Sequence[Id], scope: Scope) -> tuple[Sighting, ...]:
        """In order of time."""

    def unread(self, edition: str, scope: Scope, *, limit: int = 500) -> tuple[AdVersion, ...]:
        """Versions that this reading edition has not met; empty when all are read."""

    def count(self, scope: Scope) -> int: ...


class Readings(Protocol):
    def add(self, kept: Sequence[KeptReading]) -> None: ...

    def get(self, version: Id, edition: str, scope: Scope) -> Reading: ...

    def all(self, edition: str, scope: Scope) -> Iterator[ReadVersion]:
        """Every read version, streamed, in a stable order."""

    def latest(self, ads: Sequence[Id], edition: str, scope: Scope) -> tuple[ReadVersion, ...]:
        """The latest read version of each ad."""

    def unassessed(
        self, reading: str, assessing: str, scope: Scope, *, limit: int = 500
    ) -> tuple[ReadVersion, ...]: ...

    def by_search_key(self, key: Id, edition: str, scope: Scope) -> tuple[Id, ...]:
        """Ids of the ads whose versions hold this key."""


class Assessments(Protocol):
    def add(self, assessments: Sequence[Assessment]) -> None: ...

    def of(self, versions: Sequence[Id], edition: str, scope: Scope) -> tuple[Assessment, ...]: ...

    def all(self, edition: str, scope: Scope) -> Iterator[Assessment]: ...


class Groupings(Protocol):
    """Links, advertisers and personas by layer; an agency's own groups lie over the joint ones that hold their ads."""

    def begin(self, grouping: Grouping) -> None: ...

    def add_links(self, grouping: Id, links: Sequence[Link]) -> None: ...

    def add_advertisers(self, grouping: Id, advertisers: Sequence[Advertiser]) -> None: ...

    def add_events(self, grouping: Id, events: Sequence[GroupingEvent]) -> None: ...

    def make_current(self, grouping: Id) -> None:
        """One row: from here on reads see this grouping; superseded rows that nothing names are dropped."""

    def current(self, layer: Layer, scope: Scope) -> Grouping | None: ...

    def advertisers(self, layer: Layer, scope: Scope) -> Iterator[Advertiser]:
        """Of the current grouping, in a stable order."""

    def advertiser(self, advertiser: Id, scope: Scope) -> Advertiser: ...

    def of_ad(self, ad: Id, scope: Scope) -> Advertiser | None: ...

    def links(self, ads: Sequence[Id], scope: Scope) -> tuple[Link, ...]:
        """Links of the current grouping that touch these ads."""


class Standings(Protocol):
    def add(self, standings: Sequence[Standing]) -> None: ...

    def get(self, advertiser: Id, scope: Scope) -> Standing: ...

    def make_current(self, layer: Layer, edition: str) -> None: ...


class Queue(Protocol):
    """Always asked of the database, never of the search index."""

    def page(
        self,
        scope: Scope,
        *,
        bands: frozenset[Band] = frozenset(),
        decided: bool = False,
        after: str | None = None,
        limit: int = 25,
    ) -> QueuePage:
        """Advertisers by band, weight and id; `decided` shows those that the scope's own agency has decided on."""

    def counts(self, scope: Scope) -> tuple[BandCount, ...]: ...


class Reviews(Protocol):
    def add(self, review: Review, viewing: Viewing) -> None:
        """Decision and log entry commit together."""

    def withdraw(self, withdrawal: Withdrawal, viewing: Viewing) -> None:
        """Raises NotFound for a review that the withdrawer's layer does not hold, Conflict for one withdrawn before."""

    def get(self, review: Id, scope: Scope) -> Review: ...

    def of(self, advertiser: Id, scope: Scope) -> tuple[Review, ...]:
        """Not withdrawn ones, newest first, of the scope's layers."""

    def by(self, person: Id, scope: Scope, *, limit: int = 20) -> tuple[Review, ...]:
        """A person's own decisions that are not withdrawn, newest first: what undo works back through."""


class Histories(Protocol):
    """What figures are counted from, under the current editions and joint grouping; asks for the class of figures."""

    def snapshot(self, scope: Scope) -> Snapshot | None:
        """None while nothing has been linked."""

    def occasions(self, scope: Scope) -> tuple[Occasion, ...]:
        """By site and week: only a visit that walked a list to the end makes one."""

    def encounters(self, unit: Unit, scope: Scope) -> Iterator[Encounter]:
        """By unit, site and week, no week twice; met in a list that was walked to the end, never by its own address."""


class People(Protocol):
    """Agencies, accounts and sign-ins: read before there is a scope, so only by sign-in and the user door."""

    def add_agency(self, agency: Agency) -> None: ...

    def agencies(self) -> tuple[Agency, ...]: ...

    def add(self, person: Person) -> None:
        """Raises Conflict when the login is taken."""

    def by_login(self, login: str) -> Person | None: ...

    def get(self, person: Id) -> Person: ...

    def all(self) -> tuple[Person, ...]: ...

    def open_session(self, session: Session) -> None: ...

    def session(self, session: str) -> Session | None: ...

    def touch_session(self, session: str, *, seen_at: Moment) -> None: ...

    def end_session(self, session: str, *, ended_at: Moment) -> None: ...


class Log(Protocol):
    def add(self, viewing: Viewing) -> LogEntry: ...

    def entries(self, scope: Scope, *, after: int = 0, limit: int = 1000) -> tuple[LogEntry, ...]: ...

    def verify(self) -> int:
        """Count the entries of an unbroken chain. Raises BadInput that names the first broken number."""


class Marks(Protocol):
    """Small named values that the installation shares: current editions, the market's seed, a step that is done."""

    def set(self, name: str, value: str) -> None: ...

    def get(self, name: str) -> str | None: ...


class Stores(Protocol):
    """All of them, over one database."""

    pages: Pages
    visits: Visits
    ads: Ads
    readings: Readings
    assessments: Assessments
    groupings: Groupings
    standings: Standings
    queue: Queue
    reviews: Reviews
    additions: Additions
    disclosures: Disclosures
    histories: Histories
    people: People
    log: Log
    marks: Marks

    def close(self) -> None: ...
