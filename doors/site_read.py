"""Read pages that others hand in, as `lykta site read --jsonl` answers: verdict, links, and an ad's fields cleaned."""

import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click
from pydantic import Field

from crawlers.harvesting import Plot, Taken, take
from crawlers.sheet_files import load_sheet
from crawlers.sheets import Sheet
from doors.lines import Line, answer
from models.ad import AdSaid
from models.base import Moment, fingerprint
from models.errors import BadInput
from models.keys import KeyRing
from models.page import Answer, PageKind
from models.stores.frontier import Leased


class PageLine(Line):
    """A line in: a page as a file or as text, and how the site answered."""

    kind: PageKind
    url: str
    file: Path | None = None
    html: str | None = None
    http_status: int = 200
    headers: dict[str, str] = Field(default_factory=dict)
    captured_at: Moment

    @property
    def body(self) -> bytes:
        """Raises BadInput for a file that cannot be read, and for a line with neither file nor html."""
        if self.html is not None:
            return self.html.encode("utf-8", "surrogatepass")
        if self.file is None:
            raise BadInput("A page needs `file` or `html`.")
        try:
            return self.file.read_bytes()
        except OSError as wrong:
            raise BadInput(f"{self.file} cannot be read ({wrong.strerror}).") from None


@click.command(name="read")
@click.option("--jsonl", is_flag=True, required=True, help="answer JSON lines from standard input")
@click.option("--sheet", "file", type=click.Path(exists=True, dir_okay=False, path_type=Path), required=True)
def read(file: Path, **_: bool) -> None:
    """Read pages with a site's sheet."""
    from classify.reading.reader import Reader

    sheet, reader = load_sheet(file), Reader.load()
    answer(sys.stdin, PageLine, lambda line: page_told(line, sheet, reader))


def page_told(line: PageLine, sheet: Sheet, reader: Any) -> dict[str, Any]:
    """The answer to one line, in the suites' field names."""
    taken = _taken(line, sheet)
    told: dict[str, Any] = {"id": line.id, "verdict": taken.judged.verdict, "why": taken.judged.why}
    if line.kind is PageKind.LIST:
        return told | {"detail_links": [card.url for card in taken.cards], "next_link": taken.next_url}
    return told | _detail(taken.ads[0] if taken.ads else None, line, sheet, reader=reader)


def _taken(line: PageLine, sheet: Sheet) -> Taken:
    told = Answer(
        url=line.url,
        status=line.http_status,
        headers=tuple(line.headers.items()),
        body=line.body,
        answered_at=line.captured_at,
    )
    asked = Leased(fingerprint(line.url), line.url, line.kind, None, "", None, 0)
    return take(told, asked, Plot(sheet=sheet, keys=KeyRing.fresh(), visit=fingerprint("line", line.id), known={}))


def _detail(said: AdSaid | None, line: PageLine, sheet: Sheet, *, reader: Any) -> dict[str, Any]:
    from classify.reading.context import Context
    from classify.reading.fields import suite_fields

    if said is None:
        return {"title": None, "body": "", "phones": [], "prices": [], "images": []} | dict.fromkeys(
            ("place", "posted_date", "ad_id")
        )
    context = Context(posted_at=line.captured_at, own_contacts=sheet.own_contacts)
    name = fingerprint("line", line.id)
    fields = suite_fields(reader.read("\n".join(part.said for part in said.parts), version=name, context=context))
    placed = suite_fields(reader.read(said.part("place") or "", version=name, context=context))
    return {
        "title": said.part("title"),
        "body": said.part("body"),
        "phones": fields["phones"],
        "prices": fields["prices"],
        "place": _first(placed["places"]) or _first(fields["places"]),
        "posted_date": _day(said.posted, line.captured_at),
        "ad_id": said.own_id,
        "images": [image.url for image in said.images],
    }


def _first(found: object) -> object:
    return found[0] if isinstance(found, list) and found else None


def _day(said: str | None, now: datetime) -> str | None:
    """The day that a date of posting names, Swedish and English, day before month; None when it names none."""
    import dateparser

    if not said:
        return None
    try:
        return date.fromisoformat(said[:10]).isoformat()
    except ValueError:
        told = {"DATE_ORDER": "DMY", "RELATIVE_BASE": now.replace(tzinfo=None), "PREFER_DATES_FROM": "past"}
        found = dateparser.parse(said, languages=["sv", "en", "de"], settings=told)
        return found.date().isoformat() if found else None
