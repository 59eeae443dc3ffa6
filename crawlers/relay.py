"""How the proxy passes answers on: heads parsed, bodies framed and counted, never held."""

import asyncio
import re
from asyncio import StreamReader, StreamWriter
from dataclasses import dataclass
from typing import Protocol, Self

MAX_HEAD = 64 * 1024
PIECE = 64 * 1024
BODYLESS = frozenset(("204", "304"))
STRIP = b" \t\r\n"


class Torn(ConnectionError):
    """The stream broke off, or says what no stream may."""


class Capped(ConnectionError):
    """More than is let in. `begun`: part of it was passed on already."""

    def __init__(self, why: str, *, begun: bool) -> None:
        super().__init__(why)
        self.begun = begun


class Counts(Protocol):
    received: int


@dataclass
class Budget:
    """Bytes that may still be let in, counted on a meter."""

    left: int
    meter: Counts

    def spend(self, size: int) -> None:
        self.meter.received += size
        self.left -= size
        if self.left < 0:
            raise Capped("the answer is larger than the cap", begun=True)


@dataclass(frozen=True, slots=True)
class Head:
    """Start line and headers of a message, names and values as sent."""

    start: tuple[str, str, str]
    headers: tuple[tuple[bytes, bytes], ...]

    @classmethod
    def parsed(cls, raw: bytes) -> Self:
        """Raises Torn for what is no head. Lines without a colon are left out, as browsers do."""
        first, *lines = raw.rstrip(b"\r\n").split(b"\r\n")
        start = first.decode("latin-1").split(" ", 2)
        if len(start) < 2:  # noqa: PLR2004
            raise Torn
        pairs = (line.partition(b":") for line in lines if b":" in line)
        headers = tuple((name.strip(STRIP), value.strip(STRIP)) for name, _, value in pairs)
        return cls((start[0], start[1], start[2] if len(start) > 2 else ""), headers)  # noqa: PLR2004

    def get(self, name: bytes) -> bytes:
        return next((value for key, value in self.headers if key.lower() == name), b"").lower()

    def rewritten(
        self, start: str | None = None, *, drop: re.Pattern[bytes], add: tuple[tuple[str, str], ...]
    ) -> bytes:
        kept = [b"%s: %s" % pair for pair in self.headers if not drop.match(pair[0])]
        new = [f"{name}: {value}".encode("latin-1") for name, value in add]
        first = (start or " ".join(self.start)).encode("latin-1", "replace")
        return b"\r\n".join((first, *kept, *new, b"", b""))


@dataclass(frozen=True, slots=True)
class Framing:
    """How the end of a body is known: `none` there is, by `length`, by `chunks`, or by the `end` of the connection."""

    kind: str
    keeps: bool
    """The connection to the site can go on afterwards."""
    length: int = 0

    @classmethod
    def of(cls, head: Head, *, bodyless: bool) -> Self:
        keeps = b"close" not in head.get(b"connection") and head.start[0] != "HTTP/1.0"
        if bodyless or head.start[1] in BODYLESS:
            return cls("none", keeps)
        if b"chunked" in head.get(b"transfer-encoding"):
            return cls("chunks", keeps)
        length = head.get(b"content-length")
        if not length:
            return cls("end", keeps=False)
        if not length.isdigit():
            raise Torn
        return cls("length", keeps, int(length))

    @property
    def added(self) -> tuple[tuple[str, str], ...]:
        """A body that only its connection ends is passed on in chunks, so that the client's connection stays."""
        return (("Transfer-Encoding", "chunked"),) if self.kind == "end" else ()


async def relay_body(framing: Framing, reader: StreamReader, writer: StreamWriter, *, budget: Budget) -> None:
    """Pass the body on. Raises Capped, or Torn for a broken framing."""
    if framing.kind == "length":
        await _exactly(framing.length, reader, writer, budget=budget)
    elif framing.kind == "chunks":
        await _chunks(reader, writer, budget=budget)
    elif framing.kind == "end":
        await _to_the_end(reader, writer, budget=budget)
    await writer.drain()


async def _to_the_end(reader: StreamReader, writer: StreamWriter, *, budget: Budget) -> None:
    while piece := await reader.read(PIECE):
        budget.spend(len(piece))
        writer.write(b"%x\r\n%s\r\n" % (len(piece), piece))
        await writer.drain()
    writer.write(b"0\r\n\r\n")


async def splice(reader: StreamReader, writer: StreamWriter, *, budget: Budget | None) -> None:
    """Pass on until the end."""
    try:
        while piece := await reader.read(PIECE):
            if budget:
                budget.spend(len(piece))
            writer.write(piece)
            await writer.drain()
    except Capped:
        raise Torn from None
    finally:
        writer.close()


async def _exactly(length: int, reader: StreamReader, writer: StreamWriter, *, budget: Budget) -> None:
    while length:
        piece = await reader.read(min(length, PIECE))
        if not piece:
            raise Torn
        budget.spend(len(piece))
        writer.write(piece)
        await writer.drain()
        length -= len(piece)


async def _chunks(reader: StreamReader, writer: StreamWriter, *, budget: Budget) -> None:
    while True:
        line = await _line(reader)
        try:
            size = int(line.split(b";")[0].strip(STRIP), 16)
        except ValueError:
            raise Torn from None
        budget.spend(len(line))
        writer.write(line)
        if size <= 0:
            return await _trailers(reader, writer, budget=budget)
        await _exactly(size + 2, reader, writer, budget=budget)


async def _trailers(reader: StreamReader, writer: StreamWriter, *, budget: Budget) -> None:
    while True:
        line = await _line(reader)
        budget.spend(len(line))
        if line.strip(STRIP):
            continue
        writer.write(b"\r\n")
        return await writer.drain()


async def _line(reader: StreamReader) -> bytes:
    try:
        return await reader.readuntil(b"\r\n")
    except (asyncio.IncompleteReadError, asyncio.LimitOverrunError):
        raise Torn from None
