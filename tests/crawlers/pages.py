"""Pages and sheets that the room's tests share."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from crawlers.charset import decode
from crawlers.document import Document
from crawlers.sheet_files import load_sheet
from crawlers.sheets import Sheet

HERE = Path(__file__).parent
SITES = HERE / "sites"
SUITE = HERE.parent / "suites" / "dev" / "pages"
TORGET = SITES / "torget"


@dataclass(frozen=True)
class SuitePage:
    """A page of the suite with what its author says stands on it."""

    told: dict[str, Any]

    @property
    def body(self) -> bytes:
        file: str = self.told["file"]
        return (SUITE / file).read_bytes()

    @property
    def document(self) -> Document:
        return Document(decode(self.body).text, self.told["url"])

    @property
    def expect(self) -> dict[str, Any]:
        told: dict[str, Any] = self.told["expect"]
        return told


def suite_pages() -> tuple[SuitePage, ...]:
    return tuple(SuitePage(told) for told in json.loads((SUITE / "expected.json").read_text("utf-8"))["pages"])


def suite_page(name: str) -> SuitePage:
    return next(page for page in suite_pages() if page.told["id"] == name)


def sheet(name: str) -> Sheet:
    return load_sheet(SITES / f"{name}.yaml")


def torget_page(name: str) -> Document:
    return Document((TORGET / name).read_text("utf-8"), f"http://torget.example/{name}")
