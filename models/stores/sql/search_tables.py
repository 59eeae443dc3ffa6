"""The tables that a search index is filled from: sealed tokens, narrow columns, and the outbox of an outside index."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, SmallInteger, String, Table, UniqueConstraint

from models.stores.sql.columns import NUMBER, a_code, an_id, metadata, numbered, sealed

tokens = Table(
    "tokens",
    metadata,
    an_id("version", primary_key=True),
    a_code("edition", primary_key=True),
    an_id("ad"),
    sealed("streams"),
    Index(None, "ad"),
)
"""Token streams by version and index edition, so that rebuilding an index copies."""

search_documents = Table(
    "search_documents",
    metadata,
    Column("id", NUMBER, primary_key=True, autoincrement=False),
    a_code("layer"),
    an_id("ad"),
    an_id("version"),
    a_code("edition"),
    sealed("notes"),
    Index(None, "ad"),
    Index(None, "version"),
)

search_columns = Table(
    "search_columns",
    metadata,
    Column("id", NUMBER, ForeignKey("search_documents.id"), primary_key=True, autoincrement=False),
    Column("layer", Integer, nullable=False),
    Column("site", Integer, nullable=False),
    Column("kind", Integer, nullable=False),
    Column("band", SmallInteger, nullable=False),
    Column("seen", BigInteger, nullable=False),
    Column("day", Integer, nullable=False),
)
"""Integers only: what filters, facets and order pass over. Values stand in `search_values`, bands by their rank."""

search_labels = Table(
    "search_labels",
    metadata,
    Column("document", NUMBER, ForeignKey("search_documents.id"), primary_key=True, autoincrement=False),
    Column("value", Integer, primary_key=True, autoincrement=False),
    Index(None, "value"),
    sqlite_with_rowid=False,
)
"""Values of which an ad has several (places, tags): each once, so that no count doubles."""

search_values = Table(
    "search_values",
    metadata,
    numbered(),
    a_code("field"),
    Column("value", String, nullable=False),
    UniqueConstraint("field", "value"),
)

search_outbox = Table(
    "search_outbox",
    metadata,
    numbered(),
    Column("document", BigInteger, nullable=False),
    Index(None, "document"),
    sqlite_autoincrement=True,
)
"""Documents that an outside index has not met as they are now; one that is gone is to be deleted there."""
