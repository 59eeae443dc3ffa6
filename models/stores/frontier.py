"""What a visit has yet to fetch: leased, acknowledged together with what was found, dropped when the visit ends.

Disposable: its own file and tables, no migration; under another schema the visits in it start again. One process owns a
site at a time (`owned`), so that pace holds and a killed owner's leases may be taken back at once.
"""

import fcntl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from threading import Lock
from typing import Any, Self

import pysqlite3.dbapi2 as sqlite

from models.base import Id, fingerprint
from models.errors import Conflict
from models.page import PageKind
from models.stores import faults

SCHEMA = 1
BUSY_SECONDS = 30
MAKE = """
CREATE TABLE urls (
    visit TEXT NOT NULL, id TEXT NOT NULL, url TEXT NOT NULL, kind TEXT NOT NULL, list_name TEXT, card TEXT NOT NULL,
    page TEXT, depth INTEGER NOT NULL, state TEXT NOT NULL, leased_until REAL NOT NULL DEFAULT 0,
    number INTEGER NOT NULL,
    PRIMARY KEY (visit, id)
) WITHOUT ROWID;
CREATE INDEX waiting ON urls (visit, state, leased_until, number);
CREATE TABLE counts (
    visit TEXT NOT NULL, name TEXT NOT NULL, value INTEGER NOT NULL, PRIMARY KEY (visit, name)
) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Found:
    """An address to be fetched. `canonical` names it, so that it is fetched once a visit however it is spelled."""

    url: str
    canonical: str
    kind: PageKind
    list_name: str | None = None
    card: str = ""
    page: Id | None = None
    """The list page it was found on."""
    depth: int = 0

    @property
    def id(self) -> Id:
        return fingerprint("url", self.canonical)


@dataclass(frozen=True, slots=True)
class Leased:
    id: Id
    url: str
    kind: PageKind
    list_name: str | None
    card: str
    page: Id | None
    depth: int


@dataclass(frozen=True, slots=True)
class Done:
    """How asking for one address ended, what it led to and what is counted for it."""

    id: Id
    read: bool
    found: tuple[Found, ...] = ()
    counts: tuple[tuple[str, int], ...] = ()


class Frontier:
    """The addresses of all visits under way; one thread leases while another acknowledges."""

    def __init__(self, connection: Any) -> None:
        self._db = connection
        self._turn = Lock()

    @classmethod
    def at(cls, path: Path) -> Self:
        """Open the file; one of another schema, or no database at all, is made anew."""
        path.parent.mkdir(parents=True, exist_ok=True)
        with _alone(path):
            if not _fits(path):
                _forget(path)
                _make(path)
            return cls(_connected(path))

    def close(self) -> None:
        self._db.close()

    @contextmanager
    def _writing(self) -> Iterator[Any]:
        with self._turn:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")

    def begin(self, visit: Id, starts: Sequence[Found]) -> bool:
        """Put in where a visit starts, or take up again what its killed owner held. True: it goes on."""
        with self._writing() as db:
            known = db.execute("SELECT 1 FROM urls WHERE visit = ? LIMIT 1", (visit,)).fetchone() is not None
            db.execute("UPDATE urls SET leased_until = 0 WHERE visit = ? AND state = 'waiting'", (visit,))
            self._put(visit, starts)
        return known

    def lease(self, visit: Id, *, limit: int, now: datetime, lasts: timedelta) -> tuple[Leased, ...]:
        """Hand out waiting addresses, lists first, in the order found; an expired lease is handed out again."""
        with self._writing() as db:
            rows = db.execute(
                "SELECT id, url, kind, list_name, card, page, depth FROM urls WHERE visit = ? AND state = 'waiting'"
                " AND leased_until < ? ORDER BY kind DESC, number LIMIT ?",
                (visit, now.timestamp(), limit),
            ).fetchall()
            until = (now + lasts).timestamp()
            db.executemany(
                "UPDATE urls SET leased_until = ? WHERE visit = ? AND id = ?", [(until, visit, row[0]) for row in rows]
            )
        return tuple(Leased(row[0], row[1], PageKind(row[2]), *row[3:]) for row in rows)

    def acknowledge(self, visit: Id, done: Sequence[Done]) -> None:
        """In one transaction: these are done, this was found, this is counted. Their addresses are forgotten."""
        with self._writing() as db:
            for one in done:
                state = "read" if one.read else "failed"
                left = db.execute(
                    "UPDATE urls SET state = ?, url = '' WHERE visit = ? AND id = ? AND state = 'waiting'",
                    (state, visit, one.id),
                )
                if left.rowcount:
                    self._put(visit, one.found)
                    self._count(visit, one.counts)
        faults.after_commit("frontier")

    def waiting(self, visit: Id) -> int:
        return self._number("SELECT count(*) FROM urls WHERE visit = ? AND state = 'waiting'", visit)

    def known(self, visit: Id) -> int:
        return self._number("SELECT count(*) FROM urls WHERE visit = ?", visit)

    def unwalked(self, visit: Id) -> frozenset[str]:
        """Lists with a page that was not read: they cannot tell that an ad was not met."""
        rows = self._db.execute(
            "SELECT DISTINCT list_name FROM urls WHERE visit = ? AND kind = 'list' AND state != 'read'", (visit,)
        )
        return frozenset(row[0] for row in rows)

    def counts(self, visit: Id) -> dict[str, int]:
        return dict(self._db.execute("SELECT name, value FROM counts WHERE visit = ? ORDER BY name", (visit,)))

    def drop(self, visit: Id) -> None:
        """The visit has its outcome: nothing of its addresses stays, on the disk neither."""
        with self._writing() as db:
            db.execute("DELETE FROM urls WHERE visit = ?", (visit,))
            db.execute("DELETE FROM counts WHERE visit = ?", (visit,))
        self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def _put(self, visit: Id, found: Sequence[Found]) -> None:
        first = self._number("SELECT count(*) FROM urls WHERE visit = ?", visit)
        self._db.executemany(
            "INSERT OR IGNORE INTO urls (visit, id, url, kind, list_name, card, page, depth, state, number)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'waiting', ?)",
            [
                (visit, one.id, one.url, one.kind.value, one.list_name, one.card, one.page, one.depth, first + place)
                for place, one in enumerate(found)
            ],
        )

    def _count(self, visit: Id, counts: Sequence[tuple[str, int]]) -> None:
        self._db.executemany(
            "INSERT INTO counts (visit, name, value) VALUES (?, ?, ?)"
            " ON CONFLICT (visit, name) DO UPDATE SET value = value + excluded.value",
            [(visit, name, value) for name, value in counts],
        )

    def _number(self, query: str, visit: Id) -> int:
        number: int = self._db.execute(query, (visit,)).fetchone()[0]
        return number


@contextmanager
def owned(folder: Path, site: str) -> Iterator[None]:
    """Hold a site for the time of a visit; the lock falls with the process. Raises Conflict when another holds it."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"{site}.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Conflict(f"{site} is being visited by another process") from None
        yield


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    with path.with_name(f"{path.name}.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _connected(path: Path) -> Any:
    connection = sqlite.connect(str(path), isolation_level=None, timeout=BUSY_SECONDS, check_same_thread=False)
    # A kill of the process loses nothing under OFF; a power cut may, and then the visit starts again.
    for pragma in ("journal_mode=WAL", "synchronous=OFF", "secure_delete=ON", "temp_store=MEMORY"):
        connection.execute(f"PRAGMA {pragma}").fetchall()
    return connection


def _fits(path: Path) -> bool:
    if not path.exists():
        return False
    connection = sqlite.connect(str(path))
    try:
        return bool(connection.execute("PRAGMA user_version").fetchone()[0] == SCHEMA)
    except sqlite.DatabaseError:
        return False
    finally:
        connection.close()


def _make(path: Path) -> None:
    connection = _connected(path)
    connection.executescript(f"BEGIN; {MAKE} PRAGMA user_version = {SCHEMA}; COMMIT;")
    connection.close()


def _forget(path: Path) -> None:
    for name in (path.name, f"{path.name}-wal", f"{path.name}-shm"):
        path.with_name(name).unlink(missing_ok=True)
