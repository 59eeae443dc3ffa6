"""The reader as a whole: pure, the same in every process, with its edition."""

import pickle
import shutil
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from classify.reading.contacts import contact_keys, search_keys
from classify.reading.context import Context
from classify.reading.lexicon import DATA
from classify.reading.reader import Reader, edition
from models.keys import KeyRing
from models.reading import AdKind, ContactKind
from tests.classify.reading.saying import VERSION

AD = "Hej, jag heter Elin, 27 år. Tar emot i Solna. 1 h 1500 kr. WhatsApp 070-174 06 12, snap: demo_elin."


def test_reading_twice_says_the_same(reader: Reader, context: Context) -> None:
    assert reader.read(AD, version=VERSION, context=context) == reader.read(AD, version=VERSION, context=context)


def test_a_reader_handed_to_another_process_reads_the_same(reader: Reader, context: Context) -> None:
    other = pickle.loads(pickle.dumps(reader))
    assert other.read(AD, version=VERSION, context=context) == reader.read(AD, version=VERSION, context=context)


def test_every_mention_quotes_its_span(reader: Reader, context: Context) -> None:
    reading = reader.read(AD, version=VERSION, context=context)
    assert len(reading.mentions) == 7
    assert {AD[mention.start : mention.end] for mention in reading.mentions} == {
        *("Elin", "27 år", "Solna", "1 h 1500 kr", "WhatsApp", "070-174 06 12", "demo_elin"),
    } | {mention.value.said for mention in reading.mentions}
    assert len({mention.id for mention in reading.mentions}) == len(reading.mentions)


def test_the_edition_follows_the_data(tmp_path: Path, reader: Reader) -> None:
    folder = tmp_path / "data"
    shutil.copytree(DATA, folder)
    assert edition(folder) == edition(DATA) == reader.edition
    (folder / "not_places.txt").write_text("stockholm rosa", "utf-8")
    assert edition(folder) != reader.edition


def test_sentences_have_each_their_language(reader: Reader, context: Context) -> None:
    text = "Jag tar emot i en fin lägenhet nära stationen.\nI speak English and I am new here in town."
    reading = reader.read(text, version=VERSION, context=context)
    assert [sentence.lang for sentence in reading.sentences] == ["sv", "en"]
    assert [text[sentence.start : sentence.end] for sentence in reading.sentences] == text.split("\n")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Jag heter Elin, 27 år, tar emot i Solna. Ring 070-1740612", AdKind.OWN),
        ("Vi är två tjejer, Sara och Lina, som tar emot tillsammans. Duo finns.", AdKind.DUO),
        ("Våra tjejer väntar på dig. Välj bland många tjejer, nya tjejer varje vecka.", AdKind.AGENCY),
        ("Thaimassage i centrum. Salongen har öppet alla dagar, våra massörer är utbildade.", AdKind.MASSAGE),
        ("Vi söker nya medarbetare! Tjäna upp till 50 000, boende ordnas. Ansök nu.", AdKind.RECRUITMENT),
        ("Rum i salong uthyres, 6 500 kr/mån, ledigt rum från mars.", AdKind.SUBLET),
        ("Generös man söker en trevlig kvinna, jag söker tjej för middag. Kan betala.", AdKind.BUYER),
        ("Min recension: jag besökte henne i mars och hon var trevlig. Betyg 4 av 5.", AdKind.REVIEW),
        ("Register now and win free credits! Click here, promo code inside.", AdKind.SCAM),
        ("Säljer cykel i gott skick.", AdKind.OTHER),
    ],
)
def test_the_kind_of_ad_is_told(reader: Reader, context: Context, text: str, kind: AdKind) -> None:
    assert reader.read(text, version=VERSION, context=context).kind == kind


def test_contact_keys_are_of_own_contacts_and_the_same_for_every_writing(
    reader: Reader, context: Context, keys: KeyRing
) -> None:
    plain = reader.read("Ring 070-1740612", version=VERSION, context=context)
    spoken = reader.read("noll sju noll ett sju fyra noll sex ett tvåa", version=VERSION, context=context)
    assert [one.key for one in contact_keys(plain, keys)] == [keys.contact("phone", "+46701740612")]
    assert contact_keys(plain, keys) == contact_keys(spoken, keys)


def test_a_service_tied_to_a_number_is_the_same_contact(reader: Reader, context: Context, keys: KeyRing) -> None:
    told = contact_keys(reader.read(AD, version=VERSION, context=context), keys)
    assert [one.kind for one in told] == [ContactKind.PHONE, ContactKind.HANDLE]


def test_the_sites_own_contact_gives_no_key(reader: Reader, keys: KeyRing) -> None:
    site = Context(own_contacts=("info@example.com", "08-465 004 00"))
    reading = reader.read("Frågor: info@example.com, 08-46500400", version=VERSION, context=site)
    assert len(reading.mentions) == 2
    assert contact_keys(reading, keys) == ()
    assert search_keys(reading, keys) == ()


def test_a_number_is_searched_whole_and_by_its_ends(reader: Reader, context: Context, keys: KeyRing) -> None:
    told = {one.key for one in search_keys(reader.read("070-1740612", version=VERSION, context=context), keys)}
    assert told == {
        keys.contact("phone", "+46701740612"),
        keys.contact("last9", "701740612"),
        keys.contact("last6", "740612"),
    }


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from([*"07 @.-/:\nIoB", "noll ", "sju", "kr", " h ", "mars", "(at)", "snap: ", "Anna", "22 år"]),
        max_size=40,
    )
)
def test_no_text_breaks_reading(reader: Reader, context: Context, pieces: list[str]) -> None:
    text = "".join(pieces)
    reading = reader.read(text, version=VERSION, context=context)
    assert len(reading.mask(text)) == len(text)


@pytest.mark.parametrize(
    "piece",
    [
        "a",
        "1",
        "1 ",
        "0 7 ",
        "noll ",
        "@",
        "a@b.",
        "www.",
        "a.",
        "a punkt ",
        "snap ",
        "1500 kr ",
        "3-5/3 ",
        "a_",
        "Anna, 22 ",
        "ก",
    ],
)
def test_cost_grows_no_faster_than_the_text(reader: Reader, context: Context, piece: str) -> None:
    def cost(length: int) -> float:
        text = piece * (length // len(piece))
        return min(once(text) for _ in range(2))

    def once(text: str) -> float:
        begun = time.process_time()
        reader.read(text, version=VERSION, context=context).mask(text)
        return time.process_time() - begun

    cost(500)
    # Eight times the text may cost thirty-two times as much; a quadratic rule would cost sixty-four.
    assert cost(16_000) < 32 * max(cost(2_000), 0.005)
