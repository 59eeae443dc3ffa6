"""What every backend's answer has in common: facets in one order, and the answer of one who may not look."""

from collections.abc import Iterable, Mapping

from models.search import FACET_SIZE, Counted, Facet, Field, Hits


def empty() -> Hits:
    """What a scope that may not see the layer is told: as if nothing were there."""
    return Hits(total=0, rows=(), facets=facets({}), weeks=(), after=None)


def facets(counts: Mapping[Field, Iterable[tuple[str, int]]]) -> tuple[Facet, ...]:
    """All fields in their order, each with its most frequent values."""
    return tuple(
        Facet(
            field=field,
            values=tuple(
                Counted(value=value, count=count)
                for value, count in sorted(counts.get(field, ()), key=lambda pair: (-pair[1], pair[0]))[:FACET_SIZE]
            ),
        )
        for field in Field
    )
