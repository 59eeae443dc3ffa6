"""Rows of links, advertisers and personas, and the records made of them again."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Connection, Table, select

from models.base import Id, Record
from models.link import Advertiser, Evidence, Figures, GroupingEvent, Link, LinkSource, Persona
from models.scope import Layer
from models.stores.sql.sealed import Sealer
from models.stores.sql.tables import advertiser_ads, personas

EVIDENCE = TypeAdapter(tuple[Evidence, ...])


class _Said(Record):
    names: tuple[str, ...]
    ages: tuple[int, ...]


def link_row(grouping: Id, link: Link) -> dict[str, Any]:
    told = link.model_dump(exclude={"evidence"})
    return {**told, "grouping": grouping, "evidence": EVIDENCE.dump_json(link.evidence).decode()}


def link_from(row: Mapping[Any, Any]) -> Link:
    return Link(
        id=row["id"],
        layer=Layer(row["layer"]),
        a=row["a"],
        b=row["b"],
        probability=row["probability"],
        evidence=EVIDENCE.validate_json(row["evidence"]),
        source=LinkSource(row["source"]),
        edition=row["edition"],
    )


def advertiser_row(grouping: Id, advertiser: Advertiser) -> dict[str, Any]:
    return {
        "grouping": grouping,
        "id": advertiser.id,
        "layer": advertiser.layer,
        "personas": len(advertiser.personas),
        "figures": advertiser.figures.model_dump_json(),
    }


def ad_rows(grouping: Id, advertiser: Advertiser) -> Iterator[dict[str, Any]]:
    for place, ad in enumerate(advertiser.ads):
        yield {
            "grouping": grouping,
            "ad": ad,
            "advertiser": advertiser.id,
            "layer": advertiser.layer,
            "place": place,
        }


def persona_rows(grouping: Id, advertiser: Advertiser, sealer: Sealer) -> Iterator[dict[str, Any]]:
    for place, persona in enumerate(advertiser.personas):
        said = _Said(names=persona.names, ages=persona.ages).model_dump_json()
        yield {
            "grouping": grouping,
            "id": persona.id,
            "advertiser": advertiser.id,
            "layer": advertiser.layer,
            "place": place,
            "said": sealer.seal(personas.c.said, f"{grouping}/{persona.id}", said, layer=advertiser.layer),
            "ads": json.dumps(persona.ads),
        }


def event_row(grouping: Id, event: GroupingEvent, *, layer: Layer) -> dict[str, Any]:
    return {
        "id": event.id,
        "grouping": grouping,
        "layer": layer,
        "kind": event.kind,
        "before": json.dumps(event.before),
        "after": json.dumps(event.after),
    }


def advertisers_of(connection: Connection, rows: Sequence[Mapping[Any, Any]], sealer: Sealer) -> Iterable[Advertiser]:
    """Make whole advertisers of rows of one grouping, in their order."""
    if not rows:
        return []
    ads = _grouped(connection, advertiser_ads, rows)
    people = _grouped(connection, personas, rows)
    return [
        Advertiser(
            id=row["id"],
            layer=row["layer"],
            run=row["grouping"],
            ads=tuple(ad["ad"] for ad in ads[row["id"]]),
            personas=tuple(_persona(one, sealer) for one in people[row["id"]]),
            figures=Figures.model_validate_json(row["figures"]),
        )
        for row in rows
    ]


def _grouped(
    connection: Connection, table: Table, rows: Sequence[Mapping[Any, Any]]
) -> Mapping[Id, list[Mapping[Any, Any]]]:
    """Rows of `table` by advertiser, in their places."""
    query = select(table).where(
        table.c.grouping == rows[0]["grouping"], table.c.advertiser.in_([row["id"] for row in rows])
    )
    found: dict[Id, list[Mapping[Any, Any]]] = defaultdict(list)
    for row in connection.execute(query.order_by(table.c.place)).mappings():
        found[row["advertiser"]].append(row)
    return found


def _persona(row: Mapping[Any, Any], sealer: Sealer) -> Persona:
    told = sealer.open(personas.c.said, f"{row['grouping']}/{row['id']}", row["said"], layer=row["layer"])
    said = _Said.model_validate_json(told)
    return Persona(
        id=row["id"],
        advertiser=row["advertiser"],
        names=said.names,
        ages=said.ages,
        ads=tuple(json.loads(row["ads"])),
    )
