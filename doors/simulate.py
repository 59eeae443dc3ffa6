"""Write a simulated market as two files, its truth apart."""

from datetime import date, datetime
from pathlib import Path

import click


@click.command(name="simulate", help=__doc__)
@click.option("--seed", type=int, default=7, show_default=True)
@click.option("--days", type=click.IntRange(min=1), default=84, show_default=True)
@click.option("--advertisers", type=click.IntRange(min=9), default=210, show_default=True)
@click.option("--start", type=click.DateTime(["%Y-%m-%d"]), help="first day; when not told, the last day is 2026-03-01")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), required=True)
def command(seed: int, days: int, advertisers: int, start: datetime | None, out: Path) -> None:
    from simulator.dump import write
    from simulator.market import Market

    market = Market.grow(seed=seed, days=days, advertisers=advertisers, start=_day(start))
    write(market, out)
    click.echo(f"{len(market.ads)} ads of {len(market.advertisers)} advertisers from {market.start} to {market.end}.")


def _day(told: datetime | None) -> date | None:
    return told.date() if told else None
