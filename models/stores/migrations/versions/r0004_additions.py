"""What people add in their own agency's layer: tags, notes, ties and disclosures, as it stood first."""

from alembic import op
from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    UniqueConstraint,
)

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

schema = MetaData()

Table(
    "additions",
    schema,
    Column("id", String(32), nullable=False),
    Column("layer", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("receiver", String),
    Column("made_at", BigInteger, nullable=False),
    Column("told", LargeBinary, nullable=False),
    PrimaryKeyConstraint("id", name="pk_additions"),
    Index("ix_additions_layer_kind_made_at", "layer", "kind", "made_at"),
    Index("ix_additions_receiver", "receiver"),
)

Table(
    "addition_ads",
    schema,
    Column("addition", String(32), nullable=False),
    Column("ad", String(32), nullable=False),
    Column("layer", String, nullable=False),
    PrimaryKeyConstraint("addition", "ad", name="pk_addition_ads"),
    ForeignKeyConstraint(["addition"], ["additions.id"], name="fk_addition_ads_addition"),
    Index("ix_addition_ads_layer_ad", "layer", "ad"),
)

Table(
    "addition_withdrawals",
    schema,
    Column("id", String(32), nullable=False),
    Column("layer", String, nullable=False),
    Column("of", String(32), nullable=False),
    Column("by", String(32), nullable=False),
    Column("at", BigInteger, nullable=False),
    PrimaryKeyConstraint("id", name="pk_addition_withdrawals"),
    ForeignKeyConstraint(["of"], ["additions.id"], name="fk_addition_withdrawals_of"),
    UniqueConstraint("of", name="uq_addition_withdrawals_of"),
)


def upgrade() -> None:
    schema.create_all(op.get_bind(), checkfirst=False)
