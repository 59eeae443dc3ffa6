"""What a search index is filled from, as it stood first; the FTS5 table itself belongs to its backend."""

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
    UniqueConstraint,
)

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

schema = MetaData()
NUMBER = BigInteger().with_variant(Integer, "sqlite")

Table(
    "tokens",
    schema,
    Column("version", String(32), nullable=False),
    Column("edition", String, nullable=False),
    Column("ad", String(32), nullable=False),
    Column("streams", LargeBinary, nullable=False),
    PrimaryKeyConstraint("version", "edition", name="pk_tokens"),
    Index("ix_tokens_ad", "ad"),
)

Table(
    "search_documents",
    schema,
    Column("id", NUMBER, nullable=False, autoincrement=False),
    Column("layer", String, nullable=False),
    Column("ad", String(32), nullable=False),
    Column("version", String(32), nullable=False),
    Column("edition", String, nullable=False),
    Column("notes", LargeBinary, nullable=False),
    PrimaryKeyConstraint("id", name="pk_search_documents"),
    Index("ix_search_documents_ad", "ad"),
    Index("ix_search_documents_version", "version"),
)

Table(
    "search_columns",
    schema,
    Column("id", NUMBER, nullable=False, autoincrement=False),
    Column("layer", Integer, nullable=False),
    Column("site", Integer, nullable=False),
    Column("kind", Integer, nullable=False),
    Column("band", SmallInteger, nullable=False),
    Column("seen", BigInteger, nullable=False),
    Column("day", Integer, nullable=False),
    PrimaryKeyConstraint("id", name="pk_search_columns"),
    ForeignKeyConstraint(["id"], ["search_documents.id"], name="fk_search_columns_id"),
)

Table(
    "search_labels",
    schema,
    Column("document", NUMBER, nullable=False, autoincrement=False),
    Column("value", Integer, nullable=False, autoincrement=False),
    PrimaryKeyConstraint("document", "value", name="pk_search_labels"),
    ForeignKeyConstraint(["document"], ["search_documents.id"], name="fk_search_labels_document"),
    Index("ix_search_labels_value", "value"),
    sqlite_with_rowid=False,
)

Table(
    "search_values",
    schema,
    Column("number", NUMBER, nullable=False, autoincrement=True),
    Column("field", String, nullable=False),
    Column("value", String, nullable=False),
    PrimaryKeyConstraint("number", name="pk_search_values"),
    UniqueConstraint("field", "value", name="uq_search_values_field_value"),
)

Table(
    "search_outbox",
    schema,
    Column("number", NUMBER, nullable=False, autoincrement=True),
    Column("document", BigInteger, nullable=False),
    PrimaryKeyConstraint("number", name="pk_search_outbox"),
    Index("ix_search_outbox_document", "document"),
    sqlite_autoincrement=True,
)


def upgrade() -> None:
    schema.create_all(op.get_bind(), checkfirst=False)
