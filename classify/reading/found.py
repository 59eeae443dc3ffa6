"""What an extractor hands to the reader: a span in the normalised text and the value read there."""

from dataclasses import dataclass

from models.reading import MentionKind, Value


@dataclass(frozen=True, slots=True)
class Found:
    kind: MentionKind
    start: int
    end: int
    value: Value
    extractor: str
    obscured: bool = False
    own: bool = True
