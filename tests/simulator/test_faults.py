"""Faults come on demand, at one site, from one moment to another."""

import gzip
import http.client
import zlib
from datetime import date, timedelta

import pytest

from simulator import faults
from simulator.faults import Fault, Trouble, Where, usual_troubles
from simulator.hosts import SITES
from simulator.market import Market
from simulator.rates import rates
from simulator.serving import Serving
from tests.simulator.asking import CROWD, GATE, STATIC, TABLES, Got, Visitor, standing


def asked(serving: Serving, fault: Fault, path: str = "/annonser", *, where: Where = Where.ALL) -> Got:
    serving.troubles = (Trouble(site=STATIC, fault=fault, where=where, seconds=0.01),)
    return Visitor(serving, STATIC).get(path)


@pytest.mark.parametrize(
    ("fault", "status", "words"),
    [
        (Fault.CAPTCHA, 403, "h-captcha"),
        (Fault.LOGIN, 200, 'type="password"'),
        (Fault.BLOCK, 403, "Access denied"),
        (Fault.SOFT_404, 200, "Hoppsan"),
        (Fault.TOO_MANY, 429, "Too many requests"),
    ],
)
def test_a_page_that_is_no_list_stands_in_the_lists_place(
    serving: Serving, fault: Fault, status: int, words: str
) -> None:
    got = asked(serving, fault)
    assert got.status == status
    assert words in got.text
    assert "data-id" not in got.text


def test_too_many_says_when_to_come_back(serving: Serving) -> None:
    assert asked(serving, Fault.TOO_MANY).headers["Retry-After"] == "30"


def test_a_fault_of_details_leaves_lists_alone(serving: Serving, market: Market) -> None:
    ad = standing(market, STATIC)[0]
    assert asked(serving, Fault.SOFT_404, where=Where.DETAILS).page.css("li.annons")
    assert "Hoppsan" in asked(serving, Fault.SOFT_404, f"/annons/{ad.own_id}", where=Where.DETAILS).text


def test_other_sites_are_spared(serving: Serving) -> None:
    asked(serving, Fault.BLOCK)
    assert Visitor(serving, GATE).get("/").status == 200


def test_an_outage_drops_the_line(serving: Serving) -> None:
    with pytest.raises(http.client.RemoteDisconnected):
        asked(serving, Fault.OUTAGE)
    with pytest.raises(http.client.RemoteDisconnected):
        asked(serving, Fault.OUTAGE, "/robots.txt")


def test_a_changed_layout_answers_at_the_old_addresses_in_another_make(serving: Serving, market: Market) -> None:
    ad = standing(market, TABLES)[0]
    before = Visitor(serving, TABLES).get("/index.asp").body.decode("latin-1")
    serving.troubles = (Trouble(site=TABLES, fault=Fault.LAYOUT),)
    after = Visitor(serving, TABLES)
    assert "las.asp?nr=" in before
    assert "las.asp?nr=" not in after.get("/index.asp").text
    assert after.get(f"/las.asp?nr={ad.own_id}").page.css("article.annons h1")


def test_a_slow_site_answers_what_it_would(serving: Serving) -> None:
    quick = Visitor(serving, STATIC).get("/annonser").body
    assert asked(serving, Fault.SLOW).body == quick


def test_a_calendar_never_ends(serving: Serving) -> None:
    path = asked(serving, Fault.CALENDAR).page.css("a.nasta::attr(href)").getall()[-1]
    seen = set()
    for _ in range(50):
        seen.add(path)
        path = Visitor(serving, STATIC).get(path).page.css("a.nasta::attr(href)").get() or ""
    assert len(seen) == 50
    assert path.startswith("/kalender")


def test_a_redirect_loop_goes_round(serving: Serving) -> None:
    first = asked(serving, Fault.REDIRECT_LOOP).headers["Location"]
    second = Visitor(serving, STATIC).get(first).headers["Location"]
    assert first != second
    assert Visitor(serving, STATIC).get(second).headers["Location"] == first


def test_a_redirect_leads_to_a_private_address(serving: Serving) -> None:
    got = asked(serving, Fault.PRIVATE)
    assert got.status == 302
    assert got.headers["Location"].startswith("http://169.254.")


def test_a_bomb_is_small_on_the_wire_and_large_when_opened(serving: Serving, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(faults, "_bomb", lambda: gzip.compress(b"\0" * (8 * faults.MEGABYTE)))
    got = asked(serving, Fault.BOMB)
    assert got.headers["Content-Encoding"] == "gzip"
    assert len(got.body) < faults.MEGABYTE
    assert len(zlib.decompress(got.body, wbits=31)) == 8 * faults.MEGABYTE


def test_a_huge_page_says_its_length_and_keeps_coming(serving: Serving) -> None:
    serving.troubles = (Trouble(site=STATIC, fault=Fault.HUGE),)
    line = http.client.HTTPConnection("127.0.0.1", serving.port, timeout=20)
    line.request("GET", "/annonser", headers={"Host": STATIC})
    answer = line.getresponse()
    assert answer.length == faults.HUGE_MEGABYTES * faults.MEGABYTE
    assert len(answer.read(3 * faults.MEGABYTE)) == 3 * faults.MEGABYTE
    line.close()


def test_a_truncated_page_ends_before_its_promised_length(serving: Serving) -> None:
    with pytest.raises(http.client.IncompleteRead):
        asked(serving, Fault.TRUNCATED)


def test_a_wrong_charset_is_not_what_it_says(serving: Serving) -> None:
    got = asked(serving, Fault.CHARSET)
    assert got.headers["Content-Type"] == "text/html; charset=utf-8"
    with pytest.raises(UnicodeDecodeError):
        got.body.decode("utf-8")


def test_hostile_text_stands_as_text_and_the_page_holds_active_markup(serving: Serving, market: Market) -> None:
    ad = standing(market, STATIC)[0]
    got = asked(serving, Fault.HOSTILE, f"/annons/{ad.own_id}")
    text = got.page.css("div.text").xpath("string()").get() or ""
    assert "<script>" in text
    assert "\u202e" in text
    assert "\u200b" in text
    assert "Ignore all earlier instructions" in text
    assert got.page.css("body > script")


def test_a_fault_holds_only_between_its_moments(serving: Serving) -> None:
    serving.troubles = (Trouble(site=STATIC, fault=Fault.BLOCK, first=CROWD, until=CROWD + timedelta(days=1)),)
    visitor, told = Visitor(serving, STATIC), []
    for days in (-1, 0, 1):
        serving.moment = CROWD + timedelta(days=days)
        told.append(visitor.get("/annonser").status)
    assert told == [200, 403, 200]


def test_the_usual_market_has_one_layout_change_and_one_outage(market: Market) -> None:
    troubles = {trouble.fault: trouble for trouble in usual_troubles(market)}
    assert set(troubles) == {Fault.LAYOUT, Fault.OUTAGE}
    layout, outage = troubles[Fault.LAYOUT], troubles[Fault.OUTAGE]
    assert layout.first == market.at(7 * (rates().sites.layout_change_weeks[0] - 1))
    assert outage.first is not None
    assert outage.until is not None
    assert (outage.until - outage.first).days == rates().sites.outage_days
    assert layout.site != outage.site


def test_a_lone_site_is_spared_the_usual_troubles() -> None:
    lone = Market.grow(seed=1, days=56, advertisers=12, end=date(2026, 2, 28), sites=SITES[:1])
    assert usual_troubles(lone) == ()
