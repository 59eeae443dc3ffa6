"""Prints a question's tree for SQLite: text as bound FTS5 expressions, values as conditions on columns."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from models.assessment import Band
from models.search import AllOf, AnyOf, Everything, Field, Has, Node, Not, Phrase, Prefix, Seen, Stream, Term

NUMBERED = {Field.SITE: "site", Field.KIND: "kind"}
EVERY = '(every : "all")'
"""A token that each ad has: NOT has two sides in FTS5, so a question that only excludes starts from it."""


@dataclass
class Sql:
    """A condition on `c`, a row of search_columns, with what it binds."""

    number: Callable[[str, str], int]
    """Number of a field's value."""
    bound: dict[str, int | str] = field(default_factory=dict)

    def printed(self, node: Node) -> str:
        if _is_text(node):
            return f"c.id IN (SELECT rowid FROM search_fts WHERE search_fts MATCH {self._bind(match(node))})"  # noqa: S608 -- bound
        if isinstance(node, Not):
            return f"NOT ({self.printed(node.of)})"
        if isinstance(node, AllOf | AnyOf):
            word = " AND " if isinstance(node, AllOf) else " OR "
            return f"({word.join(self.printed(part) for part in _gathered(node))})"
        return self._leaf(node)

    def _leaf(self, node: Node) -> str:
        if isinstance(node, Has):
            return self._has(node)
        if isinstance(node, Seen):
            return self._seen(node)
        assert isinstance(node, Everything)
        return "TRUE"

    def _has(self, node: Has) -> str:
        if node.field is Field.BAND:
            return f"c.band IN ({self._listed([Band(value).rank for value in node.values])})"
        numbers = self._listed([self.number(node.field, value) for value in node.values])
        if node.field in NUMBERED:
            return f"c.{NUMBERED[node.field]} IN ({numbers})"
        # No EXISTS: SQLite 3.51 makes a join of it and then counts an ad once for each of several values.
        return f"c.id IN (SELECT l.document FROM search_labels l WHERE l.value IN ({numbers}))"  # noqa: S608 -- bound

    def _seen(self, node: Seen) -> str:
        sides = [] if node.since is None else [f"c.seen >= {self._bind(node.since)}"]
        sides += [] if node.until is None else [f"c.seen < {self._bind(node.until)}"]
        return f"({' AND '.join(sides) or 'TRUE'})"

    def _listed(self, numbers: Sequence[int]) -> str:
        return ", ".join(self._bind(number) for number in numbers)

    def _bind(self, value: int | str) -> str:
        name = f"p{len(self.bound)}"
        self.bound[name] = value
        return f":{name}"


def match(node: Node) -> str:
    """An FTS5 expression of a tree without values; every leaf quoted, with its column, every group in parentheses."""
    if isinstance(node, Term):
        return f'({node.stream} : "{node.token}")'
    if isinstance(node, Phrase):
        return f'({Stream.EXACT} : "{" ".join(node.tokens)}")'
    if isinstance(node, Prefix):
        return f'({Stream.EXACT} : "{node.letters}" *)'
    if isinstance(node, Not):
        return f"({EVERY} NOT {match(node.of)})"
    if isinstance(node, AnyOf):
        return f"({' OR '.join(map(match, node.of))})"
    assert isinstance(node, AllOf)
    return _both(node)


def _both(node: AllOf) -> str:
    wanted = [match(part) for part in node.of if not isinstance(part, Not)]
    without = [match(part.of) for part in node.of if isinstance(part, Not)]
    found = f"({' AND '.join(wanted)})" if wanted else EVERY
    return f"({found} NOT ({' OR '.join(without)}))" if without else found


def _is_text(node: Node) -> bool:
    if isinstance(node, Not):
        return _is_text(node.of)
    if isinstance(node, AllOf | AnyOf):
        return all(map(_is_text, node.of))
    return isinstance(node, Term | Phrase | Prefix)


def _gathered(node: AllOf | AnyOf) -> Iterator[Node]:
    """The parts, with those that are text as one: one look into the index instead of several."""
    text = tuple(part for part in node.of if _is_text(part))
    if text:
        yield type(node)(of=text) if len(text) > 1 else text[0]
    yield from (part for part in node.of if not _is_text(part))
