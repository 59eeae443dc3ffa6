"""Search in the records' own SQLite file: FTS5 over the token streams, narrow integer tables beside it."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, text

from models.base import Id
from models.errors import MissingPart
from models.indexed import Change, Document
from models.scope import JOINT, Layer, Scope
from models.search import Cursor, Hit, Hits, Question
from models.stores import faults
from models.stores.fts5_asking import ask
from models.stores.search import PAGE
from models.stores.search_access import layer_of
from models.stores.search_answers import empty
from models.stores.sql.ground import AT_ONCE, IN_ONE_READ, Ground, batches
from models.stores.sql.search_gaps import AgainstRecords
from models.stores.sql.search_rows import SearchRows
from models.stores.sql.search_tables import search_documents

# contentless: no second copy of the tokens in the clear; ascii: of all tokenizers the one that changes no letter.
TABLE = """CREATE VIRTUAL TABLE IF NOT EXISTS search_fts USING fts5(
  exact, words, parts, keys, notes, every, content='', contentless_delete=1, detail=full, tokenize='ascii')"""
DELETE = text("DELETE FROM search_fts WHERE rowid = :id")
# A plain INSERT on a row that is there would leave its old tokens matching for ever.
PUT = text(
    "INSERT OR REPLACE INTO search_fts (rowid, exact, words, parts, keys, notes, every) "
    "VALUES (:id, :exact, :words, :parts, :keys, :notes, 'all')"
)
WALKED_AT_ONCE = 1000


class Fts5Search(AgainstRecords):
    """Changes with the records in one transaction, so it never lags and has nothing to catch up with."""

    def __init__(self, ground: Ground) -> None:
        """Raises MissingPart over a database that is not SQLite."""
        if ground.engine.dialect.name != "sqlite":
            raise MissingPart("A search index", "over PostgreSQL give an Elasticsearch (LYKTA_SEARCH)")
        super().__init__(ground)
        self._rows = SearchRows(ground)
        with ground.reading() as connection:
            made = connection.execute(text("SELECT 1 FROM sqlite_master WHERE name = 'search_fts'")).scalar()
        if not made:
            with ground.writing() as connection:
                connection.execute(text(TABLE))

    def put(self, documents: Sequence[Document], edition: str) -> None:
        # In order of their numbers: FTS5 starts a new segment whenever one comes that is lower than the last.
        ordered = sorted({one.id: one for one in documents}.values(), key=lambda one: one.id)
        for batch in batches(ordered, AT_ONCE):
            with self._ground.writing() as connection:
                self._rows.put(connection, batch, edition)
                connection.execute(PUT, [_tokens(one) for one in batch])
            faults.after_commit("index")

    def change(self, changes: Sequence[Change], *, layer: Layer = JOINT) -> None:
        for batch in batches(changes, AT_ONCE):
            with self._ground.writing() as connection:
                self._rows.change(connection, batch, layer)

    def remove(self, ads: Sequence[Id]) -> None:
        for batch in batches(ads, AT_ONCE):
            with self._ground.writing() as connection:
                if gone := self._rows.remove(connection, batch):
                    connection.execute(DELETE, [{"id": number} for number in gone])

    def ask(self, question: Question, scope: Scope, *, after: str | None = None, limit: int = PAGE) -> Hits:
        cursor = None if after is None else Cursor.read(after)
        layer = layer_of(question, scope)
        if layer is None:
            return empty()
        with self._ground.reading() as connection:
            return ask(connection, self._rows, question.tree, layer=layer, after=cursor, limit=limit)

    def walk(self, question: Question, scope: Scope) -> Iterator[Hit]:
        layer, cursor = layer_of(question, scope), None
        if layer is None:
            return
        with self._ground.reading() as connection:
            while True:
                hits = ask(connection, self._rows, question.tree, layer=layer, after=cursor, limit=WALKED_AT_ONCE)
                yield from hits.rows
                if hits.after is None:
                    return
                cursor = Cursor.read(hits.after)

    def catch_up(self) -> int:
        """Nothing waits: what is put is indexed in the same transaction."""
        return 0

    def rebuild(self) -> int:
        """Until it ends, only what is filled already is found; nothing else of Lykta waits for it."""
        with self._ground.writing() as connection:
            connection.execute(text("DROP TABLE IF EXISTS search_fts"))
            connection.execute(text(TABLE))
        return sum(self._refill(batch) for batch in batches(self._numbers(), AT_ONCE))

    def compact(self) -> None:
        """Merge the index (deleted tokens go with the old segments), and empty the log of writes into the file."""
        with self._ground.writing() as connection:
            connection.execute(text("INSERT INTO search_fts(search_fts) VALUES ('optimize')"))
        with self._ground.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))

    def check(self) -> bool:
        """Whether the index is whole and holds each document, no more and no less."""
        with self._ground.writing() as connection:
            connection.execute(text("INSERT INTO search_fts(search_fts) VALUES ('integrity-check')"))
            apart = text(
                "SELECT count(*) FROM search_documents d FULL JOIN search_fts_docsize f ON f.id = d.id "
                "WHERE d.id IS NULL OR f.id IS NULL"
            )
            return connection.execute(apart).scalar() == 0

    def close(self) -> None:
        """The database is closed by its stores."""

    def _refill(self, numbers: Sequence[int]) -> int:
        with self._ground.writing() as connection:
            found = [_tokens(document) for _, document in self._rows.documents(connection, numbers)]
            if found:
                connection.execute(PUT, found)
        return len(found)

    def _numbers(self) -> Iterator[int]:
        after = -1
        while True:
            with self._ground.reading() as connection:
                found = _some_numbers(connection, after)
            yield from found
            if not found:
                return
            after = found[-1]


def _some_numbers(connection: Connection, after: int) -> list[int]:
    column = search_documents.c.id
    query = search_documents.select().with_only_columns(column).where(column > after).order_by(column)
    return list(connection.execute(query.limit(IN_ONE_READ)).scalars())


def _tokens(one: Document) -> dict[str, Any]:
    return {"id": one.id, "notes": one.notes, **one.streams.model_dump(include={"exact", "words", "parts", "keys"})}
