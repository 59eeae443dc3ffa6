"""Sign in and out of a local account; refused attempts are logged without the login name in clear."""

from api.desk import Desk
from api.sign_in.brakes import SIGN_IN_BY_ADDRESS, SIGN_IN_BY_LOGIN
from api.sign_in.passwords import matches
from api.sign_in.sessions import begin
from models.agency import Person, Session
from models.base import Id
from models.errors import NotAllowed
from models.scope import JOINT, Layer
from models.viewing import Act, Viewing


def sign_in(login: str, password: str, *, address: str, desk: Desk) -> str:
    """Give the token of a new session. Raises NotAllowed, worded the same whatever was wrong."""
    keyed = desk.keys.identity("login", login.strip().casefold())
    free = desk.brakes.allows(SIGN_IN_BY_ADDRESS, "sign in", address)
    if not (desk.brakes.allows(SIGN_IN_BY_LOGIN, "sign in", keyed, address) and free):
        _log(desk, Act.SIGN_IN_FAILED, layer=JOINT, of=keyed, reason="too_often")
        raise NotAllowed("too_often")
    person = desk.stores.people.by_login(login.strip())
    if not matches(person.password_hash if person else None, password) or person is None:
        layer = Layer(person.agency) if person else JOINT
        _log(desk, Act.SIGN_IN_FAILED, layer=layer, of=keyed, reason="wrong")
        raise NotAllowed("wrong_login")
    desk.brakes.forgive(SIGN_IN_BY_LOGIN, "sign in", keyed, address)
    token = begin(person.id, people=desk.stores.people, wall=desk.clock.wall(), tokens=desk.tokens)
    _log(desk, Act.SIGN_IN, layer=Layer(person.agency), of=keyed, person=person.id)
    return token


def sign_out(session: Session, person: Person, *, desk: Desk) -> None:
    desk.stores.people.end_session(session.id, ended_at=desk.clock.wall())
    _log(desk, Act.SIGN_OUT, layer=Layer(person.agency), of=None, person=person.id)


def _log(
    desk: Desk, act: Act, *, layer: Layer, of: str | None, person: Id | None = None, reason: str | None = None
) -> None:
    desk.stores.log.add(
        Viewing(at=desk.clock.wall(), layer=layer, person=person, act=act, thing="login", thing_id=of, reason=reason)
    )
