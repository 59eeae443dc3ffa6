"""Addresses that name ads are frozen: a change here would make every ad a new one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawlers.urls import PLAIN, _joined, canonical, resolved


@pytest.mark.parametrize(
    ("found", "url"),
    [
        ("/annons/1?utm_source=lista", "https://a.example/annons/1"),
        ("las.asp?nr=771#topp", "https://a.example/kontakt/las.asp?nr=771"),
        ("?b=2&a=1&fbclid=x", "https://a.example/kontakt/index.asp?b=2&a=1"),
        ("HTTPS://A.EXAMPLE:443/x", "https://a.example/x"),
        ("//b.example", "https://b.example/"),
        ("  /å ä  ", "https://a.example/å ä"),
        ("javascript:alert(1)", None),
        ("mailto:x@a.example", None),
        ("tel:+46701740650", None),
        ("http://[", None),
        ("http://a.example:notaport/", None),
        ("data:text/html,x", None),
    ],
)
def test_a_link_leads_to_one_clean_address(found: str, url: str | None) -> None:
    assert resolved("https://a.example/kontakt/index.asp?del=2", found) == url


def test_two_spellings_of_one_address_are_the_same() -> None:
    assert canonical("https://a.example/x?b=2&a=%C3%A5#z") == canonical("https://a.example/x?a=å&b=2")
    assert canonical("https://a.example/x?a=1") == "https://a.example/x?a=1"


@given(st.from_regex(PLAIN, fullmatch=True), st.sampled_from(["https://a.example/b/c?d#e", "http://A.example:80/x"]))
def test_the_short_way_gives_what_the_long_way_gives(found: str, base: str) -> None:
    assert resolved(base, found) == _joined(base, found)
