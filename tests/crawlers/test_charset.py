"""Pages become text as browsers do it, and never fail at it."""

import pytest

from crawlers.charset import decode
from tests.crawlers.pages import suite_page


def test_a_charset_in_a_swallowed_meta_is_found() -> None:
    assert "Nästa" in decode(suite_page("pg-site05-list").body).text


def test_latin_1_means_windows_1252_as_in_browsers() -> None:
    assert decode(b"1 000 \x80", content_type="text/html; charset=ISO-8859-1").text == "1 000 €"


def test_a_page_that_says_nothing_is_utf_8_where_that_fits() -> None:
    assert decode("Växjö".encode()).text == "Växjö"
    assert decode("Växjö".encode("latin-1")).text == "Växjö"


def test_a_page_that_lies_is_read_all_the_same_and_doubted() -> None:
    lying = decode("Växjö".encode("latin-1"), content_type="text/html; charset=utf-8")
    assert (lying.text, lying.doubted) == ("Växjö", True)


def test_the_sheet_has_the_last_word() -> None:
    assert decode("Växjö".encode("latin-1"), content_type="text/html; charset=utf-8", told="latin-1").text == "Växjö"


def test_a_byte_order_mark_goes_before_all() -> None:
    assert decode("\ufeffVäxjö".encode("utf-16-le"), content_type="text/html; charset=utf-8").text == "Växjö"


@pytest.mark.parametrize("charset", ["zlib", "unicode_escape", "utf-7", "no-such-charset", "\x00", "idna"])
def test_a_charset_that_no_browser_knows_is_not_believed(charset: str) -> None:
    assert decode(b"+ADw-x \\u0041", content_type=f"text/html; charset={charset}").text == "+ADw-x \\u0041"


def test_any_bytes_become_text() -> None:
    assert decode(bytes(range(256)), content_type="text/html; charset=windows-1252").text
