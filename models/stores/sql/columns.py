"""The kinds of column there are: ids, codes, counts, times, and what is sealed."""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, Column, Dialect, Integer, MetaData, String, Text
from sqlalchemy.types import TypeDecorator
from typing_extensions import override

from models.stores.sql.sealed import Sealed

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


class Micros(TypeDecorator[datetime]):
    """A moment as whole microseconds since 1970 in UTC: the same number on every database."""

    impl = BigInteger
    cache_ok = True

    @override
    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        return None if value is None else (value - EPOCH) // MICROSECOND

    @override
    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        return None if value is None else EPOCH + value * MICROSECOND


metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

ID = String(32)
NUMBER = BigInteger().with_variant(Integer, "sqlite")
"""On SQLite only INTEGER counts up by itself."""


def numbered() -> Column[Any]:
    """Order of keeping: stable, so that a long read can be cut into short ones."""
    return Column("number", NUMBER, primary_key=True, autoincrement=True)


def an_id(name: str = "id", **told: Any) -> Column[Any]:
    return Column(name, ID, nullable=False, **told)


def a_code(name: str, **told: Any) -> Column[Any]:
    return Column(name, String, **{"nullable": False} | told)


def a_moment(name: str, **told: Any) -> Column[Any]:
    return Column(name, Micros, **{"nullable": False} | told)


def codes(name: str) -> Column[Any]:
    """A few ids, codes, counts or times, never asked for by value."""
    return Column(name, Text, nullable=False)


def sealed(name: str, **told: Any) -> Column[Any]:
    return Column(name, Sealed, **{"nullable": False} | told)
