from datetime import timedelta
from decimal import Decimal
from typing import Any

from classify.linking.material import PriceRow, gathered, linking_text, wild_forms
from models.base import fingerprint
from models.desk import AdTimes
from models.reading import Age, ContactKey, ContactKind, Mention, MentionKind, Name, Reading, Sentence, Value
from models.stores.ports import ReadVersion
from models.values.phone import Phone
from models.values.place import Place
from models.values.price import Price
from tests.factories import NOON, a_page, a_version, an_ad

OLD, NEW = (Phone(said=f"070-174 06 0{last}", e164=f"+4670174060{last}", country="SE") for last in (5, 6))
WHO = Name(said="Alma", clean="Alma")
AGE = Age(said="31 år", years=(31,))
PRICE = Price(said="900 kr", amount=Decimal(900), currency="SEK", minutes=60)
WHERE = Place(said="Solna", name="Solna", municipality="0184")
KINDS: dict[type, MentionKind] = {
    Phone: MentionKind.PHONE,
    Name: MentionKind.NAME,
    Age: MentionKind.AGE,
    Price: MentionKind.PRICE,
    Place: MentionKind.PLACE,
}


def read(body: str, *values: Value, day: int = 0, own: bool = True, **told: Any) -> ReadVersion:
    """A version read so that each value is found where it is said."""
    version = a_version(a_page(at=NOON + timedelta(days=day)), title="Hej", body=body)
    mentions = [
        Mention.read(
            version.id,
            "r1",
            kind=KINDS[type(value)],
            span=(start := version.text.index(value.said), start + len(value.said)),
            extractor="test",
            value=value,
            own=own,
        )
        for value in values
    ]
    usual: dict[str, Any] = {
        "version": version.id,
        "edition": "r1",
        "lang": "sv",
        "sentences": (Sentence(start=0, end=3, lang="sv"),),
        "kind": "own_offer",
        "mentions": tuple(sorted(mentions, key=lambda mention: mention.start)),
        "hidden": (),
    }
    reading = Reading(**usual | told)
    contacts = tuple(
        ContactKey(key=fingerprint(value.e164), kind=ContactKind.PHONE, version=version.id)
        for value in values
        if isinstance(value, Phone) and own
    )
    return ReadVersion(ad=an_ad(), version=version, reading=reading, contacts=contacts)


def test_every_version_of_an_ad_counts_and_the_latest_text_stands() -> None:
    before, after = read("Ring 070-174 06 05", OLD), read("Nytt nummer 070-174 06 06", NEW, day=3)
    (ad,) = gathered([after, before])
    assert set(ad.keys) == {fingerprint(OLD.e164), fingerprint(NEW.e164)}
    assert "Nytt nummer" in ad.text


def test_contacts_and_slots_are_out_of_the_text() -> None:
    (ad,) = gathered([read("Alma, 31 år, Solna, 900 kr, ring 070-174 06 05", WHO, AGE, WHERE, PRICE, OLD)])
    assert not any(said in ad.text for said in ("Alma", "31", "Solna", "900", "070", "174"))
    assert "ring" in ad.text
    assert (ad.names, ad.ages, ad.places) == (("Alma",), (31,), ("0184",))
    assert ad.prices == (PriceRow(Decimal(900), "SEK", 60),)


def test_what_is_not_its_own_is_not_the_ads() -> None:
    (ad,) = gathered([read("Sajtens växel 070-174 06 05", OLD, own=False)])
    assert (ad.contacts, ad.near) == ((), ())


def test_masking_keeps_the_length_of_the_text() -> None:
    one = read("Alma, ring 070-174 06 05", WHO, OLD)
    assert len(linking_text(one.reading, one.version.text)) == len(one.version.text)


def test_sightings_tell_how_long_an_ad_stood() -> None:
    one = read("Hej")
    times = AdTimes(ad=one.ad.id, site="exempel", first_seen_at=NOON, last_seen_at=NOON + timedelta(days=9))
    (ad,) = gathered([one], [times])
    assert (ad.first_seen_at, ad.last_seen_at) == (NOON, NOON + timedelta(days=9))


def test_numbers_one_digit_apart_share_a_form_and_others_none() -> None:
    near, far = set(wild_forms("+46701740605")), set(wild_forms("+46701740687"))
    assert len(near & set(wild_forms("+46701740615"))) == 1
    assert not near & far
