"""Agencies, accounts and sign-ins, in memory."""

from models.agency import Agency, Person, Session
from models.base import Id, Moment
from models.errors import Conflict, NotFound
from models.stores.memory.kept import Kept


class MemoryPeople:
    def __init__(self, kept: Kept) -> None:
        self._kept = kept

    def add_agency(self, agency: Agency) -> None:
        self._kept.agencies.setdefault(agency.id, agency)

    def agencies(self) -> tuple[Agency, ...]:
        return tuple(self._kept.agencies[agency] for agency in sorted(self._kept.agencies))

    def add(self, person: Person) -> None:
        if person.agency not in self._kept.agencies:
            raise NotFound("agency", person.agency)
        if person.id in self._kept.people or self.by_login(person.login) is not None:
            raise Conflict("That login is taken")
        self._kept.people[person.id] = person

    def by_login(self, login: str) -> Person | None:
        wanted = login.strip().casefold()
        return next((one for one in self._kept.people.values() if one.login.strip().casefold() == wanted), None)

    def get(self, person: Id) -> Person:
        if person not in self._kept.people:
            raise NotFound("person", person)
        return self._kept.people[person]

    def all(self) -> tuple[Person, ...]:
        return tuple(sorted(self._kept.people.values(), key=lambda one: (one.made_at, one.id)))

    def open_session(self, session: Session) -> None:
        self._kept.sessions.setdefault(session.id, session)

    def session(self, session: str) -> Session | None:
        return self._kept.sessions.get(session)

    def touch_session(self, session: str, *, seen_at: Moment) -> None:
        self._tell(session, "seen_at", seen_at)

    def end_session(self, session: str, *, ended_at: Moment) -> None:
        self._tell(session, "ended_at", ended_at)

    def _tell(self, session: str, name: str, at: Moment) -> None:
        found = self._kept.sessions.get(session)
        if found is not None and found.ended_at is None:
            self._kept.sessions[session] = Session(**found.model_dump() | {name: at})
