from classify.linking.baselines import by_contact_alone, by_text_alone
from classify.linking.linker import link, linking_edition
from classify.linking.measures import measured
from models.scope import JOINT
from tests.classify.linking.market import Market, mixed
from tests.factories import NOON


def test_one_shared_contact_is_enough_and_a_chain_of_them_too() -> None:
    market = Market(1)
    first, second = market.phone(), market.phone()
    for phones in ((first,), (first, second), (second,), (market.phone(),)):
        market.post("x", "x", text=market.text(), phones=phones)
    said = by_contact_alone(market.ads)
    assert len({said[ad.ad] for ad in market.ads[:3]}) == 1
    assert said[market.ads[3].ad] != said[market.ads[0].ad]


def test_one_text_is_enough_whoever_is_called() -> None:
    market = Market(1)
    text = market.text()
    for said_text in (text, text, market.text()):
        market.post("x", "x", text=said_text, phones=(market.phone(),))
    said = by_text_alone(market.ads)
    assert [said[ad.ad] == said[market.ads[0].ad] for ad in market.ads] == [True, True, False]


def test_weighing_does_better_than_either_rule() -> None:
    market = mixed(6, advertisers=70)
    linked = link(market.material, layer=JOINT, edition=linking_edition("reading"), previous=(), now=NOON)
    weighed = measured({ad: one.id for one in linked.advertisers for ad in one.ads}, market.advertiser)
    contact = measured(by_contact_alone(market.material), market.advertiser)
    text = measured(by_text_alone(market.material), market.advertiser)
    assert weighed.pairs.f1 > max(contact.pairs.f1, text.pairs.f1)
    assert contact.pairs.recall <= 0.85
    assert text.pairs.precision <= 0.95
