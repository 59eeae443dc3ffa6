"""How fast the HTTP spider is with everything on, against bare Scrapy with an empty callback on the same pages."""

import asyncio
import json
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.client import HTTPConnection
from pathlib import Path
from statistics import median
from subprocess import PIPE, Popen
from subprocess import run as run_process
from typing import Any

from crawlers.sheets import Sheet
from crawlers.visits import run_visit
from models.settings import read_settings
from models.visit import VisitVerdict

ADS, A_PAGE, AT_ONCE, ROUNDS = 1500, 50, 16, 3
HOST = "bench.example"
FIELDS = ("place", "district", "price", "phone", "age", "height", "hours", "languages", "services", "payment")
FILLER = "Lugn och ombonad lokal med te, musik och tid för samtal. Ring gärna dagen innan så hittar vi en tid. " * 12

SHEET: dict[str, Any] = {
    "id": "bench",
    "name": "Bench",
    "hosts": [HOST],
    "lists": {"all": f"http://{HOST}/list/0"},
    "why": {"controller": "joint", "purpose": "bench", "legal_basis": "simulated"},
    "pace": {"seconds": 0, "at_once": AT_ONCE},
    "read": {
        "list": {"card": "li.card", "own_id": r"/ad/(\d+)", "next": "a.next::attr(href)"},
        "detail": {
            "container": "article.ad",
            "title": "h1",
            "body": ".text",
            "fields": {name: f".{name}" for name in FIELDS},
            "posted": "time::attr(datetime)",
            "images": ".pictures img",
        },
    },
}
"""Twelve fields: title, body and ten more."""


def run() -> dict[str, Any]:
    """Rounds in turn, so that what else the machine does meets both; the ratio of medians is told."""
    with _served() as port:
        ours, bare = [], []
        for _ in range(ROUNDS):
            bare.append(_timed(port, lambda: _bare(port)))
            ours.append(_timed(port, lambda: _visit(port)))
    told = {"spider_pages_per_s": median(ours), "bare_scrapy_pages_per_s": median(bare)}
    figures = {name: round(value, 1) for name, value in told.items()} | {
        "ratio": round(median(ours) / median(bare), 3),
        "pages": ADS + ADS // A_PAGE,
    }
    return {"figures": figures, "against": "ratio >= 0.6 of bare Scrapy with an empty callback, same pages, same run"}


def _visit(port: int) -> None:
    """Guard, twelve fields, evidence, sealed store: as `lykta visit` does it, into an empty home."""
    with tempfile.TemporaryDirectory() as home:
        settings = read_settings(home=Path(home), loopback={HOST: f"127.0.0.1:{port}"})
        outcome = run_visit(Sheet.model_validate(SHEET), settings=settings, due_at=datetime.now(UTC))
    assert outcome.verdict is VisitVerdict.GOOD, outcome.broken
    assert outcome.count("ads.new") == ADS


def _bare(port: int) -> None:
    run_process([sys.executable, __file__, "bare", str(port)], check=True)


def _timed(port: int, work: Any) -> float:
    """Pages a second between the first and the last request as the server saw them: starting up counts for neither."""
    _asked(port, "/reset")
    work()
    told = json.loads(_asked(port, "/times"))
    return float(told["pages"] / (told["last"] - told["first"]))


def _asked(port: int, path: str) -> bytes:
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", path)
    body = connection.getresponse().read()
    connection.close()
    return body


@contextmanager
def _served() -> Iterator[int]:
    process = Popen([sys.executable, __file__, "serve"], stdout=PIPE, text=True)
    assert process.stdout is not None
    try:
        yield int(process.stdout.readline())
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def _serve() -> None:
    asyncio.run(_listen())


async def _listen() -> None:
    loop = asyncio.get_running_loop()
    pages = {f"/ad/{number}": _raw(_ad(number)) for number in range(ADS)}
    pages |= {f"/list/{number}": _raw(_list(number)) for number in range(ADS // A_PAGE)}
    times: list[float] = []
    server = await loop.create_server(lambda: _Connection(pages, times), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


class _Connection(asyncio.Protocol):
    """Answers from memory: the server must be no part of what is measured."""

    def __init__(self, pages: dict[str, bytes], times: list[float]) -> None:
        self._pages, self._times, self._buffer = pages, times, b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        while b"\r\n\r\n" in self._buffer:
            head, _, self._buffer = self._buffer.partition(b"\r\n\r\n")
            self._transport.write(self._answer(head.split(b" ", 2)[1].decode()))

    def _answer(self, path: str) -> bytes:
        if path in self._pages:
            self._times.append(asyncio.get_running_loop().time())
            return self._pages[path]
        if path == "/reset":
            self._times.clear()
        told = {"pages": len(self._times), "first": min(self._times, default=0), "last": max(self._times, default=0)}
        return _raw(json.dumps(told)) if path == "/times" else _raw("", status=200 if path == "/reset" else 404)


def _raw(html: str, *, status: int = 200) -> bytes:
    body = html.encode()
    head = f"HTTP/1.1 {status} -\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


def _list(number: int) -> str:
    cards = "".join(
        f'<li class="card"><a href="/ad/{ad}">Ad number {ad}</a> <span>Stad {ad % 20}</span></li>'
        for ad in range(number * A_PAGE, (number + 1) * A_PAGE)
    )
    onward = f'<a class="next" href="/list/{number + 1}">Nästa</a>' if (number + 1) * A_PAGE < ADS else ""
    return f"<html><body><ul>{cards}</ul>{onward}</body></html>"


def _ad(number: int) -> str:
    """About 12 KB, as an ad page usually is."""
    fields = "".join(f'<dt>{name}</dt><dd class="{name}">{name} {number}</dd>' for name in FIELDS)
    pictures = "".join(f'<img src="/p/{number}-{place}.jpg" alt="">' for place in range(15))
    around = "".join(f'<li><a href="/x/{place}">Länk {place}</a> <b>{place}</b></li>' for place in range(140))
    return (
        f'<html><head><title>Ad {number}</title></head><body><nav><ul>{around}</ul></nav><article class="ad">'
        f'<h1>Ad number {number}</h1><time datetime="2026-03-02">i dag</time><div class="text"><p>{FILLER}</p>'
        f'<p>Nummer {number}</p></div><dl>{fields}</dl><div class="pictures">{pictures}</div></article></body></html>'
    )


def _crawl_bare(port: int) -> None:
    """Scrapy as it comes, on as many connections, with an empty callback."""
    import scrapy
    from scrapy.crawler import AsyncCrawlerProcess

    class Bare(scrapy.Spider):
        name = "bare"

        async def start(self) -> Any:
            for path in (*(f"/list/{n}" for n in range(ADS // A_PAGE)), *(f"/ad/{n}" for n in range(ADS))):
                yield scrapy.Request(f"http://127.0.0.1:{port}{path}")

        def parse(self, response: Any, **_: Any) -> None:
            """Nothing."""

    told = {"CONCURRENT_REQUESTS": AT_ONCE, "CONCURRENT_REQUESTS_PER_DOMAIN": AT_ONCE, "LOG_LEVEL": "ERROR"}
    process = AsyncCrawlerProcess({**told, "TELNETCONSOLE_ENABLED": False, "REMOTE_CONTROL_ENABLED": False})
    process.crawl(Bare)
    process.start()


if __name__ == "__main__":
    if sys.argv[1] == "serve":
        _serve()
    else:
        _crawl_bare(int(sys.argv[2]))
