"""What may be asked of whatever keeps the additions of each agency's people; another agency's are absent."""

from collections.abc import Sequence
from typing import Protocol

from models.addition import Addition
from models.base import Id
from models.disclosure import Disclosed
from models.review import Withdrawal
from models.scope import Scope
from models.viewing import Viewing


class Additions(Protocol):
    """Tags, notes, ties and disclosures of the scope's own agency."""

    def add(self, addition: Addition, viewing: Viewing) -> None:
        """Addition and log entry commit together; a note in place of another withdraws that one with them.

        Raises Conflict when the note that it replaces is withdrawn already, NotFound when the layer has none such.
        """

    def withdraw(self, withdrawal: Withdrawal, viewing: Viewing) -> None:
        """Raises NotFound for what the withdrawer's layer does not hold, Conflict for what is withdrawn already."""

    def get(self, addition: Id, scope: Scope) -> Addition:
        """Also one that is withdrawn."""

    def of(self, ads: Sequence[Id], scope: Scope) -> tuple[Addition, ...]:
        """Not withdrawn ones on any of these ads, newest first."""

    def every(self, kind: str, scope: Scope) -> tuple[Addition, ...]:
        """Not withdrawn ones of a kind, newest first."""


class Disclosures(Protocol):
    """What other agencies decided to let the scope's own agency see."""

    def received(self, scope: Scope) -> tuple[Disclosed, ...]:
        """Standing ones, newest first, with what their records say now; withdrawn records are left out."""
