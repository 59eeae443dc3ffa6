"""The accounts that a demo makes ready: two agencies, and one person a role."""

import json
import os
import secrets
from pathlib import Path

from doors.opening import Parts
from models.agency import Agency, AgencyKind, Person, Role
from models.base import Record, new_id

AGENCIES = (
    Agency(id="polisen", kind=AgencyKind.POLICE, name="Polisen, gruppen mot människohandel"),
    Agency(id="socialtjansten", kind=AgencyKind.SOCIAL, name="Socialtjänsten, uppsökande enheten"),
    Agency(id="gemensam", kind=AgencyKind.JOINT, name="Gemensam uppföljning"),
)
SEATS = (
    ("polis", "polisen", Role.ANALYST, "Analytiker, polisen"),
    ("polischef", "polisen", Role.SUPERVISOR, "Gruppchef, polisen"),
    ("social", "socialtjansten", Role.ANALYST, "Analytiker, socialtjänsten"),
    ("falt", "socialtjansten", Role.OUTREACH, "Fältarbetare, socialtjänsten"),
    ("socialchef", "socialtjansten", Role.SUPERVISOR, "Enhetschef, socialtjänsten"),
    ("forskare", "gemensam", Role.RESEARCHER, "Forskare"),
)


class Account(Record):
    """A ready account of the demo; its password was made for this home only."""

    login: str
    name: str
    password: str


def ready_accounts(parts: Parts) -> tuple[Account, ...]:
    """Make the demo's agencies and accounts once; their passwords stand in a file that only its owner reads."""
    file = parts.settings.home / "demo-accounts.json"
    accounts = _kept(file) or _written(file)
    known = {agency.id for agency in parts.stores.people.agencies()}
    for agency in AGENCIES:
        if agency.id not in known:
            parts.stores.people.add_agency(agency)
    for account, (login, agency_id, role, name) in zip(accounts, SEATS, strict=True):
        if parts.stores.people.by_login(login) is None:
            parts.stores.people.add(_person(parts, account, agency_id=agency_id, role=role, name=name))
    return accounts


def _person(parts: Parts, account: Account, *, agency_id: str, role: Role, name: str) -> Person:
    from api.sign_in.passwords import hashed

    return Person(
        id=new_id(),
        agency=agency_id,
        role=role,
        name=name,
        login=account.login,
        password_hash=hashed(account.password),
        made_at=parts.clock.wall(),
    )


def _kept(file: Path) -> tuple[Account, ...]:
    if not file.exists():
        return ()
    return tuple(Account.model_validate(told) for told in json.loads(file.read_text("utf-8")))


def _written(file: Path) -> tuple[Account, ...]:
    accounts = tuple(
        Account(login=login, name=name, password=f"lykta-{secrets.token_hex(6)}") for login, _, _, name in SEATS
    )
    aside = file.with_suffix(".new")
    handle = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as out:
        json.dump([account.model_dump() for account in accounts], out)
    aside.replace(file)
    return accounts
