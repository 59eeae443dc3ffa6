"""The tables of what people do (reviews, accounts, the log) and of the installation itself."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, String, Table

from models.stores.sql.columns import ID, a_code, a_moment, an_id, codes, metadata, sealed

reviews = Table(
    "reviews",
    metadata,
    an_id(primary_key=True),
    a_code("layer"),
    an_id("advertiser"),
    a_code("decision"),
    a_code("concern", nullable=True),
    sealed("reason"),
    an_id("person"),
    a_moment("decided_at"),
    codes("versions"),
    codes("basis"),
    Index(None, "layer", "advertiser", "decided_at"),
    Index(None, "layer", "person", "decided_at"),
)

withdrawals = Table(
    "withdrawals",
    metadata,
    an_id(primary_key=True),
    a_code("layer"),
    Column("of", ID, ForeignKey("reviews.id"), nullable=False, unique=True),
    an_id("by"),
    a_moment("at"),
)

agencies = Table(
    "agencies",
    metadata,
    a_code("id", primary_key=True),
    a_code("kind"),
    a_code("name"),
)

people = Table(
    "people",
    metadata,
    an_id(primary_key=True),
    Column("agency", String, ForeignKey("agencies.id"), nullable=False),
    a_code("role"),
    an_id("login_key", unique=True),
    sealed("account"),
    a_code("language"),
    a_moment("made_at"),
)

sessions = Table(
    "sessions",
    metadata,
    a_code("id", primary_key=True),
    Column("person", ID, ForeignKey("people.id"), nullable=False),
    sealed("csrf"),
    a_moment("began_at"),
    a_moment("seen_at"),
    a_moment("ended_at", nullable=True),
)

log = Table(
    "log",
    metadata,
    a_code("layer", primary_key=True),
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    a_moment("at"),
    Column("person", ID),
    a_code("act"),
    a_code("thing"),
    a_code("thing_id", nullable=True),
    sealed("reason", nullable=True),
    a_code("mac"),
)

log_heads = Table(
    "log_heads",
    metadata,
    a_code("layer", primary_key=True),
    Column("number", BigInteger, nullable=False),
    a_code("last"),
    a_code("mac"),
)
"""The end of each layer's chain, itself keyed: a log whose last rows were cut off is told from a whole one."""

marks = Table(
    "marks",
    metadata,
    a_code("name", primary_key=True),
    a_code("value"),
)

installation = Table(
    "installation",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    sealed("canary"),
)
