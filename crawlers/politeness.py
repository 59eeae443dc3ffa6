"""Everything that decides how politely a site is asked, and as whom: one place to audit.

GET and HEAD only; robots.txt obeyed unless a decision says otherwise; one request at a time every two seconds unless
the sheet says otherwise; only in the sheet's hours; by a name that says who we are, or a neutral one by decision
number, never another's name.
"""

from datetime import datetime
from zoneinfo import ZoneInfo

from crawlers.sheets import HOURS, Sheet
from models.errors import Refused
from models.settings import Settings

METHODS = frozenset(("GET", "HEAD"))
AGENT = "Lykta/0.1 (monitoring by public authorities; contact through the site owner's register)"
HERE = ZoneInfo("Europe/Stockholm")
NO_PAGES = frozenset(
    (
        "jpg",
        "jpeg",
        "png",
        "gif",
        "webp",
        "avif",
        "svg",
        "ico",
        "mp4",
        "webm",
        "mp3",
        "woff",
        "woff2",
        "css",
        "js",
        "zip",
    )
)
NOT_ASKED = ("image/", "video/", "audio/", "font/")
"""Kinds of content that are dropped at the headers: pictures are never fetched."""


def may_visit(sheet: Sheet, settings: Settings, *, now: datetime) -> None:
    """Raises Refused: no decision outside loopback, or outside the sheet's hours."""
    at_home = all(host in settings.loopback for host in sheet.hosts)
    if sheet.why.decision is None and not at_home:
        raise Refused(f"a visit to {sheet.id}", "its sheet has no decision number (why.decision)")
    if not in_hours(sheet, now):
        raise Refused(f"a visit to {sheet.id}", f"its sheet allows visits {sheet.pace.hours} only")


def in_hours(sheet: Sheet, now: datetime) -> bool:
    told = HOURS.match(sheet.pace.hours)
    assert told, "the sheet was checked"
    begin, end = (60 * int(told.group(i)) + int(told.group(i + 1)) for i in (1, 3))
    local = now.astimezone(HERE)
    minute = 60 * local.hour + local.minute
    return begin <= minute < end if begin <= end else minute >= begin or minute < end


def obeys_robots(sheet: Sheet) -> bool:
    return sheet.pace.robots is None


def agent(sheet: Sheet) -> str:
    return sheet.pace.agent.says if sheet.pace.agent else AGENT


def may_ask(sheet: Sheet, method: str, url: str) -> str | None:
    """Why an address may not be asked, or None."""
    if method not in METHODS:
        return f"{method} is never sent"
    if not sheet.covers(url):
        return "it is none of the sheet's hosts"
    if len(url) > sheet.caps.url_length:
        return "the address is too long"
    if url.partition("?")[0].rpartition(".")[2].lower() in NO_PAGES:
        return "pictures and media are never fetched"
    return None
