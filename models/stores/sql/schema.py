"""Brings a database up to the schema of this Lykta, in the process that opens it; costs one small read when it is."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from pysqlite3.dbapi2 import DatabaseError
from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.exc import DBAPIError

from models.errors import BadInput, SchemaAhead
from models.stores.sql.engine import reading, writing

MIGRATIONS = Path(__file__).parents[1] / "migrations"
VERSION_TABLE = "lykta_schema"
LOCK = 0x4C594B54
"""Name of the lock that lets one process migrate at a time on PostgreSQL; SQLite has one writer anyway."""


def migrate(engine: Engine) -> None:
    """Raises SchemaAhead for a newer schema, BadInput for what is no database of Lykta's."""
    try:
        with reading(engine) as connection:
            found = _found(connection)
    except (DBAPIError, DatabaseError) as wrong:
        raise _unusable(engine, wrong) from None
    if found == known()[-1]:
        return
    with writing(engine) as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        _upgrade(connection)


def known() -> tuple[str, ...]:
    """Revisions of this Lykta in order; a file's name begins with r and its revision."""
    files = (MIGRATIONS / "versions").glob("r[0-9]*_*.py")
    return tuple(sorted(file.stem.partition("_")[0].removeprefix("r") for file in files))


def _found(connection: Connection) -> str | None:
    """The schema that the database has, None for an empty database."""
    tables = inspect(connection).get_table_names()
    if VERSION_TABLE not in tables:
        if tables:
            raise BadInput(
                f"The database {_named(connection.engine)} holds something else; "
                "let LYKTA_STORE name an empty one or one of Lykta's."
            )
        return None
    found = connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()  # noqa: S608 -- a constant
    if found is not None and found not in known():
        raise SchemaAhead(found, known()[-1])
    return found


def _upgrade(connection: Connection) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _unusable(engine: Engine, wrong: Exception) -> BadInput:
    why = str(getattr(wrong, "orig", wrong)).strip().partition("\n")[0]
    return BadInput(
        f"The database {_named(engine)} cannot be used ({why}); "
        "restore it from a backup, or let LYKTA_STORE name another."
    )


def _named(engine: Engine) -> str:
    return engine.url.render_as_string(hide_password=True)
