"""Show the main job on a simulated market: visit, read, assess, link, index, and open the desk."""

import time
from datetime import UTC, datetime

import click
from rich.console import Console

from doors.accounts import Account, ready_accounts
from doors.opening import opened
from doors.pretend_market import SHEETS, moments, planned
from doors.progress import step
from doors.serve import serve
from doors.visit import visit_all
from doors.work import derive
from models import logs
from models.base import Id
from models.scope import Scope
from models.settings import Settings, read_settings
from simulator.market import Market
from simulator.serving import Serving

MOST_VISITS = 1000
say = Console(highlight=False, soft_wrap=True)


@click.command(name="demo", help=__doc__)
@click.option("--days", type=click.IntRange(1, 730), help="length of the market; 84 when not told")
@click.option("--advertisers", type=click.IntRange(min=9), help="size of the market; 210 when not told")
@click.option("--seed", type=int, help="another market; 7 when not told")
@click.option("--no-serve", is_flag=True, help="end when the work is done")
def command(days: int | None, advertisers: int | None, seed: int | None, *, no_serve: bool) -> None:
    began, settings = time.monotonic(), read_settings(sites=SHEETS)
    logs.configure(as_json=settings.log_json)
    plan = planned(settings.home, seed=seed, days=days, advertisers=advertisers, today=datetime.now(UTC).date())
    with step("grow a market"):
        market = plan.grown()
    visit_market(market, settings)
    with opened(_as_of(settings, moments(market)[-1])) as parts:
        derive(parts)
    with opened(settings) as parts:
        accounts = ready_accounts(parts)
        _say(settings, accounts, seconds=time.monotonic() - began, serving=not no_serve)
        if not no_serve:
            serve(parts)


def visit_market(market: Market, settings: Settings) -> None:
    """Walk through the market's weeks; a visit that has its outcome already is not made again."""
    from crawlers.sheet_files import load_sheets
    from crawlers.visits import visit_id

    sheets, made = load_sheets(SHEETS), _made(settings)
    with Serving(market) as server, step("visit", total=len(sheets) * len(moments(market))) as shown:
        for moment in moments(market):
            server.moment = moment
            at = _as_of(settings, moment, loopback=server.loopback)
            due = [sheet for sheet in sheets if visit_id(sheet, moment) not in made]
            visit_all(due, settings=at, due_at=moment)
            shown.advance(len(sheets))


def _made(settings: Settings) -> set[Id]:
    """Visits that have their outcome."""
    scope = Scope.joint()
    with opened(settings) as parts:
        visits = parts.stores.visits
        told = [one for site in visits.sites(scope) for one in visits.last(site, scope, limit=MOST_VISITS)]
    return {visit.id for visit, outcome in told if outcome}


def _as_of(settings: Settings, moment: datetime, *, loopback: dict[str, str] | None = None) -> Settings:
    """The same settings at another moment of the market."""
    told = settings.model_dump(exclude={"now", "loopback"})
    return read_settings(**told, now=moment, loopback=loopback or {})


def _say(settings: Settings, accounts: tuple[Account, ...], *, seconds: float, serving: bool) -> None:
    """What stands ready, and what to look at first."""
    say.print(f"\nThe work is done in {seconds:.0f} s. Everything here is simulated; state lies in {settings.home}.")
    if not serving:
        return
    say.print(f"\n[bold]The desk: http://{settings.host}:{settings.port}[/bold]   (Ctrl-C ends it)\n")
    for account in accounts:
        say.print(f"  {account.login:12} {account.password:20} {account.name}")
    say.print(
        "\nSign in as [bold]polis[/bold] and look at the first advertiser of the queue: its quotes say why it is there,"
        "\nj and k walk, 1 to 7 decide, u takes back, ? shows all keys. Then sign in as [bold]social[/bold]:"
        "\nnothing of what polis decided is there."
    )
