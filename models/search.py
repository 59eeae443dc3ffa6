"""A question as a tree of tokens, what is indexed of one ad, and what an index answers."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import Field as Told
from pydantic import StringConstraints, model_validator

from models.assessment import Band
from models.base import Id, Moment, Record
from models.errors import BadInput

LONGEST = 64
"""Code points of a token: both backends keep such a token whole."""

DEEPEST, MOST_LEAVES, SHORTEST_PREFIX = 20, 1000, 3
FACET_SIZE = 50
"""Values of a facet that are told, the most frequent first."""

MONDAY = 4
"""Day number of the first Monday after 1970-01-01."""

Token = Annotated[str, StringConstraints(pattern=rf"^[a-z0-9[^\x00-\x7F\s¶]]{{1,{LONGEST}}}$")]
"""a-z, 0-9 and anything non-ASCII but white space: what neither backend splits or changes, and what is never syntax."""


class Stream(StrEnum):
    """What of an ad is searched word by word."""

    EXACT = "exact"
    WORDS = "words"
    PARTS = "parts"
    KEYS = "keys"
    NOTES = "notes"  # an agency's own notes, in its own layer only


class Field(StrEnum):
    """What of an ad is a value: filter and facet. Never stated origin, country of a phone or claimed language."""

    SITE = "site"
    PLACE = "place"
    BAND = "band"
    KIND = "kind"
    TAG = "tag"  # an agency's own tags, in its own layer only


class Term(Record):
    node: Literal["term"] = "term"
    stream: Stream
    token: Token


class Phrase(Record):
    """Tokens one after the other, in the stream `exact`."""

    node: Literal["phrase"] = "phrase"
    tokens: tuple[Token, ...] = Told(min_length=2, max_length=100)


class Prefix(Record):
    """Tokens of the stream `exact` that begin so."""

    node: Literal["prefix"] = "prefix"
    letters: Annotated[Token, StringConstraints(min_length=SHORTEST_PREFIX)]


class Has(Record):
    """Any of these values."""

    node: Literal["has"] = "has"
    field: Field
    values: tuple[str, ...] = Told(min_length=1)

    @model_validator(mode="after")
    def _known(self) -> Self:
        if self.field is Field.BAND and not set(self.values) <= set(Band):
            raise ValueError(f"bands are {', '.join(Band)}")
        return self


class Seen(Record):
    """Last seen within these seconds since 1970: from `since`, before `until`."""

    node: Literal["seen"] = "seen"
    since: int | None = None
    until: int | None = None


class Everything(Record):
    """Every ad: what an empty question asks for."""

    node: Literal["everything"] = "everything"


class Not(Record):
    node: Literal["not"] = "not"
    of: "Node"


class AllOf(Record):
    node: Literal["all"] = "all"
    of: tuple["Node", ...] = Told(min_length=2)


class AnyOf(Record):
    node: Literal["any"] = "any"
    of: tuple["Node", ...] = Told(min_length=2)


Node = Annotated[
    Term | Phrase | Prefix | Has | Seen | Everything | Not | AllOf | AnyOf,
    Told(discriminator="node"),
]
Leaf = Term | Phrase | Prefix | Has | Seen | Everything
for recursive in (Not, AllOf, AnyOf):
    recursive.model_rebuild()


def all_of(*nodes: Node) -> Node:
    """Every one of these, simplified: none asks for everything."""
    parts = _distinct(part for node in nodes for part in (node.of if isinstance(node, AllOf) else (node,)))
    parts = tuple(part for part in parts if not isinstance(part, Everything))
    if not parts:
        return Everything()
    return parts[0] if len(parts) == 1 else AllOf(of=parts)


def any_of(first: Node, *rest: Node) -> Node:
    """At least one of these, simplified."""
    parts = _distinct(part for node in (first, *rest) for part in (node.of if isinstance(node, AnyOf) else (node,)))
    everything = next((part for part in parts if isinstance(part, Everything)), None)
    if everything is not None:
        return everything
    return parts[0] if len(parts) == 1 else AnyOf(of=parts)


def none_of(node: Node) -> Node:
    return node.of if isinstance(node, Not) else Not(of=node)


def _distinct(nodes: Iterable[Node]) -> tuple[Node, ...]:
    return tuple(dict.fromkeys(nodes))


def leaves(node: Node) -> Iterator[Leaf]:
    if isinstance(node, Not):
        yield from leaves(node.of)
    elif isinstance(node, AllOf | AnyOf):
        for part in node.of:
            yield from leaves(part)
    else:
        yield node


def depth(node: Node) -> int:
    if isinstance(node, Not):
        return 1 + depth(node.of)
    return 1 + max(map(depth, node.of)) if isinstance(node, AllOf | AnyOf) else 1


class Filters(Record):
    """What is ticked beside the question: values of one field widen, fields narrow one another."""

    sites: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    bands: tuple[Band, ...] = ()
    kinds: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    seen_from: Moment | None = None
    seen_before: Moment | None = None

    def nodes(self) -> Iterator[Node]:
        ticked = (
            (Field.SITE, self.sites),
            (Field.PLACE, self.places),
            (Field.BAND, self.bands),
            (Field.KIND, self.kinds),
            (Field.TAG, self.tags),
        )
        yield from (Has(field=field, values=tuple(map(str, values))) for field, values in ticked if values)
        if self.seen_from or self.seen_before:
            since, until = self.seen_from, self.seen_before
            yield Seen(since=since and seconds_of(since), until=until and seconds_of(until))


class Question(Record):
    """A whole question, ready for a backend: within the limits that both backends were measured to keep."""

    tree: Node

    @classmethod
    def of(cls, tree: Node, filters: Filters | None = None) -> Self:
        """Join a question's words with the ticked filters. Raises BadInput when that is too much for one question."""
        whole = all_of(tree, *(filters or Filters()).nodes())
        if depth(whole) > DEEPEST or sum(1 for _ in leaves(whole)) > MOST_LEAVES:
            raise BadInput("The question is too long for one search; ask for fewer words at a time.")
        return cls(tree=whole)

    @model_validator(mode="after")
    def _bounded(self) -> Self:
        if depth(self.tree) > DEEPEST or sum(1 for _ in leaves(self.tree)) > MOST_LEAVES:
            raise ValueError(f"a tree of at most {DEEPEST} levels and {MOST_LEAVES} leaves")
        return self

    @property
    def names_own(self) -> bool:
        """Whether it asks for what an agency added: such a question is asked in the agency's own layer."""
        return any(
            (isinstance(leaf, Has) and leaf.field is Field.TAG)
            or (isinstance(leaf, Term) and leaf.stream is Stream.NOTES)
            for leaf in leaves(self.tree)
        )


class Hit(Record):
    ad: Id
    version: Id
    site: str
    band: Band
    seen_at: Moment


class Counted(Record):
    value: str
    count: int


class Facet(Record):
    field: Field
    values: tuple[Counted, ...]
    """The most frequent first, equal ones by value; at most FACET_SIZE."""


class Week(Record):
    """Hits last seen in the week that begins on this Monday (local calendar)."""

    monday: date
    count: int


class Hits(Record):
    total: int
    rows: tuple[Hit, ...]
    """Last seen first, then by number."""
    facets: tuple[Facet, ...]
    weeks: tuple[Week, ...]
    """In order of time; weeks without a hit are left out."""
    after: str | None
    """Cursor of the next page, or None at the end."""


class Cursor(Record):
    """The last row of a page: where the next one begins."""

    seen: int
    id: int

    @classmethod
    def read(cls, told: str) -> Self:
        """Raises BadInput for what is no cursor."""
        seen, dot, number = told.partition(".")
        if not (dot and _is_number(seen) and _is_number(number)):
            raise BadInput("This page of hits cannot be found; search again from the first page.")
        return cls(seen=int(seen), id=int(number))

    def __str__(self) -> str:
        return f"{self.seen}.{self.id}"


def monday_of(week: int) -> date:
    """The Monday that a week begins on; weeks count from the first Monday after 1970-01-01."""
    return EPOCH + timedelta(days=7 * week + MONDAY)


def moment_of(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


EPOCH = date(1970, 1, 1)
WIDEST = 19
"""Digits of a 63-bit number."""


def seconds_of(moment: Moment) -> int:
    return int(moment.timestamp())


def _is_number(told: str) -> bool:
    digits = told.removeprefix("-")
    return digits.isascii() and digits.isdigit() and len(digits) <= WIDEST
