"""Sessions kept on the server: the cookie holds a random token, the store its SHA-256."""

import hashlib
from collections.abc import Callable
from datetime import datetime, timedelta

from models.agency import Person, Session
from models.base import Id
from models.stores.ports import People

IDLE = timedelta(minutes=15)
ABSOLUTE = timedelta(hours=10)
TOUCH_EVERY = timedelta(seconds=30)


def session_id(token: str) -> str:
    """What stands in the store, so that a dump of it opens no session."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def begin(person: Id, *, people: People, wall: datetime, tokens: Callable[[], str]) -> str:
    """Open a session and give its token, which is kept nowhere but in the cookie."""
    token = tokens()
    session = Session(id=session_id(token), person=person, csrf=tokens(), began_at=wall, seen_at=wall)
    people.open_session(session)
    return token


def is_live(session: Session, wall: datetime) -> bool:
    """Not ended, seen within the idle limit, and begun within the absolute one; by wall clock."""
    return session.ended_at is None and wall - session.seen_at < IDLE and wall - session.began_at < ABSOLUTE


def resume(token: str, *, people: People, wall: datetime) -> tuple[Session, Person] | None:
    """Find the live session of a token and note that it is in use (seldom: each note is a write)."""
    session = people.session(session_id(token))
    if session is None or not is_live(session, wall):
        return None
    if wall - session.seen_at >= TOUCH_EVERY:
        people.touch_session(session.id, seen_at=wall)
    return session, people.get(session.person)
