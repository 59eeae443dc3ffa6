"""What every SQL store stands on: the engine, the sealer, the keys and the clock."""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, Table

from models.basis import Basis
from models.clock import Clock
from models.keys import KeyRing
from models.scope import JOINT, DataClass, Scope
from models.stores.sql.engine import insert_new, reading, writing
from models.stores.sql.sealed import Sealer

T = TypeVar("T")

AT_ONCE = 10
"""Rows a transaction: more would keep the desk's decisions waiting."""

IN_ONE_READ = 500


@dataclass(frozen=True)
class Ground:
    engine: Engine
    sealer: Sealer
    keys: KeyRing
    clock: Clock

    def reading(self) -> AbstractContextManager[Connection]:
        return reading(self.engine)

    def writing(self) -> AbstractContextManager[Connection]:
        return writing(self.engine)

    def insert_new(self, table: Table) -> Any:
        return insert_new(self.engine.dialect, table)

    def put(self, connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
        """Add rows; those whose key is there already stay as they are."""
        if rows:
            connection.execute(self.insert_new(table), rows)


def sees_ads(scope: Scope) -> bool:
    return scope.sees(JOINT, DataClass.ADS)


def batches(things: Iterable[T], size: int) -> Iterator[list[T]]:
    """Cut anything into lists of at most `size`."""
    rest = iter(things)
    while batch := list(islice(rest, size)):
        yield batch


@lru_cache(maxsize=256)
def basis_from(told: str) -> Basis:
    return Basis.model_validate_json(told)
