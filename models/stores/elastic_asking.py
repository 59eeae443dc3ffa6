"""One question to Elasticsearch as one request, and its answer as hits."""

from collections.abc import Mapping
from typing import Any

from models.assessment import Band
from models.errors import SearchAway
from models.scope import Layer
from models.search import FACET_SIZE, MONDAY, Cursor, Facet, Field, Hit, Hits, Node, Week, moment_of, monday_of
from models.stores.elastic_printing import field_name, query
from models.stores.search_answers import facets

SORT = [{"seen": "desc"}, {"id": "desc"}]
WEEK_DAYS = 7


def request(tree: Node, layer: Layer, *, after: Cursor | None, limit: int) -> dict[str, Any]:
    """A page, its counts and facets; one row more than the page tells whether there is another."""
    told: dict[str, Any] = {
        "query": permitted(tree, layer),
        "sort": SORT,
        "size": limit + 1,
        "track_total_hits": True,
        "aggs": _counts(),
        "allow_partial_search_results": False,
    }
    return told if after is None else told | {"search_after": [after.seen, after.id]}


def permitted(tree: Node, layer: Layer) -> dict[str, Any]:
    """The tree within one layer: no question is sent without it."""
    return {"bool": {"filter": [{"term": {"layer": layer}}, query(tree)]}}


def hits(answer: Mapping[str, Any], *, limit: int) -> Hits:
    found = answer["hits"]["hits"]
    counts = answer["aggregations"]
    more = len(found) > limit > 0
    return Hits(
        total=answer["hits"]["total"]["value"],
        rows=tuple(hit(row["_source"]) for row in found[:limit]),
        facets=_facets(counts),
        weeks=tuple(
            Week(monday=monday_of((int(bucket["key"]) - MONDAY) // WEEK_DAYS), count=bucket["doc_count"])
            for bucket in counts["week"]["buckets"]
        ),
        after=str(Cursor(seen=found[limit - 1]["sort"][0], id=found[limit - 1]["sort"][1])) if more else None,
    )


def hit(source: Mapping[str, Any]) -> Hit:
    return Hit(
        ad=source["ad"],
        version=source["version"],
        site=source["site"],
        band=Band(source["band"]),
        seen_at=moment_of(source["seen"]),
    )


def _counts() -> dict[str, Any]:
    # Ordered as we tell them, so that what is cut off beyond the size is the same everywhere.
    order = [{"_count": "desc"}, {"_key": "asc"}]
    terms = {
        field.value: {"terms": {"field": field_name(field), "size": FACET_SIZE, "order": order}} for field in Field
    }
    week = {"field": "day", "interval": WEEK_DAYS, "offset": MONDAY, "min_doc_count": 1}
    return {**terms, "week": {"histogram": week}}


def _facets(counts: Mapping[str, Any]) -> tuple[Facet, ...]:
    if any(counts[field.value]["doc_count_error_upper_bound"] for field in Field):
        raise SearchAway("its index has several shards, so counts would be rough: run lykta index rebuild")
    return facets(
        {field: [(bucket["key"], bucket["doc_count"]) for bucket in counts[field.value]["buckets"]] for field in Field}
    )
