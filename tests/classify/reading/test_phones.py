"""Phones: found however they are written, and never where digits say something else."""

from datetime import datetime

import pytest

from classify.reading.context import LOCAL, Context
from classify.reading.reader import Reader
from models.reading import MentionKind
from models.values.phone import Phone
from tests.classify.reading.saying import VERSION, fields


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("+46 (0)70-174 06 15", "+46701740615"),
        ("0046 70 174 06 15", "+46701740615"),
        ("nollsjunoll-ettsjufyra-nollsex-ettnio", "+46701740619"),
        ("070💋174💋06💋20", "+46701740620"),
        ("07O 1 7 4 O 6 2 2", "+46701740622"),
        ("nolla sjua nolla etta sjua fyra nolla sexa tvåa åtta", "+46701740628"),
        ("sju noll ett sju fyra noll sex fyra fem, ring!", "+46701740645"),
        ("ноль семьдесят сто семьдесят четыре ноль шесть сорок восемь", "+46701740648"),
        ("cero setenta, ciento setenta y cuatro, cero seis, cincuenta", "+46701740650"),
        ("zero seventy, one seventy four, zero six, fifty one", "+46701740651"),
        ("nul syv nul en syv fire nul seks fem fem", "+46701740655"),
        ("๐๗๐-๑๗๔-๐๖-๕๓", "+46701740653"),
        ("noll sju noll, dubbel etta? nej: 070 174 06 77", "+46701740677"),
        ("seven zero one seven four zero six double six", "+46701740666"),
        ("08 - 465 004 12", "+46846500412"),
        ("tel0701740633", "+46701740633"),
        ("dansk nummer 32 12 34 56", "+4532123456"),
    ],
)
def test_a_number_is_found_in_many_disguises(reader: Reader, context: Context, text: str, number: str) -> None:
    assert fields(reader, text, context)["phones"] == [number]


@pytest.mark.parametrize(
    "text",
    [
        "Personnr 700174-0634",
        "Kontonummer 8327-9,070 174 063 7",
        "Ordernr: 0701740635",
        "Faktura 0701-740-612",
        "Öppet 09-17 mån-fre, 08-12 lör",
        "Född 08-12-1999, 174 cm",
        "30 min 800, 60 min 1200, 90 min 1800",
        "IBAN SE45 5000 0000 0583 9825 7466",
        "Paket 00370701740612345678",
        "Min IP är 10.70.174.6",
        "Postnummer 070 17, 406 12",
        "Läs 0701740612 baklänges",
        "Byt ut nian mot en åtta: 0701740619",
        "https://example.com/p/0701740612",
    ],
)
def test_other_numbers_are_no_phones(reader: Reader, context: Context, text: str) -> None:
    assert fields(reader, text, context)["phones"] == []


def test_no_part_of_a_longer_number_is_a_phone(reader: Reader, context: Context) -> None:
    assert fields(reader, "0980-319 20 15", context)["phones"] == []
    assert fields(reader, "0701 7406 2200 0000", context)["phones"] == []


def test_two_numbers_and_a_shorthand(reader: Reader, context: Context) -> None:
    assert fields(reader, "070 174 06 23 el 070 174 06 24", context)["phones"] == ["+46701740623", "+46701740624"]
    assert fields(reader, "Ring 0701740640/41", context)["phones"] == ["+46701740640", "+46701740641"]


def test_the_sites_own_number_is_kept_but_not_the_advertisers(reader: Reader) -> None:
    site = Context(posted_at=datetime(2026, 3, 2, tzinfo=LOCAL), own_contacts=("08-465 004 00",))
    reading = reader.read("Kundtjänst 08-46500400. Ring mig: 070-1740612", version=VERSION, context=site)
    phones = [mention for mention in reading.mentions if mention.kind is MentionKind.PHONE]
    assert [mention.own for mention in phones] == [False, True]
    assert [mention.value.said for mention in reading.of(MentionKind.PHONE)] == ["070-1740612"]
    assert "46500400" not in reading.mask("Kundtjänst 08-46500400. Ring mig: 070-1740612")


def test_a_disowned_number_is_somebody_elses(reader: Reader, context: Context) -> None:
    text = "Mitt gamla nummer 070-1740632 gäller inte, ring 070-1740633"
    assert fields(reader, text, context)["phones"] == ["+46701740633"]


@pytest.mark.parametrize(
    ("text", "obscured"),
    [
        ("070-174 06 12", False),
        ("0701740612", False),
        ("07o-174o612", True),
        ("noll sju noll 174 06 12", True),
        ("0 7 0 1 7 4 0 6 1 2", True),
    ],
)
def test_a_disguise_is_noted(reader: Reader, context: Context, text: str, *, obscured: bool) -> None:
    (phone,) = reader.read(text, version=VERSION, context=context).of(MentionKind.PHONE)
    assert phone.obscured is obscured


def test_the_span_is_the_number_as_said(reader: Reader, context: Context) -> None:
    text = "Ring 0\u200b70-1\u200b74\u200b 06 2\u200c6, tack"
    (phone,) = reader.read(text, version=VERSION, context=context).of(MentionKind.PHONE)
    assert isinstance(phone.value, Phone)
    assert text[phone.start : phone.end] == phone.value.said == "0\u200b70-1\u200b74\u200b 06 2\u200c6"
    assert phone.value.e164 == "+46701740626"
