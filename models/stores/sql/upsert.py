"""One row that says what is in force: put in or put in place of the one before."""

from typing import Any

from sqlalchemy import Connection, Table

from models.stores.sql.engine import insert_on


def upsert(connection: Connection, table: Table, *, key: dict[str, Any], rest: dict[str, Any]) -> None:
    adding = insert_on(connection.dialect, table).values(**key, **rest)
    connection.execute(adding.on_conflict_do_update(index_elements=list(key), set_=rest))
