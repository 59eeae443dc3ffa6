"""A few thousand made-up ads in many scripts, seeded, with what a careless index gets wrong."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random

from classify.search.tokens import Masked, streams
from models.assessment import Band
from models.base import Id, fingerprint
from models.indexed import Document
from models.keys import KeyRing
from models.reading import AdKind, MentionKind, Reading, Sentence
from models.values.phone import Phone

EDITION = "index-1"
SITES = ("alfa", "beta", "gamma", "delta", "ö-sajten", "10", "9")
PLACES = ("Solna", "Täby", "Stockholm", "Upplands Väsby", "Nacka", "Botkyrka")
KINDS = (AdKind.OWN, AdKind.MASSAGE, AdKind.DUO, AdKind.OTHER)
NUMBERS = tuple(f"+46701740{number}" for number in range(605, 665))

WORDS = {
    "sv": "massage thaimassage massagesalong massagesalonger avkoppling i lugn miljö ny stan åsa öppet kvällstid "
    "hotell hotellet hotellrum lägenhet lägenheten välkommen tjejer tjej söder idag bokning boka sällskap e-post",
    "en": "massage relaxing relax new in town hotel hotels evening evenings company welcome book booking don't café "
    "naïve today apartment apartments lovely quiet place",
    "ro": "masaj relaxare nouă în oraș hotel seara companie bine ați venit programare astăzi apartament apartamente",
    "ru": "массаж массажа расслабление новая в городе гостиница вечером компания добро пожаловать ёлка йод сегодня",
    "pl": "masaż relaks nowa w mieście hotel wieczorem towarzystwo zapraszam dzisiaj łódź mieszkanie mieszkania",
    "es": "masaje relajante nueva en la ciudad hotel noche compañía bienvenido reserva hoy apartamento niño señora",
    "th": "นวดไทย นวดน้ำมัน ผ่อนคลาย โรงแรม วันนี้ ยินดีต้อนรับ ที่พัก สะอาด",
    "hu": "masszázs pihentető új a városban szálloda este társaság üdvözlöm ma lakás lakások űr",
    "ar": "تدليك استرخاء جديد في المدينة فندق مساء مرحبا اليوم",
    "ja": "マッサージ 新しい ホテル 今日 ようこそ 東京 ﾏｯｻｰｼﾞ",
    "und": "xyz qwerty ok vip 24 7 100 500 1500 kr 2000 3000 42",
}
DECORATIONS = (
    *("😀", "🇸🇪", "❤️", "👍🏽", "…", "•", "!!!", "¶", "(", '"', "*", "-", "_", "½", "ﬁn", "１２３", "日本"),
    *("x\u0301", "\u200b", "\ud800", "\x00", "a" * 90, "a" * 64, "AND", "OR", "NOT", "NEAR", "exact:"),
)


@dataclass(frozen=True)
class MadeUp:
    """One made-up ad: what the index is given, and what highlights are found in."""

    masked: Masked
    document: Document
    number: str | None


def made_up(keys: KeyRing, *, ads: int = 2200, seed: int = 7) -> tuple[MadeUp, ...]:
    rng = Random(seed)
    return tuple(_one(rng, keys, place) for place in range(ads))


def _one(rng: Random, keys: KeyRing, place: int) -> MadeUp:
    parts, sentences = _said(rng)
    number = rng.choice(NUMBERS) if rng.random() < 0.5 else None
    if number:
        parts[-1] += f" {number}"
    version = fingerprint("made up", str(place))
    reading = Reading(
        version=version,
        edition="r",
        lang=sentences[0].lang,
        sentences=sentences,
        kind=AdKind.OWN,
        mentions=(),
        hidden=(),
    )
    assert not reading.of(MentionKind.PHONE)
    masked = Masked.of(reading, parts)
    # Early years and the hours around a change of clocks: weeks must fall as the calendar at home says.
    seen_at = datetime(1969, 12, 20, 21, tzinfo=UTC) + timedelta(
        days=rng.choice((0, 3, 20400, 20540)), hours=rng.randrange(900)
    )
    document = Document.of(
        streams(masked, version=version, edition=EDITION, keys=_keys(keys, number)),
        ad=fingerprint("ad", str(place)),
        seen_at=seen_at,
        site=rng.choice(SITES),
        kind=rng.choice(KINDS),
        band=rng.choices(tuple(Band), (1, 2, 4, 8, 20))[0],
        places=rng.sample(PLACES, rng.choice((0, 1, 1, 2))),
    )
    return MadeUp(masked, document, number)


def _said(rng: Random) -> tuple[list[str], tuple[Sentence, ...]]:
    """Title, body and a field, each of one to three sentences in a language of its own."""
    parts: list[str] = []
    sentences: list[Sentence] = []
    place = 0
    for _ in range(3):
        said = []
        for _ in range(rng.randrange(1, 4)):
            lang = rng.choice(tuple(WORDS))
            sentence = " ".join(_word(rng, lang) for _ in range(rng.randrange(1, 12))) + ". "
            sentences.append(Sentence(start=place, end=place + len(sentence), lang=lang))
            place += len(sentence)
            said.append(sentence)
        place += 1
        parts.append("".join(said))
    return parts, tuple(sentences)


def _word(rng: Random, lang: str) -> str:
    if rng.random() < 0.06:
        return rng.choice(DECORATIONS)
    word = rng.choice(WORDS[lang].split())
    return rng.choice((word, word, word, word.upper(), word.capitalize(), f"{word},", f"({word})"))


def _keys(keys: KeyRing, number: str | None) -> tuple[Id, ...]:
    phone = Phone.parse(number) if number else None
    return tuple(keys.contact(kind, digits) for kind, digits in phone.search_forms) if phone else ()
