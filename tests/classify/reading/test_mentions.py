"""Mentions but phones: what is read, in which form, and what only looks like it."""

from typing import Any

import pytest

from classify.reading.context import Context
from classify.reading.reader import Reader
from models.reading import MentionKind
from models.values.price import Price, Where
from tests.classify.reading.saying import VERSION, fields, row


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("anna_demo@example.com.", "anna_demo@example.com"),
        ("anna.demo [at] example [dot] com", "anna.demo@example.com"),
        ("demo.anna(snabel-a)example.org", "demo.anna@example.org"),
        ("demo.anna at example dot net", "demo.anna@example.net"),
        ("mail: demo.anna ät example piste com", "demo.anna@example.com"),
        ("DEMO.ANNA@EXAMPLE.COM", "demo.anna@example.com"),
    ],
)
def test_mail_addresses_are_read_typed_or_spelled(reader: Reader, context: Context, text: str, clean: str) -> None:
    assert fields(reader, text, context)["emails"] == [clean]


@pytest.mark.parametrize(
    ("text", "handles"),
    [
        ("Snapchat - demo_anna22", [("snapchat", "demo_anna22")]),
        ("ig @demo_anna", [("instagram", "demo_anna")]),
        ("kik/snap/telegram: demo_anna", [("kik", "demo_anna"), ("snapchat", "demo_anna"), ("telegram", "demo_anna")]),
        ("add demo_anna on snap", [("snapchat", "demo_anna")]),
        ("https://t.me/demo_anna_1", [("telegram", "demo_anna_1")]),
        ("wa.me/46701740661", [("whatsapp", "+46701740661")]),
        ("watsapp: 070-174 06 60", [("whatsapp", "+46701740660")]),
        ("signal på 070-174 06 64", [("signal", "+46701740664")]),
        ("har ej snap eller kik. Bara sms 070-174 06 62", []),
        ("No WhatsApp, no Viber. 070-174 06 63", []),
        ("My line is open, daj sygnał", []),
    ],
)
def test_handles_are_read_by_service(
    reader: Reader, context: Context, text: str, handles: list[tuple[str, str]]
) -> None:
    read = [(one["service"], one["value"]) for one in fields(reader, text, context)["handles"]]
    assert sorted(read) == sorted(handles)


@pytest.mark.parametrize(
    ("text", "urls"),
    [
        ("www.example.com/anna", ["example.com/anna"]),
        ("hxxps://example[.]org/demo", ["example.org/demo"]),
        ("se demo-anna punkt example punkt net", ["demo-anna.example.net"]),
        ("Hej.Se mina bilder", []),
        ("Kom kl 12.30.Ring först", []),
    ],
)
def test_web_addresses_are_read(reader: Reader, context: Context, text: str, urls: list[str]) -> None:
    assert fields(reader, text, context)["urls"] == urls


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("30 min 800, 60 min 1200", [row(800, 30), row(1200, 60)]),
        ("1500kr/tim, 900kr/30min", [row(1500, 60), row(900, 30)]),
        ("800/1200/2000 kr för 30/60/90 min", [row(800, 30), row(1200, 60), row(2000, 90)]),
        ("PRISER\n20 min – 800 kr\n60 min – 1600 kr", [row(800, 20), row(1600, 60)]),
        ("1h = 2000:- / 30min = 1200:-", [row(2000, 60), row(1200, 30)]),
        ("två lax i timmen", [row(2000, 60)]),
        ("1000-1500 kr", [row(1000, None), row(1500, None)]),
        ("15 min 500, natt 8000", [row(500, 15), row(8000, None)]),
        ("1400 för 45 minuter, 1900 för 60", [row(1400, 45), row(1900, 60)]),
        ("ezerötszáz korona egy óra", [row(1500, 60)]),
        ("1 час - 1500 крон, 30 минут - 900 крон", [row(1500, 60), row(900, 30)]),
        ("Stunde 150€, halbe Stunde 90€", [row(150, 60, "EUR"), row(90, 30, "EUR")]),
        ("150 🌹/30 min", [row(150, 30, "XXX")]),
        ("Deposit 500 kr required, 2000 kr per hour", [row(2000, 60)]),
        ("Jag fick 500 kr i böter", []),
        ("Hyra 8000 kr/månad", []),
        ("20% rabatt på tisdagar", []),
        ("170 cm, 58 kg, storlek 38", []),
    ],
)
def test_price_rows_pair_sums_with_their_time(
    reader: Reader, context: Context, text: str, rows: list[dict[str, Any]]
) -> None:
    assert fields(reader, text, context)["prices"] == rows


def test_a_price_knows_whose_place_it_is_for(reader: Reader, context: Context) -> None:
    reading = reader.read("Incall 1 h 1500 kr, outcall 1 h 2000 kr", version=VERSION, context=context)
    prices = [mention.value for mention in reading.of(MentionKind.PRICE) if isinstance(mention.value, Price)]
    assert [price.where for price in prices] == [Where.INCALL, Where.OUTCALL]


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("Jag är tjugofem år", [25]),
        ("Linda, 31", [31]),
        ("24yo blonde", [24]),
        ("Två tjejer, 22 och 25 år", [22, 25]),
        ("Sofia & Bella 22 och 24", [22, 24]),
        ("Huszonöt éves", [25]),
        ("lat 25", [25]),
        ("อายุ 25 ปี", [25]),
        ("Kvinna 52, Solna", [52]),
        ("Ålder: 16", [16]),
        ("jag är 17", [17]),
        ("född -98", [28]),
        ("1998 г.р.", [28]),
        ("18+ only", []),
        ("Endast för dig över 18 år", []),
        ("Jag har jobbat i 12 år", []),
        ("min hund är 12 år", []),
        ("Jag fyller 25 i maj", []),
        ("no one under 25", []),
        ("10 éves gyakorlat", []),
        ("Öppet 10-22, 40 m2", []),
    ],
)
def test_ages_are_of_the_advertised(reader: Reader, context: Context, text: str, ages: list[int]) -> None:
    assert fields(reader, text, context)["ages"] == ages


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Jag bor i Hägersten", ["Stockholm"]),
        ("Nu i Lkpg och gbg", ["Linköping", "Göteborg"]),
        ("Välkommen till Sundsvalls bästa", ["Sundsvall"]),
        ("Bålsta", ["Håbo"]),
        ("Lund, nära stationen", ["Lund"]),
        ("в Гётеборге и Мальмё", ["Göteborg", "Malmö"]),
        ("Stockholmissa ja Uppsalassa", ["Stockholm", "Uppsala"]),
        ("อยู่ที่โกเธนเบิร์ก", ["Göteborg"]),
        ("Jag heter Maria Lund", []),
        ("Göteborgsvägen 5", []),
        ("jag har en kista full", []),
        ("Inte i Malmö längre, nu i Lund", ["Lund"]),
        ("Born in Stockholm, now in London", []),
        ("Vara snäll mot mig", []),
    ],
)
def test_places_are_where_one_meets(reader: Reader, context: Context, text: str, places: list[str]) -> None:
    assert fields(reader, text, context)["places"] == places


def test_a_district_keeps_its_name_and_its_municipalitys_code(reader: Reader, context: Context) -> None:
    (place,) = reader.read("Salong i Vällingby", version=VERSION, context=context).of(MentionKind.PLACE)
    assert place.value.model_dump() == {
        "said": "Vällingby",
        "name": "Stockholm",
        "municipality": "0180",
        "district": "Vällingby",
    }


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Hej! Mitt namn är Jessica och jag är ny", ["Jessica"]),
        ("My name is Xenia", ["Xenia"]),
        ("Tina och Lena, två väninnor", ["Tina", "Lena"]),
        ("A nevem Zsófi", ["Zsófi"]),
        ("ฉันชื่อพลอย", ["พลอย"]),
        ("NATALIE 25", ["Natalie"]),
        ("Anna och hennes väninna Petra tar emot", ["Anna", "Petra"]),
        ("Rosa rum och stora sängar", []),
        ("Receptionisten Maria svarar", []),
        ("Sankta Lucia firas", []),
        ("I love April and June", []),
    ],
)
def test_names_are_of_the_advertised(reader: Reader, context: Context, text: str, names: list[str]) -> None:
    assert fields(reader, text, context)["names"] == names


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("I stan 3-5 mars", "2026-03-03", "2026-03-05"),
        ("Stockholm 3/3-7/3", "2026-03-03", "2026-03-07"),
        ("från måndag till torsdag i Gävle", "2026-03-02", "2026-03-05"),
        ("till den 10:e", "2026-03-02", "2026-03-10"),
        ("Från den 5 mars", "2026-03-05", None),
        ("vecka 12-13 Luleå", "2026-03-16", "2026-03-29"),
        ("Od 4 do 9 marca w Malmö", "2026-03-04", "2026-03-09"),
        ("március 4-től 9-ig Malmöben", "2026-03-04", "2026-03-09"),
        ("vasárnapig Stockholmban", "2026-03-02", "2026-03-08"),
        ("4-9 มีนาคม สตอกโฮล์ม", "2026-03-04", "2026-03-09"),
        ("29 dec - 3 jan Göteborg", "2025-12-29", "2026-01-03"),
        ("5/3 Kiruna, 6/3 Luleå, 7/3 Umeå", "2026-03-05", "2026-03-07"),
    ],
)
def test_stays_are_dated(reader: Reader, context: Context, text: str, first: str, last: str | None) -> None:
    assert fields(reader, text, context)["dates"] == {"from": first, "to": last}


@pytest.mark.parametrize(
    "text",
    [
        "Öppet mån-fre 10-18",
        "Stängt 3-5 mars",
        "Medlem sedan 3 mars 2025",
        "Uppdaterad 2026-03-01",
        "Varje fredag",
        "24/7",
    ],
)
def test_other_dates_are_no_stay(reader: Reader, context: Context, text: str) -> None:
    assert fields(reader, text, context)["dates"] is None


def test_without_a_posting_day_no_stay_is_guessed(reader: Reader) -> None:
    assert fields(reader, "I stan 3-5 mars", Context())["dates"] is None
