"""The page archive: WARC files, one gzip member a record, with a chained manifest beside them.

A site has a folder, a visit a file in it, a page three members: metadata, request, response, in this order. The last
is the payload as received, before decompression; header names are as the crawler's library writes them. A member counts
once its row is committed: what stands behind the last committed one is cut when the visit is taken up again.

The manifest is one JSON line a page, each naming the hash of the line before. It commits to SHA-256(salt, payload) and
the salt stands in the member, so that erasing a member leaves a chain that still verifies and tells nothing.
"""

import hashlib
import json
import os
import secrets
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from http.client import responses
from pathlib import Path
from typing import Any, BinaryIO

from models.errors import NotFound
from models.page import ArchivedAt

MANIFEST = "manifest.jsonl"
LEVEL = 4
"""Of gzip; 6 costs twice the time for three per cent less."""
FIRST = "0" * 64


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request and its answer, byte for byte as the guard passed the body on."""

    url: str
    method: str
    request_headers: tuple[tuple[str, str], ...]
    status: int
    headers: tuple[tuple[str, str], ...]
    payload: bytes
    asked_at: datetime
    address: str | None


@dataclass(frozen=True, slots=True)
class Custody:
    """Under what a page was taken: which visit and sheet, by which crawler."""

    site: str
    visit: str
    sheet: str
    crawler: str


class Archive:
    """All that was archived, for reading back; `writer` opens one visit's file for adding."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def writer(self, custody: Custody, *, committed: int = 0) -> "ArchiveWriter":
        """Open the file of a visit. `committed`: where its last member with a row ends; the rest is cut."""
        return ArchiveWriter(self._folder, custody, committed=committed)

    def read(self, archived: ArchivedAt) -> bytes:
        """The payload as received. Raises NotFound when the member is not there or is not what its row says."""
        try:
            record = zlib.decompressobj(wbits=31).decompress(self._member(archived))
        except zlib.error:
            record = b""
        payload = record.split(b"\r\n\r\n", 2)[-1][:-4]
        if hashlib.sha256(payload).hexdigest() != archived.sha256:
            raise NotFound("archived page as its row says", f"{archived.file}:{archived.offset}")
        return payload

    def _member(self, archived: ArchivedAt) -> bytes:
        path = self._folder / archived.file
        if not path.is_relative_to(self._folder) or not path.is_file():
            raise NotFound("archive file", archived.file)
        with path.open("rb") as file:
            file.seek(archived.offset)
            member = file.read(archived.length)
        if len(member) != archived.length or member[:2] != b"\x1f\x8b":
            raise NotFound("archived page", f"{archived.file}:{archived.offset}")
        return member

    def broken(self, site: str) -> str | None:
        """The first line of a site's manifest that does not chain, in words; None when all hold."""
        previous = FIRST
        for number, line in enumerate(_lines(self._folder / site / MANIFEST), start=1):
            told = _parsed(line)
            if told is None or told["previous"] != previous or told["hash"] != _hash(told):
                return f"{site}: manifest line {number} does not follow from the line before"
            previous = told["hash"]
        return None


class ArchiveWriter:
    """Adds the pages of one visit; its owner holds the site, so nobody else writes here."""

    def __init__(self, folder: Path, custody: Custody, *, committed: int) -> None:
        self._custody = custody
        self._name = f"{custody.site}/{custody.visit}.warc.gz"
        path = folder / self._name
        path.parent.mkdir(parents=True, exist_ok=True)
        self._warc = _cut(path, committed)
        self._manifest, self._previous, self._number = _manifest(path.parent / MANIFEST, self._name, committed)
        self._path, self._empty, self._unsettled = path, committed == 0, False
        if self._empty:
            self._add(_record("warcinfo", _fields(custody), about=(("WARC-Filename", path.name),)))

    def keep(self, exchange: Exchange) -> ArchivedAt:
        """Write one page; `settle` before its row is committed, for it counts from then on."""
        salt = secrets.token_hex(16)
        digest = hashlib.sha256(exchange.payload).hexdigest()
        for record in self._before(exchange, salt=salt, digest=digest):
            self._add(record)
        offset = self._warc.tell()
        self._add(_response(exchange, digest))
        archived = ArchivedAt(file=self._name, offset=offset, length=self._warc.tell() - offset, sha256=digest)
        self._empty, self._unsettled = False, True
        self._chain(archived, hashlib.sha256(salt.encode() + exchange.payload).hexdigest())
        return archived

    def settle(self) -> None:
        """See to it that what was written is on the disk: once for several pages, for that is what takes time."""
        if self._unsettled:
            for file in (self._warc, self._manifest):
                file.flush()
            os.fdatasync(self._warc.fileno())
            self._unsettled = False

    def close(self) -> None:
        """A visit that kept no page leaves no file."""
        self._warc.close()
        if self._empty:
            self._path.unlink()
        self._manifest.close()

    def _add(self, record: bytes) -> None:
        member = zlib.compressobj(LEVEL, zlib.DEFLATED, 31)
        self._warc.write(member.compress(record) + member.flush())

    def _before(self, exchange: Exchange, *, salt: str, digest: str) -> tuple[bytes, ...]:
        metadata = {"salt": salt, "sha256": digest, "address": exchange.address or "", **_told(self._custody)}
        request = _head(f"{exchange.method} {exchange.url} HTTP/1.1", exchange.request_headers)
        about = _about(exchange)
        return (
            _record(
                "metadata", "".join(f"{key}: {value}\r\n" for key, value in metadata.items()).encode(), about=about
            ),
            _record("request", request, about=about, form="application/http; msgtype=request"),
        )

    def _chain(self, archived: ArchivedAt, commitment: str) -> None:
        self._number += 1
        told: dict[str, Any] = {
            "number": self._number,
            "previous": self._previous,
            "file": archived.file,
            "offset": archived.offset,
            "end": archived.offset + archived.length,
            "commitment": commitment,
        }
        told["hash"] = self._previous = _hash(told)
        self._manifest.write(json.dumps(told).encode() + b"\n")


def _told(custody: Custody) -> dict[str, str]:
    return {"site": custody.site, "visit": custody.visit, "sheet": custody.sheet, "crawler": custody.crawler}


def _response(exchange: Exchange, digest: str) -> bytes:
    head = _head(f"HTTP/1.1 {exchange.status} {responses.get(exchange.status, '-')}", exchange.headers)
    about = (*_about(exchange), ("WARC-Payload-Digest", f"sha256:{digest}"))
    return _record("response", head + exchange.payload, about=about, form="application/http; msgtype=response")


def _about(exchange: Exchange) -> tuple[tuple[str, str], ...]:
    at = exchange.asked_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    address = (("WARC-IP-Address", exchange.address),) if exchange.address else ()
    return (("WARC-Target-URI", exchange.url), ("WARC-Date", at), *address)


def _head(start: str, headers: tuple[tuple[str, str], ...]) -> bytes:
    lines = [start, *(f"{name}: {_one_line(value)}" for name, value in headers), "", ""]
    return "\r\n".join(lines).encode("latin-1", "replace")


def _record(
    kind: str, block: bytes, *, about: tuple[tuple[str, str], ...], form: str = "application/warc-fields"
) -> bytes:
    named = dict(about)
    named.setdefault("WARC-Date", datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
    identity = secrets.token_hex(16)
    urn = f"<urn:uuid:{identity[:8]}-{identity[8:12]}-4{identity[13:16]}-8{identity[17:20]}-{identity[20:]}>"
    lines = [
        "WARC/1.1",
        f"WARC-Type: {kind}",
        f"WARC-Record-ID: {urn}",
        *(f"{name}: {_one_line(value)}" for name, value in named.items()),
        f"Content-Type: {form}",
        f"Content-Length: {len(block)}",
    ]
    return "\r\n".join(lines).encode("utf-8", "replace") + b"\r\n\r\n" + block + b"\r\n\r\n"


def _fields(custody: Custody) -> bytes:
    told = {
        "software": custody.crawler,
        "format": "WARC file version 1.1",
        "site": custody.site,
        "visit": custody.visit,
        "sheet": custody.sheet,
        "description": "bodies byte-exact as received; header names as written by the crawler's library",
    }
    return "".join(f"{key}: {value}\r\n" for key, value in told.items()).encode()


def _one_line(text: str) -> str:
    return text.replace("\r", " ").replace("\n", " ")


def _cut(path: Path, committed: int) -> BinaryIO:
    file = path.open("r+b" if path.exists() else "x+b")
    file.truncate(committed)
    file.seek(committed)
    return file


def _manifest(path: Path, name: str, committed: int) -> tuple[BinaryIO, str, int]:
    """Cut what was torn or stands for members that were cut: the last lines, for one visit writes at a time."""
    kept, previous, number = 0, FIRST, 0
    for line in _lines(path):
        told = _parsed(line)
        if told is None or (told["file"] == name and told["end"] > committed):
            break
        kept, previous, number = kept + len(line), told["hash"], told["number"]
    return _cut(path, kept), previous, number


def _lines(path: Path) -> Iterator[bytes]:
    if path.exists():
        with path.open("rb") as file:
            yield from file


def _parsed(line: bytes) -> dict[str, Any] | None:
    try:
        told: dict[str, Any] = json.loads(line)
    except ValueError:
        return None
    return told if line.endswith(b"\n") and {"previous", "hash", "file", "end", "number"} <= told.keys() else None


def _hash(told: dict[str, Any]) -> str:
    rest = {key: value for key, value in told.items() if key != "hash"}
    return hashlib.sha256(json.dumps(rest, sort_keys=True).encode()).hexdigest()
