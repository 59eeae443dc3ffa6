"""Agencies, accounts and sign-ins; who a login belongs to is found by its key, never in the clear."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Select, select, update

from models.agency import Agency, AgencyKind, Person, Role, Session
from models.base import Id, Moment, Record, keyed_fingerprint
from models.errors import Conflict, NotFound
from models.stores.sql.desk_tables import agencies, people, sessions
from models.stores.sql.ground import Ground


class _Account(Record):
    name: str
    login: str
    password_hash: str | None


class SqlPeople:
    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    def add_agency(self, agency: Agency) -> None:
        with self._ground.writing() as connection:
            self._ground.put(connection, agencies, [agency.model_dump()])

    def agencies(self) -> tuple[Agency, ...]:
        with self._ground.reading() as connection:
            rows = connection.execute(select(agencies)).mappings().all()
        found = (Agency(id=row["id"], kind=AgencyKind(row["kind"]), name=row["name"]) for row in rows)
        return tuple(sorted(found, key=lambda agency: agency.id))

    def add(self, person: Person) -> None:
        """Raises NotFound for an agency that is not there, Conflict when the login (in any case) is taken."""
        with self._ground.writing() as connection:
            if connection.execute(select(agencies.c.id).where(agencies.c.id == person.agency)).first() is None:
                raise NotFound("agency", person.agency)
            added = connection.execute(self._ground.insert_new(people).returning(people.c.id), [self._row(person)])
            if added.first() is None:
                raise Conflict("That login is taken")

    def by_login(self, login: str) -> Person | None:
        found = self._fetched(select(people).where(people.c.login_key == self._login_key(login)))
        return next(iter(found), None)

    def get(self, person: Id) -> Person:
        found = self._fetched(select(people).where(people.c.id == person))
        if not found:
            raise NotFound("person", person)
        return found[0]

    def all(self) -> tuple[Person, ...]:
        return self._fetched(select(people).order_by(people.c.made_at, people.c.id))

    def open_session(self, session: Session) -> None:
        csrf = self._ground.sealer.seal(sessions.c.csrf, session.id, session.csrf)
        with self._ground.writing() as connection:
            self._ground.put(connection, sessions, [{**session.model_dump(), "csrf": csrf}])

    def session(self, session: str) -> Session | None:
        with self._ground.reading() as connection:
            row = connection.execute(select(sessions).where(sessions.c.id == session)).mappings().first()
        if row is None:
            return None
        return Session(**{**row, "csrf": self._ground.sealer.open(sessions.c.csrf, session, row["csrf"])})

    def touch_session(self, session: str, *, seen_at: Moment) -> None:
        self._tell(session, {"seen_at": seen_at})

    def end_session(self, session: str, *, ended_at: Moment) -> None:
        self._tell(session, {"ended_at": ended_at})

    def _tell(self, session: str, told: dict[str, Any]) -> None:
        """A session is the one thing that is edited: it ends with the day. One that has ended stays ended."""
        going = update(sessions).where(sessions.c.id == session, sessions.c.ended_at.is_(None))
        with self._ground.writing() as connection:
            connection.execute(going.values(**told))

    def _login_key(self, login: str) -> Id:
        return keyed_fingerprint(self._ground.keys.keyed["identity"], "login", login.strip().casefold())

    def _row(self, person: Person) -> dict[str, Any]:
        account = _Account(name=person.name, login=person.login, password_hash=person.password_hash)
        sealer = self._ground.sealer
        return {
            **person.model_dump(include={"id", "agency", "role", "language", "made_at"}),
            "login_key": self._login_key(person.login),
            "account": sealer.seal(people.c.account, person.id, account.model_dump_json(), layer=person.agency),
        }

    def _fetched(self, query: Select[Any]) -> tuple[Person, ...]:
        with self._ground.reading() as connection:
            rows = connection.execute(query).mappings().all()
        return tuple(self._person(row) for row in rows)

    def _person(self, row: Mapping[Any, Any]) -> Person:
        told = self._ground.sealer.open(people.c.account, row["id"], row["account"], layer=row["agency"])
        account = _Account.model_validate_json(told)
        return Person(
            id=row["id"],
            agency=row["agency"],
            role=Role(row["role"]),
            name=account.name,
            login=account.login,
            password_hash=account.password_hash,
            language=row["language"],
            made_at=row["made_at"],
        )
