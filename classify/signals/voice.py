"""Signals of whose voice it is: an ad that speaks of `her`, several persons in one ad, a menu of persons."""

from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache

from classify.reading.lexicon import DATA
from classify.reading.names import first_names
from classify.signals.seen import Seen, Span, covered
from models.reading import AdKind

NEAR = 24
"""Characters between a name and its price in a list."""
AT_LEAST = 2


def third_person_voice(seen: Seen) -> Iterator[Span]:
    """Her pronouns outnumber the writer's own, or open a sentence; not in a review, nor about somebody else."""
    her = covered(seen.mark("her"))
    if not her or seen.reading.kind == AdKind.REVIEW or seen.mark("review") or seen.mark("somebody-else"):
        return
    own = covered(seen.ask("own-voice"))
    sentences = seen.words.sentences
    opening = [word for word in her if word == 0 or sentences[word - 1] != sentences[word]]
    if len(her) > len(own) or opening:
        first = min(opening or her)
        yield seen.words.whole(first, first)


def several_persons(seen: Seen) -> Iterator[Span]:
    """From the first to the last of the names, when at least two differ; or a menu of them."""
    names = [(mention, name.clean.casefold()) for mention, name in seen.names()]
    if len({name for _, name in names}) >= AT_LEAST:
        yield names[0][0].start, names[-1][0].end
    else:
        yield from seen.kept.get("menu-of-persons", ())


def menu_of_persons(seen: Seen) -> Iterator[Span]:
    """Names each followed by a price of its own, before the next name."""
    rows = list(_rows(seen))
    if len({name for name, _ in rows}) >= AT_LEAST:
        yield rows[0][1][0], rows[-1][1][1]


def _rows(seen: Seen) -> Iterator[tuple[str, Span]]:
    priced = [(m.start, m.end) for m, _ in seen.prices()]
    if len(priced) < AT_LEAST:
        return
    told = sorted({*((m.start, m.end, n.clean.casefold()) for m, n in seen.names()), *_labels(seen)})
    for index, (start, end, name) in enumerate(told):
        until = told[index + 1][0] if index + 1 < len(told) else len(seen.text)
        for begin, stop in priced:
            if end <= begin < min(until, end + NEAR):
                yield name, (start, stop)
                break


def _labels(seen: Seen) -> list[tuple[int, int, str]]:
    """The capitalised word right in front of each price, unless it is a day, a time or a treatment.

    One name that is read or known is enough to take the other words for names too.
    """
    begins = [place[0] for place in seen.words.places]
    labels: dict[int, tuple[int, int, str]] = {}
    for mention, _ in seen.prices():
        first, _end = seen.words.normal.inner(mention.start, mention.start + 1)
        word = bisect_left(begins, first) - 1
        start, end = seen.words.whole(word, word) if word >= 0 else (0, 0)
        said = seen.text[start:end]
        if said[:1].isupper() and said.isalpha() and mention.start - end < NEAR:
            labels[word] = (start, end, said.casefold())
    if len(labels) < AT_LEAST:
        return []
    barred = covered(seen.ask("row-word"))
    told = [label for word, label in labels.items() if word not in barred]
    known = {name.clean.casefold() for _, name in seen.names()} | _first_names()
    return told if any(name in known for _, _, name in told) else []


@lru_cache(maxsize=1)
def _first_names() -> frozenset[str]:
    return first_names(DATA)
