"""Prints a question's tree for Elasticsearch: only queries of single terms and phrases, never its query languages."""

from typing import Any

from models.search import AllOf, AnyOf, Everything, Field, Has, Node, Not, Phrase, Prefix, Seen, Stream, Term

Query = dict[str, Any]

NAMED = {Field.PLACE: "places", Field.TAG: "tags"}
"""Names of the fields that hold several values; the others are named as in a question."""


def field_name(field: Field) -> str:
    return NAMED.get(field, field.value)


def query(node: Node) -> Query:
    """Everything stands in filters: an ad meets a question or does not, and the order is the time."""
    if isinstance(node, Not):
        return {"bool": {"must_not": [query(node.of)]}}
    if isinstance(node, AllOf):
        return _all_of(node)
    if isinstance(node, AnyOf):
        # Beside a filter, `should` alone would be optional.
        return {"bool": {"should": [query(part) for part in node.of], "minimum_should_match": 1}}
    return _leaf(node)


def _all_of(node: AllOf) -> Query:
    without = [query(part.of) for part in node.of if isinstance(part, Not)]
    wanted = [query(part) for part in node.of if not isinstance(part, Not)]
    return {"bool": {"filter": wanted, "must_not": without}}


def _leaf(node: Node) -> Query:
    if isinstance(node, Term):
        return {"term": {node.stream.value: node.token}}
    if isinstance(node, Phrase):
        return {"match_phrase": {Stream.EXACT.value: " ".join(node.tokens)}}
    if isinstance(node, Prefix):
        return {"prefix": {Stream.EXACT.value: node.letters}}
    if isinstance(node, Has):
        return {"terms": {field_name(node.field): list(node.values)}}
    if isinstance(node, Seen):
        sides = {"gte": node.since, "lt": node.until}
        return {"range": {"seen": {side: value for side, value in sides.items() if value is not None}}}
    assert isinstance(node, Everything)
    return {"match_all": {}}
