"""Writes a market as two files: what the ads say, and, apart from it, what is true."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from simulator.hosts import SiteFacts
from simulator.market import Market
from simulator.people import MarketAd


def write(market: Market, out: Path) -> None:
    """Write `out/ads.jsonl` and `out/truth.jsonl`, one line an ad in order of posting, its first version."""
    out.mkdir(parents=True, exist_ok=True)
    _write_lines(out / "ads.jsonl", (said(ad, market.facts(ad.site)) for ad in market.ads))
    _write_lines(out / "truth.jsonl", map(truth, market.ads))


def said(ad: MarketAd, site: SiteFacts) -> dict[str, Any]:
    """The ad as a plain reader reads it; no key of it says who is behind it."""
    first = ad.versions[0]
    return {
        "id": ad.id,
        "site": ad.site,
        "posted_at": ad.posted_at.isoformat(),
        "text": first.text,
        "site_context": {
            "country": "SE",
            "posted_at": ad.posted_at.isoformat(),
            "own_contacts": [site.phone],
        },
        "phones": list(first.phones),
        "emails": list(first.emails),
        "handles": [handle.model_dump(mode="json") for handle in first.handles],
        "place": ad.town,
        "names": list(first.names),
    }


def truth(ad: MarketAd) -> dict[str, Any]:
    return {
        "id": ad.id,
        "advertiser": ad.advertiser,
        "personas": list(ad.personas),
        "kind": ad.kind,
        "controlled": ad.controlled,
        "minor": ad.minor,
        "true_contacts": list(ad.true_contacts),
    }


def _write_lines(path: Path, lines: Iterable[dict[str, Any]]) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
