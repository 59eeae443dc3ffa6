"""Scrapy's scheduler over our frontier: what the frontier leases is asked next, and nothing is queued elsewhere."""

from collections import deque
from datetime import UTC, datetime, timedelta
from typing import Any, Self

from scrapy import Request, Spider
from scrapy.core.scheduler import BaseScheduler
from scrapy.crawler import Crawler

from models.stores.frontier import Leased

LEASED = "leased"
SLACK = timedelta(minutes=10)


class LeasingScheduler(BaseScheduler):
    """Leases a handful at a time; redirects and retries of a leased address wait in memory, its lease still held.

    No more is asked than can be kept: what was answered but not yet acknowledged counts as under way, so that a kill
    costs as many requests as the sheet allows at once, however slow the disk is.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._waiting: deque[Request] = deque()
        self._ahead: deque[Leased] = deque()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def open(self, spider: Spider) -> None:
        self._spider: Any = spider
        settings = self._crawler.settings
        self._at_once = settings.getint("CONCURRENT_REQUESTS")
        self._batch = 2 * self._at_once
        one = settings.getfloat("DOWNLOAD_DELAY") + settings.getfloat("DOWNLOAD_TIMEOUT")
        self._lasts = timedelta(seconds=4 * self._batch * one) + SLACK

    def enqueue_request(self, request: Request) -> bool:
        """Take a redirect or a retry; nothing else comes this way."""
        self._waiting.append(request)
        return True

    def has_pending_requests(self) -> bool:
        return bool(self._waiting) or self._leased()

    def next_request(self) -> Request | None:
        if self._waiting:
            return self._waiting.popleft()
        if self._spider.in_hand >= self._at_once or not self._leased():
            return None
        return self._spider.request_for(self._ahead.popleft())  # type: ignore[no-any-return]

    def _leased(self) -> bool:
        if not self._ahead and self._spider.may_go_on():
            self._ahead.extend(self._spider.lease(self._batch, now=datetime.now(UTC), lasts=self._lasts))
        return bool(self._ahead)
