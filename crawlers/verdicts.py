"""What kind of answer a page was: from status, headers, text and forms, never from hope.

A page whose content was read is `ok` whatever lies over it (a cookie banner, a login link, a captcha on a contact
form), but for a tombstone that stands where the text was.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from crawlers.document import Document
from models.page import PageKind, PageVerdict

SHORT = 1500
"""Characters of visible text that a wall or an interstitial may have; a page with more is a page."""
TOMBSTONE = 60
"""Characters that a tombstone may say besides its phrase."""
OF_THE_AD = re.compile(
    r"\ba(d|dvert|dvertisement|nnonse?n?|nnoncen?|nzeige|nnonce|nuncio|nnuncio|nunțul)\b|listing|post\b|inlägg|profil"
    r"|ogłoszeni|ilmoitus|объявлени"
)
NUMBER = re.compile(r"\d(?:[ \-/]?\d){5,}")
REFUSED = frozenset((403, 406, 418, 423, 429, 451))
GONE = frozenset((404, 410))
SERVER_ERROR = 500
WIDGET = re.compile(
    r"""(?:class|id|name)\s*=\s*["']?[^"'>]*\b(?:h-captcha|g-recaptcha|cf-turnstile|cf-challenge|challenge-form"""
    r"""|captcha|frc-captcha|px-captcha|geetest)|data-sitekey|/cdn-cgi/challenge|__cf_chl|_chl=|captcha-delivery""",
    re.IGNORECASE,
)
PASSWORD = re.compile(r"""<input[^>]+type\s*=\s*["']?password""", re.IGNORECASE)
WORD = re.compile(r"[^\W\d_]{4,}|\d{3,}")


@dataclass(frozen=True, slots=True)
class Judged:
    verdict: PageVerdict
    why: str
    sure: bool = True
    """False: nothing on the page says so, it only was not what the sheet expects; the site may have changed."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a verdict is made from. `content`: what the reader took for the page's own text; None: nothing."""

    page: Document
    status: int
    kind: PageKind
    content: str | None = None
    asked: str | None = None
    """Address that was asked for, when the site led elsewhere."""
    headers: tuple[tuple[str, str], ...] = ()
    phrases: tuple[tuple[PageVerdict, tuple[str, ...]], ...] = ()
    """The sheet's own."""


def judge(seen: Seen) -> Judged:
    return _by_status(seen) or _by_content(seen) or _by_sight(seen)


@cache
def usual_phrases() -> dict[PageVerdict, tuple[str, ...]]:
    told = yaml.safe_load(Path(__file__).with_name("phrases.yaml").read_text("utf-8"))
    return {PageVerdict(verdict): tuple(line.casefold() for line in lines) for verdict, lines in told.items()}


def _by_status(seen: Seen) -> Judged | None:
    if seen.status in GONE:
        return Judged(PageVerdict.GONE, f"status {seen.status}")
    if seen.status < 400:  # noqa: PLR2004
        return None
    if _challenged(seen):
        return Judged(PageVerdict.CAPTCHA, f"status {seen.status} with a challenge")
    if seen.status in {401, 407}:
        return Judged(PageVerdict.LOGIN, f"status {seen.status}")
    why = "the site refused" if seen.status in REFUSED else "the site did not serve the page"
    return Judged(PageVerdict.BLOCKED, f"status {seen.status}: {why}")


def _challenged(seen: Seen) -> bool:
    headers = {name.lower() for name, _ in seen.headers}
    return "cf-mitigated" in headers or (bool(WIDGET.search(seen.page.html)) and _says(seen, PageVerdict.CAPTCHA))


def _by_content(seen: Seen) -> Judged | None:
    if seen.content is None:
        return None
    if seen.kind is PageKind.DETAIL:
        phrase = _phrase(seen.content.casefold(), PageVerdict.GONE, seen)
        if phrase and _is_tombstone(seen.content, phrase):
            return Judged(PageVerdict.GONE, f"in place of the text: {phrase!r}")
    return Judged(PageVerdict.OK, "content is there")


def _is_tombstone(content: str, phrase: str) -> bool:
    """A living ad may say in passing that something is no longer available; a tombstone speaks of the ad and ends."""
    return bool(OF_THE_AD.search(phrase)) and len(content) <= len(phrase) + TOMBSTONE and not NUMBER.search(content)


def _by_sight(seen: Seen) -> Judged:
    """Tell what stands there when no content was read."""
    short = len(seen.page.text) < SHORT
    if _is_captcha(seen, short=short):
        return Judged(PageVerdict.CAPTCHA, "a challenge stands in place of the page")
    if _is_login(seen, short=short):
        return Judged(PageVerdict.LOGIN, "a login form stands in place of the page")
    for verdict in (PageVerdict.AGE_GATE, PageVerdict.BLOCKED):
        phrase = short and _phrase(_told(seen), verdict, seen)
        if phrase:
            return Judged(verdict, f"the page says {phrase!r}")
    return _detail_by_sight(seen) if seen.kind is PageKind.DETAIL else _list_by_sight(seen)


def _is_captcha(seen: Seen, *, short: bool) -> bool:
    return (short or bool(WIDGET.search(seen.page.html))) and _says(seen, PageVerdict.CAPTCHA)


def _is_login(seen: Seen, *, short: bool) -> bool:
    if PASSWORD.search(seen.page.html):
        return short or _says(seen, PageVerdict.LOGIN)
    return short and _says(seen, PageVerdict.LOGIN)


def _detail_by_sight(seen: Seen) -> Judged:
    told = _told(seen)
    phrase = _phrase(told, PageVerdict.GONE, seen)
    if phrase and (OF_THE_AD.search(phrase) or len(seen.page.text) < SHORT):
        return Judged(PageVerdict.GONE, f"the page says {phrase!r}")
    phrase = _phrase(told, PageVerdict.SOFT_404, seen)
    if phrase and len(seen.page.text) < SHORT:
        return Judged(PageVerdict.GONE if _names_the_ad(seen) else PageVerdict.SOFT_404, f"the page says {phrase!r}")
    if seen.asked is not None:
        return Judged(PageVerdict.SOFT_404, "the site led elsewhere, to a page without the ad")
    if not _names_the_ad(seen):
        return Judged(PageVerdict.SOFT_404, "no trace of the ad", sure=False)
    return Judged(PageVerdict.OK, "the page names the ad", sure=False)


def _list_by_sight(seen: Seen) -> Judged:
    phrase = _phrase(_told(seen), PageVerdict.EMPTY, seen)
    if phrase:
        return Judged(PageVerdict.EMPTY, f"the page says {phrase!r}")
    phrase = _phrase(_told(seen), PageVerdict.SOFT_404, seen)
    if phrase and len(seen.page.text) < SHORT:
        return Judged(PageVerdict.SOFT_404, f"the page says {phrase!r}")
    return Judged(PageVerdict.EMPTY, "no ad was found in the list", sure=False)


def _names_the_ad(seen: Seen) -> bool:
    """Whether a word or number of the ad's address stands in the visible text."""
    address = (seen.asked or seen.page.url).rpartition("/")[2].casefold()
    told = _told(seen)
    return any(word in told for word in WORD.findall(address) if word not in {"html", "annons", "view", "topic"})


def _says(seen: Seen, verdict: PageVerdict) -> bool:
    return _phrase(_told(seen), verdict, seen) is not None


def _told(seen: Seen) -> str:
    return f"{seen.page.title}\n{seen.page.text}".casefold()


def _phrase(told: str, verdict: PageVerdict, seen: Seen) -> str | None:
    own = next((phrases for name, phrases in seen.phrases if name is verdict), ())
    return _first(told, tuple(phrase.casefold() for phrase in own)) or _first(told, usual_phrases().get(verdict, ()))


def _first(told: str, phrases: Sequence[str]) -> str | None:
    return next((phrase for phrase in phrases if phrase in told), None)
