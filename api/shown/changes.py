"""How one version of an ad differs from the one before, word by word, on masked text."""

import re
from difflib import SequenceMatcher
from enum import StrEnum

from models.base import Record

WORDS = re.compile(r"\s*\S+\s*|\s+")
"""A word with the space around it, so that a change reads as one stretch."""
LONGEST = 4000


class Kind(StrEnum):
    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


class Stretch(Record):
    kind: Kind
    text: str


def changes(before: str, after: str) -> tuple[Stretch, ...]:
    """Stretches that, without the removed ones, spell `after`. Very long texts are told as replaced whole."""
    old, new = WORDS.findall(before), WORDS.findall(after)
    if len(old) + len(new) > LONGEST:
        return (Stretch(kind=Kind.REMOVED, text=before), Stretch(kind=Kind.ADDED, text=after))
    told: list[Stretch] = []
    for tag, a, b, c, d in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if tag == "equal":
            told.append(Stretch(kind=Kind.SAME, text="".join(new[c:d])))
            continue
        told += [Stretch(kind=Kind.REMOVED, text="".join(old[a:b]))] if a < b else []
        told += [Stretch(kind=Kind.ADDED, text="".join(new[c:d]))] if c < d else []
    return tuple(told)
