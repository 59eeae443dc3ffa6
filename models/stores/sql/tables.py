"""The tables of what is collected and computed; in the clear stand only ids, keys, codes, counts and times."""

from sqlalchemy import (
    BigInteger,
    Column,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    SmallInteger,
    Table,
    UniqueConstraint,
)

from models.stores.sql.columns import ID, a_code, a_moment, an_id, codes, metadata, numbered, sealed

visits = Table(
    "visits",
    metadata,
    an_id(primary_key=True),
    a_code("site"),
    a_moment("due_at"),
    a_moment("started_at"),
    a_code("sheet"),
    Index(None, "site", "started_at"),
)

outcomes = Table(
    "outcomes",
    metadata,
    Column("visit", ID, ForeignKey("visits.id"), primary_key=True),
    a_code("verdict"),
    a_moment("ended_at"),
    codes("counts"),
    codes("completed_lists"),
    codes("broken"),
)

pages = Table(
    "pages",
    metadata,
    numbered(),
    an_id(unique=True),
    a_code("site"),
    an_id("visit"),
    sealed("url"),
    a_code("kind"),
    Column("status", Integer, nullable=False),
    a_code("verdict"),
    a_moment("fetched_at"),
    a_code("address", nullable=True),
    a_code("sheet"),
    a_code("body_sha256"),
    codes("basis"),
    a_code("archive_file", nullable=True),
    Column("archive_offset", BigInteger),
    Column("archive_length", BigInteger),
    a_code("archive_sha256", nullable=True),
    Index(None, "visit", "number"),
)

ads = Table(
    "ads",
    metadata,
    numbered(),
    an_id(unique=True),
    a_code("site"),
    sealed("address"),
    a_moment("first_seen_at"),
    codes("basis"),
    Index(None, "site", "number"),
)

versions = Table(
    "versions",
    metadata,
    numbered(),
    an_id(unique=True),
    Column("ad", ID, ForeignKey("ads.id"), nullable=False),
    an_id("page"),
    a_code("sheet"),
    a_moment("said_at"),
    sealed("said"),
    codes("image_keys"),
    codes("basis"),
    Index(None, "ad", "said_at"),
)

tellings = Table(
    "tellings",
    metadata,
    numbered(),
    an_id("page"),
    Column("ad", ID, ForeignKey("ads.id"), nullable=False),
    Column("version", ID, ForeignKey("versions.id"), nullable=False),
    a_code("kind"),
    a_moment("told_at"),
    UniqueConstraint("page", "ad", "version"),
    Index(None, "ad", "told_at"),
)
"""Which page told which version: the newest names what the ad says now, and a page read again supersedes itself."""

sightings = Table(
    "sightings",
    metadata,
    numbered(),
    an_id(unique=True),
    Column("ad", ID, ForeignKey("ads.id"), nullable=False),
    Column("version", ID, ForeignKey("versions.id"), nullable=False),
    an_id("visit"),
    a_code("site"),
    a_code("list_name", nullable=True),
    a_moment("seen_at"),
    a_code("card"),
    Index(None, "ad", "seen_at"),
)

readings = Table(
    "readings",
    metadata,
    numbered(),
    Column("version", ID, ForeignKey("versions.id"), nullable=False),
    a_code("edition"),
    sealed("reading"),
    UniqueConstraint("version", "edition"),
)

contact_keys = Table(
    "contact_keys",
    metadata,
    an_id("version", primary_key=True),
    a_code("edition", primary_key=True),
    Column("place", SmallInteger, primary_key=True, autoincrement=False),
    an_id("key"),
    a_code("kind"),
    ForeignKeyConstraint(["version", "edition"], ["readings.version", "readings.edition"]),
    Index(None, "key", "edition"),
)

search_keys = Table(
    "search_keys",
    metadata,
    an_id("key", primary_key=True),
    a_code("edition", primary_key=True),
    an_id("version", primary_key=True),
    ForeignKeyConstraint(["version", "edition"], ["readings.version", "readings.edition"]),
    Index(None, "version", "edition"),
)

assessments = Table(
    "assessments",
    metadata,
    numbered(),
    an_id(unique=True),
    Column("version", ID, ForeignKey("versions.id"), nullable=False),
    a_code("edition"),
    Column("band", SmallInteger, nullable=False),
    codes("findings"),
    codes("contributions"),
    UniqueConstraint("version", "edition"),
)

groupings = Table(
    "groupings",
    metadata,
    an_id(primary_key=True),
    a_code("layer"),
    a_code("edition"),
    a_moment("started_at"),
)

current_groupings = Table(
    "current_groupings",
    metadata,
    a_code("layer", primary_key=True),
    Column("grouping", ID, ForeignKey("groupings.id"), nullable=False),
)

links = Table(
    "links",
    metadata,
    Column("grouping", ID, ForeignKey("groupings.id"), primary_key=True),
    an_id(primary_key=True),
    a_code("layer"),
    an_id("a"),
    an_id("b"),
    Column("probability", Float(53), nullable=False),
    codes("evidence"),
    a_code("source"),
    a_code("edition"),
    Index(None, "grouping", "a"),
    Index(None, "grouping", "b"),
)

advertisers = Table(
    "advertisers",
    metadata,
    Column("grouping", ID, ForeignKey("groupings.id"), primary_key=True),
    an_id(primary_key=True),
    a_code("layer"),
    Column("personas", Integer, nullable=False),
    codes("figures"),
)

advertiser_ads = Table(
    "advertiser_ads",
    metadata,
    Column("grouping", ID, ForeignKey("groupings.id"), primary_key=True),
    an_id("ad", primary_key=True),
    an_id("advertiser"),
    a_code("layer"),
    Column("place", Integer, nullable=False),
    Index(None, "grouping", "advertiser"),
)

personas = Table(
    "personas",
    metadata,
    Column("grouping", ID, ForeignKey("groupings.id"), primary_key=True),
    an_id(primary_key=True),
    an_id("advertiser"),
    a_code("layer"),
    Column("place", Integer, nullable=False),
    sealed("said"),
    codes("ads"),
    Index(None, "grouping", "advertiser"),
)

grouping_events = Table(
    "grouping_events",
    metadata,
    an_id(primary_key=True),
    Column("grouping", ID, nullable=False),
    a_code("layer"),
    a_code("kind"),
    codes("before"),
    codes("after"),
)

standings = Table(
    "standings",
    metadata,
    a_code("layer", primary_key=True),
    a_code("edition", primary_key=True),
    an_id("advertiser", primary_key=True),
    an_id(),
    Column("band", SmallInteger, nullable=False),
    Column("weight", Float(53), nullable=False),
    sealed("detail"),
)
Index(
    "ix_standings_queue",
    standings.c.layer,
    standings.c.edition,
    standings.c.band,
    standings.c.weight.desc(),
    standings.c.advertiser,
)

current_standings = Table(
    "current_standings",
    metadata,
    a_code("layer", primary_key=True),
    a_code("edition"),
)
