"""The standing of an advertiser: one hand counts more than many words, and what speaks against counts by its share."""

from classify.catalogue import load
from models.assessment import Band
from models.scope import JOINT
from tests.classify.standing import ADVERTISER, an_ad, standing

CATALOGUE = load()
MOVEMENT = "Ny i stan. Bara här tre dagar. Sista chansen, åker på söndag. Nyss anländ. På besök i Lund."
SCREENS = "Legitimation krävs före bokning."


def test_a_standing_names_its_advertiser_layer_and_edition() -> None:
    told = standing(an_ad(1))
    assert (told.advertiser, told.layer, told.edition, told.band) == (ADVERTISER, JOINT, "s1", Band.NONE)


def test_movement_words_on_every_ad_never_outweigh_one_shared_phone() -> None:
    moving = standing(*(an_ad(number, name="Anna", body=MOVEMENT) for number in range(10)))
    shared = standing(an_ad(1, name="Anna", phone="a"), an_ad(2, name="Bella", phone="a"))
    assert moving.band is Band.NONE
    assert shared.band.rank < moving.band.rank
    assert shared.weight > moving.weight


def test_a_sign_counts_once_however_many_ads_show_it() -> None:
    once = standing(an_ad(1, body="Inga gränser."))
    often = standing(*(an_ad(number, body="Inga gränser.") for number in range(12)))
    assert often.contributions == once.contributions


def test_what_speaks_against_counts_by_the_share_of_ads_that_show_it() -> None:
    all_of_them = standing(*(an_ad(number, body=SCREENS) for number in range(4)))
    one_of_four = standing(an_ad(0, body=SCREENS), *(an_ad(number, body="Te och kaffe.") for number in range(1, 4)))
    (whole,), (part,) = all_of_them.contributions, one_of_four.contributions
    assert whole.weight == CATALOGUE.get("NEG01").weight
    assert part.weight == whole.weight / 4


def test_one_urgent_ad_makes_the_advertiser_urgent_whatever_speaks_against() -> None:
    told = standing(
        an_ad(0, body="Hon sa att de har tagit hennes pass."), *(an_ad(n, body=SCREENS) for n in range(1, 9))
    )
    assert told.band is Band.URGENT
    assert any(part.weight < 0 for part in told.contributions)


def test_group_findings_name_figures_and_ads_and_no_contact() -> None:
    one, other = an_ad(1, name="Anna", phone="a"), an_ad(2, name="Bella", phone="a")
    (found,) = (got for got in standing(one, other).group_findings if got.indicator == "phone-shared-by-persons")
    assert {fact.name: fact.value for fact in found.facts} == {"persons": "2", "ads": "2"}
    assert set(found.facts[0].ads) == {one.ad.id, other.ad.id}
    assert one.contacts[0].key not in found.model_dump_json()


def test_the_order_of_ads_changes_nothing() -> None:
    ads = [an_ad(n, name=name, phone="a", body="Inga gränser.") for n, name in enumerate(("Anna", "Bella", "Cilla"))]
    assert standing(*ads) == standing(*reversed(ads))


def test_an_assessment_of_another_version_does_not_count() -> None:
    assert standing(an_ad(1, body="Te.")).contributions == ()
