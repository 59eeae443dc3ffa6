"""Show the main job on a simulated market: visit, read, assess, link, index, and open the desk."""

import time
from datetime import UTC, datetime

import click
from rich.console import Console

from doors.accounts import Account, ready_accounts
from doors.opening import opened
from doors.pretend_market import moments, planned
from doors.progress import step
from doors.serve import serve
from doors.visit import visit_all
from doors.work import derive
from models.settings import Settings, read_settings
from simulator.sheets import SHEETS

say = Console(highlight=False)


@click.command(name="demo", help=__doc__)
@click.option("--days", type=click.IntRange(1, 730), help="length of the market; 84 when not told")
@click.option("--advertisers", type=click.IntRange(min=9), help="size of the market; 210 when not told")
@click.option("--seed", type=int, help="another market; 7 when not told")
@click.option("--no-serve", is_flag=True, help="end when the work is done")
def command(days: int | None, advertisers: int | None, seed: int | None, *, no_serve: bool) -> None:
    began, settings = time.monotonic(), read_settings()
    plan = planned(settings.home, seed=seed, days=days, advertisers=advertisers, today=datetime.now(UTC).date())
    with step("grow a pretend market"):
        market = plan.grown()
    _visited(market, settings)
    with opened(_after(settings, moments(market)[-1])) as parts:
        derive(parts)
    with opened(settings) as parts:
        accounts = ready_accounts(parts)
        _told(settings, accounts, seconds=time.monotonic() - began, serving=not no_serve)
        if not no_serve:
            serve(parts)
