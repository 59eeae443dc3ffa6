"""What an agency's people wrote about ads: theirs alone; a changed note is a new one in place of the earlier."""

from typing import Literal, Self

from models.base import Id, Moment, Record, new_id
from models.basis import Basis
from models.errors import BadInput
from models.scope import Layer

LONGEST = 4000


class Note(Record):
    """Names the ads that the person had before them; the text is sealed."""

    kind: Literal["note"] = "note"
    id: Id
    layer: Layer
    ads: tuple[Id, ...]
    text: str
    replaces: Id | None
    """The note that the writer had before them and changed; one that was changed meanwhile is a conflict."""
    person: Id
    made_at: Moment
    basis: Basis

    @classmethod
    def made(
        cls,
        text: str,
        ads: tuple[Id, ...],
        *,
        layer: Layer,
        person: Id,
        now: Moment,
        basis: Basis,
        replaces: Id | None = None,
    ) -> Self:
        """Raises BadInput for an empty or too long text."""
        told = text.strip()
        if not told or len(told) > LONGEST:
            raise BadInput(f"A note has words, at most {LONGEST} characters; nothing was kept.")
        return cls(
            id=new_id(),
            layer=layer,
            ads=ads,
            text=told,
            replaces=replaces,
            person=person,
            made_at=now,
            basis=basis,
        )
