"""Where the words of a question stand in a masked text: analysed again at display, so alike on every search backend."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from classify.search import compounds
from classify.search.stems import stem
from classify.search.tokens import Located, Masked, located
from models.search import AllOf, AnyOf, Leaf, Node, Not, Phrase, Prefix, Question, Stream, Term

Span = tuple[int, int]


@dataclass(slots=True)
class _Asked:
    """The leaves that are asked for, not those that are asked without."""

    terms: dict[Stream, set[str]] = field(default_factory=lambda: {stream: set() for stream in Stream})
    prefixes: list[str] = field(default_factory=list)
    phrases: set[tuple[str, ...]] = field(default_factory=set)

    def add(self, leaf: Leaf) -> None:
        if isinstance(leaf, Term):
            self.terms[leaf.stream].add(leaf.token)
        elif isinstance(leaf, Prefix):
            self.prefixes.append(leaf.letters)
        elif isinstance(leaf, Phrase):
            self.phrases.add(leaf.tokens)

    def meets(self, one: Located) -> bool:
        return (
            one.token in self.terms[Stream.EXACT]
            or one.token.startswith(tuple(self.prefixes))
            or (bool(self.terms[Stream.WORDS]) and stem(one.token, one.lang) in self.terms[Stream.WORDS])
            or (one.lang == compounds.LANG and not self.terms[Stream.PARTS].isdisjoint(compounds.parts(one.token)))
        )


def highlights(masked: Masked, question: Question) -> tuple[Span, ...]:
    """Spans (code points of the text) of what the question asked for; in order, and none within or over another.

    A contact that was asked for is masked in the text and so has no span here.
    """
    asked = _Asked()
    for leaf in _wanted(question.tree):
        asked.add(leaf)
    stream = tuple(located(masked))
    spans = [(one.start, one.end) for one in stream if asked.meets(one)]
    for phrase in asked.phrases:
        spans.extend(_places(stream, phrase))
    return tuple(_merged(spans))


def _wanted(node: Node) -> Iterator[Leaf]:
    if isinstance(node, AllOf | AnyOf):
        for part in node.of:
            yield from _wanted(part)
    elif not isinstance(node, Not):
        yield node


def _places(stream: tuple[Located, ...], phrase: tuple[str, ...]) -> Iterator[Span]:
    tokens = [one.token for one in stream]
    for start in range(len(tokens) - len(phrase) + 1):
        if tokens[start] == phrase[0] and tuple(tokens[start : start + len(phrase)]) == phrase:
            yield stream[start].start, stream[start + len(phrase) - 1].end


def _merged(spans: Iterable[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
