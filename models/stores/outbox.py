"""What an outside index has not met yet, in the database's own transactions: nothing is lost while it is away."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, insert, select

from models.stores.sql.ground import AT_ONCE, IN_ONE_READ, Ground
from models.stores.sql.search_tables import search_documents, search_outbox


@dataclass(frozen=True, slots=True)
class Waiting:
    """A document under the number of its latest change; numbers grow, so the index can tell old from new."""

    number: int
    document: int


class Outbox:
    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    def add(self, connection: Connection, documents: Sequence[int]) -> None:
        """Within the transaction that changed them, after their rows: so two changes are numbered as they commit."""
        if documents:
            connection.execute(insert(search_outbox), [{"document": number} for number in documents])

    def add_all(self) -> int:
        """Every document there is, a few a transaction; how many."""
        added, after = 0, -1
        column = search_documents.c.id
        while True:
            with self._ground.writing() as connection:
                query = select(column).where(column > after).order_by(column).limit(AT_ONCE)
                found = list(connection.execute(query).scalars())
                self.add(connection, found)
            if not found:
                return added
            added, after = added + len(found), found[-1]

    def waiting(self, connection: Connection, limit: int = IN_ONE_READ) -> tuple[Waiting, ...]:
        """The oldest first, each document once under its latest number."""
        oldest = select(search_outbox.c.document).order_by(search_outbox.c.number).limit(limit).subquery()
        latest = func.max(search_outbox.c.number)
        query = (
            select(latest, search_outbox.c.document)
            .where(search_outbox.c.document.in_(select(oldest.c.document)))
            .group_by(search_outbox.c.document)
            .order_by(latest)
        )
        return tuple(Waiting(number, document) for number, document in connection.execute(query))

    def done(self, sent: Sequence[Waiting]) -> None:
        """Take away what was sent, but not what changed since."""
        for start in range(0, len(sent), AT_ONCE):
            with self._ground.writing() as connection:
                for one in sent[start : start + AT_ONCE]:
                    gone = (search_outbox.c.document == one.document) & (search_outbox.c.number <= one.number)
                    connection.execute(delete(search_outbox).where(gone))

    def count(self) -> int:
        with self._ground.reading() as connection:
            return connection.execute(select(func.count()).select_from(search_outbox)).scalar_one()
