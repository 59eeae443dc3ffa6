"""Quotes: cut at whole words from masked text, by spans of the text as said."""

from api.shown.quotes import Masked, quoted
from models.reading import Reading
from tests.factories import a_version


def _masked(body: str, title: str = "Hej") -> Masked:
    version = a_version(title=title, body=body)
    reading = Reading(
        version=version.id, edition="r", lang="sv", sentences=(), kind="own_offer", mentions=(), hidden=()
    )
    return Masked.of(version, reading)


def test_a_quote_stands_among_its_neighbours() -> None:
    ad = _masked("Hon tar emot i en lugn lägenhet.")
    start = ad.version.text.index("tar emot")
    quote = quoted(ad, start, start + 8)
    assert (quote.before, quote.words, quote.after) == ("Hej Hon ", "tar emot", " i en lugn lägenhet.")
    assert quote.part == "body"


def test_a_long_text_is_cut_at_whole_words() -> None:
    ad = _masked("lugnt och stilla " * 20 + "HÄR " + "dag och natt " * 20)
    start = ad.version.text.index("HÄR")
    quote = quoted(ad, start, start + 3)
    assert quote.before.startswith("… ")
    assert set(quote.before.split()[1:]) == {"lugnt", "och", "stilla"}
    assert quote.after.endswith(" …")
    assert set(quote.after.split()[:-1]) == {"dag", "och", "natt"}


def test_a_number_near_the_quote_is_hidden_although_nobody_read_it() -> None:
    ad = _masked("Ring 070-174 06 05 så svarar hon")
    start = ad.version.text.index("svarar")
    assert "174" not in quoted(ad, start, start + 6).before
    assert "•••-••• •• ••".replace("-", "•") in quoted(ad, start, start + 6).before


def test_parts_are_cut_from_the_masked_whole() -> None:
    ad = _masked("Ring 070-174 06 05", title="070-174 06 06 Mia")
    assert ad.part("title").endswith(" Mia")
    assert "174" not in ad.part("title") + ad.part("body")
    assert len(ad.part("body")) == len("Ring 070-174 06 05")
    assert ad.part("no such part") == ""
