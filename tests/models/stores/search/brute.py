"""The plainest possible search: looks at every document, knows nothing of an index. What the backends are held to."""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from models.indexed import Document
from models.search import (
    AllOf,
    AnyOf,
    Counted,
    Everything,
    Facet,
    Field,
    Has,
    Hit,
    Node,
    Not,
    Phrase,
    Prefix,
    Seen,
    Stream,
    Term,
    Week,
)


def meets(document: Document, node: Node) -> bool:
    if isinstance(node, Not):
        return not meets(document, node.of)
    if isinstance(node, AllOf):
        return all(meets(document, part) for part in node.of)
    if isinstance(node, AnyOf):
        return any(meets(document, part) for part in node.of)
    return _meets_leaf(document, node)


def _meets_leaf(document: Document, node: Node) -> bool:
    if isinstance(node, Has):
        return not set(values(document, node.field)).isdisjoint(node.values)
    if isinstance(node, Seen):
        since = node.since is None or document.seen >= node.since
        return since and (node.until is None or document.seen < node.until)
    return isinstance(node, Everything) or _has_tokens(document, node)


def _has_tokens(document: Document, node: Node) -> bool:
    """By plain containment in the stream with a space on either side of each token."""
    if isinstance(node, Phrase):
        return f" {' '.join(node.tokens)} " in _stream(document, Stream.EXACT)
    if isinstance(node, Prefix):
        return f" {node.letters}" in _stream(document, Stream.EXACT)
    assert isinstance(node, Term)
    return f" {node.token} " in _stream(document, node.stream)


def values(document: Document, field: Field) -> tuple[str, ...]:
    if field in (Field.PLACE, Field.TAG):
        return document.places if field is Field.PLACE else document.tags
    return (str(getattr(document, field.value)),)


def hits(documents: Sequence[Document], node: Node) -> list[Document]:
    """In the order of pages."""
    found = [document for document in documents if meets(document, node)]
    return sorted(found, key=lambda one: (one.seen, one.id), reverse=True)


def row(document: Document) -> Hit:
    return Hit(
        ad=document.ad,
        version=document.version,
        site=document.site,
        band=document.band,
        seen_at=datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=document.seen),
    )


def facets(found: Sequence[Document]) -> tuple[Facet, ...]:
    told = []
    for field in Field:
        counts = Counter(value for document in found for value in values(document, field))
        ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
        told.append(Facet(field=field, values=tuple(Counted(value=value, count=count) for value, count in ordered)))
    return tuple(told)


def weeks(found: Sequence[Document]) -> tuple[Week, ...]:
    days = (date(1970, 1, 1) + timedelta(days=document.day) for document in found)
    counts = Counter(day - timedelta(days=day.weekday()) for day in days)
    return tuple(Week(monday=monday, count=count) for monday, count in sorted(counts.items()))


def _stream(document: Document, stream: Stream) -> str:
    told = document.notes if stream is Stream.NOTES else getattr(document.streams, stream.value)
    return f" {told} "
