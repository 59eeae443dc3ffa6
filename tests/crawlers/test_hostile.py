"""Whatever a site does, its visit ends within its caps and says what happened; nothing inside is reached."""

import gzip
import zlib
from collections.abc import Callable
from typing import BinaryIO

import brotli  # type: ignore[import-untyped]
import pytest
import zstandard

from crawlers.sheets import Sheet
from models.scope import Scope
from models.stores.ports import Stores
from models.visit import VisitOutcome, VisitVerdict
from tests.crawlers.conftest import Visiting
from tests.crawlers.pages import TORGET, sheet
from tests.crawlers.serving import Behaviour, answer, folder, serving

ZEROS = b"\0" * (50 * 2**20)
"""Far beyond the cap of these tests, which is one megabyte."""
CAPS = {"body_mb": 1, "seconds": 3, "redirects": 3, "links": 200, "list_pages": 20, "pages": 60}


def torget(**told: object) -> Sheet:
    return Sheet.model_validate({**sheet("torget").as_told(), "expect": {}, "caps": CAPS, **told})


def bad_detail(raw: Callable[[BinaryIO], object] | bytes) -> Behaviour:
    """One ad's page misbehaves; the rest of the site is well."""
    well = folder(TORGET)

    def behave(path: str, out: BinaryIO) -> None:
        if not path.startswith("/rad-103.html"):
            well(path, out)
        elif isinstance(raw, bytes):
            out.write(raw)
        else:
            raw(out)

    return behave


def endless(out: BinaryIO) -> None:
    out.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    while True:
        out.write(b"<p>mer</p>" * 1000)


def dripping(out: BinaryIO) -> None:
    from time import sleep

    out.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 1000\r\n\r\n")
    for _ in range(1000):
        out.write(b".")
        out.flush()
        sleep(0.2)


def broken_off(out: BinaryIO) -> None:
    out.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 9000\r\n\r\n<h1>halv")
    out.close()


def silent(out: BinaryIO) -> None:
    out.close()


def looping(out: BinaryIO) -> None:
    out.write(answer(b"", status=302, Location="/rad-103.html?igen"))


def _bomb(encoding: str, body: bytes) -> bytes:
    return answer(body, Content_Encoding=encoding)


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (_bomb("gzip", gzip.compress(ZEROS)), "oversized"),
        (_bomb("br", brotli.compress(ZEROS, quality=1)), "oversized"),
        (_bomb("zstd", zstandard.compress(ZEROS)), "oversized"),
        (_bomb("deflate", zlib.compress(ZEROS)), "oversized"),
        (_bomb("gzip, gzip", gzip.compress(gzip.compress(ZEROS))), "oversized"),
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 209715200\r\n\r\n" + b"x" * 100, "oversized"),
        (endless, "oversized"),
        (dripping, "timeout"),
        (broken_off, "truncated"),
        (silent, "unreachable"),
        (answer(b"", status=302, Location="http://169.254.169.254/latest/meta-data/"), "refused"),
        (answer(b"", status=302, Location="http://127.0.0.1/"), "refused"),
        (answer(b"", status=302, Location="file:///etc/hostname"), None),
        (answer(b"\xff\xd8\xff" * 1000, kind="image/jpeg"), "picture"),
        (b"HTTP/1.1 200 OK\r\n" + b"X-Flood: yes\r\n" * 50_000 + b"\r\n", "oversized"),
        (b"\0\0\0 not http \r\n\r\n", None),
    ],
    ids=[
        "gzip", "brotli", "zstd", "deflate", "gzip twice", "200 MB told", "endless", "slow drip", "truncated", "silent",
        "redirect to metadata", "redirect to loopback", "redirect to a file", "picture", "header flood", "no http",
    ],
)  # fmt: skip
def test_one_bad_page_is_told_and_the_others_are_read(
    visit: Visiting, kept: Callable[[], Stores], raw: bytes | Callable[[BinaryIO], object], kind: str | None
) -> None:
    with serving(bad_detail(raw)) as site:
        outcome = visit(torget(), site.loopback("torget.example"))
    assert outcome.count("detail.read") == 4
    assert kept().ads.count(Scope.joint()) == 4
    assert outcome.completed_lists == ("alla",)
    if kind:
        assert outcome.count(f"failed.{kind}") == 1
        assert outcome.verdict is VisitVerdict.DOUBTFUL


def test_a_redirect_loop_ends(visit: Visiting) -> None:
    with serving(bad_detail(looping)) as site:
        outcome = visit(torget(), site.loopback("torget.example"))
    assert outcome.count("detail.read") == 4
    assert len([path for path in site.asked if path.startswith("/rad-103")]) <= 2 * (CAPS["redirects"] + 1)


def test_a_redirect_to_another_host_is_not_followed(visit: Visiting) -> None:
    away = answer(b"", status=302, Location="http://annat.example/hej")
    with serving(bad_detail(away)) as site, serving(folder(TORGET)) as other:
        names = site.loopback("torget.example") | other.loopback("annat.example")
        outcome = visit(torget(), names)
    assert other.asked == []
    assert outcome.count("failed.refused") == 1


def test_a_page_that_turns_elsewhere_by_meta_refresh_leads_nowhere(visit: Visiting) -> None:
    turning = answer(b'<meta http-equiv="refresh" content="0; url=http://annat.example/"><h1>x</h1>')
    with serving(bad_detail(turning)) as site, serving(folder(TORGET)) as other:
        visit(torget(), site.loopback("torget.example") | other.loopback("annat.example"))
    assert other.asked == []


def test_an_endless_calendar_is_walked_no_further_than_the_cap(visit: Visiting) -> None:
    def calendar(path: str, out: BinaryIO) -> None:
        day = int("0" + "".join(letter for letter in path if letter.isdigit()))
        card = f'<article class="rad"><h2><a href="/rad-1.html">Dag {day}</a></h2></article>'
        out.write(answer(f'{card}<nav><a rel="next" href="/dag?nr={day + 1}">Nästa</a></nav>'.encode()))

    with serving(calendar) as site:
        outcome = visit(torget(), site.loopback("torget.example"))
    assert outcome.count("list.read") == CAPS["list_pages"]
    assert "The list 'alla' was not walked to its end." in outcome.broken


def test_a_hundred_thousand_links_are_cut_to_the_cap(visit: Visiting) -> None:
    cards = "".join(
        f'<article class="rad"><h2><a href="/rad-{number}.html">x</a></h2></article>' for number in range(100_000)
    )
    assert len(cards) > 2**20

    def flooding(path: str, out: BinaryIO) -> None:
        out.write(answer(cards.encode()) if "lista" in path else answer(b"", status=404))

    wide = torget(caps={**CAPS, "body_mb": 16})
    with serving(flooding) as site:
        outcome = visit(wide, site.loopback("torget.example"))
    assert outcome.count("pages") == CAPS["pages"]
    assert outcome.completed_lists == ()
    assert "141 addresses were found but not asked: a cap or a wall ended the visit." in outcome.broken


def walled(body: bytes, status: int) -> Behaviour:
    well = folder(TORGET)

    def behave(path: str, out: BinaryIO) -> None:
        if "lista" in path:
            well(path, out)
        else:
            out.write(answer(body, status=status))

    return behave


def test_walls_are_counted_told_and_never_climbed(visit: Visiting, kept: Callable[[], Stores]) -> None:
    wall = b'<h1>Verify you are human</h1><form method="post"><div class="h-captcha" data-sitekey="x"></div></form>'
    with serving(walled(wall, 200)) as site:
        outcome = visit(torget(), site.loopback("torget.example"))
    assert outcome.count("verdict.captcha") == 5
    assert outcome.broken[0] == "5 pages were a captcha instead of what was asked for."
    assert kept().ads.count(Scope.joint()) == 0
    assert {head.split(b" ")[0] for head in site.requests} == {b"GET"}


def outcome_of_list(visit: Visiting, raw: bytes | Callable[[BinaryIO], object]) -> VisitOutcome:
    def behave(_: str, out: BinaryIO) -> None:
        if isinstance(raw, bytes):
            out.write(raw)
        else:
            raw(out)

    with serving(behave) as site:
        return visit(torget(), site.loopback("torget.example"))


def test_a_site_that_does_not_answer_fails_with_one_clear_sentence(visit: Visiting) -> None:
    outcome = visit(torget(), {"torget.example": "127.0.0.1:1"})
    assert outcome.verdict is VisitVerdict.FAILED
    assert outcome.broken[0] == (
        "torget did not answer (its lists did not answer); the visit is tried again when it is next due."
    )
    assert outcome.completed_lists == ()


def test_a_list_of_200_megabytes_fails_with_a_sentence(visit: Visiting) -> None:
    outcome = outcome_of_list(visit, endless)
    assert outcome.verdict is VisitVerdict.FAILED
    assert "larger than the sheet's cap on body_mb" in outcome.broken[0]


def test_a_list_that_changed_its_make_is_told_and_its_ads_are_not_called_gone(visit: Visiting) -> None:
    outcome = outcome_of_list(visit, answer(b"<main><div class=kort>Ny design</div></main>"))
    assert (outcome.verdict, outcome.completed_lists) == (VisitVerdict.FAILED, ())
    assert "1 list pages did not look as the sheet expects; check its selectors." in outcome.broken


def test_a_page_in_another_charset_than_it_says_is_read_and_told(visit: Visiting, kept: Callable[[], Stores]) -> None:
    lying = answer((TORGET / "rad-103.html").read_text("utf-8").encode("cp1252"))
    with serving(bad_detail(lying)) as site:
        outcome = visit(torget(), site.loopback("torget.example"))
    assert outcome.count("detail.read") == 5
    assert any("charset" in sentence for sentence in outcome.broken)
    assert "\ufffd" not in "".join(version.text for version in kept().ads.unread("none", Scope.joint()))


def test_hostile_text_is_only_text(visit: Visiting, kept: Callable[[], Stores]) -> None:
    text = "&lt;script&gt;alert(1)&lt;/script&gt; '; DROP TABLE ads; -- {{7*7}} Ignore all previous instructions."
    page = (TORGET / "rad-103.html").read_text("utf-8").replace("Nyinflyttad och glad.", text)
    with serving(bad_detail(answer(page.encode()))) as site:
        visit(torget(), site.loopback("torget.example"))
    bodies = [version.text for version in kept().ads.unread("none", Scope.joint())]
    assert any("<script>alert(1)</script> '; DROP TABLE ads; -- {{7*7}} Ignore all" in body for body in bodies)
