"""What the desk is handed by its door, and what one request knows of who asks."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field

from api.indicators import Indicators
from api.policy import Action, Allow, Member, Purpose, Thing, decide, scope_of
from api.sign_in.brakes import Brakes
from api.wording import Words
from classify.catalogue import Catalogue
from models.agency import Session
from models.clock import Clock
from models.editions import Editions
from models.errors import NotAllowed, NotFound
from models.keys import KeyRing
from models.scope import JOINT, Layer, Scope
from models.stores.ports import Stores
from models.stores.search import Search


def _token() -> str:
    return secrets.token_urlsafe(32)


@dataclass(frozen=True)
class Desk:
    """The parts that a door puts together.

    `places` names municipalities by their code; `secure` says that the desk is reached over HTTPS; `tokens` makes
    what cannot be guessed.
    """

    stores: Stores
    search: Search
    keys: KeyRing
    clock: Clock
    indicators: Indicators
    catalogue: Catalogue
    places: dict[str, str] = field(default_factory=dict)
    secure: bool = False
    tokens: Callable[[], str] = _token
    brakes: Brakes = field(default_factory=Brakes)

    def editions(self) -> Editions:
        """What is current. Raises NotFound while nothing has been read."""
        current = Editions.current(self.stores.marks)
        if current is None:
            raise NotFound("edition", "that is current; run `lykta work` first")
        return current


@dataclass(frozen=True)
class Asker:
    """A signed-in person asking: what every action is handed."""

    desk: Desk
    member: Member
    session: Session
    words: Words

    @property
    def scope(self) -> Scope:
        return scope_of(self.member)

    @property
    def layer(self) -> Layer:
        return self.member.agency.layer

    def may(self, action: Action, *, layer: Layer = JOINT, purpose: Purpose = Purpose.PROTECTION) -> bool:
        return isinstance(decide(self.member, action, Thing(kind=action.value, layer=layer), purpose), Allow)

    def need(self, action: Action, *, layer: Layer = JOINT, purpose: Purpose = Purpose.PROTECTION) -> None:
        """Raise NotAllowed with the policy's reason."""
        answer = decide(self.member, action, Thing(kind=action.value, layer=layer), purpose)
        if not isinstance(answer, Allow):
            raise NotAllowed(answer.reason)
