"""One HTTP/1.1 connection of the pretend sites: reads requests, keeps the line open, writes answers."""

import asyncio
from collections.abc import Callable
from http import HTTPStatus

from simulator.web import Answer, Request

END_OF_HEAD = b"\r\n\r\n"
LONGEST_HEAD = 65_536
Respond = Callable[[Request], Answer]


class Connection(asyncio.Protocol):
    """Answers in order of asking; written for speed, so that a crawler's bench does not measure its market."""

    def __init__(self, respond: Respond) -> None:
        self._respond = respond
        self._read = b""
        self._waiting: list[tuple[Request, bool]] = []
        self._busy = False
        self._room = asyncio.Event()
        self._room.set()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def pause_writing(self) -> None:
        self._room.clear()

    def resume_writing(self) -> None:
        self._room.set()

    def connection_lost(self, _: Exception | None) -> None:
        self._room.set()

    def data_received(self, data: bytes) -> None:
        self._read += data
        while (taken := self._take()) is not None:
            self._waiting.append(taken)
        if len(self._read) > LONGEST_HEAD and END_OF_HEAD not in self._read:
            self._transport.close()
        self._go_on()

    def _take(self) -> tuple[Request, bool] | None:
        """The next whole request and whether the line stays open after it."""
        head, found, rest = self._read.partition(END_OF_HEAD)
        if not found:
            return None
        first, *lines = head.decode("latin-1").split("\r\n")
        headers = {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        told = headers.get("content-length", "0")
        length = int(told) if told.isdigit() else 0
        if len(rest) < length:
            return None
        self._read = rest[length:]
        method, target, *_ = [*first.split(" "), "/", "/"]
        host = headers.get("host", "").partition(":")[0].lower()
        path = "/" + target.split("/", 3)[-1] if target.startswith("http://") else target
        request = Request(host, method, path, _cookies(headers.get("cookie", "")), rest[:length])
        return request, headers.get("connection", "").lower() != "close"

    def _go_on(self) -> None:
        while self._waiting and not self._busy:
            request, stays = self._waiting.pop(0)
            answer = self._respond(request)
            if answer.wait:
                self._busy = True
                asyncio.get_running_loop().call_later(answer.wait, self._late, request, answer, stays)
            else:
                self._write(request, answer, stays=stays)

    def _late(self, request: Request, answer: Answer, stays: bool) -> None:  # noqa: FBT001 call_later passes by place
        self._busy = False
        if not self._transport.is_closing():
            self._write(request, answer, stays=stays)
            self._go_on()

    def _write(self, request: Request, answer: Answer, *, stays: bool) -> None:
        if answer.abort:
            self._transport.abort()
            return
        self._transport.write(_head(answer, stays=stays and not answer.cut))
        if request.method != "HEAD":
            if answer.repeat > 1:
                self._busy = True
                self._pouring = asyncio.get_running_loop().create_task(self._pour(answer))
                return
            self._transport.write(answer.body)
        if answer.cut or not stays:
            self._transport.close()

    async def _pour(self, answer: Answer) -> None:
        """Send a huge body piece by piece, no faster than it is read."""
        for _ in range(answer.repeat):
            await self._room.wait()
            if self._transport.is_closing():
                return
            self._transport.write(answer.body)
        self._busy = False
        self._go_on()


def _head(answer: Answer, *, stays: bool) -> bytes:
    length = len(answer.body) * answer.repeat + (len(answer.body) if answer.cut else 0)
    lines = [
        f"HTTP/1.1 {answer.status} {HTTPStatus(answer.status).phrase}",
        f"Content-Type: {answer.kind}",
        f"Content-Length: {length}",
        f"Connection: {'keep-alive' if stays else 'close'}",
        *(f"{name}: {value}" for name, value in answer.headers),
    ]
    return "\r\n".join([*lines, "", ""]).encode("latin-1")


def _cookies(told: str) -> dict[str, str]:
    pairs = (pair.partition("=") for pair in told.split(";") if "=" in pair)
    return {name.strip(): value.strip() for name, _, value in pairs}
