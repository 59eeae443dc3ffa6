"""Measure quality on data with known truth; what comes from the simulator is called simulated."""

import json
from typing import Any

import click


@click.group(name="measure", help=__doc__)
def command() -> None:
    pass


@command.command()
@click.option("--seed", "seeds", type=int, multiple=True, default=(31,), show_default=True)
@click.option("--advertisers", type=click.IntRange(min=9), default=210, show_default=True)
@click.option("--days", type=click.IntRange(min=1), default=84, show_default=True)
@click.option("--baselines", is_flag=True, help="what shared contact alone and near-duplicate text alone reach")
@click.option("--json", "as_json", is_flag=True, help="one object with figures, data set and edition")
def linking(seeds: tuple[int, ...], advertisers: int, days: int, *, baselines: bool, as_json: bool) -> None:
    """Advertisers and personas against a simulated market's truth: pairs, B-cubed, the largest wrong group."""
    from classify.linking.linker import linking_edition
    from classify.reading.reader import Reader
    from doors.measuring import baselines as plain_rules
    from doors.measuring import linked, read_lines, told
    from simulator.market import Market

    reader = Reader.load()
    figures: dict[str, Any] = {}
    for seed in seeds:
        market = Market.grow(seed=seed, advertisers=advertisers, days=days)
        lines = read_lines(market, reader)
        of_advertisers, of_personas = linked(market, lines)
        plain = plain_rules(market, lines) if baselines else {}
        groups = {"advertisers": of_advertisers, "personas": of_personas} | plain
        figures[f"seed {seed}"] = {name: told(group) for name, group in groups.items()}
    _print(
        {
            "figures": figures,
            "data_set": f"simulated market, {advertisers} advertisers, {days} days",
            "edition": linking_edition(reader.edition),
        },
        as_json=as_json,
    )


def _print(answer: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(answer))
        return
    click.echo(f"{answer['data_set']}, edition {answer['edition']}")
    for name, figures in answer["figures"].items():
        click.echo(name)
        for group, told in figures.items():
            click.echo(f"  {group}: " + ", ".join(f"{key} {value}" for key, value in told.items()))
