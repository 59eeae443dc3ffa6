"""The wall: whatever way a contact is written, masked text shows none of it."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from classify.reading.context import Context
from classify.reading.reader import Reader
from models.reading import BULLET
from tests.classify.reading.saying import VERSION

WORDS = {
    "sv": "noll ett två tre fyra fem sex sju åtta nio",
    "en": "zero one two three four five six seven eight nine",
    "de": "null eins zwei drei vier fünf sechs sieben acht neun",
    "ru": "ноль один два три четыре пять шесть семь восемь девять",
    "pl": "zero jeden dwa trzy cztery pięć sześć siedem osiem dziewięć",
    "es": "cero uno dos tres cuatro cinco seis siete ocho nueve",
    "ro": "zero unu doi trei patru cinci șase șapte opt nouă",
    "hu": "nulla egy kettő három négy öt hat hét nyolc kilenc",
    "th": "ศูนย์ หนึ่ง สอง สาม สี่ ห้า หก เจ็ด แปด เก้า",
    "fi": "nolla yksi kaksi kolme neljä viisi kuusi seitsemän kahdeksan yhdeksän",
    "lt": "nulis vienas du trys keturi penki šeši septyni aštuoni devyni",
}
SHAPES = {
    "keycaps": [f"{digit}\ufe0f\u20e3" for digit in "0123456789"],
    "circled": list("⓪①②③④⑤⑥⑦⑧⑨"),
    "wide": list("０１２３４５６７８９"),
    "bold": list("𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗"),
    "thai": list("๐๑๒๓๔๕๖๗๘๙"),
    "subscript": list("₀₁₂₃₄₅₆₇₈₉"),
    "letters": ["O", "I", "Z", "3", "4", "S", "6", "7", "B", "9"],
    "small letters": ["o", "l", "2", "3", "4", "5", "b", "7", "8", "g"],
    "cyrillic": ["О", "1", "2", "З", "4", "5", "6", "7", "8", "9"],
    "plain": list("0123456789"),
}
SEPARATORS = [
    "",
    " ",
    "-",
    ".",
    " - ",
    "/",
    "\n",
    "·",
    " 💋 ",
    "🌸",
    "\u200b",
    "\u00ad",
    "<>",
    "_",
    "*",
    " ... ",
    ", ",
    "–",
    " | ",
]
FILLERS = [
    "Hej på dig",
    "jag tar emot i en fin lägenhet",
    "skriv gärna",
    "diskret och lugnt",
    "I am new here",
    "call me today",
    "välkommen",
    "пишите вечером",
    "mysig stund",
    "🌹🌹",
    "1500 kr 1 h",
    "Jag är 25 år",
    "öppet kl 10-19",
]
NUMBERS = st.integers(605, 699).map(lambda tail: f"070174{tail:04d}")


@st.composite
def planted(draw: st.DrawFn) -> tuple[str, list[tuple[int, int]]]:
    """A text with a number in it, and the spans of what spells the number."""
    digits = draw(NUMBERS)
    style = draw(st.sampled_from([*SHAPES, *WORDS]))
    alphabet = SHAPES.get(style) or WORDS[style].split()
    between = draw(
        st.sampled_from(SEPARATORS if style in SHAPES else [s for s in SEPARATORS if s.strip() or s in (" ", "\n")])
    )
    pieces = [alphabet[int(digit)] for digit in digits]
    if style in SHAPES and draw(st.booleans()):
        pieces = ["".join(pieces[:3]), "".join(pieces[3:6]), "".join(pieces[6:8]), "".join(pieces[8:])]
    return _spelled(draw, pieces, between)


def _spelled(draw: st.DrawFn, pieces: list[str], between: str) -> tuple[str, list[tuple[int, int]]]:
    text = draw(st.sampled_from(FILLERS)) + draw(st.sampled_from([" ", "\n", ": ", ". "]))
    spans = []
    for index, piece in enumerate(pieces):
        text += between if index else ""
        spans.append((len(text), len(text) + len(piece)))
        text += piece
    return text + draw(st.sampled_from(["\n", ". ", ", ", " ✨ "])) + draw(st.sampled_from(FILLERS)), spans


def masked(reader: Reader, text: str) -> str:
    return reader.read(text, version=VERSION, context=Context()).mask(text)


def shown(mask: str, spans: list[tuple[int, int]]) -> str:
    """What the mask still shows of the spans, marks without meaning of their own aside."""
    return "".join(mask[start:end] for start, end in spans).replace(BULLET, "").strip()


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(planted())
def test_no_figure_word_or_letter_of_a_planted_number_survives(
    reader: Reader, case: tuple[str, list[tuple[int, int]]]
) -> None:
    text, spans = case
    assert shown(masked(reader, text), spans) == "", text


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    NUMBERS,
    st.sampled_from(
        [
            " och sedan ",
            ", andra halvan ",
            " resten är ",
            " then ",
            ", second half ",
            " (paus) ",
            "... vänta ... ",
            " ❤️ kom ihåg ❤️ ",
        ]
    ),
    st.integers(3, 7),
)
def test_a_number_in_two_halves_is_hidden_whole(reader: Reader, number: str, between: str, cut: int) -> None:
    head, tail = number[:cut], number[cut:]
    text = f"Första delen {head}{between}{tail}, hör av dig"
    spans = [(text.index(head), text.index(head) + cut), (text.rindex(tail), text.rindex(tail) + len(tail))]
    assert shown(masked(reader, text), spans) == "", text


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("Mejla demo.anna(at)example.com idag", "demo.anna(at)example.com"),
        ("demo.anna @ example.com", "demo.anna @ example.com"),
        ("skriv till demo anna snabel-a example punkt com", "anna snabel-a example punkt com"),
        ("demo.anna [at] example [dot] org", "demo.anna [at] example [dot] org"),
        ("demo.anna at example dot net", "demo.anna at example dot net"),
        ("demo.anna kukac example pont com", "demo.anna kukac example pont com"),
        ("почта demo.anna собака example точка net", "demo.anna собака example точка net"),
        ("Telegram: demo_anna", "demo_anna"),
        ("telegram demoanna", "demoanna"),
        ("tele gram: demoanna", "demoanna"),
        ("1nsta → demoanna", "demoanna"),
        ("sn@p demoanna", "demoanna"),
        ("Min snap är demoanna", "demoanna"),
        ("snap: demo anna 92".replace("demo anna", "demoanna"), "demoanna 92"),
        ("add demo_anna on snapchat", "demo_anna"),
        ("demo_anna på kik", "demo_anna"),
        ("https://t.me/demoanna", "t.me/demoanna"),
        ("wa.me/46701740612", "wa.me/46701740612"),
        ("www.example.com/anna", "www.example.com/anna"),
        ("se demo-anna punkt example punkt com", "demo-anna punkt example punkt com"),
        ("hxxps://example[.]org/anna", "hxxps://example[.]org/anna"),
        ("07017X0639, byt ut X mot en fyra", "07017X0639"),
        ("Läs baklänges: 1460471070", "1460471070"),
        ("Ordernr 0701740612", "0701740612"),
        ("sju noll dubbel ett sju fyra noll sex ett tre", "sju noll dubbel ett sju fyra noll sex ett tre"),
        ("Ring noll sju hej noll på ett dig sju nu fyra så noll sex ett tre", "noll sju"),
        ("lägg ihop 0701 kr 7406 kr 13", "0701"),
        ("nollsjunollettsjufyranollsexetttre", "nollsjunollettsjufyranollsexetttre"),
        ("LINE ID demo_anna", "demo_anna"),
        ("WhatsApp only: +46 70 174 06 12", "+46 70 174 06 12"),
        ("\u202e3160471070\u202c", "3160471070"),
    ],
)
def test_what_leads_to_a_person_is_hidden(reader: Reader, text: str, secret: str) -> None:
    assert secret in text
    start = text.index(secret)
    left = re.sub(r"[^\w]", "", shown(masked(reader, text), [(start, start + len(secret))]))
    assert left == ""


@pytest.mark.parametrize(
    "text",
    [
        "Jag är 25 år, 170 cm och väger 58 kg.",
        "Halvtimme 1 200:-, hel timme 1 900:-.",
        "Tar emot i Solna, parkering finns.",
        "Massage 60 min 1200 kr",
        "Ingen telegram, ingen kik, inget strul",
    ],
)
def test_what_is_no_contact_stays_readable(reader: Reader, text: str) -> None:
    assert masked(reader, text) == text


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=120))
def test_masking_keeps_length_and_white_space_of_any_text(reader: Reader, text: str) -> None:
    reading = reader.read(text, version=VERSION, context=Context())
    mask = reading.mask(text)
    assert len(mask) == len(text)
    assert [char.isspace() for char in mask] == [char.isspace() for char in text]
    assert all(0 <= mention.start < mention.end <= len(text) for mention in reading.mentions)
    assert all(0 <= hidden.start < hidden.end <= len(text) for hidden in reading.hidden)
