"""What is collected and computed, as it stood first."""

from alembic import op
from sqlalchemy import (
    BigInteger,
    Column,
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

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

schema = MetaData()

Table(
    "ads",
    schema,
    Column("number", BigInteger().with_variant(Integer, "sqlite"), nullable=False, autoincrement=True),
    Column("id", String(32), nullable=False),
    Column("site", String, nullable=False),
    Column("address", LargeBinary, nullable=False),
    Column("first_seen_at", BigInteger, nullable=False),
    Column("basis", Text, nullable=False),
    PrimaryKeyConstraint("number", name="pk_ads"),
    UniqueConstraint("id", name="uq_ads_id"),
    Index("ix_ads_site_number", "site", "number"),
)

Table(
    "pages",
    schema,
    Column("number", BigInteger().with_variant(Integer, "sqlite"), nullable=False, autoincrement=True),
    Column("id", String(32), nullable=False),
    Column("site", String, nullable=False),
    Column("visit", String(32), nullable=False),
    Column("url", LargeBinary, nullable=False),
    Column("kind", String, nullable=False),
    Column("status", Integer, nullable=False),
    Column("verdict", String, nullable=False),
    Column("fetched_at", BigInteger, nullable=False),
    Column("address", String),
    Column("sheet", String, nullable=False),
    Column("body_sha256", String, nullable=False),
    Column("basis", Text, nullable=False),
    Column("archive_file", String),
    Column("archive_offset", BigInteger),
    Column("archive_length", BigInteger),
    Column("archive_sha256", String),
    PrimaryKeyConstraint("number", name="pk_pages"),
    UniqueConstraint("id", name="uq_pages_id"),
    Index("ix_pages_visit_number", "visit", "number"),
)

Table(
    "visits",
    schema,
    Column("id", String(32), nullable=False),
    Column("site", String, nullable=False),
    Column("due_at", BigInteger, nullable=False),
    Column("started_at", BigInteger, nullable=False),
    Column("sheet", String, nullable=False),
    PrimaryKeyConstraint("id", name="pk_visits"),
    Index("ix_visits_site_started_at", "site", "started_at"),
)

Table(
    "outcomes",
    schema,
    Column("visit", String(32), nullable=False),
    Column("verdict", String, nullable=False),
    Column("ended_at", BigInteger, nullable=False),
    Column("counts", Text, nullable=False),
    Column("completed_lists", Text, nullable=False),
    Column("broken", Text, nullable=False),
    PrimaryKeyConstraint("visit", name="pk_outcomes"),
    ForeignKeyConstraint(["visit"], ["visits.id"], name="fk_outcomes_visit"),
)

Table(
    "versions",
    schema,
    Column("number", BigInteger().with_variant(Integer, "sqlite"), nullable=False, autoincrement=True),
    Column("id", String(32), nullable=False),
    Column("ad", String(32), nullable=False),
    Column("page", String(32), nullable=False),
    Column("sheet", String, nullable=False),
    Column("said_at", BigInteger, nullable=False),
    Column("said", LargeBinary, nullable=False),
    Column("image_keys", Text, nullable=False),
    Column("basis", Text, nullable=False),
    PrimaryKeyConstraint("number", name="pk_versions"),
    ForeignKeyConstraint(["ad"], ["ads.id"], name="fk_versions_ad"),
    UniqueConstraint("id", name="uq_versions_id"),
    Index("ix_versions_ad_said_at", "ad", "said_at"),
)

Table(
    "assessments",
    schema,
    Column("number", BigInteger().with_variant(Integer, "sqlite"), nullable=False, autoincrement=True),
    Column("id", String(32), nullable=False),
    Column("version", String(32), nullable=False),
    Column("edition", String, nullable=False),
    Column("band", SmallInteger, nullable=False),
    Column("findings", Text, nullable=False),
    Column("contributions", Text, nullable=False),
    PrimaryKeyConstraint("number", name="pk_assessments"),
    ForeignKeyConstraint(["version"], ["versions.id"], name="fk_assessments_version"),
    UniqueConstraint("id", name="uq_assessments_id"),
    UniqueConstraint("version", "edition", name="uq_assessments_version_edition"),
)

Table(
    "readings",
    schema,
    Column("number", BigInteger().with_variant(Integer, "sqlite"), nullable=False, autoincrement=True),
    Column("version", String(32), nullable=False),
    Column("edition", String, nullable=False),
    Column("reading", LargeBinary, nullable=False),
    PrimaryKeyConstraint("number", name="pk_readings"),
    ForeignKeyConstraint(["version"], ["versions.id"], name="fk_readings_version"),
    UniqueConstraint("version", "edition", name="uq_readings_version_edition"),
)

Table(
    "sightings",
    schema,
    Column("number", BigInteger().with_variant(Integer, "sqlite"), nullable=False, autoincrement=True),
    Column("id", String(32), nullable=False),
    Column("ad", String(32), nullable=False),
    Column("version", String(32), nullable=False),
    Column("visit", String(32), nullable=False),
    Column("site", String, nullable=False),
    Column("list_name", String),
    Column("seen_at", BigInteger, nullable=False),
    Column("card", String, nullable=False),
    PrimaryKeyConstraint("number", name="pk_sightings"),
    ForeignKeyConstraint(["ad"], ["ads.id"], name="fk_sightings_ad"),
    ForeignKeyConstraint(["version"], ["versions.id"], name="fk_sightings_version"),
    UniqueConstraint("id", name="uq_sightings_id"),
    Index("ix_sightings_ad_seen_at", "ad", "seen_at"),
)

Table(
    "tellings",
    schema,
    Column("number", BigInteger().with_variant(Integer, "sqlite"), nullable=False, autoincrement=True),
    Column("page", String(32), nullable=False),
    Column("ad", String(32), nullable=False),
    Column("version", String(32), nullable=False),
    Column("kind", String, nullable=False),
    Column("told_at", BigInteger, nullable=False),
    PrimaryKeyConstraint("number", name="pk_tellings"),
    ForeignKeyConstraint(["ad"], ["ads.id"], name="fk_tellings_ad"),
    ForeignKeyConstraint(["version"], ["versions.id"], name="fk_tellings_version"),
    UniqueConstraint("page", "ad", "version", name="uq_tellings_page_ad_version"),
    Index("ix_tellings_ad_told_at", "ad", "told_at"),
)

Table(
    "contact_keys",
    schema,
    Column("version", String(32), nullable=False),
    Column("edition", String, nullable=False),
    Column("place", SmallInteger, nullable=False, autoincrement=False),
    Column("key", String(32), nullable=False),
    Column("kind", String, nullable=False),
    PrimaryKeyConstraint("version", "edition", "place", name="pk_contact_keys"),
    ForeignKeyConstraint(
        ["version", "edition"], ["readings.version", "readings.edition"], name="fk_contact_keys_version_edition"
    ),
    Index("ix_contact_keys_key_edition", "key", "edition"),
)

Table(
    "search_keys",
    schema,
    Column("key", String(32), nullable=False),
    Column("edition", String, nullable=False),
    Column("version", String(32), nullable=False),
    PrimaryKeyConstraint("key", "edition", "version", name="pk_search_keys"),
    ForeignKeyConstraint(
        ["version", "edition"], ["readings.version", "readings.edition"], name="fk_search_keys_version_edition"
    ),
    Index("ix_search_keys_version_edition", "version", "edition"),
)


def upgrade() -> None:
    schema.create_all(op.get_bind(), checkfirst=False)
