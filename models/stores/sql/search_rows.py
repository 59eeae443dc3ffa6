"""What the database keeps of each search document, alike for every backend: rows, columns, labels, sealed tokens."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, delete, insert, select, tuple_, update

from models.assessment import Band
from models.base import Id
from models.indexed import Change, Document, document_id, local_day
from models.reading import TokenStreams
from models.scope import Layer
from models.search import Field
from models.stores.sql.engine import insert_new
from models.stores.sql.ground import Ground
from models.stores.sql.search_tables import search_columns, search_documents, search_labels, search_values, tokens

BANDS = tuple(Band)
LAYER = "layer"
"""Name of the layer among the fields of `search_values`."""

NOWHERE = -1
"""Number of a value that no document has."""


class SearchRows:
    """Writes within the caller's transaction, so that an index in the same database never differs from it."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._numbers: dict[tuple[str, str], int] = {}
        self._values: dict[int, tuple[str, str]] = {}

    def put(self, connection: Connection, documents: Sequence[Document], edition: str) -> None:
        ids = [document.id for document in documents]
        numbers = self._numbered(connection, documents)
        self._clear(connection, ids)
        connection.execute(insert(search_documents), [self._document(one, edition) for one in documents])
        connection.execute(insert(search_columns), [_columns(one, numbers) for one in documents])
        if labels := [label for one in documents for label in _labels(one, numbers)]:
            connection.execute(insert(search_labels), labels)
        self._put_tokens(connection, documents, edition)

    def change(self, connection: Connection, changes: Iterable[Change], layer: Layer) -> list[int]:
        """Numbers of the documents that were changed."""
        changed = []
        for one in changes:
            values = _changed(one)
            number = document_id(layer, one.ad)
            which = update(search_columns).where(search_columns.c.id == number)
            if values and connection.execute(which.values(**values)).rowcount:
                changed.append(number)
        return changed

    def remove(self, connection: Connection, ads: Sequence[Id]) -> list[int]:
        """Numbers of the documents that were there."""
        query = select(search_documents.c.id).where(search_documents.c.ad.in_(ads))
        ids = list(connection.execute(query).scalars())
        self._clear(connection, ids)
        connection.execute(delete(tokens).where(tokens.c.ad.in_(ads)))
        return ids

    def number(self, connection: Connection, field: str, value: str) -> int:
        """Number of a value, NOWHERE for one that no document has."""
        known = self._numbers.get((field, value))
        if known is None:
            self._learn(connection)
            known = self._numbers.get((field, value), NOWHERE)
        return known

    def value(self, connection: Connection, number: int) -> tuple[str, str]:
        """(field, value) of a number."""
        if number not in self._values:
            self._learn(connection)
        return self._values[number]

    def documents(self, connection: Connection, ids: Sequence[int]) -> Iterator[tuple[str, Document]]:
        """(edition, document) as the database has them now; those that are gone are left out."""
        query = (
            select(search_documents, search_columns, tokens.c.streams)
            .join(search_columns, search_columns.c.id == search_documents.c.id)
            .join(
                tokens,
                (tokens.c.version == search_documents.c.version) & (tokens.c.edition == search_documents.c.edition),
            )
            .where(search_documents.c.id.in_(ids))
        )
        rows = connection.execute(query.order_by(search_documents.c.id)).mappings().all()
        labels = self._labels_of(connection, [row["id"] for row in rows])
        for row in rows:
            yield row["edition"], self._opened(connection, row, labels.get(row["id"], []))

    def _opened(self, connection: Connection, row: Mapping[Any, Any], labels: list[tuple[str, str]]) -> Document:
        sealer, layer = self._ground.sealer, row[search_documents.c.layer]
        streams = sealer.open(tokens.c.streams, f"{row['version']}/{row['edition']}", row["streams"])
        return Document(
            id=row["id"],
            layer=layer,
            ad=row["ad"],
            version=row["version"],
            site=self.value(connection, row["site"])[1],
            kind=self.value(connection, row["kind"])[1],
            places=tuple(sorted(value for field, value in labels if field == Field.PLACE)),
            tags=tuple(sorted(value for field, value in labels if field == Field.TAG)),
            band=BANDS[row["band"]],
            seen=row["seen"],
            day=row["day"],
            notes=sealer.open(search_documents.c.notes, str(row["id"]), row["notes"], layer=layer),
            streams=TokenStreams.model_validate_json(streams),
        )

    def _labels_of(self, connection: Connection, ids: Sequence[int]) -> dict[int, list[tuple[str, str]]]:
        found: dict[int, list[tuple[str, str]]] = {}
        query = select(search_labels).where(search_labels.c.document.in_(ids))
        for document, number in connection.execute(query):
            found.setdefault(document, []).append(self.value(connection, number))
        return found

    def _document(self, one: Document, edition: str) -> dict[str, Any]:
        notes = self._ground.sealer.seal(search_documents.c.notes, str(one.id), one.notes, layer=one.layer)
        told = {"id": one.id, "layer": one.layer, "ad": one.ad, "version": one.version}
        return {**told, "edition": edition, "notes": notes}

    def _put_tokens(self, connection: Connection, documents: Sequence[Document], edition: str) -> None:
        """Keep the streams of what is indexed now, and of nothing else."""
        seal = self._ground.sealer.seal
        rows = {
            one.version: {
                "version": one.version,
                "edition": edition,
                "ad": one.ad,
                "streams": seal(tokens.c.streams, f"{one.version}/{edition}", one.streams.model_dump_json()),
            }
            for one in documents
        }
        keys = [(version, edition) for version in rows]
        connection.execute(delete(tokens).where(tuple_(tokens.c.version, tokens.c.edition).in_(keys)))
        connection.execute(insert(tokens), list(rows.values()))
        used = select(search_documents.c.id).where(
            search_documents.c.version == tokens.c.version, search_documents.c.edition == tokens.c.edition
        )
        ads = {one.ad for one in documents}
        connection.execute(delete(tokens).where(tokens.c.ad.in_(ads), ~used.exists()))

    def _clear(self, connection: Connection, ids: Sequence[int]) -> None:
        connection.execute(delete(search_labels).where(search_labels.c.document.in_(ids)))
        connection.execute(delete(search_columns).where(search_columns.c.id.in_(ids)))
        connection.execute(delete(search_documents).where(search_documents.c.id.in_(ids)))

    def _numbered(self, connection: Connection, documents: Iterable[Document]) -> dict[tuple[str, str], int]:
        """Numbers of all values that these documents have; new ones are given within this transaction."""
        wanted = {pair for one in documents for pair in _pairs(one)}
        known = self._of(connection, wanted)
        if missing := sorted(wanted - known.keys()):
            rows = [{"field": field, "value": value} for field, value in missing]
            connection.execute(insert_new(connection.dialect, search_values), rows)
            known |= self._of(connection, missing)
        return known

    def _of(self, connection: Connection, pairs: Iterable[tuple[str, str]]) -> dict[tuple[str, str], int]:
        # Not from memory: a number given in a transaction that was undone names nothing.
        query = select(search_values).where(tuple_(search_values.c.field, search_values.c.value).in_(list(pairs)))
        return {(field, value): number for number, field, value in connection.execute(query)}

    def _learn(self, connection: Connection) -> None:
        """Read the values anew; a number never changes its meaning."""
        for number, field, value in connection.execute(select(search_values)):
            self._values[number] = (field, value)
            self._numbers[field, value] = number


def _pairs(one: Document) -> Iterator[tuple[str, str]]:
    yield LAYER, one.layer
    yield Field.SITE.value, one.site
    yield Field.KIND.value, one.kind
    yield from ((Field.PLACE.value, place) for place in one.places)
    yield from ((Field.TAG.value, tag) for tag in one.tags)


def _columns(one: Document, numbers: Mapping[tuple[str, str], int]) -> dict[str, Any]:
    return {
        "id": one.id,
        "layer": numbers[LAYER, one.layer],
        "site": numbers[Field.SITE.value, one.site],
        "kind": numbers[Field.KIND.value, one.kind],
        "band": one.band.rank,
        "seen": one.seen,
        "day": one.day,
    }


def _labels(one: Document, numbers: Mapping[tuple[str, str], int]) -> Iterator[dict[str, int]]:
    for field, values in ((Field.PLACE, one.places), (Field.TAG, one.tags)):
        yield from ({"document": one.id, "value": numbers[field.value, value]} for value in values)


def _changed(one: Change) -> dict[str, int]:
    band = {} if one.band is None else {"band": one.band.rank}
    if one.seen_at is None:
        return band
    return band | {"seen": int(one.seen_at.timestamp()), "day": local_day(one.seen_at)}
