"""Puts a simulated market's texts before the readers and its truth beside the answers; all of it is simulated."""

from datetime import UTC, datetime
from typing import Any

from classify.linking.baselines import by_contact_alone, by_text_alone
from classify.linking.lines import LinkLine, ad_of, link_lines, materials
from classify.linking.measures import GroupingFigures, measured
from classify.reading.context import Context
from classify.reading.reader import Reader
from models.base import fingerprint
from models.keys import KeyRing
from models.reading import Reading
from simulator.dump import said, truth
from simulator.market import Market


def read_lines(market: Market, reader: Reader) -> list[tuple[LinkLine, Reading]]:
    """Each ad as its site shows it, with the reading of its text."""
    lines = []
    for ad in market.ads:
        told = said(ad, market.facts(ad.site))
        context = Context.model_validate(told["site_context"])
        reading = reader.read(told["text"], version=fingerprint("line", told["id"]), context=context)
        lines.append((LinkLine.model_validate(told), reading))
    return lines


def linked(market: Market, lines: list[tuple[LinkLine, Reading]]) -> tuple[GroupingFigures, GroupingFigures]:
    """Advertisers and personas against the truth; an ad of several personas counts by all of them together."""
    answers = link_lines(lines, keys=KeyRing.fresh(), now=datetime.now(UTC))
    true = [truth(ad) for ad in market.ads]
    advertisers = measured(
        {answer.id: answer.advertiser for answer in answers}, {row["id"]: row["advertiser"] for row in true}
    )
    personas = measured(
        {answer.id: answer.personas for answer in answers},
        {row["id"]: tuple(row["personas"]) or None for row in true},
    )
    return advertisers, personas


def baselines(market: Market, lines: list[tuple[LinkLine, Reading]]) -> dict[str, GroupingFigures]:
    """What one shared contact alone, and near-duplicate text alone, reach on the same ads."""
    ads = tuple(materials(lines, keys=KeyRing.fresh()).values())
    true = {truth(ad)["id"]: truth(ad)["advertiser"] for ad in market.ads}
    found = {"shared contact alone": by_contact_alone(ads), "near-duplicate text alone": by_text_alone(ads)}
    return {name: measured({line.id: groups[ad_of(line)] for line, _ in lines}, true) for name, groups in found.items()}


def told(figures: GroupingFigures) -> dict[str, Any]:
    """Figures as the doors print them, to four digits."""
    return {
        "ads": figures.ads,
        "true": figures.advertisers_true,
        "said": figures.advertisers_said,
        "found": figures.advertisers_found,
        "pair_precision": round(figures.pairs.precision, 4),
        "pair_recall": round(figures.pairs.recall, 4),
        "pair_f1": round(figures.pairs.f1, 4),
        "b_cubed_f1": round(figures.b_cubed.f1, 4),
        "largest_wrong": round(figures.largest_wrong, 4),
    }
