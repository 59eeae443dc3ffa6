"""Search in an Elasticsearch 9 of its own, filled from the database through the outbox."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from elasticsearch import Elasticsearch
from sqlalchemy import func, select

from models.base import Id
from models.errors import SearchAway
from models.indexed import Change, Document
from models.scope import JOINT, Layer, Scope
from models.search import Cursor, Hit, Hits, Question
from models.stores import faults
from models.stores.elastic_asking import SORT, hit, hits, permitted, request
from models.stores.elastic_errors import answering, check_major, refusal
from models.stores.elastic_index import Index, Indices, body
from models.stores.outbox import Outbox, Waiting
from models.stores.search import PAGE
from models.stores.search_access import layer_of
from models.stores.search_answers import empty
from models.stores.sql.ground import AT_ONCE, Ground, batches
from models.stores.sql.search_gaps import AgainstRecords
from models.stores.sql.search_rows import SearchRows
from models.stores.sql.search_tables import search_documents

SECONDS = 10.0
WALKED_AT_ONCE, KEPT_OPEN = 1000, "2m"
SENT_AT_ONCE = 500
HEAVIEST = 5_000_000
"""Letters of one request: a server takes 100 MB."""

GONE, STALE = 404, 409


Operations = list[dict[str, Any]]


class ElasticSearch(AgainstRecords):
    """The database's rows and the outbox change in one transaction; sending comes after, and may come late."""

    def __init__(
        self,
        ground: Ground,
        address: str,
        *,
        name: str = "lykta-ads",
        ca_file: Path | None = None,
        seconds: float = SECONDS,
    ) -> None:
        """`name` begins the names of its indices: installations that share an Elasticsearch differ in it."""
        trusted: dict[str, Any] = {"ca_certs": str(ca_file)} if ca_file and address.startswith("https") else {}
        self._client = Elasticsearch(address, request_timeout=seconds, max_retries=0, **trusted)
        self._seconds = seconds
        self._indices = Indices(self._client, name)
        super().__init__(ground)
        self._rows = SearchRows(ground)
        self._outbox = Outbox(ground)
        self._known = False

    def put(self, documents: Sequence[Document], edition: str) -> None:
        ordered = sorted({one.id: one for one in documents}.values(), key=lambda one: one.id)
        for batch in batches(ordered, AT_ONCE):
            with self._ground.writing() as connection:
                self._rows.put(connection, batch, edition)
                self._outbox.add(connection, [one.id for one in batch])
            faults.after_commit("index")

    def change(self, changes: Sequence[Change], *, layer: Layer = JOINT) -> None:
        for batch in batches(changes, AT_ONCE):
            with self._ground.writing() as connection:
                self._outbox.add(connection, self._rows.change(connection, batch, layer))

    def remove(self, ads: Sequence[Id]) -> None:
        """They are gone from the database at once, from the index when it is caught up."""
        for batch in batches(ads, AT_ONCE):
            with self._ground.writing() as connection:
                self._outbox.add(connection, self._rows.remove(connection, batch))

    def ask(self, question: Question, scope: Scope, *, after: str | None = None, limit: int = PAGE) -> Hits:
        cursor = None if after is None else Cursor.read(after)
        layer = layer_of(question, scope)
        if layer is None:
            return empty()
        with answering(self._seconds):
            self._meet()
            asked = request(question.tree, layer, after=cursor, limit=limit)
            return hits(self._client.search(index=self._indices.now, **asked).body, limit=limit)

    def walk(self, question: Question, scope: Scope) -> Iterator[Hit]:
        layer = layer_of(question, scope)
        if layer is None:
            return
        with answering(self._seconds):
            self._meet()
            point = self._client.open_point_in_time(index=self._indices.now, keep_alive=KEPT_OPEN)["id"]
            try:
                yield from self._walked(permitted(question.tree, layer), point)
            finally:
                self._client.close_point_in_time(id=point)

    def catch_up(self) -> int:
        """Send what waits, then let a new index answer once it is filled; an empty Elasticsearch is filled anew."""
        with answering(self._seconds):
            self._meet()
            if self._indices.under(self._indices.now) is None and self._counts():
                self._outbox.add_all()
            sent = 0
            while waiting := self._waiting():
                self._send(waiting)
                self._outbox.done(waiting)
                sent += len(waiting)
            self._indices.refresh()
            self._switch_when_whole()
            return sent

    def rebuild(self) -> int:
        """Fill a second index while the first goes on answering, and switch when the counts agree."""
        with answering(self._seconds):
            self._meet()
            editions = self._counts()
            half_filled = self._indices.under(self._indices.next)
            if half_filled is not None:
                self._indices.drop(half_filled)
            if editions and self._indices.under(self._indices.now) is not None:
                self._indices.create(max(editions, key=lambda edition: editions[edition]), self._indices.next)
        self._outbox.add_all()
        self.catch_up()
        return sum(editions.values())

    def compact(self) -> None:
        with answering(self._seconds):
            self._client.indices.forcemerge(index=self._indices.now, only_expunge_deletes=True)

    def close(self) -> None:
        self._client.close()

    def _meet(self) -> None:
        if not self._known:
            check_major(self._client)
            self._known = True

    def _walked(self, asked: dict[str, Any], point: str) -> Iterator[Hit]:
        told: dict[str, Any] = {"query": asked, "sort": SORT, "size": WALKED_AT_ONCE, "track_total_hits": False}
        while True:
            answer = self._client.search(**told, pit={"id": point, "keep_alive": KEPT_OPEN})
            found = answer["hits"]["hits"]
            yield from (hit(row["_source"]) for row in found)
            if len(found) < WALKED_AT_ONCE:
                return
            told["search_after"] = found[-1]["sort"]

    def _waiting(self) -> tuple[Waiting, ...]:
        with self._ground.reading() as connection:
            return self._outbox.waiting(connection, SENT_AT_ONCE)

    def _send(self, waiting: Sequence[Waiting]) -> None:
        """Each document to every index of its edition; one that is gone is deleted from all."""
        with self._ground.reading() as connection:
            found = {one.id: (edition, one) for edition, one in self._rows.documents(connection, _ids(waiting))}
        indices = self._indices_for({edition for edition, _ in found.values()})
        operations: Operations = []
        weight = 0
        for one in waiting:
            edition, document = found.get(one.document, ("", None))
            operations += _operations(one, edition, document, indices=indices)
            weight += len(document.streams.exact) if document else 0
            if weight > HEAVIEST:
                self._bulk(operations)
                operations, weight = [], 0
        self._bulk(operations)

    def _bulk(self, operations: Operations) -> None:
        if not operations:
            return
        answer = self._client.bulk(operations=operations)
        for item in answer["items"]:
            told = next(iter(item.values()))
            # Not found: deleted before. In conflict: a later change is there already.
            if "error" in told and told["status"] not in (GONE, STALE):
                raise SearchAway(refusal(told["status"], told["error"]["type"]))

    def _indices_for(self, editions: set[str]) -> list[Index]:
        """The indices that are written to, made where an edition has none."""
        now, following = self._indices.under(self._indices.now), self._indices.under(self._indices.next)
        for edition in sorted(editions):
            if now is None:
                now = self._indices.create(edition, self._indices.now)
            elif now.edition != edition and (following is None or following.edition != edition):
                if following is not None:
                    self._indices.drop(following)
                following = self._indices.create(edition, self._indices.next)
        return [index for index in (now, following) if index is not None]

    def _switch_when_whole(self) -> None:
        following = self._indices.under(self._indices.next)
        if following is None:
            return
        editions = self._counts()
        if self._indices.count(following) == editions.get(following.edition) == sum(editions.values()):
            self._indices.switch(self._indices.under(self._indices.now), following)

    def _counts(self) -> dict[str, int]:
        """How many documents the database has of each edition."""
        query = select(search_documents.c.edition, func.count()).group_by(search_documents.c.edition)
        with self._ground.reading() as connection:
            return {row[0]: row[1] for row in connection.execute(query)}


def _ids(waiting: Sequence[Waiting]) -> list[int]:
    return [one.document for one in waiting]


def _operations(one: Waiting, edition: str, document: Document | None, *, indices: Sequence[Index]) -> Operations:
    told = {"_id": str(one.document), "version": one.number, "version_type": "external_gte"}
    if document is None:
        return [{"delete": {"_index": index.name, **told}} for index in indices]
    written = [index for index in indices if index.edition == edition]
    return [line for index in written for line in ({"index": {"_index": index.name, **told}}, body(document))]
