"""The one spider for all sites that are asked over plain HTTP."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlsplit

import structlog
from scrapy import Request, Spider
from scrapy.core.downloader.handlers.http11 import TunnelError
from scrapy.exceptions import (
    DownloadCancelledError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
    StopDownload,
)
from scrapy.http import Response
from twisted.python.failure import Failure

from crawlers.keeping import Asked, Fetched, Keeper
from crawlers.sheets import Sheet
from crawlers.spiders.guard import RECEIVED, NotAsked, Oversized, Received, Unreachable
from crawlers.spiders.leasing import LEASED
from models.clock import Clock
from models.page import Answer
from models.stores.archive import Exchange
from models.stores.frontier import Leased

log = structlog.get_logger()

KINDS: tuple[tuple[type[Exception], str], ...] = (
    (NotAsked, "refused"),
    (Unreachable, "unreachable"),
    (Oversized, "oversized"),
    (DownloadCancelledError, "oversized"),
    (DownloadTimeoutError, "timeout"),
    (ResponseDataLossError, "truncated"),
    (StopDownload, "picture"),
)
"""How asking can fail, as counted and told."""


TOGETHER = 8
"""Answers kept with one wait for the disk, at most."""


class SiteSpider(Spider):
    """Asks what the frontier leases; all reading and keeping happens in one thread beside the network's."""

    name = "site"

    def __init__(self, *, sheet: Sheet, keeper: Keeper, proxy: str, clock: Clock, asked: int) -> None:
        super().__init__()
        self.sheet = sheet
        self.proxy = proxy
        self._keeper = keeper
        self._clock = clock
        self._asked = asked
        self._unkept: list[tuple[Callable[[], Asked], asyncio.Future[None]]] = []
        self._keeping: asyncio.Task[None] | None = None
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="keeper")
        self._addresses: dict[str, str | None] = {}
        self.in_hand = 0
        """Requests sent whose answers are not yet acknowledged."""
        self.fallen: BaseException | None = None
        """A bug or a full disk: the visit's process ends with it, and the visit is taken up again."""

    async def start(self) -> Any:
        """Nothing to start with: the scheduler leases from the frontier."""
        for _ in ():
            yield

    def may_go_on(self) -> bool:
        return self.fallen is None and not self._keeper.walled and self._asked < self.sheet.caps.pages

    def lease(self, limit: int, *, now: datetime, lasts: timedelta) -> tuple[Leased, ...]:
        limit = min(limit, self.sheet.caps.pages - self._asked)
        return self._keeper.frontier.lease(self._keeper.plot.visit, limit=limit, now=now, lasts=lasts)

    def request_for(self, leased: Leased) -> Request:
        self._asked += 1
        self.in_hand += 1
        return Request(leased.url, callback=self.answered, errback=self.failed, meta={LEASED: leased}, dont_filter=True)

    async def answered(self, response: Response) -> None:
        received: Received = response.request.meta.pop(RECEIVED)  # type: ignore[union-attr]
        at = self._clock.now()
        await self._kept(lambda: self._answer(response.meta[LEASED], response, received, at))

    async def failed(self, failure: Failure) -> None:
        request: Request = failure.request  # type: ignore[attr-defined]
        asked = Asked(request.meta[LEASED], failed=kind_of(failure.value or Unreachable()))
        await self._kept(lambda: asked)

    async def _kept(self, asked: Callable[[], Asked]) -> None:
        """Wait until it is kept; what comes in meanwhile is kept together, for one wait for the disk."""
        kept: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._unkept.append((asked, kept))
        if self._keeping is None:
            self._keeping = asyncio.create_task(self._keep_all())
        await kept
        self.in_hand -= 1

    async def _keep_all(self) -> None:
        while self._unkept:
            together, self._unkept = self._unkept[:TOGETHER], self._unkept[TOGETHER:]
            if self.fallen is None:
                await self._try([asked for asked, _ in together])
            for _, kept in together:
                kept.set_result(None)
        self._keeping = None

    async def _try(self, asked: list[Callable[[], Asked]]) -> None:
        work = asyncio.get_running_loop().run_in_executor(
            self._thread, lambda: self._keeper.keep([one() for one in asked])
        )
        try:
            await work
        except Exception as fallen:  # noqa: BLE001 - raised again where the crawl ends
            self.fallen = fallen

    def _answer(self, leased: Leased, response: Response, received: Received, at: datetime) -> Asked:
        address = received.address or self._address(response.url)
        headers = tuple((name, value) for name, value in received.headers if name.lower() != "content-encoding")
        answer = Answer(
            url=response.url,
            status=received.status,
            headers=headers,
            body=response.body,
            answered_at=at,
            address=address,
        )
        exchange = Exchange(
            url=response.url,
            method="GET",
            request_headers=received.request_headers,
            status=received.status,
            headers=received.headers,
            payload=received.body,
            asked_at=at,
            address=address,
        )
        return Asked(leased, Fetched(answer, exchange))

    def _address(self, url: str) -> str | None:
        """The address that the proxy checked for a tunnel; its answers inside the tunnel cannot say it."""
        split = urlsplit(url)
        place = f"{split.hostname}:{split.port or 443}"
        if place not in self._addresses:
            proxy = urlsplit(self.proxy)
            connection = HTTPConnection(proxy.hostname or "", proxy.port, timeout=5)
            connection.request("GET", f"/address?of={place}")
            self._addresses[place] = connection.getresponse().read().decode() or None
            connection.close()
        return self._addresses[place]


def kind_of(error: BaseException) -> str:
    """A word for how asking failed; counted by the visit, told in a sentence at its end."""
    for kind, word in KINDS:
        if isinstance(error, kind):
            return word
    if isinstance(error, TunnelError):
        return "refused" if "403" in str(error) else "unreachable"
    if isinstance(error, IgnoreRequest):
        return _ignored(str(error))
    return "unreachable" if isinstance(error, OSError) else "broken"


def _ignored(why: str) -> str:
    if "robots" in why:
        return "robots"
    if "redirect" in why:
        return "redirects"
    return "oversized" if "DOWNLOAD_MAXSIZE" in why else "refused"
