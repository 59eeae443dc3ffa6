"""The market is as hard as `market.yaml` says."""

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise

import phonenumbers
import pytest

from models.settings import read_settings
from simulator.kinds import OWN_OFFER, Kind
from simulator.market import Market
from simulator.obscuring import national
from simulator.people import Advertiser, MarketAd
from simulator.rates import MARKET_FILE, rates


def share(ads: Sequence[MarketAd], holds: Callable[[MarketAd], bool]) -> float:
    return sum(map(holds, ads)) / len(ads)


def of(market: Market, *kinds: Kind) -> list[MarketAd]:
    return [ad for ad in market.ads if ad.kind in kinds]


def real(market: Market) -> list[MarketAd]:
    return [ad for ad in market.ads if ad.advertiser]


def behind(market: Market) -> dict[str, Advertiser]:
    return {one.id: one for one in market.advertisers}


def test_the_rates_are_those_of_the_original() -> None:
    shared = read_settings().test_shared
    if shared is None:
        pytest.skip("LYKTA_TEST_SHARED names no folder with the original of market.yaml, so the copy is not compared")
    assert MARKET_FILE.read_bytes() == (shared / "market.yaml").read_bytes()


def test_the_default_market_is_large_enough(market: Market) -> None:
    assert len(market.advertisers) >= 200
    assert len(market.ads) >= 2000
    assert market.days == 84


@pytest.mark.parametrize("kind", list(Kind))
def test_kinds_have_their_share_of_the_advertisers(market: Market, kind: Kind) -> None:
    count = sum(one.kind is kind for one in market.advertisers)
    assert abs(count - rates().advertisers[kind] * len(market.advertisers)) <= 1


@pytest.mark.parametrize("kind", list(Kind))
def test_each_kind_has_as_many_personas_and_ads_as_it_may(market: Market, kind: Kind) -> None:
    fewest, most = rates().ads_per_advertiser[kind]
    least, largest = rates().personas[kind]
    for one in market.advertisers:
        if one.kind is kind:
            assert fewest <= one.ads <= most
            assert least <= len(one.personas) <= largest


def test_the_smallest_market_has_one_of_each() -> None:
    assert len({one.kind for one in Market.grow(seed=1, days=14, advertisers=9).advertisers}) == len(Kind)


@pytest.mark.parametrize(("signs", "name"), [(0, "none"), (1, "one"), (2, "two"), (3, "three_or_more")])
def test_own_offers_show_as_many_signs_as_published(market: Market, signs: int, name: str) -> None:
    own = of(market, *OWN_OFFER)
    told = rates().indicators.model_dump()
    whole = sum(told[key] for key in ("none", "one", "two", "three_or_more"))
    assert share(own, lambda ad: min(3, len(ad.signs)) == signs) == pytest.approx(told[name] / whole, abs=0.01)


def test_a_quarter_of_independent_ads_have_movement_words(market: Market) -> None:
    moving = share(of(market, Kind.INDEPENDENT), lambda ad: "movement" in ad.signs)
    assert moving == pytest.approx(rates().indicators.movement_words_in_independent_ads, abs=0.01)


def test_some_controlled_groups_show_no_sign_and_the_others_always_one(market: Market) -> None:
    groups = [one for one in market.advertisers if one.controlled]
    silent = {one.id for one in groups if one.silent}
    assert len(silent) == round(rates().indicators.controlled_without_any_text_sign * len(groups))
    for ad in of(market, Kind.CONTROLLED_GROUP):
        assert bool(ad.signs) is (ad.advertiser not in silent)


def test_at_least_one_advertiser_is_a_suspected_minor(market: Market) -> None:
    minors = {ad.advertiser for ad in market.ads if ad.minor}
    expected = rates().indicators.suspected_minor_advertisers * len(market.advertisers)
    assert len(minors) == max(1, round(expected))


def test_languages_have_their_share_of_the_ads(market: Market) -> None:
    everybody = behind(market)
    written = Counter(everybody[ad.advertiser].face.language for ad in market.ads if ad.advertiser)
    for language, expected in rates().texts.languages.items():
        assert written[language] / written.total() == pytest.approx(expected, abs=0.01)


def test_six_in_ten_ads_repeat_an_earlier_one(market: Market) -> None:
    repeated = share(real(market), lambda ad: ad.repost_of is not None)
    assert repeated == pytest.approx(rates().texts.repost_with_small_edits, abs=0.05)


def hides(ad: MarketAd) -> bool:
    has_number = any(contact.startswith("+") for contact in ad.true_contacts)
    return has_number and not ad.versions[0].phones


def test_numbers_are_hidden_as_often_as_told(market: Market) -> None:
    assert share(real(market), hides) == pytest.approx(rates().contacts.phone_obscured, abs=0.02)
    controlled = of(market, Kind.CONTROLLED_GROUP)
    assert share(controlled, hides) == pytest.approx(rates().contacts.controlled_phone_hidden, abs=0.06)


def test_numbers_are_absent_as_often_as_told(market: Market) -> None:
    absent = share(real(market), lambda ad: not any(contact.startswith("+") for contact in ad.true_contacts))
    assert absent == pytest.approx(rates().contacts.phone_absent, abs=0.03)


def test_a_wrong_digit_is_written_as_often_as_told(market: Market) -> None:
    site_numbers = {site.phone for site in market.sites}

    def slipped(ad: MarketAd) -> bool:
        strange = set(ad.versions[0].phones) - set(ad.true_contacts) - site_numbers
        return bool(strange)

    assert share(real(market), slipped) == pytest.approx(rates().contacts.phone_wrong_by_one_digit, abs=0.005)


def test_a_wrong_number_differs_in_one_digit_and_is_nobodys(market: Market) -> None:
    site_numbers = {site.phone for site in market.sites}
    everybodys = {contact for ad in market.ads for contact in ad.true_contacts}
    for ad in real(market):
        for number in set(ad.versions[0].phones) - set(ad.true_contacts) - site_numbers:
            true = next(contact for contact in ad.true_contacts if contact.startswith("+"))
            assert sum(one != other for one, other in zip(number, true, strict=True)) == 1
            assert number not in everybodys


def test_the_sites_own_number_stands_in_ads_of_two_sites(market: Market) -> None:
    numbers = {site.name: site.phone for site in market.sites}
    showing = [ad for ad in real(market) if numbers[ad.site] in ad.versions[0].phones]
    assert len({ad.site for ad in showing}) == 2
    assert len(showing) / len(real(market)) == pytest.approx(rates().contacts.site_number_in_ads, abs=0.005)


def test_independent_people_change_their_number_and_a_third_shows_both(market: Market) -> None:
    independent = [one for one in market.advertisers if one.kind is Kind.INDEPENDENT]
    changing = [one for one in independent if len(one.face.phones) == 2]
    assert len(changing) / len(independent) == pytest.approx(rates().contacts.independent_changes_phone, abs=0.02)
    both = [one for one in changing if one.shows_both_numbers]
    assert len(both) == round(len(changing) / 3)
    for one in both:
        mine = [ad for ad in market.ads if ad.advertiser == one.id]
        assert any({use.e164 for use in one.face.phones} <= set(ad.versions[0].phones) for ad in mine)


def test_a_number_passes_to_a_stranger_who_comes_later(market: Market) -> None:
    owners: dict[str, set[str]] = {}
    for ad in real(market):
        for contact in ad.true_contacts:
            owners.setdefault(contact, set()).add(str(ad.advertiser))
    shared = {contact: who for contact, who in owners.items() if len(who) > 1}
    assert 1 <= len(shared) <= round(rates().contacts.number_changes_owner * len(market.advertisers))
    for contact, who in shared.items():
        spans = []
        for one in who:
            ads = [ad for ad in real(market) if ad.advertiser == one and contact in ad.true_contacts]
            spans.append((min(ad.posted_at for ad in ads), max(ad.removed_at for ad in ads)))
        (_, first_ends), (second_begins, _) = sorted(spans)
        assert first_ends < second_begins


def test_controlled_groups_move_between_towns_and_mostly_in_step(market: Market) -> None:
    fewest, most = rates().time.towns_per_controlled_group
    groups = [one for one in market.advertisers if one.controlled]
    together = total = 0
    for one in groups:
        assert len(one.face.legs) <= most
        for leg in range(len(one.face.legs)):
            commonest = Counter(persona.legs[leg].town for persona in one.personas).most_common(1)[0][1]
            together, total = together + commonest, total + len(one.personas)
    assert max(len(one.face.legs) for one in groups) >= fewest
    assert together / total == pytest.approx(rates().time.in_step, abs=0.1)


def test_a_controlled_groups_numbers_live_as_short_as_told(market: Market) -> None:
    shortest, longest = rates().contacts.controlled_phone_life_days
    for one in market.advertisers:
        if one.controlled:
            uses = one.face.phones
            for before, after in pairwise(uses):
                assert shortest <= after.since - before.since <= longest


def test_pauses_and_overlap_have_their_share(market: Market) -> None:
    lasting = [one for one in market.advertisers if one.kind is not Kind.ONE_OFF]
    paused = sum(len(one.present) == 2 for one in lasting) / len(lasting)
    spread = sum(len(one.sites) > 1 for one in lasting) / len(lasting)
    assert paused == pytest.approx(rates().time.pause_and_return, abs=0.03)
    assert spread == pytest.approx(rates().sites.overlap, abs=0.03)


def test_two_pairs_of_agencies_bought_the_same_template(market: Market) -> None:
    bought = Counter(name for one in market.advertisers for name in one.templates if name.startswith("bought"))
    assert bought == {"bought-0": 2, "bought-1": 2}


def test_spammers_put_one_text_under_many_numbers(market: Market) -> None:
    spammers = [one for one in market.advertisers if one.spammer]
    assert len(spammers) == round(rates().texts.spammers_one_text_many_phones * len(market.advertisers))
    for one in spammers:
        mine = [ad for ad in market.ads if ad.advertiser == one.id]
        numbers = {contact for ad in mine for contact in ad.true_contacts if contact.startswith("+")}
        assert len(numbers) == len(mine)


def test_every_number_is_one_that_a_phone_can_dial(market: Market) -> None:
    numbers = {contact for ad in market.ads for contact in ad.true_contacts if contact.startswith("+")}
    wrong = [number for number in numbers if not phonenumbers.is_valid_number(phonenumbers.parse(number))]
    assert not wrong
    assert national(next(iter(numbers)))
