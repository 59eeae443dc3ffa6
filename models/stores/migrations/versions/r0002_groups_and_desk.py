"""Groups of ads by layer, and what people do (reviews, accounts, the log), as it stood first."""

from alembic import op
from sqlalchemy import (
    BigInteger,
    Column,
    Float,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    SmallInteger,
    String,
    Table,
    Text,
    UniqueConstraint,
)

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

schema = MetaData()

Table(
    "current_standings",
    schema,
    Column("layer", String, nullable=False),
    Column("edition", String, nullable=False),
    PrimaryKeyConstraint("layer", name="pk_current_standings"),
)

Table(
    "grouping_events",
    schema,
    Column("id", String(32), nullable=False),
    Column("grouping", String(32), nullable=False),
    Column("layer", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("before", Text, nullable=False),
    Column("after", Text, nullable=False),
    PrimaryKeyConstraint("id", name="pk_grouping_events"),
)

Table(
    "groupings",
    schema,
    Column("id", String(32), nullable=False),
    Column("layer", String, nullable=False),
    Column("edition", String, nullable=False),
    Column("started_at", BigInteger, nullable=False),
    PrimaryKeyConstraint("id", name="pk_groupings"),
)

standings = Table(
    "standings",
    schema,
    Column("layer", String, nullable=False),
    Column("edition", String, nullable=False),
    Column("advertiser", String(32), nullable=False),
    Column("id", String(32), nullable=False),
    Column("band", SmallInteger, nullable=False),
    Column("weight", Float(53), nullable=False),
    Column("detail", LargeBinary, nullable=False),
    PrimaryKeyConstraint("layer", "edition", "advertiser", name="pk_standings"),
)

Index(
    "ix_standings_queue",
    standings.c.layer,
    standings.c.edition,
    standings.c.band,
    standings.c.weight.desc(),
    standings.c.advertiser,
)

Table(
    "advertiser_ads",
    schema,
    Column("grouping", String(32), nullable=False),
    Column("ad", String(32), nullable=False),
    Column("advertiser", String(32), nullable=False),
    Column("layer", String, nullable=False),
    Column("place", Integer, nullable=False),
    PrimaryKeyConstraint("grouping", "ad", name="pk_advertiser_ads"),
    ForeignKeyConstraint(["grouping"], ["groupings.id"], name="fk_advertiser_ads_grouping"),
    Index("ix_advertiser_ads_grouping_advertiser", "grouping", "advertiser"),
)

Table(
    "advertisers",
    schema,
    Column("grouping", String(32), nullable=False),
    Column("id", String(32), nullable=False),
    Column("layer", String, nullable=False),
    Column("personas", Integer, nullable=False),
    Column("figures", Text, nullable=False),
    PrimaryKeyConstraint("grouping", "id", name="pk_advertisers"),
    ForeignKeyConstraint(["grouping"], ["groupings.id"], name="fk_advertisers_grouping"),
)

Table(
    "current_groupings",
    schema,
    Column("layer", String, nullable=False),
    Column("grouping", String(32), nullable=False),
    PrimaryKeyConstraint("layer", name="pk_current_groupings"),
    ForeignKeyConstraint(["grouping"], ["groupings.id"], name="fk_current_groupings_grouping"),
)

Table(
    "links",
    schema,
    Column("grouping", String(32), nullable=False),
    Column("id", String(32), nullable=False),
    Column("layer", String, nullable=False),
    Column("a", String(32), nullable=False),
    Column("b", String(32), nullable=False),
    Column("probability", Float(53), nullable=False),
    Column("evidence", Text, nullable=False),
    Column("source", String, nullable=False),
    Column("edition", String, nullable=False),
    PrimaryKeyConstraint("grouping", "id", name="pk_links"),
    ForeignKeyConstraint(["grouping"], ["groupings.id"], name="fk_links_grouping"),
    Index("ix_links_grouping_a", "grouping", "a"),
    Index("ix_links_grouping_b", "grouping", "b"),
)

Table(
    "personas",
    schema,
    Column("grouping", String(32), nullable=False),
    Column("id", String(32), nullable=False),
    Column("advertiser", String(32), nullable=False),
    Column("layer", String, nullable=False),
    Column("place", Integer, nullable=False),
    Column("said", LargeBinary, nullable=False),
    Column("ads", Text, nullable=False),
    PrimaryKeyConstraint("grouping", "id", name="pk_personas"),
    ForeignKeyConstraint(["grouping"], ["groupings.id"], name="fk_personas_grouping"),
    Index("ix_personas_grouping_advertiser", "grouping", "advertiser"),
)

Table(
    "agencies",
    schema,
    Column("id", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("name", String, nullable=False),
    PrimaryKeyConstraint("id", name="pk_agencies"),
)

Table(
    "installation",
    schema,
    Column("id", Integer, nullable=False, autoincrement=False),
    Column("canary", LargeBinary, nullable=False),
    PrimaryKeyConstraint("id", name="pk_installation"),
)

Table(
    "log",
    schema,
    Column("layer", String, nullable=False),
    Column("number", BigInteger, nullable=False, autoincrement=False),
    Column("at", BigInteger, nullable=False),
    Column("person", String(32)),
    Column("act", String, nullable=False),
    Column("thing", String, nullable=False),
    Column("thing_id", String),
    Column("reason", LargeBinary),
    Column("mac", String, nullable=False),
    PrimaryKeyConstraint("layer", "number", name="pk_log"),
)

Table(
    "log_heads",
    schema,
    Column("layer", String, nullable=False),
    Column("number", BigInteger, nullable=False),
    Column("last", String, nullable=False),
    Column("mac", String, nullable=False),
    PrimaryKeyConstraint("layer", name="pk_log_heads"),
)

Table(
    "marks",
    schema,
    Column("name", String, nullable=False),
    Column("value", String, nullable=False),
    PrimaryKeyConstraint("name", name="pk_marks"),
)

Table(
    "reviews",
    schema,
    Column("id", String(32), nullable=False),
    Column("layer", String, nullable=False),
    Column("advertiser", String(32), nullable=False),
    Column("decision", String, nullable=False),
    Column("concern", String),
    Column("reason", LargeBinary, nullable=False),
    Column("person", String(32), nullable=False),
    Column("decided_at", BigInteger, nullable=False),
    Column("versions", Text, nullable=False),
    Column("basis", Text, nullable=False),
    PrimaryKeyConstraint("id", name="pk_reviews"),
    Index("ix_reviews_layer_advertiser_decided_at", "layer", "advertiser", "decided_at"),
    Index("ix_reviews_layer_person_decided_at", "layer", "person", "decided_at"),
)

Table(
    "people",
    schema,
    Column("id", String(32), nullable=False),
    Column("agency", String, nullable=False),
    Column("role", String, nullable=False),
    Column("login_key", String(32), nullable=False),
    Column("account", LargeBinary, nullable=False),
    Column("language", String, nullable=False),
    Column("made_at", BigInteger, nullable=False),
    PrimaryKeyConstraint("id", name="pk_people"),
    ForeignKeyConstraint(["agency"], ["agencies.id"], name="fk_people_agency"),
    UniqueConstraint("login_key", name="uq_people_login_key"),
)

Table(
    "withdrawals",
    schema,
    Column("id", String(32), nullable=False),
    Column("layer", String, nullable=False),
    Column("of", String(32), nullable=False),
    Column("by", String(32), nullable=False),
    Column("at", BigInteger, nullable=False),
    PrimaryKeyConstraint("id", name="pk_withdrawals"),
    ForeignKeyConstraint(["of"], ["reviews.id"], name="fk_withdrawals_of"),
    UniqueConstraint("of", name="uq_withdrawals_of"),
)

Table(
    "sessions",
    schema,
    Column("id", String, nullable=False),
    Column("person", String(32), nullable=False),
    Column("csrf", LargeBinary, nullable=False),
    Column("began_at", BigInteger, nullable=False),
    Column("seen_at", BigInteger, nullable=False),
    Column("ended_at", BigInteger),
    PrimaryKeyConstraint("id", name="pk_sessions"),
    ForeignKeyConstraint(["person"], ["people.id"], name="fk_sessions_person"),
)


def upgrade() -> None:
    schema.create_all(op.get_bind(), checkfirst=False)
