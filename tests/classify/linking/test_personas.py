from typing import Any

from classify.linking.material import AdMaterial
from classify.linking.personas import personas
from models.base import Id, fingerprint
from models.link import Persona
from models.reading import ContactKind
from tests.factories import NOON

ADVERTISER = fingerprint("advertiser")


def ad(number: int, **told: Any) -> AdMaterial:
    usual: dict[str, Any] = {
        "site": "ett",
        "text": "",
        "kind": "own_offer",
        "first_seen_at": NOON,
        "last_seen_at": NOON,
    }
    return AdMaterial(ad=fingerprint("ad", str(number)), **usual | told)


def shown(
    *ads: AdMaterial, follows: dict[Id, Id] | None = None, earlier: tuple[Persona, ...] = ()
) -> tuple[Persona, ...]:
    return personas(ADVERTISER, ads, same_person=follows or {}, earlier=earlier)


def test_a_name_in_two_scripts_is_one_person() -> None:
    (one,) = shown(ad(1, names=("Катя",)), ad(2, names=("Katja",)), ad(3, names=("Katya",)))
    assert (set(one.names), len(one.ads)) == ({"Катя", "Katja", "Katya"}, 3)


def test_a_slip_in_a_long_name_is_no_second_person() -> None:
    assert len(shown(ad(1, names=("Gabriella",)), ad(2, names=("Gabriela",)), ad(3, names=("Gabriellla",)))) == 1
    assert len(shown(ad(1, names=("Gabriella",)), ad(2, names=("Gabrielia",)))) == 1


def test_short_names_a_letter_apart_are_two_persons() -> None:
    assert len(shown(ad(1, names=("Mia",)), ad(2, names=("Pia",)))) == 2


def test_one_name_with_ages_far_apart_is_two_persons() -> None:
    told = shown(
        ad(1, names=("Anna",), ages=(22,)), ad(2, names=("Anna",), ages=(45,)), ad(3, names=("Anna",), ages=(23,))
    )
    assert sorted(one.ages for one in told) == [(22, 23), (45,)]


def test_an_ad_may_show_several() -> None:
    told = shown(ad(1, names=("Anna", "Eva"), kind="duo"), ad(2, names=("Eva",), kind="duo"))
    assert {one.names[0]: len(one.ads) for one in told} == {"Anna": 1, "Eva": 2}


def test_a_name_that_the_house_goes_by_is_no_person() -> None:
    ads = [ad(at, names=(name, "Luna"), kind="agency") for at, name in enumerate(("Anna", "Eva", "Ida", "Rut", "Moa"))]
    assert {name for one in shown(*ads) for name in one.names} == {"Anna", "Eva", "Ida", "Rut", "Moa"}


def test_two_friends_in_every_ad_are_two_persons() -> None:
    ads = [ad(at, names=("Anna", "Eva"), kind="duo") for at in range(6)]
    assert {one.names for one in shown(*ads)} == {("Anna",), ("Eva",)}


def test_a_scam_shows_nobody_and_neither_does_a_recruiter() -> None:
    assert shown(ad(1, names=("Anna",), kind="scam_or_spam"), ad(2, names=("Eva",), kind="scam_or_spam")) == ()
    assert shown(ad(1, names=("Anna",), kind="recruitment")) == ()


def test_an_ad_without_a_name_follows_the_one_it_is_tied_to() -> None:
    ads = (ad(1, names=("Anna",)), ad(2, names=("Eva",)), ad(3))
    told = shown(*ads, follows={ads[2].ad: ads[1].ad})
    assert {one.names[0]: len(one.ads) for one in told} == {"Anna": 1, "Eva": 2}


def test_an_ad_without_a_name_belongs_to_whoever_alone_has_the_age() -> None:
    told = shown(ad(1, names=("Anna",), ages=(22,)), ad(2, names=("Eva",), ages=(40,)), ad(3, ages=(40,)))
    assert {one.names[0]: len(one.ads) for one in told} == {"Anna": 1, "Eva": 2}


def test_an_ad_without_a_name_belongs_to_whoever_alone_has_the_contact() -> None:
    own, other = (((ContactKind.PHONE, fingerprint(name)),) for name in "xy")
    told = shown(ad(1, names=("Anna",), contacts=own), ad(2, names=("Eva",), contacts=other), ad(3, contacts=other))
    assert {one.names[0]: len(one.ads) for one in told} == {"Anna": 1, "Eva": 2}


def test_nobody_named_is_one_person_until_ages_say_otherwise() -> None:
    assert len(shown(ad(1), ad(2))) == 1
    assert len(shown(ad(1, ages=(22,)), ad(2, ages=(44,)))) == 2


def test_persons_keep_their_ids_as_ads_come_and_go() -> None:
    first = shown(ad(1, names=("Anna",)), ad(2, names=("Eva",)))
    later = shown(ad(2, names=("Eva",)), ad(3, names=("Ewa",)), ad(1, names=("Anna",)), earlier=first)
    assert {one.names[0]: one.id for one in later} == {one.names[0]: one.id for one in first}


def test_two_persons_of_the_same_ad_have_ids_of_their_own() -> None:
    told = shown(ad(1, names=("Anna", "Eva")))
    assert len({one.id for one in told}) == 2
