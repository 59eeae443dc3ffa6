"""What kind of answer a page was."""

import pytest

from crawlers.document import Document
from crawlers.verdicts import Seen, judge
from models.page import PageKind, PageVerdict
from tests.crawlers.pages import SuitePage, suite_pages

AD = "https://torg.example/annons/4711-massage-i-lund"
CONTENT = {"pg-site08-detail": None, "pg-site10-list": None, "pg-site12-list": None}


@pytest.mark.parametrize("page", suite_pages(), ids=lambda page: page.told["id"])
def test_the_suites_pages_are_judged_as_their_author_says(page: SuitePage) -> None:
    seen = Seen(
        page=page.document,
        status=page.told["http_status"],
        kind=PageKind(page.told["kind"]),
        content=CONTENT.get(page.told["id"], page.expect.get("body") or "a list"),
    )
    assert judge(seen).verdict == page.told["verdict"]


def judged(html: str, *, status: int = 200, kind: str = "detail", content: str | None = None, **more: str) -> str:
    seen = Seen(page=Document(html, AD), status=status, kind=PageKind(kind), content=content, **more)  # type: ignore[arg-type]
    return judge(seen).verdict.value


@pytest.mark.parametrize(
    ("html", "verdict"),
    [
        ("<h1>Massage i Lund</h1><p>Annonsen är borttagen.</p>", "gone"),
        ("<h1>Hoppsan</h1><p>Sidan hittades inte.</p>", "soft_404"),
        ("<h1>Hej</h1><p>Annons 4711 kunde inte hittas</p>", "gone"),
        ("<p>Välkommen till Torg. Sök bland annonser.</p>", "soft_404"),
        ("<h1>Är du över 18 år?</h1><form><button>Ja</button></form>", "age_gate"),
        ("<form action=/in method=post><input name=u><input type=password name=p></form>", "login"),
        ("<p>Du måste vara inloggad för att se annonsen.</p>", "login"),
        ("<h1>Checking your browser</h1>", "captcha"),
        ("<h1>Åtkomst nekad</h1>", "blocked"),
    ],
)
def test_a_detail_without_its_ad_is_told_by_what_stands_there(html: str, verdict: str) -> None:
    assert judged(html) == verdict


@pytest.mark.parametrize(
    ("status", "verdict"),
    [(404, "gone"), (410, "gone"), (403, "blocked"), (429, "blocked"), (503, "blocked"), (401, "login")],
)
def test_the_status_speaks_first(status: int, verdict: str) -> None:
    assert judged("<h1>x</h1>", status=status, content="ett långt samtal") == verdict


def test_a_challenge_is_a_captcha_whatever_its_status() -> None:
    html = '<h1>Just a moment...</h1><div class="cf-turnstile" data-sitekey="x"></div>'
    assert [judged(html, status=status) for status in (200, 403, 503)] == ["captcha"] * 3


def test_content_under_an_overlay_is_ok() -> None:
    html = '<div class=modal>Är du över 18 år? Logga in för att</div><div class="g-recaptcha"></div><p>Min text</p>'
    assert judged(html, content="Min text som är här") == "ok"


@pytest.mark.parametrize(
    "text",
    [
        "Mitt gamla nummer är inte längre tillgängligt, ring det nya: 070-174 06 55.",
        "Hej! Förra annonsen togs bort av misstag, nu är jag tillbaka i Lund med samma tider, ring 070-174 06 55",
        "The room with parking is no longer available, but I am.",
    ],
)
def test_a_living_ad_is_never_called_gone(text: str) -> None:
    assert judged(f"<p>{text}</p>", content=text) == "ok"


def test_a_tombstone_in_place_of_the_text_is_gone() -> None:
    text = "Den här annonsen är borttagen."
    assert judged(f"<h1>Massage i Lund</h1><p>{text}</p>", content=text) == "gone"


def test_a_detail_that_led_to_the_start_page_is_a_soft_404() -> None:
    seen = Seen(
        page=Document("<h1>Alla annonser</h1><p>" + "ord " * 900, "https://torg.example/"),
        status=200,
        kind=PageKind.DETAIL,
        asked=AD,
    )
    assert judge(seen).verdict is PageVerdict.SOFT_404


@pytest.mark.parametrize("html", ["<p>Inga annonser just nu</p>", "<p>No results</p>", "<ul></ul>"])
def test_a_list_without_ads_is_empty(html: str) -> None:
    assert judged(html, kind="list") == "empty"


def test_a_sheet_adds_words_of_its_own() -> None:
    page = Document("<p>Raden är struken ur boken.</p>", AD)
    plain = Seen(page=page, status=200, kind=PageKind.DETAIL)
    told = Seen(page=page, status=200, kind=PageKind.DETAIL, phrases=((PageVerdict.GONE, ("raden är struken",)),))
    assert (judge(plain).verdict, judge(told).verdict) == (PageVerdict.SOFT_404, PageVerdict.GONE)
