"""A word that an agency's people put on ads: theirs alone, found by search in their own layer."""

import re
from typing import Literal, Self

from models.base import Id, Moment, Record, new_id
from models.basis import Basis
from models.errors import BadInput
from models.scope import Layer

LONGEST = 60
CONTACT = re.compile(r"@|\d(?:\W{0,3}\d){5}")
"""What looks like a contact: tags are values that search shows in the clear."""


class Tag(Record):
    """Names the ads that the person had before them, so that it follows them when groups change."""

    kind: Literal["tag"] = "tag"
    id: Id
    layer: Layer
    ads: tuple[Id, ...]
    word: str
    person: Id
    made_at: Moment
    basis: Basis

    @classmethod
    def made(cls, word: str, ads: tuple[Id, ...], *, layer: Layer, person: Id, now: Moment, basis: Basis) -> Self:
        """Raises BadInput for no word, one too long, a quotation mark, or what looks like a contact."""
        told = " ".join(word.split())
        if not told or len(told) > LONGEST or '"' in told:
            raise BadInput(f"A tag is a word or a few, at most {LONGEST} characters and without quotation marks.")
        if CONTACT.search(told):
            raise BadInput("A tag cannot hold a number or an address; write a note instead.")
        return cls(id=new_id(), layer=layer, ads=ads, word=told, person=person, made_at=now, basis=basis)
