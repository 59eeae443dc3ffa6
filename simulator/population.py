"""The advertisers of one market, by seed: kinds dealt, personas named, contacts given, journeys planned."""

from dataclasses import dataclass
from random import Random

from simulator.chance import chosen, deal, stream
from simulator.contacts import PhoneBook, handle_of, mail_of
from simulator.hosts import SiteFacts
from simulator.journeys import Journeys
from simulator.kinds import Kind
from simulator.languages import languages_dealt
from simulator.numbers import Numbers
from simulator.people import Advertiser, Persona, PhoneUse
from simulator.rates import Rates
from simulator.whereabouts import EARLIEST_POST
from simulator.words import places, words

USUAL_DAYS = 84
"""The window that `ads_per_advertiser` speaks of; shorter ones hold their part of it."""
HOUSES = {Kind.AGENCY, Kind.MASSAGE_VENUE}
AGES = {Kind.CONTROLLED_GROUP: (19, 33), Kind.AGENCY: (20, 38), Kind.SCAM: (20, 29), Kind.BUYER: (28, 66)}
USUAL_AGES = (20, 58)
TEMPLATES = {
    Kind.AGENCY: (2, 4),
    Kind.CONTROLLED_GROUP: (1, 3),
    Kind.MASSAGE_VENUE: (1, 3),
    Kind.SCAM: (1, 2),
    Kind.RECRUITER: (1, 2),
}
SPAMMING = (Kind.SCAM, Kind.RECRUITER, Kind.BUYER)
COULD_BE_MINOR = (Kind.INDEPENDENT, Kind.ONE_OFF)


@dataclass(frozen=True, slots=True)
class Casting:
    """Who has which part: indices of advertisers, drawn before anybody is made."""

    kinds: tuple[Kind, ...]
    newcomers: frozenset[int]
    pausing: frozenset[int]
    spread: frozenset[int]
    """On more than one site."""
    minors: frozenset[int]
    silent: frozenset[int]
    spammers: frozenset[int]
    bought: dict[int, str]
    """Agencies that bought a template which another bought too."""


def cast(seed: int, *, count: int, days: int, rates: Rates) -> Casting:
    rng = stream(seed, "cast")
    dealt = deal(rates.advertisers, count)
    kinds = [kind for kind, number in dealt.items() for _ in range(number)]
    rng.shuffle(kinds)
    everybody = range(count)

    def of(*wanted: Kind) -> list[int]:
        return [number for number in everybody if kinds[number] in wanted]

    weeks = days / 7
    new = rates.time.new_per_week * weeks
    scams = sorted(of(*SPAMMING), key=lambda number: SPAMMING.index(kinds[number]))
    return Casting(
        kinds=tuple(kinds),
        newcomers=chosen(everybody, new / (1 + new), rng),
        pausing=chosen([n for n in everybody if kinds[n] is not Kind.ONE_OFF], rates.time.pause_and_return, rng),
        spread=chosen([n for n in everybody if kinds[n] is not Kind.ONE_OFF], rates.sites.overlap, rng),
        minors=frozenset(_some(of(*COULD_BE_MINOR), rates.indicators.suspected_minor_advertisers * count, rng)),
        silent=chosen(of(Kind.CONTROLLED_GROUP), rates.indicators.controlled_without_any_text_sign, rng),
        spammers=frozenset(scams[: max(1, round(rates.texts.spammers_one_text_many_phones * count))]),
        bought=_bought(of(Kind.AGENCY), rates.texts.same_template_bought_by_two_agencies, rng),
    )


def _some(numbers: list[int], expected: float, rng: Random) -> list[int]:
    return rng.sample(numbers, min(len(numbers), max(1, round(expected))))


def _bought(agencies: list[int], pairs: int, rng: Random) -> dict[int, str]:
    buyers = rng.sample(agencies, 2 * min(pairs, len(agencies) // 2))
    return {buyer: f"bought-{place // 2}" for place, buyer in enumerate(buyers)}


def populate(
    seed: int, *, count: int, days: int, rates: Rates, sites: tuple[SiteFacts, ...], book: PhoneBook
) -> tuple[Advertiser, ...]:
    """Make everybody, with numbers from the book."""
    parts = cast(seed, count=count, days=days, rates=rates)
    shares = _ads_by_advertiser(seed, parts, days=days, rates=rates)
    tongues = languages_dealt(
        seed, parts.kinds, ads=shares, shares=rates.texts.languages, local=frozenset(parts.bought)
    )
    journeys = Journeys(seed, parts=parts.kinds, days=days, times=rates.time)
    numbers = Numbers(seed, book=book, days=days, rates=rates.contacts)
    made = [
        _advertiser(number, seed=seed, parts=parts, ads=shares[number], language=tongues[number], rates=rates)
        for number in range(count)
    ]
    moved = [journeys.sent(one, newcomer=n in parts.newcomers, pauses=n in parts.pausing) for n, one in enumerate(made)]
    housed = [_on_sites(one, sites, seed, spread=n in parts.spread) for n, one in enumerate(moved)]
    return numbers.given(housed)


def _ads_by_advertiser(seed: int, parts: Casting, *, days: int, rates: Rates) -> list[int]:
    rng = stream(seed, "ads")
    part = min(1.0, days / USUAL_DAYS)
    drawn = [rng.randint(*rates.ads_per_advertiser[kind]) for kind in parts.kinds]
    return [max(1, round(number * part)) for number in drawn]


def _advertiser(number: int, *, seed: int, parts: Casting, ads: int, language: str, rates: Rates) -> Advertiser:
    kind, rng = parts.kinds[number], stream(seed, "advertiser", number)
    personas = min(rng.randint(*rates.personas[kind]), max(ads, rates.personas[kind][0]))
    price = rng.randrange(8, 26) * 100
    label = f"a{number:05}"
    made = tuple(
        _persona(f"{label}.{place + 1}", kind=kind, language=language, price=price, rng=rng)
        for place in range(personas)
    )
    face = made[0] if made else _persona(f"{label}.0", kind=kind, language=language, price=price, rng=rng)
    own = tuple(f"{label}-{place}" for place in range(rng.randint(*TEMPLATES.get(kind, (0, 0)))))
    return Advertiser(
        id=label,
        kind=kind,
        minor=number in parts.minors,
        face=face,
        personas=_with_different_names(made, language, rng),
        house=_house(kind, rng),
        mail=mail_of(face.name, rng),
        handle=handle_of(face.name, rng),
        present=((EARLIEST_POST, 0.0),),
        sites=(),
        ads=ads,
        typo_rate=rng.uniform(*rates.texts.typos_per_100_words),
        templates=(parts.bought[number], *own[1:]) if number in parts.bought else own,
        silent=number in parts.silent,
        spammer=number in parts.spammers,
    )


def _persona(label: str, *, kind: Kind, language: str, price: int, rng: Random) -> Persona:
    return Persona(
        id=label,
        name=rng.choice(words(language).names),
        age=rng.randint(*AGES.get(kind, USUAL_AGES)),
        language=language,
        hour_price=price if kind in TEMPLATES else price + rng.randrange(-2, 3) * 100,
        legs=(),
        phones=(PhoneUse(since=EARLIEST_POST, e164=""),),
        images=tuple(f"{rng.getrandbits(48):012x}" for _ in range(rng.randint(1, 3))),
    )


def _with_different_names(personas: tuple[Persona, ...], language: str, rng: Random) -> tuple[Persona, ...]:
    names = rng.sample(words(language).names, len(personas) - 1) if len(personas) > 1 else []
    spare = iter(name for name in names if name != personas[0].name)
    taken = [personas[0].name, *spare] if personas else []
    while len(taken) < len(personas):
        taken.append(next(name for name in words(language).names if name not in taken))
    return tuple(Persona(**(dict(persona) | {"name": name})) for persona, name in zip(personas, taken, strict=True))


def _house(kind: Kind, rng: Random) -> str:
    if kind not in HOUSES:
        return ""
    name = rng.choice(places().agencies if kind is Kind.AGENCY else places().venues)
    return f"{name} {rng.choice('ABCDEFGHKLMNPRSTV')}{rng.randrange(1, 100)}" if kind is Kind.AGENCY else name


def _on_sites(one: Advertiser, sites: tuple[SiteFacts, ...], seed: int, *, spread: bool) -> Advertiser:
    rng = stream(seed, "sites", one.id)
    names = [site.name for site in sites]
    home = rng.choices(names, [site.weight for site in sites])[0]
    others = [name for name in names if name != home]
    extra = rng.sample(others, min(len(others), rng.randint(1, 2))) if spread and one.ads > 1 else []
    return Advertiser(**(dict(one) | {"sites": (home, *extra)}))
