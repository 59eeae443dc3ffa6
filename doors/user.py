"""Add and list the agencies and the people who sign in."""

import secrets

import click
from rich.console import Console
from rich.table import Table

from doors.opening import opened
from models.agency import Agency, AgencyKind, Person, Role
from models.base import new_id
from models.errors import BadInput


@click.group(name="user", help=__doc__)
def command() -> None:
    pass


@command.command()
@click.argument("agency_id")
@click.option("--kind", type=click.Choice([kind.value for kind in AgencyKind]), required=True)
@click.option("--name", required=True, help="the name that people read")
def agency(agency_id: str, kind: str, name: str) -> None:
    """Add an agency: secrecy holds between any two of them."""
    with opened() as parts:
        parts.stores.people.add_agency(Agency(id=agency_id, kind=AgencyKind(kind), name=name))
    click.echo(f"Agency {agency_id} stands.")


@command.command()
@click.argument("login")
@click.option("--agency", "agency_id", required=True)
@click.option("--role", type=click.Choice([role.value for role in Role]), required=True)
@click.option("--name", required=True, help="the name that colleagues read")
@click.option("--language", type=click.Choice(["sv", "en"]), default="sv", show_default=True)
def add(login: str, agency_id: str, role: str, name: str, language: str) -> None:
    """Add an account; asks for its password, and makes one when none is given."""
    from api.sign_in.passwords import hashed

    told = click.prompt("Password (empty: one is made)", default="", hide_input=True, show_default=False)
    password = told or secrets.token_urlsafe(15)
    with opened() as parts:
        known = {one.id for one in parts.stores.people.agencies()}
        if agency_id not in known:
            raise BadInput(f"There is no agency {agency_id}; add it first: `lykta user agency`.")
        person = Person(
            id=new_id(),
            agency=agency_id,
            role=Role(role),
            name=name,
            login=login,
            password_hash=hashed(password),
            language=language,
            made_at=parts.clock.wall(),
        )
        parts.stores.people.add(person)
    click.echo(f"{login} can sign in." + ("" if told else f" The password, shown once: {password}"))


@command.command(name="list")
def show() -> None:
    """List agencies and accounts; no password is shown."""
    with opened() as parts:
        table = Table("login", "name", "role", "agency")
        for person in parts.stores.people.all():
            table.add_row(person.login, person.name, person.role, person.agency)
        Console().print(table)
