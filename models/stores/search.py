"""What the rooms may ask of a search index; the permission filter is put in by the backend itself."""

from collections.abc import Iterator, Sequence
from typing import Protocol

from models.base import Id
from models.indexed import Change, Document
from models.reading import SearchKey
from models.scope import JOINT, Layer, Scope
from models.search import Hit, Hits, Question

PAGE = 20


class Search(Protocol):
    """One index over the documents of all layers, filled from the database, which stays the source of truth."""

    def put(self, documents: Sequence[Document], edition: str) -> None:
        """Index documents in place of what stood there; a few a transaction, written twice stands once."""

    def change(self, changes: Sequence[Change], *, layer: Layer = JOINT) -> None:
        """New bands and times of ads that are indexed; others are left out, and no token is touched."""

    def remove(self, ads: Sequence[Id]) -> None:
        """Erase ads from every layer: documents, sealed tokens, and what waits to be sent."""

    def ask(self, question: Question, scope: Scope, *, after: str | None = None, limit: int = PAGE) -> Hits:
        """Answer with one page, counts, facets and weeks.

        A question that names tags or notes is asked in the scope's own layer, any other in the joint one; a scope
        that may not see the layer gets an empty answer. Raises BadInput for a foreign cursor, SearchAway.
        """

    def walk(self, question: Question, scope: Scope) -> Iterator[Hit]:
        """Every hit as the index stands at this moment, in the order of pages: for exports. Raises SearchAway."""

    def unindexed(self, edition: str, scope: Scope, *, reading: str, limit: int = 500) -> tuple[Id, ...]:
        """Ads whose latest version `reading` has read and this index edition has not met; empty when all are."""

    def stale(self, scope: Scope, *, limit: int = 500) -> tuple[Change, ...]:
        """What `change` is to be told: ads whose band or time in the joint layer is no longer the database's."""

    def search_keys(self, versions: Sequence[Id], scope: Scope, *, reading: str) -> tuple[SearchKey, ...]:
        """Keyed forms that a reading edition found in these versions."""

    def catch_up(self) -> int:
        """Send what waits to an outside index; how many documents that were. Raises SearchAway, and loses nothing."""

    def rebuild(self) -> int:
        """Fill the index anew from the sealed tokens; how many documents it holds. Raises SearchAway."""

    def compact(self) -> None:
        """Make what was removed unreadable in the index's files."""

    def close(self) -> None: ...
