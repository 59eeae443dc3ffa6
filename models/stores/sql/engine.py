"""Opens the database and says how it is read and written: SQLite with small immediate writes, or PostgreSQL."""

import os
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pysqlite3.dbapi2
from sqlalchemy import Connection, Dialect, Engine, Pool, Table, create_engine, event, make_url
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError

from models.errors import BadSetting, MissingPart

OLDEST_SQLITE = (3, 43, 0)
"""FTS5 with contentless_delete, which erasing rests on."""

BUSY_SECONDS = 30
WRITES = "lykta_writes"

PRAGMAS = (
    f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}",
    "PRAGMA foreign_keys=ON",
    "PRAGMA secure_delete=ON",
    "PRAGMA temp_store=MEMORY",
    "PRAGMA cache_size=-65536",
    "PRAGMA synchronous=FULL",
)

_inherited: list[Pool] = []
"""Pools that a forked child got from its parent: never used, and never closed, which would disturb the parent."""


def open_engine(url: str) -> Engine:
    """Open `sqlite+pysqlite:///FILE` or `postgresql://…`; nothing is read yet. Raises BadSetting or MissingPart."""
    try:
        target = make_url(url)
    except ArgumentError:
        raise BadSetting("LYKTA_STORE", "a SQLAlchemy address such as postgresql://host/name") from None
    match target.get_backend_name():
        case "sqlite":
            engine = _open_sqlite(target)
        case "postgresql":
            engine = create_engine(target.set(drivername="postgresql+psycopg"), pool_pre_ping=True)
        case other:
            raise BadSetting("LYKTA_STORE", f"sqlite or postgresql, not {other}")
    _stay_apart_after_fork(engine)
    return engine


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One small transaction that writes; on SQLite it takes the writer's place at once (`BEGIN IMMEDIATE`)."""
    with engine.connect() as plain:
        connection = plain.execution_options(**{WRITES: True})
        with connection.begin():
            yield connection


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """One consistent look, also over several statements; it never waits for a writer."""
    with engine.connect() as plain:
        connection = plain.execution_options(**_look(engine))
        with connection.begin():
            yield connection


def _look(engine: Engine) -> dict[str, str]:
    """SQLite's transactions are snapshots by themselves; PostgreSQL is asked for one."""
    return {"isolation_level": "REPEATABLE READ"} if engine.dialect.name == "postgresql" else {}


def insert_on(dialect: Dialect, table: Table) -> Any:
    """The insert that knows what a conflict is, which each database has of its own."""
    return postgresql.insert(table) if dialect.name == "postgresql" else sqlite.insert(table)


def insert_new(dialect: Dialect, table: Table) -> Any:
    """An insert that leaves a row as it stands when its key is there: written twice stands once."""
    return insert_on(dialect, table).on_conflict_do_nothing()


def _open_sqlite(target: URL) -> Engine:
    found = pysqlite3.dbapi2.sqlite_version_info
    if found < OLDEST_SQLITE:
        wanted = ".".join(map(str, OLDEST_SQLITE))
        raise MissingPart(f"SQLite {wanted} or later", "install the package pysqlite3-binary again (make setup)")
    if target.database:
        Path(target.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(
        target.set(drivername="sqlite+pysqlite"),
        module=pysqlite3.dbapi2,
        connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False},
    )
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: Any, _: Any) -> None:
    # The driver must not open transactions by itself: it knows only deferred ones.
    connection.isolation_level = None
    for pragma in PRAGMAS:
        connection.execute(pragma)
    if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        connection.execute("PRAGMA journal_mode=WAL")


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _stay_apart_after_fork(engine: Engine) -> None:
    known = weakref.ref(engine)

    def start_anew() -> None:
        if (opened := known()) is not None:
            _inherited.append(opened.pool)
            opened.dispose(close=False)

    os.register_at_fork(after_in_child=start_anew)
