"""The log's chain: each entry's code covers the entry before it, so a changed, removed or inserted row shows."""

import hashlib
import hmac
import json
from collections.abc import Iterable
from datetime import UTC

from models.errors import BadInput
from models.viewing import LogEntry, Viewing


def entry_after(key: bytes, previous: str, *, number: int, viewing: Viewing) -> LogEntry:
    """Chain a viewing to the code of the entry before it (empty for the first of a layer)."""
    return LogEntry(number=number, viewing=viewing, mac=_mac(key, previous, _canonical(number, viewing)))


def head_mac(key: bytes, layer: str, *, number: int, last: str) -> str:
    """Code of a chain's end: without it, rows cut off at the end would not be missed."""
    return _mac(key, last, json.dumps(["head", layer, number]))


def check_chain(key: bytes, layer: str, *, entries: Iterable[LogEntry], head: tuple[int, str, str] | None) -> int:
    """Count a layer's entries. `head` is (number, last code, code). Raises BadInput naming the first broken number."""
    number, last = 0, ""
    for entry in entries:
        number += 1
        expected = entry_after(key, last, number=number, viewing=entry.viewing)
        if entry.number != number or entry.viewing.layer != layer or not hmac.compare_digest(entry.mac, expected.mac):
            raise broken(layer, number)
        last = entry.mac
    told = head or (0, "", head_mac(key, layer, number=0, last=""))
    if told != (number, last, head_mac(key, layer, number=number, last=last)):
        raise broken(layer, number + 1)
    return number


def broken(layer: str, number: int) -> BadInput:
    return BadInput(
        f"The log of {layer} is broken at entry {number}: it or its neighbour was changed, removed or put in; "
        "compare with a backup and tell the auditor."
    )


def _canonical(number: int, viewing: Viewing) -> str:
    told = [
        number,
        viewing.at.astimezone(UTC).isoformat(timespec="microseconds"),
        viewing.layer,
        viewing.person,
        viewing.act.value,
        viewing.thing,
        viewing.thing_id,
        viewing.reason,
    ]
    return json.dumps(told, ensure_ascii=True, separators=(",", ":"))


def _mac(key: bytes, previous: str, told: str) -> str:
    return hmac.new(key, f"{previous}\n{told}".encode(), hashlib.sha256).hexdigest()
