"""Two gates around every request: nothing leaves that may not; what comes back is taken before anything touches it."""

from dataclasses import dataclass
from typing import Any, Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.retry import get_retry_request
from scrapy.exceptions import IgnoreRequest, StopDownload
from scrapy.http import Headers, Response

from crawlers.politeness import NOT_ASKED, may_ask

RECEIVED = "received"
ADDRESS, EGRESS = "X-Lykta-Address", "X-Lykta-Egress"


class NotAsked(IgnoreRequest):
    """The guard said no: here, or at the proxy."""


class Unreachable(IgnoreRequest):
    """The proxy got no answer."""


class Oversized(IgnoreRequest):
    """The proxy stopped what was larger or slower than its caps."""


@dataclass(frozen=True, slots=True)
class Received:
    """An answer as it came, before decompression."""

    status: int
    headers: tuple[tuple[str, str], ...]
    request_headers: tuple[tuple[str, str], ...]
    body: bytes
    address: str | None


class Guard:
    """First on the way out: method, host, length and kind of every request, redirected ones too; all by the proxy."""

    def __init__(self, crawler: Crawler) -> None:
        self._spider: Any = crawler.spider
        crawler.signals.connect(self._no_pictures, signal=signals.headers_received)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        why = may_ask(self._spider.sheet, request.method, request.url)
        if why:
            raise NotAsked(why)
        request.meta["proxy"] = self._spider.proxy

    def _no_pictures(self, headers: Headers, **_: Any) -> None:
        told = headers.get(b"Content-Type") or b""
        if told.decode("latin-1").lower().startswith(NOT_ASKED):
            raise StopDownload(fail=True)


class Capture:
    """Nearest to the network: keeps the exchange byte for byte, and tells the proxy's own answers from the site's."""

    def __init__(self, crawler: Crawler) -> None:
        self._spider: Any = crawler.spider

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_response(self, request: Request, response: Response) -> Request | Response:
        told = response.headers.get(EGRESS)
        if told:
            return self._not_the_site(request, told.decode("latin-1"))
        address = response.headers.pop(ADDRESS, None)
        if "leased" in request.meta:
            request.meta[RECEIVED] = Received(
                status=response.status,
                headers=_pairs(response.headers),
                request_headers=_pairs(request.headers),
                body=response.body,
                address=address[0].decode() if address else None,
            )
        return response

    def _not_the_site(self, request: Request, told: str) -> Request:
        kind, _, why = told.partition("; ")
        if kind == "refused":
            raise NotAsked(why)
        if kind == "capped":
            raise Oversized(why)
        again = get_retry_request(request, spider=self._spider, reason=why)
        if again is None:
            raise Unreachable(why)
        return again


def _pairs(headers: Headers) -> tuple[tuple[str, str], ...]:
    return tuple(
        (name.decode("latin-1"), value.decode("latin-1")) for name, values in headers.items() for value in values
    )
