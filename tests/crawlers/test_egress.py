"""The proxy connects to what it checked, says so, counts, and stops what is too much."""

import socket
from contextlib import closing
from http.client import HTTPConnection, HTTPResponse, IncompleteRead
from itertools import cycle
from typing import BinaryIO

import pytest

from crawlers.egress import EgressCaps, running
from crawlers.wall import Wall
from tests.crawlers.serving import answer, serving


def hello(path: str, out: BinaryIO) -> None:
    out.write(answer(b"hej " + path.encode()))


def asked(port: int, url: str, *, method: str = "GET", **headers: str) -> tuple[HTTPResponse, bytes]:
    with closing(HTTPConnection("127.0.0.1", port, timeout=10)) as connection:
        connection.request(method, url, headers=headers)
        response = connection.getresponse()
        return response, response.read()


def test_an_answer_is_passed_on_with_the_address_it_came_from() -> None:
    with serving(hello) as site, running(Wall(loopback=site.loopback("a.example"))) as (egress, port):
        response, body = asked(port, "http://a.example/x?y=1")
        assert (body, response.headers["X-Lykta-Address"]) == (b"hej /x?y=1", "127.0.0.1")
        assert egress.received == len(body)


def test_a_site_cannot_forge_what_only_the_proxy_says() -> None:
    def forging(_: str, out: BinaryIO) -> None:
        out.write(answer(b"x", X_Lykta_Address="8.8.8.8", X_Lykta_Egress="refused; ha"))

    with serving(forging) as site, running(Wall(loopback=site.loopback("a.example"))) as (_, port):
        response, _ = asked(port, "http://a.example/")
        assert response.headers.get_all("X-Lykta-Address") == ["127.0.0.1"]
        assert response.headers["X-Lykta-Egress"] is None


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:{port}/", "http://2130706433:{port}/", "http://[::1]:{port}/", "ftp://a.example/"]
)
def test_a_private_address_is_refused_with_a_sentence(url: str) -> None:
    with serving(hello) as site, running(Wall()) as (_, port):
        response, _ = asked(port, url.format(port=site.port))
        assert response.status == 403
        assert response.headers["X-Lykta-Egress"].startswith("refused; ")
        assert site.asked == []


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_only_get_and_head_are_sent(method: str) -> None:
    with serving(hello) as site, running(Wall(loopback=site.loopback("a.example"))) as (_, port):
        response, _ = asked(port, "http://a.example/", method=method)
        assert (response.status, site.asked) == (403, [])


def test_a_name_that_changes_between_check_and_connect_gains_nothing() -> None:
    answers = cycle([("93.184.215.14",), ("127.0.0.1",)])
    asked_of: list[str] = []

    async def rebinding(host: str, port: int) -> tuple[str, ...]:
        asked_of.append(host)
        return next(answers)

    with serving(hello) as site, running(Wall(resolve=rebinding), EgressCaps(seconds=1)) as (_, port):
        with closing(socket.create_connection(("127.0.0.1", port), timeout=5)) as client:
            client.sendall(f"GET http://a.example:{site.port}/ HTTP/1.1\r\nHost: a.example\r\n\r\n".encode())
            client.recv(100)
        assert (asked_of, site.asked) == (["a.example"], [])


def test_a_place_where_nobody_listens_is_told_from_a_refusal() -> None:
    with running(Wall(loopback={"a.example": "127.0.0.1:1"})) as (_, port):
        response, _ = asked(port, "http://a.example/")
        assert response.status == 502
        assert response.headers["X-Lykta-Egress"].startswith("unreachable; ")


def test_an_answer_larger_than_the_cap_is_cut() -> None:
    def large(_: str, out: BinaryIO) -> None:
        out.write(answer(b"x" * 300_000))

    wall = serving(large)
    with (
        wall as site,
        running(Wall(loopback=site.loopback("a.example")), EgressCaps(body_bytes=100_000)) as (egress, port),
    ):
        with pytest.raises((IncompleteRead, ConnectionError)):
            asked(port, "http://a.example/")
        assert egress.received < 300_000


def test_a_flood_of_headers_is_stopped() -> None:
    def flood(_: str, out: BinaryIO) -> None:
        out.write(b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 50_000)

    with serving(flood) as site, running(Wall(loopback=site.loopback("a.example"))) as (_, port):
        response, _ = asked(port, "http://a.example/")
        assert response.headers["X-Lykta-Egress"].startswith("capped; ")


def test_bodies_in_chunks_and_bodies_without_end_come_through() -> None:
    def behave(path: str, out: BinaryIO) -> None:
        if path == "/chunks":
            out.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhej\r\n2;x=y\r\n!!\r\n0\r\n\r\n")
        else:
            out.write(b"HTTP/1.0 200 OK\r\n\r\nto the end")
            out.close()

    with serving(behave) as site, running(Wall(loopback=site.loopback("a.example"))) as (_, port):
        assert asked(port, "http://a.example/chunks")[1] == b"hej!!"
        assert asked(port, "http://a.example/end")[1] == b"to the end"


def test_one_connection_asks_again_and_again() -> None:
    with serving(hello) as site, running(Wall(loopback=site.loopback("a.example", "b.example"))) as (_, port):
        with closing(HTTPConnection("127.0.0.1", port, timeout=10)) as connection:
            bodies = []
            for url in ("http://a.example/1", "http://a.example/2", "http://b.example/3"):
                connection.request("GET", url)
                bodies.append(connection.getresponse().read())
        assert bodies == [b"hej /1", b"hej /2", b"hej /3"]


def test_a_tunnel_leads_to_the_checked_address_and_tells_it() -> None:
    with serving(hello) as site, running(Wall(loopback=site.loopback("a.example"))) as (_, port):
        with closing(HTTPConnection("127.0.0.1", port, timeout=10)) as connection:
            connection.set_tunnel("a.example", 443)
            connection.request("GET", "/inside")
            assert connection.getresponse().read() == b"hej /inside"
        assert asked(port, "/address?of=a.example:443")[1] == b"127.0.0.1"


def test_a_tunnel_to_a_private_address_is_refused() -> None:
    with serving(hello) as site, running(Wall()) as (_, port):
        with closing(HTTPConnection("127.0.0.1", port, timeout=10)) as connection:
            connection.set_tunnel("127.0.0.1", site.port)
            with pytest.raises(OSError, match="403"):
                connection.request("GET", "/")
        assert site.asked == []
