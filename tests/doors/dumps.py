"""Looks for planted contacts in whatever a dump of a home shows: raw, spaced, in words, and as E.164."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

RUN = re.compile(rb"\d(?:[ \-./()\xc2\xa0]{0,3}\d){8,14}")
WORDS = ("noll", "ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio")
SPOKEN = re.compile(rf"(?:(?:{'|'.join(WORDS)}|en)[\s,.\-–]*){{6,}}".encode())
TELLING = 9


def files_of(home: Path) -> Iterator[Path]:
    """Everything but the page archive, which its volume protects, and the plan of the market."""
    for path in sorted(home.rglob("*")):
        if path.is_file() and "pages" not in path.relative_to(home).parts and path.name != "market.json":
            yield path


def shown(dump: bytes, contacts: Iterable[str]) -> set[str]:
    """Those of the contacts that the dump shows in any of the forms."""
    known = set(contacts)
    numbers = {re.sub(r"\D", "", one)[-TELLING:]: one for one in known if one.startswith("+")}
    found = {
        numbers[digits[at : at + TELLING]]
        for digits in _runs(dump)
        for at in range(len(digits) - TELLING + 1)
        if digits[at : at + TELLING] in numbers
    }
    low = dump.lower()
    found |= {one for one in known if not one.startswith("+") and one.lower().encode() in low}
    return found


def _runs(dump: bytes) -> Iterator[str]:
    for run in RUN.finditer(dump):
        yield re.sub(rb"\D", b"", run[0]).decode()
    for spoken in SPOKEN.finditer(dump.lower()):
        words = re.findall("|".join((*WORDS, "en")), spoken[0].decode("utf-8", "replace"))
        yield "".join("1" if word == "en" else str(WORDS.index(word)) for word in words)
