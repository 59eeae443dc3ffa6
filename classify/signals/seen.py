"""What a signal may look at: one ad version, its reading, its words, and the phrases that stood their guards."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from classify.entries import MARK
from classify.phrases import Hit
from classify.word_stream import WordStream
from models.reading import Age, Mention, MentionKind, Name, Reading
from models.values.date import Stay
from models.values.phone import Phone
from models.values.price import Price

Span = tuple[int, int]


def covered(hits: Sequence[Hit]) -> frozenset[int]:
    """Numbers of the words that hits cover."""
    return frozenset(word for hit in hits for word in range(hit.place.first, hit.place.last + 1))


@dataclass(frozen=True, slots=True)
class Seen:
    text: str
    reading: Reading
    words: WordStream
    images: int
    """How many pictures the page named."""
    hits: Mapping[str, Sequence[Hit]]
    """Every phrase met, by indicator id or mark, before any guard."""
    asked: Callable[[], Mapping[str, Sequence[Hit]]]
    """Finds the marks that only signals ask for; what it finds is kept."""
    kept: dict[str, list[Span]] = field(default_factory=dict)
    """Findings so far, by indicator id."""

    def mark(self, name: str) -> Sequence[Hit]:
        return self.hits.get(MARK + name, ())

    def ask(self, name: str) -> Sequence[Hit]:
        """As `mark`, for marks that are looked for only now."""
        return self.asked().get(MARK + name, ())

    def sentences(self, hits: Sequence[Hit]) -> frozenset[int]:
        return frozenset(self.words.sentences[hit.place.first] for hit in hits)

    def sentence_at(self, start: int) -> int:
        """Running number of the sentence that code point `start` of the text lies in."""
        first, _ = self.words.normal.inner(start, start + 1)
        at = -1
        for sentence, (begin, _end) in zip(self.words.sentences, self.words.places, strict=True):
            if begin > first:
                break
            at = sentence
        return max(at, 0)

    def ages(self) -> Iterator[tuple[Mention, Age]]:
        for mention in self.reading.of(MentionKind.AGE):
            if isinstance(mention.value, Age):
                yield mention, mention.value

    def names(self) -> Iterator[tuple[Mention, Name]]:
        for mention in self.reading.of(MentionKind.NAME):
            if isinstance(mention.value, Name):
                yield mention, mention.value

    def prices(self) -> Iterator[tuple[Mention, Price]]:
        for mention in self.reading.of(MentionKind.PRICE):
            if isinstance(mention.value, Price):
                yield mention, mention.value

    def phones(self) -> Iterator[tuple[Mention, Phone]]:
        for mention in self.reading.of(MentionKind.PHONE):
            if isinstance(mention.value, Phone):
                yield mention, mention.value

    def stays(self) -> Iterator[tuple[Mention, Stay]]:
        for mention in self.reading.of(MentionKind.DATE):
            if isinstance(mention.value, Stay):
                yield mention, mention.value
