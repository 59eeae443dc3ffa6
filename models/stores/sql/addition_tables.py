"""The tables of what people add in their own agency's layer; what they wrote is sealed whole."""

from sqlalchemy import Column, ForeignKey, Index, Table

from models.stores.sql.columns import ID, a_code, a_moment, an_id, metadata, sealed

additions = Table(
    "additions",
    metadata,
    an_id(primary_key=True),
    a_code("layer"),
    a_code("kind"),
    a_code("receiver", nullable=True),
    a_moment("made_at"),
    sealed("told"),
    Index(None, "layer", "kind", "made_at"),
    Index(None, "receiver"),
)

addition_ads = Table(
    "addition_ads",
    metadata,
    Column("addition", ID, ForeignKey("additions.id"), primary_key=True),
    an_id("ad", primary_key=True),
    a_code("layer"),
    Index(None, "layer", "ad"),
)

addition_withdrawals = Table(
    "addition_withdrawals",
    metadata,
    an_id(primary_key=True),
    a_code("layer"),
    Column("of", ID, ForeignKey("additions.id"), nullable=False, unique=True),
    an_id("by"),
    a_moment("at"),
)
