"""Opens all the stores over one database, brought up to the schema of this Lykta."""

from dataclasses import dataclass
from typing import Self

from sqlalchemy import select

from models.base import keyed_fingerprint
from models.clock import Clock
from models.errors import WrongKey
from models.keys import KeyRing
from models.settings import Settings
from models.stores import own_ports, ports
from models.stores.sql.additions import SqlAdditions, SqlDisclosures
from models.stores.sql.ads import SqlAds
from models.stores.sql.assessments import SqlAssessments
from models.stores.sql.desk_tables import installation
from models.stores.sql.engine import open_engine
from models.stores.sql.ground import Ground
from models.stores.sql.groupings import SqlGroupings
from models.stores.sql.histories import SqlHistories
from models.stores.sql.log import SqlLog
from models.stores.sql.marks import SqlMarks
from models.stores.sql.pages import SqlPages
from models.stores.sql.people import SqlPeople
from models.stores.sql.queue import SqlQueue
from models.stores.sql.readings import SqlReadings
from models.stores.sql.reviews import SqlReviews
from models.stores.sql.schema import migrate
from models.stores.sql.sealed import Sealer
from models.stores.sql.standings import SqlStandings
from models.stores.sql.visits import SqlVisits

THE_ONE = 1


@dataclass
class SqlStores:
    """All stores; `ground` is for what is kept beside them in the same database, such as the search index."""

    ground: Ground
    pages: ports.Pages
    visits: ports.Visits
    ads: ports.Ads
    readings: ports.Readings
    assessments: ports.Assessments
    groupings: ports.Groupings
    standings: ports.Standings
    queue: ports.Queue
    reviews: ports.Reviews
    additions: own_ports.Additions
    disclosures: own_ports.Disclosures
    histories: ports.Histories
    people: ports.People
    log: ports.Log
    marks: ports.Marks

    @classmethod
    def over(cls, ground: Ground) -> Self:
        return cls(
            ground=ground,
            pages=SqlPages(ground),
            visits=SqlVisits(ground),
            ads=SqlAds(ground),
            readings=SqlReadings(ground),
            assessments=SqlAssessments(ground),
            groupings=SqlGroupings(ground),
            standings=SqlStandings(ground),
            queue=SqlQueue(ground),
            reviews=SqlReviews(ground),
            additions=SqlAdditions(ground),
            disclosures=SqlDisclosures(ground),
            histories=SqlHistories(ground),
            people=SqlPeople(ground),
            log=SqlLog(ground),
            marks=SqlMarks(ground),
        )

    def close(self) -> None:
        self.ground.engine.dispose()


def open_stores(settings: Settings, keys: KeyRing, clock: Clock) -> SqlStores:
    """Open, and migrate where needed.

    Raises BadInput for what is no database of Lykta's, SchemaAhead for a newer one, WrongKey or LostKey for the ring
    of another.
    """
    engine = open_engine(settings.database)
    ground = Ground(engine=engine, sealer=Sealer(keys), keys=keys, clock=clock)
    try:
        migrate(engine)
        _know_each_other(ground)
    except Exception:
        engine.dispose()
        raise
    return SqlStores.over(ground)


def _know_each_other(ground: Ground) -> None:
    """The first to open leaves a sealed word; a ring that cannot open it would write what nobody else can read."""
    with ground.reading() as connection:
        canary = connection.execute(select(installation.c.canary).where(installation.c.id == THE_ONE)).scalar()
    if canary is None:
        with ground.writing() as connection:
            sealed = ground.sealer.seal(installation.c.canary, str(THE_ONE), _word(ground.keys))
            ground.put(connection, installation, [{"id": THE_ONE, "canary": sealed}])
        return _know_each_other(ground)
    if ground.sealer.open(installation.c.canary, str(THE_ONE), canary) != _word(ground.keys):
        raise WrongKey("this database: its keyed hashes were made with other keys")
    return None


def _word(keys: KeyRing) -> str:
    return " ".join(keyed_fingerprint(keys.keyed[purpose], "canary") for purpose in sorted(keys.keyed))
