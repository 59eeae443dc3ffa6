import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from classify.linking.blocks import candidates
from classify.linking.columns import columns
from classify.linking.shingles import Likeness, bands, likeness, shingled
from tests.classify.linking.market import Market

words = st.lists(st.sampled_from(("massage", "lugn", "studio", "центр", "นวด", "kväll", "centrum")), max_size=12)


def alike(*texts: str) -> Likeness:
    ads = np.arange(len(texts))
    return likeness(shingled(texts), owners=ads, langs=np.zeros(len(texts), dtype=np.int64))


def fives(text: str) -> set[str]:
    return {text[at : at + 5] for at in range(max(len(text) - 4, 1))}


@given(one=words, other=words)
def test_likeness_is_that_of_the_sets_of_five_letters(one: list[str], other: list[str]) -> None:
    # Thai vowel signs are no letters, so the plain text is taken apart as the shingles take it apart.
    first, second = " ".join(one).replace("นวด", "thai"), " ".join(other).replace("นวด", "thai")
    told = alike(first, second).jaccard(np.array([0]), np.array([1]))[0]
    a, b = fives(f"{first:<5}"), fives(f"{second:<5}")
    assert told == pytest.approx(len(a & b) / len(a | b))


def test_digits_and_signs_do_not_count() -> None:
    told = alike("Ring mig 0701740605!", "ring mig ••• 18:00")
    assert told.jaccard(np.array([0]), np.array([1]))[0] == 1.0


def test_a_sentence_that_everybody_writes_weighs_less_than_one_that_two_write() -> None:
    common, rare = "diskretion är en självklarhet", "kakelugn och segelbåt vid fyrtornet"
    texts = [f"{common} {word * 5}" for word in ("alm", "ask", "björk", "bok", "ek", "gran", "hägg", "lind")]
    told = alike(*texts, f"{rare} rönn rönn", f"{rare} sälg sälg")
    shared_common = told.weighted_jaccard(np.array([0]), np.array([1]))[0]
    shared_rare = told.weighted_jaccard(np.array([8]), np.array([9]))[0]
    assert shared_common < 0.3 < shared_rare


def test_one_hands_many_ads_make_its_own_text_no_commonplace() -> None:
    sets = shingled(["kakelugn och segelbåt", "kakelugn och segelbåt", "dusch finns", "parkering finns"])
    lang = np.zeros(4, dtype=np.int64)
    one_hand = likeness(sets, owners=np.array([0, 0, 1, 2]), langs=lang).totals[0]
    two_hands = likeness(sets, owners=np.array([0, 3, 1, 2]), langs=lang).totals[0]
    assert one_hand > two_hands


def test_near_duplicates_are_met_and_strangers_mostly_not() -> None:
    market = Market(4)
    for number in range(60):
        text = market.text(own=3, stock=2)
        for place in range(2):
            label = f"{number}"
            market.post(label, label, text=text if place else market.edited(text))
    material = market.material
    told = columns(material)
    sets = shingled([ad.text for ad in material])
    texts = likeness(sets, owners=np.arange(len(material)), langs=told.langs)
    pairs = candidates(told, texts, bands=bands(sets, telling=texts.weighted.data > 1.5))
    met = {(material[a].ad, material[b].ad) for a, b in pairs.tolist()}
    twins = {(a, b) for a, b in met if market.advertiser[a] == market.advertiser[b]}
    assert len(twins) >= 58
    assert len(met) < 4 * len(twins)
