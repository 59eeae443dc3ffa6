from datetime import timedelta
from typing import Any

from classify.linking.lines import HandleSaid, LinkAnswer, LinkLine, link_lines
from classify.reading.context import Context
from classify.reading.reader import Reader
from models.base import fingerprint
from tests.factories import KEYS, NOON

READER = Reader.load()
OWN_WORDS = (
    "Hej, jag heter {name}. Jag spelar orgel vid fyrtornet och bjuder på smultron. Kakelugn och brasa finns. {rest}"
)


def line(number: int, text: str, **told: Any) -> LinkLine:
    usual = {"id": f"l{number}", "site": "ett", "posted_at": (NOON + timedelta(days=number)).isoformat(), "text": text}
    return LinkLine.model_validate(usual | told)


def linked(*lines: LinkLine, own_contacts: tuple[str, ...] = ()) -> tuple[LinkAnswer, ...]:
    read = [
        READER.read(
            one.text,
            version=fingerprint(one.id),
            context=Context(posted_at=one.posted_at, own_contacts=own_contacts),
        )
        for one in lines
    ]
    return link_lines(tuple(zip(lines, read, strict=True)), keys=KEYS, now=NOON)


def crowd() -> list[LinkLine]:
    """Strangers, so that there is something to compare with."""
    things = ("trädgård", "mandolin", "segelbåt", "spegel", "glasveranda", "körsång", "kompass", "trasmatta")
    return [
        line(100 + at, f"Välkommen till {thing} och {thing}n, ring 070-17406{50 + at}.")
        for at, thing in enumerate(things)
    ]


def test_answers_come_in_the_order_of_the_lines() -> None:
    lines = [line(3, "Hej"), line(1, "Hallå"), line(2, "God dag")]
    assert [one.id for one in linked(*lines)] == ["l3", "l1", "l2"]


def test_a_number_in_the_text_and_one_beside_it_are_one_contact() -> None:
    in_text = line(1, OWN_WORDS.format(name="Alma", rest="Ring 070-174 06 05."))
    beside = line(2, OWN_WORDS.format(name="Alma", rest="Skriv gärna."), phones=["+46701740605"])
    one, other, *rest = linked(in_text, beside, *crowd())
    assert one.advertiser == other.advertiser
    assert one.personas == other.personas
    assert not {one.advertiser} & {stranger.advertiser for stranger in rest}


def test_a_handle_with_or_without_its_service_is_taken() -> None:
    told = line(1, "Hej", handles=[{"service": "telegram", "value": "@Demo_Ivy"}, "demo_bare"])
    assert told.handles == (HandleSaid(service="telegram", value="@Demo_Ivy"), HandleSaid(value="demo_bare"))


def test_a_handle_tied_to_a_number_is_that_number() -> None:
    by_number = line(1, OWN_WORDS.format(name="Alma", rest=""), phones=["+46701740605"])
    by_service = line(
        2, OWN_WORDS.format(name="Alma", rest=""), handles=[{"service": "whatsapp", "value": "+46701740605"}]
    )
    one, other, *_ = linked(by_number, by_service, *crowd())
    assert one.advertiser == other.advertiser


def test_the_sites_own_number_beside_the_text_is_nobodys() -> None:
    texts = ("Fyrtorn och orgel. Frågor: 08-465 004 00.", "Mandolin i glasverandan. Frågor: 08-465 004 00.")
    lines = [line(at, text, phones=["+46846500400"]) for at, text in enumerate(texts)]
    one, other, *_ = linked(*lines, *crowd(), own_contacts=("08-46500400",))
    assert one.advertiser != other.advertiser


def test_unknown_keys_are_ignored() -> None:
    assert line(1, "Hej", colour="blå", site_context={"country": "SE"}).text == "Hej"


def test_no_answer_holds_a_contact() -> None:
    (answer,) = linked(line(1, "Ring 070-174 06 05"))
    assert "740605" not in answer.model_dump_json()
