"""What goes wrong on a pretend site, from one moment to another: by the market's rates, or on demand."""

import gzip
from collections.abc import Callable
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cache

from models.base import Record
from simulator.market import Market
from simulator.rates import rates
from simulator.web import HTML, Answer, Request, page, redirect

MEGABYTE = 2**20
BOMB_MEGABYTES = 300
HUGE_MEGABYTES = 200
OUTAGE_WEEK = 5
WEEK = timedelta(days=7)
PRIVATE = "http://169.254.169.254/latest/meta-data/"
ACTIVE = b"<script>document.title='run'</script></body>"


class Fault(StrEnum):
    CAPTCHA = "captcha"
    LOGIN = "login"
    BLOCK = "block"
    SOFT_404 = "soft_404"
    TOO_MANY = "too_many"
    LAYOUT = "layout"
    OUTAGE = "outage"
    SLOW = "slow"
    CALENDAR = "calendar"
    REDIRECT_LOOP = "redirect_loop"
    BOMB = "bomb"
    PRIVATE = "private"
    HOSTILE = "hostile"
    TRUNCATED = "truncated"
    CHARSET = "charset"
    HUGE = "huge"


class Where(StrEnum):
    ALL = "all"
    LISTS = "lists"
    DETAILS = "details"


class Trouble(Record):
    """One fault of one site. Without moments it is always on."""

    site: str
    fault: Fault
    where: Where = Where.ALL
    first: datetime | None = None
    until: datetime | None = None
    seconds: float = 2.0
    """How long `SLOW` waits."""

    def is_on(self, site: str, moment: datetime) -> bool:
        begun = self.first is None or self.first <= moment
        return self.site == site and begun and (self.until is None or moment < self.until)


def usual_troubles(market: Market) -> tuple[Trouble, ...]:
    """What the rates plan: one site changes its make, another is away for some days. A lone site is spared."""
    if len(market.sites) == 1:
        return ()
    away, changing = market.sites[-min(4, len(market.sites))].name, market.sites[-1].name
    told = rates().sites
    gone = market.at(7 * OUTAGE_WEEK)
    changes = (
        Trouble(site=changing, fault=Fault.LAYOUT, first=market.at(7 * (week - 1)))
        for week in told.layout_change_weeks
        if 7 * week <= market.days
    )
    outage = Trouble(site=away, fault=Fault.OUTAGE, first=gone, until=gone + timedelta(days=told.outage_days))
    return (*changes, outage)


def instead(trouble: Trouble, request: Request) -> Answer | None:
    """What the site answers in place of its page; None when the fault only changes the page."""
    if trouble.fault is Fault.CALENDAR:
        return page(_calendar(request)) if request.path.startswith("/kalender") else None
    told = INSTEAD.get(trouble.fault)
    return told(request) if told else None


def changed(trouble: Trouble, told: Answer) -> Answer:
    """The site's page as the fault leaves it."""
    match trouble.fault:
        case Fault.SLOW:
            return _with(told, wait=trouble.seconds)
        case Fault.TRUNCATED:
            return _with(told, body=told.body[: len(told.body) // 2], cut=True)
        case Fault.CHARSET if told.kind == HTML:
            return _with(told, body=told.body.decode("utf-8", "replace").encode("utf-16"))
        case Fault.CALENDAR:
            link = b'<p><a class="nasta" rel="next" href="/kalender?dag=1">N\xc3\xa4sta dag</a></p></body>'
            return _with(told, body=told.body.replace(b"</body>", link))
        case Fault.HOSTILE:
            return _with(told, body=told.body.replace(b"</body>", ACTIVE))
        case _:
            return told


def _with(told: Answer, *, body: bytes | None = None, wait: float = 0.0, cut: bool = False) -> Answer:
    kept = told.body if body is None else body
    return Answer(status=told.status, body=kept, kind=told.kind, headers=told.headers, cut=cut, wait=wait)


@cache
def _bomb() -> bytes:
    return gzip.compress(b"\0" * (BOMB_MEGABYTES * MEGABYTE), compresslevel=1)


def _calendar(request: Request) -> str:
    told = request.query.get("dag", "1")
    day = int(told) if told.isdigit() else 1
    onward = f'<a class="nasta" rel="next" href="/kalender?dag={day + 1}">Nästa dag</a>'
    return f"<!DOCTYPE html><html><body><h1>Dag {day}</h1><p>Inget denna dag.</p>{onward}</body></html>"


CAPTCHA = """<!DOCTYPE html><html lang="sv"><head><meta charset="utf-8"><title>Ett ögonblick</title>
<script src="https://challenge.example/api.js" async defer></script></head><body><h1>Ett steg till</h1>
<p>Bekräfta att du är en människa för att se sidan.</p>
<form id="challenge-form" action="/utmaning" method="POST">
<div class="h-captcha" data-sitekey="00000000-demo"></div></form>
</body></html>"""
LOGIN = """<!DOCTYPE html><html lang="sv"><head><meta charset="utf-8"><title>Logga in</title></head><body>
<h1>Logga in för att se annonser</h1><form action="/konto/logga-in" method="POST"><input name="namn">
<input name="losenord" type="password"><button>Logga in</button></form></body></html>"""
BLOCKED = """<!DOCTYPE html><html lang="sv"><head><meta charset="utf-8"><title>403 Forbidden</title></head><body>
<h1>Access denied</h1><p>Din adress har spärrats. Your request was blocked.</p></body></html>"""
NOT_HERE = """<!DOCTYPE html><html lang="sv"><head><meta charset="utf-8"><title>Hoppsan</title></head><body>
<h1>Hoppsan!</h1><p>Vi hittar inte det du söker.</p><p><a href="/">Till startsidan</a></p></body></html>"""
BUSY = """<!DOCTYPE html><html lang="sv"><head><meta charset="utf-8"><title>429</title></head><body>
<h1>Too many requests</h1><p>Vänta en stund och försök igen.</p></body></html>"""
INSTEAD: dict[Fault, Callable[[Request], Answer]] = {
    Fault.CAPTCHA: lambda _: page(CAPTCHA, status=403),
    Fault.LOGIN: lambda _: page(LOGIN),
    Fault.BLOCK: lambda _: page(BLOCKED, status=403),
    Fault.SOFT_404: lambda _: page(NOT_HERE),
    Fault.TOO_MANY: lambda _: page(BUSY, status=429, headers=(("Retry-After", "30"),)),
    Fault.OUTAGE: lambda _: Answer(abort=True),
    Fault.PRIVATE: lambda _: redirect(PRIVATE),
    Fault.REDIRECT_LOOP: lambda request: redirect("/runt/2" if request.path == "/runt/1" else "/runt/1"),
    Fault.BOMB: lambda _: Answer(body=_bomb(), headers=(("Content-Encoding", "gzip"),)),
    Fault.HUGE: lambda _: Answer(body=b" " * MEGABYTE, repeat=HUGE_MEGABYTES),
}
