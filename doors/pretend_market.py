"""The simulated market of one home: its seed, start and sizes are written first, and a restart reads them."""

import json
from datetime import date, datetime, timedelta
from pathlib import Path

import simulator
from crawlers.sheet_files import load_sheets
from models.base import Record
from models.errors import BadInput
from simulator.hosts import SITES, SiteFacts
from simulator.market import Market

SHEETS = Path(simulator.__file__).parent / "sheets"
EVERY = timedelta(days=7)


class Plan(Record):
    """What a market grows from."""

    seed: int
    start: date
    days: int
    advertisers: int

    def grown(self) -> Market:
        return Market.grow(
            seed=self.seed, start=self.start, days=self.days, advertisers=self.advertisers, sites=watched()
        )


def watched() -> tuple[SiteFacts, ...]:
    """The pretend sites that have a sheet: the market advertises where it is watched."""
    hosts = {host for sheet in load_sheets(SHEETS) for host in sheet.hosts}
    return tuple(site for site in SITES if site.name in hosts)


def planned(home: Path, *, seed: int | None, days: int | None, advertisers: int | None, today: date) -> Plan:
    """Read the plan of this home, or write a new one whose last day is today.

    Raises BadInput when the home holds a market of other sizes.
    """
    file = home / "market.json"
    asked = {"seed": seed, "days": days, "advertisers": advertisers}
    if file.exists():
        plan = Plan.model_validate_json(file.read_text("utf-8"))
        if any(value is not None and value != getattr(plan, name) for name, value in asked.items()):
            raise BadInput(
                f"{home} holds a market of {plan.days} days and {plan.advertisers} advertisers (seed {plan.seed}); "
                "choose another LYKTA_HOME, or remove this one."
            )
        return plan
    length = days or 84
    plan = Plan(
        seed=7 if seed is None else seed,
        start=today - timedelta(days=length - 1),
        days=length,
        advertisers=advertisers or 210,
    )
    home.mkdir(parents=True, exist_ok=True)
    aside = file.with_suffix(".new")
    aside.write_text(json.dumps(plan.model_dump(mode="json")), "utf-8")
    aside.replace(file)
    return plan


def moments(market: Market) -> tuple[datetime, ...]:
    """When the sites are visited: once a week, counted back from the evening of the last day."""
    last = market.at(market.days - 0.01)
    count = -(-market.days // EVERY.days)
    return tuple(last - EVERY * back for back in reversed(range(count)))
