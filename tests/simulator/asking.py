"""Asks a served market over real HTTP, and says what came back."""

import http.client
from dataclasses import dataclass, field
from datetime import UTC, datetime

from parsel import Selector

from simulator.market import Market
from simulator.people import MarketAd
from simulator.serving import Serving

STATIC, SCROLL, GATE = "gatuplan.example", "rullan.example", "portvakten.example"
STRUCTURED, BLOCK, TABLES = "marknadsrutan.example", "skyltfonstret.example", "torgtavlan.example"
CROWD = datetime(2026, 2, 20, 12, tzinfo=UTC)
"""A moment near the end of the usual market, when many ads stand."""


@dataclass(frozen=True)
class Got:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def page(self) -> Selector:
        return Selector(self.text)


@dataclass
class Visitor:
    """A plain client; keeps no cookies but those it is given."""

    serving: Serving
    host: str
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, path: str, *, method: str = "GET", body: str | None = None) -> Got:
        line = http.client.HTTPConnection("127.0.0.1", self.serving.port, timeout=20)
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        line.request(method, path, body=body, headers={"Host": self.host} | ({"Cookie": cookie} if cookie else {}))
        answer = line.getresponse()
        got = Got(answer.status, dict(answer.getheaders()), answer.read())
        line.close()
        return got


def standing(market: Market, site: str, moment: datetime = CROWD) -> tuple[MarketAd, ...]:
    return tuple(ad for ad in market.on(site) if ad.stands(moment))


def removed(market: Market, site: str, moment: datetime = CROWD) -> MarketAd:
    return next(ad for ad in market.on(site) if ad.removed_at <= moment)


def walked(visitor: Visitor, start: str, *, card: str, onward: str) -> list[str]:
    """What a selector finds on a list and on every page its next links lead to."""
    found: list[str] = []
    path: str | None = start
    while path:
        page = visitor.get(path).page
        found += page.css(card).getall()
        path = page.css(onward).get()
    return found
