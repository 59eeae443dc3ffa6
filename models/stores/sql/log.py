"""The log: a chain of its own for each layer, so that no number tells one agency how much another does."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, func, select, update

from models.errors import WrongKey
from models.scope import DataClass, Layer, Scope
from models.stores.chain import broken, check_chain, entry_after, head_mac
from models.stores.sql.desk_tables import log as table
from models.stores.sql.desk_tables import log_heads
from models.stores.sql.ground import IN_ONE_READ, Ground
from models.stores.sql.sealed import Sealer
from models.viewing import Act, LogEntry, Viewing


class SqlLog:
    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    def add(self, viewing: Viewing) -> LogEntry:
        with self._ground.writing() as connection:
            return append(connection, self._ground, viewing)

    def entries(self, scope: Scope, *, after: int = 0, limit: int = 1000) -> tuple[LogEntry, ...]:
        """Numbers count within a layer; entries of one number are never cut apart, so `after` misses none."""
        layers = [layer for layer in scope.layers if scope.sees(layer, DataClass.LOG)]
        wanted = select(table).where(table.c.layer.in_(layers), table.c.number > after)
        first = wanted.order_by(table.c.number).limit(limit).subquery()
        query = wanted.where(table.c.number <= select(func.max(first.c.number)).scalar_subquery())
        with self._ground.reading() as connection:
            found = [_entry(row, self._ground.sealer) for row in connection.execute(query).mappings()]
        return tuple(sorted(found, key=lambda entry: (entry.number, entry.viewing.layer)))

    def verify(self) -> int:
        """Each layer's chain from its first entry to its end."""
        key, counted = self._ground.keys.keyed["log"], 0
        with self._ground.reading() as connection:
            heads = {row.layer: (row.number, row.last, row.mac) for row in connection.execute(select(log_heads))}
            layers = set(connection.execute(select(table.c.layer).distinct()).scalars()) | set(heads)
            for layer in sorted(layers):
                entries = self._chain(connection, layer)
                counted += check_chain(key, layer, entries=entries, head=heads.get(layer))
        return counted

    def _chain(self, connection: Connection, layer: str) -> Iterator[LogEntry]:
        query = select(table).where(table.c.layer == layer).order_by(table.c.number).limit(IN_ONE_READ)
        rows = connection.execute(query).mappings().all()
        while rows:
            for row in rows:
                try:
                    yield _entry(row, self._ground.sealer)
                except WrongKey:
                    raise broken(layer, row["number"]) from None
            rows = connection.execute(query.where(table.c.number > rows[-1]["number"])).mappings().all()


def append(connection: Connection, ground: Ground, viewing: Viewing) -> LogEntry:
    """Within the caller's transaction; the layer's head is locked, so two writers cannot fork the chain."""
    ground.put(connection, log_heads, [{"layer": viewing.layer, "number": 0, "last": "", "mac": ""}])
    query = select(log_heads).where(log_heads.c.layer == viewing.layer).with_for_update()
    head = connection.execute(query).one()
    key = ground.keys.keyed["log"]
    entry = entry_after(key, head.last, number=head.number + 1, viewing=viewing)
    connection.execute(table.insert(), _row(entry, ground.sealer))
    end = {"number": entry.number, "last": entry.mac}
    mac = head_mac(key, viewing.layer, number=entry.number, last=entry.mac)
    connection.execute(update(log_heads).where(log_heads.c.layer == viewing.layer).values(**end, mac=mac))
    return entry


def _row(entry: LogEntry, sealer: Sealer) -> dict[str, Any]:
    viewing, name = entry.viewing, _name(entry.viewing.layer, entry.number)
    reason = viewing.reason
    return {
        **viewing.model_dump(exclude={"reason"}),
        "number": entry.number,
        "reason": None if reason is None else sealer.seal(table.c.reason, name, reason, layer=viewing.layer),
        "mac": entry.mac,
    }


def _entry(row: Mapping[Any, Any], sealer: Sealer) -> LogEntry:
    layer, reason = Layer(row["layer"]), row["reason"]
    name = _name(layer, row["number"])
    viewing = Viewing(
        at=row["at"],
        layer=layer,
        person=row["person"],
        act=Act(row["act"]),
        thing=row["thing"],
        thing_id=row["thing_id"],
        reason=None if reason is None else sealer.open(table.c.reason, name, reason, layer=layer),
    )
    return LogEntry(number=row["number"], viewing=viewing, mac=row["mac"])


def _name(layer: str, number: int) -> str:
    return f"{layer}/{number}"
