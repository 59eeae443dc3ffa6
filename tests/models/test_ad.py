from datetime import timedelta

from models.ad import AdVersion, ImageSaid, Part, Sighting, ad_id
from models.keys import KeyRing
from tests.factories import KEYS, NOON, a_page, a_sighting, a_version, a_visit, an_ad, an_ad_said


def test_an_ad_is_known_by_the_sites_own_id_wherever_it_moves() -> None:
    assert (
        an_ad(own_id="7", url="https://exempel.example/a").id == an_ad(own_id="7", url="https://exempel.example/b").id
    )


def test_an_ad_without_an_id_of_its_own_is_known_by_its_address() -> None:
    assert an_ad(own_id=None, url="https://exempel.example/a").id == ad_id("exempel", None, "https://exempel.example/a")
    assert an_ad(own_id=None, url="https://exempel.example/b").id != ad_id("exempel", None, "https://exempel.example/a")


def test_the_same_id_on_two_sites_is_two_ads() -> None:
    assert ad_id("a", "1", "https://a.example/1") != ad_id("b", "1", "https://b.example/1")


def test_the_same_words_on_another_day_are_the_same_version() -> None:
    first = a_version(a_page())
    later = a_version(a_page(at=NOON + timedelta(days=3), body=b"other"), posted="idag")
    assert first.id == later.id
    assert first.page != later.page


def test_other_words_are_another_version() -> None:
    assert a_version(body="Ring mig").id != a_version(body="Ring mig!").id


def test_words_in_another_part_are_another_version() -> None:
    as_price, as_age = ((*an_ad_said().parts, Part(name=name, said="25")) for name in ("price", "age"))
    assert a_version(parts=as_price).id != a_version(parts=as_age).id


def test_a_versions_id_cannot_be_made_without_the_key() -> None:
    assert a_version(keys=KEYS).id != a_version(keys=KeyRing.fresh()).id


def test_a_picture_is_kept_as_a_key_alone() -> None:
    image = ImageSaid(url="https://exempel.example/anna.jpg", alt="Anna")
    version = a_version(images=(image,))
    assert version.image_keys == (KEYS.image("exempel", image.url),)
    assert "anna" not in version.model_dump_json().lower()


def test_the_text_is_the_parts_line_by_line() -> None:
    version = a_version(title="Hej", body="Öppet\nalla dagar")
    assert version.text == "Hej\nÖppet\nalla dagar"


def test_each_place_in_the_text_lies_in_a_part() -> None:
    version = a_version(title="Hej 😀", body="Öppet")
    assert [version.part_at(place) for place in (0, 4, 6, 10)] == ["title", "title", "body", "body"]


def test_a_named_field_is_given_as_said() -> None:
    assert an_ad_said(title="Hej").part("title") == "Hej"
    assert an_ad_said().part("price") is None


def test_an_ad_is_met_once_a_visit() -> None:
    version = a_version()
    other = a_visit(due_at=NOON + timedelta(days=1)).id
    assert a_sighting(version).id == a_sighting(version, list_name="nya", seen_at=NOON + timedelta(minutes=5)).id
    assert a_sighting(version).id != a_sighting(version, visit=other).id


def test_an_ad_met_by_its_card_is_sighted_like_one_that_was_opened() -> None:
    version, visit = a_version(), a_visit().id
    told = {"site": "exempel", "visit": visit, "list_name": "alla", "seen_at": NOON, "card": "c"}
    assert Sighting.again(version.ad, version.id, **told) == Sighting.of(version, **told)  # type: ignore[arg-type]


def test_a_version_comes_back_from_json_as_it_was() -> None:
    version = a_version(title="Hej 😀")
    assert AdVersion.model_validate_json(version.model_dump_json()) == version
