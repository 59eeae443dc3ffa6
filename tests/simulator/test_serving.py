"""Every site answers under its own name on one loopback port, at the moment that is set."""

import socket

import pytest

from simulator.market import Market
from simulator.serving import Serving
from tests.simulator.asking import CROWD, GATE, STATIC, Visitor, standing, walked


@pytest.fixture
def visitor(serving: Serving) -> Visitor:
    return Visitor(serving, STATIC)


def test_a_name_that_is_no_site_gets_nothing(serving: Serving) -> None:
    assert Visitor(serving, "nobody.example").get("/").status == 404


def test_the_loopback_setting_names_every_site(serving: Serving, market: Market) -> None:
    assert set(serving.loopback) == {site.name for site in market.sites}
    assert set(serving.loopback.values()) == {f"127.0.0.1:{serving.port}"}


def test_every_site_has_a_robots_file(serving: Serving, market: Market) -> None:
    for site in market.sites:
        got = Visitor(serving, site.name).get("/robots.txt")
        assert got.headers["Content-Type"].startswith("text/plain")
        assert "User-agent: *" in got.text


def test_the_moment_decides_what_stands(serving: Serving, market: Market) -> None:
    visitor = Visitor(serving, STATIC)
    card = "ol.annonser > li.annons::attr(data-id)"
    seen = {}
    for day in (3, 25):
        serving.moment = market.at(day + 0.5)
        seen[day] = set(walked(visitor, "/annonser", card=card, onward="a.nasta::attr(href)"))
        assert seen[day] <= {ad.own_id for ad in standing(market, STATIC, serving.moment)}
    assert seen[3] != seen[25]


def test_the_moment_decides_which_version_is_shown(serving: Serving, market: Market) -> None:
    ad = next(ad for ad in market.on(STATIC) if len(ad.versions) > 1 and ad.versions[0].body != ad.versions[1].body)
    shown = []
    for said in ad.versions:
        serving.moment = said.since
        shown.append(Visitor(serving, STATIC).get(f"/annons/{ad.own_id}").page.css("div.text").get())
    assert shown[0] != shown[1]


def test_a_head_is_answered_without_a_body(visitor: Visitor) -> None:
    got = visitor.get("/annonser", method="HEAD")
    assert got.status == 200
    assert int(got.headers["Content-Length"]) > 0
    assert not got.body


def test_several_requests_on_one_line_are_answered_in_order(serving: Serving) -> None:
    asked = b"".join(
        f"GET {path} HTTP/1.1\r\nHost: {STATIC}\r\nConnection: {stays}\r\n\r\n".encode()
        for path, stays in (("/finns-inte", "keep-alive"), ("/robots.txt", "close"))
    )
    with socket.create_connection(("127.0.0.1", serving.port)) as line:
        line.sendall(asked)
        told = b"".join(iter(lambda: line.recv(65_536), b""))
    assert told.index(b"404 Not Found") < told.index(b"200 OK") < told.index(b"User-agent")


def test_a_request_that_comes_in_pieces_is_answered(serving: Serving) -> None:
    with socket.create_connection(("127.0.0.1", serving.port)) as line:
        for piece in (b"GET /robots.txt HT", f"TP/1.1\r\nHost: {GATE}\r\nConnec".encode(), b"tion: close\r\n\r\n"):
            line.sendall(piece)
        told = b"".join(iter(lambda: line.recv(65_536), b""))
    assert told.startswith(b"HTTP/1.1 200 OK")


def test_truth_is_never_served(serving: Serving, market: Market) -> None:
    words = [one.id for one in market.advertisers] + ["controlled_group", "true_contacts", "massage_venue", "one_off"]
    for site in market.sites:
        visitor = Visitor(serving, site.name, {"alder": "ja"})
        for ad in standing(market, site.name)[:40]:
            for path in ("/annons/{}", "/a/{}", "/visa/{}", "/skylt/{}", "/las.asp?nr={}", "/annonser"):
                page = visitor.get(path.format(ad.own_id)).body.decode("utf-8", "replace")
                assert not [word for word in words if word in page]


def test_the_last_moment_is_shown_when_none_is_told(market: Market) -> None:
    with Serving(market) as serving:
        assert serving.moment.date() == market.end
        assert serving.moment > CROWD
