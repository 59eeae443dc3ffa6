"""One question to SQLite as one statement: matching ads once, then counts, weeks and the page from those."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, select, text

from models.search import (
    MONDAY,
    Cursor,
    Facet,
    Field,
    Hit,
    Hits,
    Node,
    Week,
    moment_of,
    monday_of,
)
from models.stores.fts5_printing import Sql
from models.stores.search_answers import facets
from models.stores.sql.search_rows import BANDS, LAYER, SearchRows
from models.stores.sql.search_tables import search_columns, search_documents

# SQLite's / cuts towards zero; days before the first Monday need the floor.
WEEK = f"(c.day - {MONDAY} - ((c.day - {MONDAY}) % 7 + 7) % 7) / 7"

STATEMENT = """
WITH hit AS MATERIALIZED (
  SELECT c.id, c.site, c.kind, c.band, c.seen, {week} AS week FROM search_columns c WHERE c.layer = :layer AND {found}
)
SELECT 'total', count(*), 0 FROM hit
UNION ALL SELECT 'site', site, count(*) FROM hit GROUP BY site
UNION ALL SELECT 'kind', kind, count(*) FROM hit GROUP BY kind
UNION ALL SELECT 'band', band, count(*) FROM hit GROUP BY band
UNION ALL SELECT 'week', week, count(*) FROM hit GROUP BY week
UNION ALL SELECT 'label', l.value, count(*) FROM hit CROSS JOIN search_labels l ON l.document = hit.id GROUP BY l.value
UNION ALL SELECT * FROM (SELECT 'row', id, seen FROM hit {later} ORDER BY seen DESC, id DESC LIMIT :limit)
"""

LATER = "WHERE (seen, id) < (:after_seen, :after_id)"
Told = dict[str, list[tuple[int, int]]]


def ask(connection: Connection, rows: SearchRows, tree: Node, *, layer: str, after: Cursor | None, limit: int) -> Hits:
    """Everything that is interpolated is printed from a checked tree or a constant; all values are bound."""
    printed = Sql(lambda field, value: rows.number(connection, field, value))
    found = printed.printed(tree)
    bound: dict[str, int | str] = {
        **printed.bound,
        "layer": rows.number(connection, LAYER, layer),
        "limit": limit + 1,
    }
    if after is not None:
        bound |= {"after_seen": after.seen, "after_id": after.id}
    statement = STATEMENT.format(week=WEEK, found=found, later=LATER if after else "")
    told: Told = defaultdict(list)
    for name, key, count in connection.execute(text(statement), bound):
        told[name].append((key, count))
    return Hits(
        total=told["total"][0][0],
        rows=_hits(connection, rows, told["row"][:limit]),
        facets=_facets(told, lambda number: rows.value(connection, number)),
        weeks=tuple(Week(monday=monday_of(week), count=count) for week, count in sorted(told["week"])),
        after=_next(told["row"], limit),
    )


def _facets(told: Told, value: Callable[[int], tuple[str, str]]) -> tuple[Facet, ...]:
    counts: dict[Field, list[tuple[str, int]]] = defaultdict(list)
    counts[Field.BAND] = [(BANDS[rank], count) for rank, count in told["band"]]
    for number, count in (*told["site"], *told["kind"], *told["label"]):
        field, name = value(number)
        counts[Field(field)].append((name, count))
    return facets(counts)


def _next(page: list[tuple[int, int]], limit: int) -> str | None:
    if len(page) <= limit or not limit:
        return None
    number, seen = page[limit - 1]
    return str(Cursor(seen=seen, id=number))


def _hits(connection: Connection, rows: SearchRows, page: list[tuple[int, int]]) -> tuple[Hit, ...]:
    found = {row["id"]: row for row in _described(connection, [number for number, _ in page])}
    return tuple(
        Hit(
            ad=found[number]["ad"],
            version=found[number]["version"],
            site=rows.value(connection, found[number]["site"])[1],
            band=BANDS[found[number]["band"]],
            seen_at=moment_of(seen),
        )
        for number, seen in page
    )


def _described(connection: Connection, ids: list[int]) -> Iterable[Mapping[Any, Any]]:
    query = select(search_documents, search_columns.c.site, search_columns.c.band)
    query = query.join(search_columns, search_columns.c.id == search_documents.c.id)
    return connection.execute(query.where(search_documents.c.id.in_(ids))).mappings().all()
