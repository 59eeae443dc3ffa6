"""Questions for the conformance suite: those that people type, and generated trees."""

from random import Random

from models.assessment import Band
from models.indexed import Document
from models.keys import KeyRing
from models.search import Everything, Field, Has, Node, Phrase, Prefix, Seen, Stream, Term, all_of, any_of, none_of
from tests.models.stores.search.corpus import KINDS, NUMBERS, PLACES, SITES

TYPED = (
    "",
    "   ",
    "massage",
    "MASSAGE",
    "massagen",
    "hotell",
    "hotel",
    "hotellet solna",
    "massage -hotell",
    "-massage",
    "-massage -hotell",
    "-massage OR -hotell",
    "massage OR masaj",
    "massage ELLER masaj OR массаж",
    "new OR ny town OR stan",
    '"ny stan"',
    '"i lugn miljö"',
    '"new in town"',
    "”i lugn”",
    '-"i lugn"',
    '"massage massage"',
    "mass*",
    "Mass*",
    "-mass*",
    "åsa",
    "asa",
    "öpp*",
    "cafe",
    "café",
    "naive",
    "don't",
    "e-post",
    "е́",
    "ёлка",
    "елка",
    "йод",
    "массаж",
    "МАССАЖА",
    "нов*",
    "นวด",
    "นวดไทย",
    "น้ำ",
    "ที่พัก",
    "นวด*",
    "تدليك",
    "東京",
    "マッサージ",
    "ﾏｯｻｰｼﾞ",
    "😀",
    "🇸🇪",
    "❤",
    "❤️ massage",
    "łódź",
    "niño",
    "nino",
    "compañia",
    "ﬁn",
    "123",
    "½",
    "24 7",
    "1500 2000",
    "*",
    '""',
    "( ) AND NOT NEAR",
    "exact:massage",
    "exact : massage",
    "massage' OR 1=1 --",
    "{exact words} : massage",
    "massage NEAR/3 hotell",
    "^massage",
    "field:value",
    "a" * 64,
    "a" * 90,
    "a" * 65 + "*",
    "site:alfa",
    "site:10",
    "site:9 site:10",
    "-site:alfa massage",
    "site:ö-sajten",
    "site:finns-inte",
    "-site:finns-inte",
    "place:solna",
    'place:"upplands väsby" massage',
    "-place:Täby",
    "place:solna OR place:täby",
    "place:solna place:nacka",
    "band:urgent",
    "band:urgent OR band:high massage",
    "-band:none -band:low",
    "kind:duo",
    "kind:massage_venue -kind:duo",
    "massage OR band:urgent",
    "-massage OR place:solna",
    "0701740610",
    "070-174 06 10",
    "+46 70 174 06 10 massage",
    "0046701740610",
    "740610",
    "-0701740610",
    "0701740610 OR 0701740611",
    '"070-174 06 10"',
    "(070) 174-06-10",
    "•••",
    "¶",
    "x\u0301",
    "\u200b",
    "\x00",
)


def generated(rng: Random, documents: tuple[Document, ...], keys: KeyRing) -> Node:
    """A tree of any shape that the builders allow, of tokens that the documents have and of some that they lack."""
    return _node(rng, documents, keys, rng.randrange(5))


def _node(rng: Random, documents: tuple[Document, ...], keys: KeyRing, depth: int) -> Node:
    if depth == 0 or rng.random() < 0.15:
        return _leaf(rng, documents, keys)
    parts = [_node(rng, documents, keys, depth - 1) for _ in range(rng.randrange(1, 5))]
    shape = rng.random()
    if shape < 0.2:
        return none_of(parts[0])
    return all_of(*parts) if shape < 0.6 else any_of(parts[0], *parts[1:])


def _leaf(rng: Random, documents: tuple[Document, ...], keys: KeyRing) -> Node:
    document = rng.choice(documents)
    exact = [token for token in document.streams.exact.split() if token != "¶"] or ["massage"]
    token = rng.choice(exact)
    start = rng.randrange(len(exact))
    phrase = tuple(exact[start : start + rng.randrange(2, 4)])
    stems = document.streams.words.split() or ["massag"]
    parts = document.streams.parts.split() or ["massag"]
    choices: list[Node] = [
        Term(stream=Stream.EXACT, token=token),
        Term(stream=Stream.EXACT, token=token[::-1]),
        Term(stream=Stream.WORDS, token=rng.choice(stems)),
        Term(stream=Stream.PARTS, token=rng.choice(parts)),
        Term(stream=Stream.KEYS, token=keys.contact("phone", rng.choice(NUMBERS))),
        Phrase(tokens=phrase) if len(phrase) > 1 else Term(stream=Stream.EXACT, token=token),
        Phrase(tokens=(token, rng.choice(exact))),
        Prefix(letters=token[:3]) if len(token) > 2 else Prefix(letters="mas"),
        Has(field=Field.SITE, values=(rng.choice(SITES),)),
        Has(field=Field.PLACE, values=tuple(rng.sample(PLACES, rng.randrange(1, 3)))),
        Has(field=Field.BAND, values=tuple(rng.sample(tuple(Band), rng.randrange(1, 3)))),
        Has(field=Field.KIND, values=(rng.choice(KINDS),)),
        Seen(since=document.seen),
        Seen(until=document.seen),
        Seen(since=document.seen - 100_000, until=document.seen + 1),
        Everything(),
    ]
    return rng.choice(choices)
