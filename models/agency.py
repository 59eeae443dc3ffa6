"""Authorities and the people who work there."""

from enum import StrEnum

from models.base import Id, Moment, Record
from models.scope import Layer


class AgencyKind(StrEnum):
    POLICE = "police"
    SOCIAL = "social"
    JOINT = "joint"


class Role(StrEnum):
    ANALYST = "analyst"
    SUPERVISOR = "supervisor"
    OUTREACH = "outreach"
    RESEARCHER = "researcher"
    AUDITOR = "auditor"
    ADMIN = "admin"


class Agency(Record):
    """Secrecy holds between any two of these, also between two boards of one city."""

    id: str
    kind: AgencyKind
    name: str

    @property
    def layer(self) -> Layer:
        return Layer(self.id)


class Person(Record):
    """Someone who signs in; belongs to one agency."""

    id: Id
    agency: str
    role: Role
    name: str
    login: str
    password_hash: str | None = None
    """argon2id, never the password."""
    language: str = "sv"
    made_at: Moment


class Session(Record):
    """A sign-in, kept on the server; the cookie holds only a random token whose SHA-256 is the id."""

    id: str
    person: Id
    csrf: str
    began_at: Moment
    seen_at: Moment
    ended_at: Moment | None = None
