"""Only addresses of the open network are connected to, however they are spelled."""

import asyncio

import pytest

from crawlers.wall import Target, Wall, by_dns, is_open
from models.errors import Refused

CLOSED = (
    "127.0.0.1", "10.0.0.1", "192.168.1.1", "172.16.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
    "255.255.255.255", "192.0.2.1", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "ff02::1", "::ffff:127.0.0.1",
    "::ffff:10.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "2001:0:0:0:0:0:80ff:fffe", "not an address",
)  # fmt: skip


@pytest.mark.parametrize("address", CLOSED)
def test_an_address_that_is_not_of_the_open_network_is_refused(address: str) -> None:
    assert not is_open(address)


@pytest.mark.parametrize("address", ["93.184.215.14", "8.8.8.8", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"])
def test_an_address_of_the_open_network_is_let_out(address: str) -> None:
    assert is_open(address)


def answering(*addresses: str) -> Wall:
    async def resolve(host: str, port: int) -> tuple[str, ...]:
        return addresses

    return Wall(loopback={"torget.example": "127.0.0.1:8001"}, resolve=resolve)


def checked(wall: Wall, host: str, port: int = 80) -> Target:
    return asyncio.run(wall.checked(host, port))


def test_a_name_is_resolved_once_and_the_address_is_what_is_connected_to() -> None:
    assert checked(answering("93.184.215.14"), "a.example") == Target("93.184.215.14", 80)


def test_one_closed_address_among_open_ones_is_enough_to_refuse() -> None:
    with pytest.raises(Refused, match=r"10\.0\.0\.1"):
        checked(answering("93.184.215.14", "10.0.0.1"), "a.example")


@pytest.mark.parametrize("spelling", ["127.1", "2130706433", "0x7f.1", "0177.0.0.1", "[::ffff:127.0.0.1]", "[::1]"])
def test_odd_spellings_of_loopback_are_refused(spelling: str) -> None:
    with pytest.raises(Refused):
        checked(Wall(resolve=by_dns), spelling)


def test_only_names_from_the_settings_lead_to_this_machine() -> None:
    assert checked(answering("127.0.0.1"), "TORGET.example.") == Target("127.0.0.1", 8001)
    with pytest.raises(Refused):
        checked(answering("127.0.0.1"), "annat.example")


def test_a_name_may_be_served_apart_for_each_port() -> None:
    wall = Wall(loopback={"a.example:443": "127.0.0.1:8443", "a.example": "127.0.0.1:8080"})
    assert [checked(wall, "a.example", port).port for port in (80, 443)] == [8080, 8443]


def test_only_the_sheets_hosts_are_asked() -> None:
    wall = Wall(loopback={"a.example": "127.0.0.1:1", "b.example": "127.0.0.1:2"}, hosts=frozenset({"a.example"}))
    assert checked(wall, "a.example").port == 1
    with pytest.raises(Refused, match="none of the sheet's hosts"):
        checked(wall, "b.example")
