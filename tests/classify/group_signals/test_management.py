"""One hand behind several persons: what is shared, and by whom."""

import pytest

from classify.group_signals.group import persons
from classify.group_signals.table import GROUP_SIGNALS
from models.stores.ports import ReadVersion
from tests.classify.standing import an_ad, group

LIST = ((900, 30), (1500, 60))
TEXT = "Välkommen till en lugn stund i min ljusa lägenhet med te och kaffe innan vi börjar, parkering finns på gatan"


def met(indicator: str, *read: ReadVersion) -> dict[str, str]:
    return {fact.name: fact.value for fact in GROUP_SIGNALS[indicator](group(*read))}


@pytest.mark.parametrize(
    ("indicator", "shared"),
    [
        ("phone-shared-by-persons", {"phone": "a"}),
        ("handle-shared-by-persons", {"handle": "a"}),
        ("shared-address", {"url": "a"}),
        ("identical-price-list", {"prices": LIST}),
        ("template-over-persons", {"body": TEXT}),
    ],
)
def test_what_two_persons_share_is_found_and_what_one_person_repeats_is_not(
    indicator: str, shared: dict[str, object]
) -> None:
    two = [an_ad(1, name="Anna", **shared), an_ad(2, name="Bella", **shared)]
    same = [an_ad(1, name="Anna", **shared), an_ad(2, name="Anna", **shared)]
    assert met(indicator, *two)["persons"] == "2"
    assert met(indicator, *same) == {}


def test_two_persons_without_anything_in_common_share_nothing() -> None:
    apart = [an_ad(1, name="Anna", phone="a", body=TEXT), an_ad(2, name="Bella", phone="b", body="Något helt annat")]
    told = {name: signal(group(*apart)) for name, signal in GROUP_SIGNALS.items()}
    assert {name: facts for name, facts in told.items() if facts} == {}


def test_one_price_alone_is_no_price_list() -> None:
    assert (
        met("identical-price-list", an_ad(1, name="Anna", prices=LIST[:1]), an_ad(2, name="Bella", prices=LIST[:1]))
        == {}
    )


def test_friends_who_always_stand_together_are_one_showing() -> None:
    pair = group(an_ad(1, names=["Anna", "Bella"]), an_ad(2, name="Bella"), an_ad(3, name="Anna"))
    assert persons(pair.ads) == 1
    assert persons(group(an_ad(1, names=["Anna", "Bella"]), an_ad(2, name="Cilla")).ads) == 2


@pytest.mark.parametrize(("count", "seen"), [(3, False), (4, True)])
def test_four_phones_are_many(count: int, *, seen: bool) -> None:
    assert bool(met("many-phones", *(an_ad(n, phone=f"p{n}") for n in range(count)))) is seen


def test_many_persons_on_one_contact() -> None:
    ads = [an_ad(n, name=name, phone="a") for n, name in enumerate(("Anna", "Bella", "Cilla", "Dora"))]
    assert met("persons-per-contact", *ads) == {"persons": "4", "contacts": "1"}
    assert met("persons-per-contact", *ads[:3]) == {}


def test_names_that_follow_each_other_on_one_contact() -> None:
    turning = [an_ad(n, name=name, phone="a", day=20 * n) for n, name in enumerate(("Anna", "Bella", "Cilla"))]
    at_once = [an_ad(n, name=name, phone="a", day=0) for n, name in enumerate(("Anna", "Bella", "Cilla"))]
    assert met("identity-turnover", *turning) == {"names": "3", "days": "40"}
    assert met("identity-turnover", *at_once) == {}


def test_a_job_ad_beside_a_sale_ad() -> None:
    job, sale = an_ad(1, kind="recruitment", phone="a"), an_ad(2, kind="own_offer", phone="a")
    assert met("cover-job-to-sale", job, sale) == {"job ads": "1", "sale ads": "1"}
    assert met("cover-job-to-sale", job, an_ad(3, kind="service_or_travel")) == {}


def test_one_name_and_one_phone_for_more_than_a_year_speaks_against() -> None:
    assert met("stable-own-identity", an_ad(1, name="Anna", phone="a"), an_ad(2, name="Anna", phone="a", day=400))
    assert not met("stable-own-identity", an_ad(1, name="Anna", phone="a"), an_ad(2, name="Anna", phone="b", day=400))
    assert not met("stable-own-identity", an_ad(1, name="Anna", phone="a"), an_ad(2, name="Anna", phone="a", day=40))


def test_four_languages_over_two_persons() -> None:
    ads = [an_ad(n, name="AB"[n % 2], lang=lang) for n, lang in enumerate(("sv", "en", "ro", "th"))]
    assert met("template-over-languages", *ads) == {"languages": "4"}
    assert met("template-over-languages", *ads[:3]) == {}
