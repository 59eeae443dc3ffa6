"""The one way out: a proxy on loopback that checks each address, connects to the one it checked, and counts bytes.

Plain HTTP: the answer carries the address in `X-Lykta-Address`. CONNECT: `GET /address?of=host:port` tells it. What the
proxy itself answers carries `X-Lykta-Egress`: `refused`, `unreachable` or `capped`, with a sentence; a site
cannot forge either, for they are taken out of what it sends.
"""

import asyncio
import re
from asyncio import StreamReader, StreamWriter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http import HTTPStatus
from threading import Thread
from urllib.parse import parse_qs, urlsplit

from crawlers.relay import MAX_HEAD, Budget, Capped, Framing, Head, Torn, relay_body, splice
from crawlers.wall import Target, Wall
from models.errors import Refused

METHODS = frozenset(("GET", "HEAD"))
CONNECT_SECONDS = 10
KEEP_SECONDS = 60
HOP = re.compile(rb"^(proxy-[\w-]+|connection|keep-alive|te|upgrade|x-lykta-[\w-]+)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class EgressCaps:
    """Per answer: bytes as received, seconds from first to last. Per tunnel: its own, for it carries many answers."""

    body_bytes: int = 64 * 2**20
    seconds: float = 120
    tunnel_bytes: int = 4 * 2**30


@dataclass
class Upstream:
    host: str
    port: int
    target: Target
    reader: StreamReader
    writer: StreamWriter


@dataclass
class Egress:
    wall: Wall
    caps: EgressCaps = field(default_factory=EgressCaps)
    received: int = 0
    """Bytes let in so far."""
    addresses: dict[str, str] = field(default_factory=dict)
    """Checked address of each host:port connected to by CONNECT, for the archive."""

    async def serve(self, reader: StreamReader, writer: StreamWriter) -> None:
        """One client connection: any number of requests, one after the other."""
        upstream: Upstream | None = None
        try:
            while True:
                async with asyncio.timeout(KEEP_SECONDS):
                    asked = Head.parsed(await reader.readuntil(b"\r\n\r\n"))
                if asked.start[0] == "CONNECT":
                    await self._tunnel(asked, reader, writer=writer)
                    return
                upstream = await self._answer(asked, writer, upstream=upstream)
        except (OSError, EOFError, asyncio.LimitOverrunError, TimeoutError, Torn, asyncio.CancelledError):
            writer.transport.abort()  # only `_stop` cancels, and it waits for this to end
        finally:
            if upstream:
                upstream.writer.close()
            writer.close()

    async def _answer(self, asked: Head, writer: StreamWriter, *, upstream: Upstream | None) -> Upstream | None:
        url = asked.start[1]
        if url.startswith("/"):
            await self._tell(writer, url)
            return upstream
        try:
            async with asyncio.timeout(self.caps.seconds):
                return await self._forward(asked, writer, upstream=upstream)
        except Refused as refused:
            await _say(writer, HTTPStatus.FORBIDDEN, told="refused", why=str(refused))
        except Capped as capped:
            if capped.begun:
                raise Torn from None
            await _say(writer, HTTPStatus.BAD_GATEWAY, told="capped", why=str(capped))
        return None

    async def _forward(self, asked: Head, writer: StreamWriter, *, upstream: Upstream | None) -> Upstream | None:
        method, url, _ = asked.start
        split = urlsplit(url)
        if method not in METHODS:
            raise Refused(f"{method} {split.hostname}", "only GET and HEAD are sent")
        if split.scheme != "http" or not split.hostname:
            raise Refused(split.scheme or "an address without a scheme", "the proxy forwards plain http and CONNECT")
        path = f"{split.path or '/'}{'?' + split.query if split.query else ''}"
        request = asked.rewritten(f"{method} {path} HTTP/1.1", drop=HOP, add=(("Connection", "keep-alive"),))
        place = (split.hostname, split.port or 80)
        try:
            upstream, head = await self._exchange(place, request, upstream=upstream)
        except (OSError, EOFError, TimeoutError) as gone:
            await _say(writer, HTTPStatus.BAD_GATEWAY, told="unreachable", why=_reason(gone))
            return None
        except asyncio.LimitOverrunError:
            raise Capped("the headers are longer than 64 KB", begun=False) from None
        with _closing_on_error(upstream.writer):
            framing = Framing.of(head, bodyless=method == "HEAD")
            told = (("X-Lykta-Address", upstream.target.address), *framing.added)
            writer.write(head.rewritten(drop=HOP, add=told))
            await relay_body(framing, upstream.reader, writer, budget=Budget(self.caps.body_bytes, self))
        if framing.keeps:
            return upstream
        upstream.writer.close()
        return None

    async def _exchange(
        self, place: tuple[str, int], request: bytes, *, upstream: Upstream | None
    ) -> tuple[Upstream, Head]:
        """Send on the connection at hand where it is to the same place and still open, else on a new one."""
        if upstream and (upstream.host, upstream.port) == place:
            with suppress(OSError, EOFError):
                upstream.writer.write(request)
                return upstream, await _final_head(upstream.reader)
        if upstream:
            upstream.writer.close()
        fresh = await self._connected(*place)
        with _closing_on_error(fresh.writer):
            fresh.writer.write(request)
            return fresh, await _final_head(fresh.reader)

    async def _connected(self, host: str, port: int) -> Upstream:
        async with asyncio.timeout(CONNECT_SECONDS):
            target = await self.wall.checked(host, port)
            reader, writer = await asyncio.open_connection(target.address, target.port, limit=MAX_HEAD)
        return Upstream(host, port, target, reader, writer)

    async def _tunnel(self, asked: Head, reader: StreamReader, *, writer: StreamWriter) -> None:
        host, _, port = asked.start[1].rpartition(":")
        try:
            upstream = await self._connected(host, int(port) if port.isdigit() else 0)
        except Refused as refused:
            return await _say(writer, HTTPStatus.FORBIDDEN, told="refused", why=str(refused))
        except (OSError, TimeoutError) as gone:
            return await _say(writer, HTTPStatus.BAD_GATEWAY, told="unreachable", why=_reason(gone))
        self.addresses[asked.start[1].lower()] = upstream.target.address
        writer.write(f"HTTP/1.1 200 OK\r\nX-Lykta-Address: {upstream.target.address}\r\n\r\n".encode())
        try:
            budget = Budget(self.caps.tunnel_bytes, self)
            await asyncio.gather(
                splice(reader, upstream.writer, budget=None), splice(upstream.reader, writer, budget=budget)
            )
        finally:
            upstream.writer.close()
        return None

    async def _tell(self, writer: StreamWriter, url: str) -> None:
        of = parse_qs(urlsplit(url).query).get("of", [""])[0].lower()
        body = self.addresses.get(of, "").encode()
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body))
        await writer.drain()


@contextmanager
def running(wall: Wall, caps: EgressCaps | None = None) -> Iterator[tuple[Egress, int]]:
    """Serve in a thread of its own for as long as the block lasts; yields the proxy and its loopback port."""
    egress = Egress(wall, caps or EgressCaps())
    loop = asyncio.new_event_loop()
    thread = Thread(target=_turn, args=(loop,), name="egress", daemon=True)
    thread.start()
    starting = asyncio.start_server(egress.serve, "127.0.0.1", 0, limit=MAX_HEAD)
    server = asyncio.run_coroutine_threadsafe(starting, loop).result()
    try:
        yield egress, server.sockets[0].getsockname()[1]
    finally:
        asyncio.run_coroutine_threadsafe(_stop(server), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


def _turn(loop: asyncio.AbstractEventLoop) -> None:
    asyncio.set_event_loop(loop)
    loop.run_forever()


async def _stop(server: asyncio.Server) -> None:
    server.close()
    rest = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    for task in rest:
        task.cancel()
    await asyncio.gather(*rest, return_exceptions=True)
    await asyncio.sleep(0)  # the last connections are closed in the turn after


@contextmanager
def _closing_on_error(writer: StreamWriter) -> Iterator[None]:
    try:
        yield
    except BaseException:
        writer.transport.abort()
        raise


async def _final_head(reader: StreamReader) -> Head:
    """The head of the answer itself: a site may send any number of `100 Continue` before it, we hear out five."""
    for _ in range(5):
        head = Head.parsed(await reader.readuntil(b"\r\n\r\n"))
        if not head.start[1].startswith("1"):
            return head
    raise Torn


async def _say(writer: StreamWriter, status: HTTPStatus, *, told: str, why: str) -> None:
    sentence = " ".join(why.split())[:300]
    head = f"HTTP/1.1 {status.value} {sentence}\r\nX-Lykta-Egress: {told}; {sentence}\r\nContent-Length: 0\r\n\r\n"
    writer.write(head.encode("latin-1", "replace"))
    await writer.drain()


def _reason(gone: BaseException) -> str:
    if isinstance(gone, TimeoutError):
        return "no connection in time"
    if isinstance(gone, EOFError):
        return "it closed the connection without an answer"
    return gone.strerror or str(gone) if isinstance(gone, OSError) else str(gone)
