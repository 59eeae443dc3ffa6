"""What people do (reviews, accounts, the log) and the installation itself, as it stood first."""

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
