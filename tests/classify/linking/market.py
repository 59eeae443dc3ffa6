"""A small pretend market for linking alone: material with known truth, and the traps that real markets set.

Sentences are made of a few word lists, so that strangers share many of them, as those who write in one trade do.
"""

import random
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from classify.linking.material import AdMaterial, PriceRow, wild_forms
from models.base import Id, fingerprint
from models.reading import ContactKind

START = datetime(2026, 1, 5, 8, tzinfo=UTC)
NAMES = (
    *("Alma", "Bea", "Carin", "Diana", "Ebba", "Fanny", "Greta", "Hanna", "Ida", "Jonna", "Kajsa", "Lena", "Maja"),
    *("Nora", "Olga", "Petra", "Rut", "Sara", "Tove", "Ulla", "Vera", "Ylva", "Anja", "Bodil", "Cilla", "Doris"),
    *("Elin", "Frida", "Gun", "Helga", "Inez", "Julia", "Klara", "Lotta", "Moa", "Nina", "Ottilia", "Pia", "Rosa"),
)
PLACES = ("0180", "1280", "1480", "0380", "0580", "1880", "2480", "1281", "0680", "1780")
HOW = ("lugn", "varm", "trevlig", "diskret", "ljus", "fin", "mysig", "glad", "stilla", "vanlig")
WHAT = ("massage", "samtal", "middag", "promenad", "kaffe", "musik", "olja", "vila", "bastu", "teater", "lunch")
WHERE = ("studio", "lokal", "hemma", "hotell", "centrum", "torget", "parken", "stationen", "salong", "hus")
VERBS = ("erbjuder", "ordnar", "bjuder", "visar", "delar", "gillar", "minns", "planerar")
RARE = (
    *("brasa", "trasmatta", "segelbåt", "kolonilott", "orgel", "bokhylla", "smultron", "ångbåt", "skridsko", "spegel"),
    *("dragspel", "fyrtorn", "kakelugn", "lyktstolpe", "vattenkanna", "tallrik", "fönster", "glasveranda", "körsång"),
    *("snickare", "bigarrå", "sparkstötting", "handduk", "terrass", "akvarell", "barrträd", "morgonrock", "fiskebod"),
    *("ullfilt", "vinkällare", "syrén", "trädgård", "kompass", "silverräv", "kastrull", "tändsticka", "mandolin"),
)


@dataclass
class Market:
    """Ads with the hand behind each, its persons and its kind."""

    seed: int
    ads: list[AdMaterial] = field(default_factory=list)
    advertiser: dict[Id, str] = field(default_factory=dict)
    persona: dict[Id, str] = field(default_factory=dict)
    kind: dict[Id, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.rng = random.Random(self.seed)
        self._phones = 0

    @property
    def material(self) -> tuple[AdMaterial, ...]:
        return tuple(sorted(self.ads, key=lambda ad: ad.ad))

    def phone(self) -> str:
        """A number that exists nowhere; only its key and its near forms are ever used."""
        self._phones += 1
        return f"+0{self.rng.randrange(10**9, 10**10)}{self._phones}"

    def sentence(self) -> str:
        """One of a few hundred that everybody uses."""
        rng = random.Random(self.rng.randrange(250))
        said, things = f"Jag {rng.choice(VERBS)} {rng.choice(HOW)}", rng.sample(WHAT, 2)
        return f"{said} {things[0]} och {things[1]} nära {rng.choice(WHERE)}."

    def own_sentence(self) -> str:
        words = self.rng.sample(RARE, 3)
        return f"Här finns {words[0]} med {words[1]}, och ibland {words[2]} till {self.rng.choice(WHAT)}."

    def text(self, *, own: int = 2, stock: int = 4) -> str:
        said = [self.own_sentence() for _ in range(own)] + [self.sentence() for _ in range(stock)]
        self.rng.shuffle(said)
        return " ".join(said)

    def edited(self, text: str) -> str:
        """A re-post: a sentence swapped, one added or left out, or a slip of the finger."""
        said = text.split(". ")
        at = self.rng.randrange(len(said))
        how = self.rng.choice(("same", "same", "swap", "add", "drop", "slip"))
        if how == "swap":
            said[at] = self.sentence().rstrip(".")
        elif how == "add":
            said.append(self.sentence().rstrip("."))
        elif how == "drop" and len(said) > 3:
            del said[at]
        elif how == "slip":
            said[at] = said[at].replace("a", "aa", 1)
        return ". ".join(said)

    def post(self, advertiser: str, persona: str, **told: object) -> AdMaterial:
        """Put up one ad; what is not told is plausible."""
        phones = told.pop("phones", ())
        assert isinstance(phones, tuple)
        day = told.pop("day", self.rng.uniform(0, 80))
        assert isinstance(day, float | int)
        kind = str(told.pop("truth_kind", "independent"))
        posted = START + timedelta(days=float(day))
        usual: dict[str, object] = {
            "ad": fingerprint("ad", str(self.seed), str(len(self.ads))),
            "site": self.rng.choice(("ett", "tva", "tre")),
            "kind": "own_offer",
            "first_seen_at": posted,
            "last_seen_at": posted + timedelta(days=7),
            "contacts": tuple((ContactKind.PHONE, fingerprint("key", phone)) for phone in phones),
            "near": tuple(form for phone in phones for form in wild_forms(phone)),
            "langs": ("sv",),
        }
        ad = AdMaterial(**usual | told)  # type: ignore[arg-type]
        self.ads.append(ad)
        self.advertiser[ad.ad], self.persona[ad.ad], self.kind[ad.ad] = advertiser, persona, kind
        return ad

    def person(self, **told: object) -> dict[str, object]:
        """What stays the same over the ads of one person."""
        hour = self.rng.randrange(8, 25) * 100
        usual: dict[str, object] = {
            "names": (self.rng.choice(NAMES),),
            "ages": (self.rng.randrange(21, 50),),
            "places": (self.rng.choice(PLACES),),
            "prices": (PriceRow(Decimal(hour), "SEK", 60), PriceRow(Decimal(hour * 6 // 10), "SEK", 30)),
        }
        return usual | told

    def independent(self, label: str, *, ads: int, **told: object) -> None:
        me, text = self.person(), str(told.pop("text", "")) or self.text()
        phones = told.pop("phones", None) or (self.phone(),)
        for _ in range(ads):
            text = self.edited(text)
            self.post(label, label, text=text, phones=phones, **me | told)

    def changes_number(self, label: str, *, ads: int, shows_both: bool = False) -> None:
        me, text, old, new = self.person(), self.text(), self.phone(), self.phone()
        for at in range(ads):
            text = self.edited(text)
            both = shows_both and at == ads // 2
            phones = (old, new) if both else ((old,) if at < ads // 2 else (new,))
            self.post(label, label, text=text, phones=phones, day=at * 80 / ads, **me)

    def agency(self, label: str, *, persons: int, ads: int, template: str | None = None) -> None:
        phone, house = self.phone(), template or self.text(own=2, stock=2)
        shown = [self.person() for _ in range(persons)]
        texts = [f"{house} {self.text(own=1, stock=2)}" for _ in shown]
        for at in range(ads):
            who = at % persons
            texts[who] = self.edited(texts[who])
            text = texts[who]
            self.post(
                label, f"{label}.{who}", text=text, phones=(phone,), kind="agency", truth_kind="agency", **shown[who]
            )

    def controlled(self, label: str, *, persons: int, ads: int) -> None:
        """A few persons moved from town to town, on phones that live a week or two."""
        shown = [self.person() for _ in range(persons)]
        texts = [self.text(own=2, stock=3) for _ in shown]
        towns = self.rng.sample(PLACES, 5)
        phones = [self.phone() for _ in range(8)]
        for at in range(ads):
            who, day = at % persons, at * 80 / ads
            texts[who] = self.edited(texts[who])
            hidden = self.rng.random() < 0.3
            self.post(
                label,
                f"{label}.{who}",
                text=texts[who],
                phones=() if hidden else (phones[int(day // 10)],),
                day=day,
                truth_kind="controlled_group",
                **shown[who] | {"places": (towns[int(day // 16)],)},
            )

    def spammer(self, label: str, *, ads: int) -> None:
        text = self.text(own=2, stock=2)
        for _ in range(ads):
            self.post(
                label,
                "",
                text=self.edited(text) if self.rng.random() < 0.3 else text,
                phones=(self.phone(),),
                kind="scam_or_spam",
                truth_kind="scam",
                **self.person(),
            )


def mixed(seed: int, *, advertisers: int) -> Market:
    """All kinds and all traps, near the shares of the simulated market."""
    market = Market(seed)
    rng = market.rng
    for number in range(advertisers):
        label, draw = f"a{number}", rng.random()
        if draw < 0.60:
            market.independent(label, ads=rng.randint(1, 12))
        elif draw < 0.72:
            market.changes_number(label, ads=rng.randint(4, 12), shows_both=rng.random() < 0.33)
        elif draw < 0.82:
            market.agency(label, persons=rng.randint(4, 12), ads=rng.randint(15, 60))
        elif draw < 0.90:
            market.controlled(label, persons=rng.randint(2, 5), ads=rng.randint(8, 40))
        elif draw < 0.94:
            market.spammer(label, ads=rng.randint(5, 40))
        else:
            market.independent(label, ads=1)
    _same_template(market)
    _number_changes_owner(market)
    _site_number(market)
    _wrong_digit(market)
    return market


def _same_template(market: Market) -> None:
    for pair in range(2):
        template = market.text(own=3, stock=3)
        market.agency(f"t{pair}a", persons=6, ads=30, template=template)
        market.agency(f"t{pair}b", persons=6, ads=30, template=template)


def _number_changes_owner(market: Market) -> None:
    for pair in range(2):
        phone = market.phone()
        market.independent(f"o{pair}a", ads=8, phones=(phone,), day=5.0)
        market.independent(f"o{pair}b", ads=8, phones=(phone,), day=70.0)


def _site_number(market: Market) -> None:
    """On one site some ads show the site's number in place of their own."""
    number = (ContactKind.PHONE, fingerprint("key", market.phone()))
    there = [at for at, ad in enumerate(market.ads) if ad.site == "ett"]
    for at in market.rng.sample(there, max(len(there) // 30, 3)):
        market.ads[at] = replace(market.ads[at], contacts=(number,), near=())


def _wrong_digit(market: Market) -> None:
    for at in market.rng.sample(range(len(market.ads)), max(len(market.ads) // 100, 1)):
        ad = market.ads[at]
        if ad.near:
            wrong = (ContactKind.PHONE, fingerprint("wrong", ad.ad))
            market.ads[at] = replace(ad, contacts=(wrong,), near=ad.near[:1])
