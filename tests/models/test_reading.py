from datetime import date
from decimal import Decimal

import pytest
from pydantic import ValidationError

from models.reading import BULLET, VALUES, Age, Hidden, Mention, MentionKind, Name, Reading, Url, Value
from models.values.date import Stay
from models.values.handle import Email, Handle, Service
from models.values.phone import Phone
from models.values.place import Place
from models.values.price import Price, Where

VERSION = "0" * 32
SAID: dict[MentionKind, Value] = {
    MentionKind.PHONE: Phone(said="070-174 06 05", e164="+46701740605", country="SE"),
    MentionKind.EMAIL: Email(said="A@example.com", clean="a@example.com"),
    MentionKind.HANDLE: Handle(said="@anna", service=Service.TELEGRAM, value="anna"),
    MentionKind.URL: Url(said="Example.com", clean="https://example.com/"),
    MentionKind.AGE: Age(said="född 99", years=(26, 27)),
    MentionKind.PRICE: Price(said="800", amount=Decimal("800.50"), currency="SEK", minutes=30, where=Where.INCALL),
    MentionKind.PLACE: Place(said="Solna", name="Solna", municipality="0184"),
    MentionKind.NAME: Name(said="ANNA", clean="Anna"),
    MentionKind.DATE: Stay(said="1-3 mars", first=date(2026, 3, 1), last=date(2026, 3, 3)),
}


def a_mention(kind: MentionKind = MentionKind.PHONE, *, start: int = 0, end: int = 3, own: bool = True) -> Mention:
    return Mention.read(VERSION, "r1", kind=kind, span=(start, end), extractor="x", value=SAID[kind], own=own)


def a_reading(*mentions: Mention, hidden: tuple[Hidden, ...] = ()) -> Reading:
    return Reading(
        version=VERSION, edition="r1", lang="sv", sentences=(), kind="own_offer", mentions=mentions, hidden=hidden
    )


def test_every_kind_of_mention_has_a_value() -> None:
    assert set(VALUES) == set(SAID) == set(MentionKind)


@pytest.mark.parametrize("kind", list(MentionKind))
def test_a_mention_comes_back_from_json_with_the_value_of_its_kind(kind: MentionKind) -> None:
    mention = a_mention(kind)
    back = Mention.model_validate_json(mention.model_dump_json())
    assert back == mention
    assert type(back.value) is VALUES[kind]


def test_a_mention_takes_no_value_of_another_kind() -> None:
    with pytest.raises(ValidationError):
        Mention.read(VERSION, "r1", kind=MentionKind.AGE, span=(0, 1), extractor="x", value=SAID[MentionKind.PHONE])


def test_a_mentions_id_never_depends_on_its_value() -> None:
    one = a_mention()
    other = Mention.read(
        VERSION,
        "r1",
        kind=MentionKind.PHONE,
        span=(0, 3),
        extractor="y",
        value=Phone(said="x", e164="+46701740606", country="SE"),
    )
    assert one.id == other.id
    assert one.id != a_mention(end=4).id


def test_mentions_stand_in_the_order_of_the_text() -> None:
    with pytest.raises(ValidationError, match="order"):
        a_reading(a_mention(start=5, end=6), a_mention(start=0, end=3))


def test_what_belongs_to_somebody_else_is_not_the_advertisers() -> None:
    own, other = a_mention(), a_mention(start=5, end=9, own=False)
    assert a_reading(own, other).of(MentionKind.PHONE) == (own,)


def test_masking_hides_contacts_and_keeps_every_place() -> None:
    text = "Anna, 25 år: ring noll sju noll i Solna"
    start = text.index("noll")
    hidden = text.index("noll i")
    reading = a_reading(a_mention(start=start, end=hidden + 4))
    masked = reading.mask(text)
    assert masked == f"Anna, 25 år: ring {BULLET * 4} {BULLET * 3} {BULLET * 4} i Solna"
    assert len(masked) == len(text)


def test_masking_hides_the_sites_number_too() -> None:
    assert a_reading(a_mention(start=0, end=4, own=False)).mask("noll sju") == f"{BULLET * 4} sju"


def test_masking_leaves_what_is_no_contact() -> None:
    text = "Anna 25 år, 800 kr"
    assert a_reading(a_mention(MentionKind.NAME, start=0, end=4)).mask(text) == text


def test_masking_hides_what_the_reader_only_suspects() -> None:
    assert a_reading(hidden=(Hidden(start=0, end=4),)).mask("anna kik") == f"{BULLET * 4} kik"


@pytest.mark.parametrize("missed", ["070-174 06 05", "0701740605", "070.174.06.05", "(070) 1740605", "a@example.com"])
def test_masking_hides_plain_numbers_and_addresses_that_the_reader_missed(missed: str) -> None:
    masked = a_reading().mask(f"ring {missed} nu")
    assert masked.startswith("ring ")
    assert masked.endswith(" nu")
    assert not any(sign.isalnum() or sign == "@" for sign in masked[5:-3])


def test_covered_stretches_are_merged() -> None:
    reading = a_reading(a_mention(start=0, end=4), a_mention(start=3, end=8), hidden=(Hidden(start=8, end=9),))
    assert reading.covered() == ((0, 9),)
