"""A market grows the same from the same seed, and tells no more than it should."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from simulator.dump import write
from simulator.market import Market

SAID = {"id", "site", "posted_at", "text", "site_context", "phones", "emails", "handles", "place", "names"}
TRUE = {"id", "advertiser", "personas", "kind", "controlled", "minor", "true_contacts"}
OBSCURED_DIGITS = set("0123456789")


def lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_the_same_seed_grows_the_same_market(small: Market) -> None:
    assert Market.grow(seed=5, days=28, advertisers=60, end=small.end) == small


def test_another_seed_grows_another_market(small: Market) -> None:
    other = Market.grow(seed=6, days=28, advertisers=60, end=small.end)
    assert [ad.versions for ad in other.ads] != [ad.versions for ad in small.ads]


def test_the_last_day_is_the_one_asked_for() -> None:
    ends = Market.grow(seed=1, days=14, advertisers=20, end=date(2026, 11, 22))
    begins = Market.grow(seed=1, days=14, advertisers=20, start=date(2026, 11, 9))
    assert ends.start == date(2026, 11, 9)
    assert begins.end == date(2026, 11, 22)
    assert ends == begins


def test_a_short_market_holds_ads_of_all_its_days() -> None:
    market = Market.grow(seed=1, days=14, advertisers=20)
    assert 20 <= len(market.ads) <= 300
    assert all(ad.posted_at < market.at(market.days) for ad in market.ads)
    assert all(ad.removed_at > ad.posted_at for ad in market.ads)


def test_versions_follow_each_other_while_the_ad_stands(market: Market) -> None:
    edited = [ad for ad in market.ads if len(ad.versions) > 1]
    assert edited
    for ad in edited:
        before, after = ad.versions
        assert ad.posted_at == before.since < after.since < ad.removed_at
        assert ad.said(before.since) == before
        assert ad.said(after.since + timedelta(minutes=1)) == after


def test_own_ids_are_unique_on_a_site_and_rise_with_time(market: Market) -> None:
    for site in market.sites:
        ads = market.on(site.name)
        numbers = [int(ad.own_id) for ad in ads]
        assert numbers == sorted(set(numbers))
        assert [ad.posted_at for ad in ads] == sorted(ad.posted_at for ad in ads)


def test_no_slot_is_left_open_and_no_alternative_unchosen(market: Market) -> None:
    for ad in market.ads:
        for said in ad.versions:
            assert not set("{}|[]") & set(said.text)


def test_a_plain_reader_reads_only_true_contacts_slips_and_the_sites_number(market: Market) -> None:
    numbers = {site.name: site.phone for site in market.sites}
    for ad in market.ads:
        first = ad.versions[0]
        assert set(first.emails) <= set(ad.true_contacts)
        strange = set(first.phones) - set(ad.true_contacts) - {numbers[ad.site]}
        assert len(strange) <= 1
        assert not (strange and set(first.phones) & set(ad.true_contacts))


def test_every_number_a_plain_reader_reads_stands_in_the_text(market: Market) -> None:
    for ad in market.ads:
        first = ad.versions[0]
        digits = "".join(letter for letter in first.text if letter in OBSCURED_DIGITS)
        for number in first.phones:
            assert number[-8:] in digits


def test_a_hidden_number_does_not_stand_plainly_in_the_text(market: Market) -> None:
    hidden = [ad for ad in market.ads if any(c.startswith("+") for c in ad.true_contacts) and not ad.versions[0].phones]
    assert hidden
    for ad in hidden:
        number = next(contact for contact in ad.true_contacts if contact.startswith("+"))
        assert number not in ad.versions[0].text
        assert number[-9:] not in ad.versions[0].text


def test_texts_of_suspected_minors_are_clinical(market: Market) -> None:
    minors = [ad for ad in market.ads if ad.minor]
    assert minors
    for ad in minors:
        assert not ad.signs
        assert ad.versions[0].title.endswith(ad.district)
        assert any(age in ad.versions[0].body for age in ("15", "16", "17"))


def test_site_filler_has_nobody_behind_it(market: Market) -> None:
    filler = [ad for ad in market.ads if ad.kind == "site"]
    assert {ad.site for ad in filler} == {site.name for site in market.sites}
    assert all(ad.advertiser is None and not ad.personas and not ad.true_contacts for ad in filler)


def test_scams_recruiters_and_buyers_show_no_persona(market: Market) -> None:
    for ad in market.ads:
        if ad.kind in ("scam", "recruiter", "buyer"):
            assert not ad.personas
        elif ad.advertiser:
            assert ad.personas


def test_the_files_have_their_form_and_the_same_order(small: Market, tmp_path: Path) -> None:
    write(small, tmp_path)
    said, true = lines(tmp_path / "ads.jsonl"), lines(tmp_path / "truth.jsonl")
    assert all(set(line) == SAID for line in said)
    assert all(set(line) == TRUE for line in true)
    assert [line["id"] for line in said] == [line["id"] for line in true]
    assert len({line["id"] for line in said}) == len(said) == len(small.ads)


@pytest.mark.parametrize("words", ["controlled_group", "true_contacts", "advertiser", "massage_venue"])
def test_what_is_said_tells_nothing_of_the_truth(small: Market, tmp_path: Path, words: str) -> None:
    write(small, tmp_path)
    assert words not in (tmp_path / "ads.jsonl").read_text("utf-8")


def test_no_id_of_an_advertiser_or_persona_stands_in_what_is_said(small: Market, tmp_path: Path) -> None:
    write(small, tmp_path)
    said = (tmp_path / "ads.jsonl").read_text("utf-8")
    for one in small.advertisers:
        assert one.id not in said


def test_sizes_scale() -> None:
    assert len(Market.grow(seed=2, advertisers=420).ads) > 1.6 * len(Market.grow(seed=2, advertisers=210).ads)
