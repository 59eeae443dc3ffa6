"""The persons that an advertiser shows: told apart by name in any script, by age and by contact of their own."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from rapidfuzz.distance import Levenshtein

from classify.linking.identity import Earlier, kept_names
from classify.linking.material import AdMaterial
from classify.linking.names import skeleton
from models.base import Id, fingerprint
from models.link import Persona
from models.reading import AdKind

SHOWS_PERSONS = frozenset({AdKind.OWN, AdKind.DUO, AdKind.AGENCY, AdKind.MASSAGE})
AGES_APART = 6
"""One name with ages further apart than this is two persons: ages are shaded, and a year goes by."""
LONG_NAME = 5
ALONE = ""
HOUSE_BESIDE, HOUSE_ALONE = 4, 0.1
"""A house's name stands beside at least so many others, and alone in at most this share of its ads."""


@dataclass(slots=True)
class Shown:
    """One person while the ads are gone through."""

    skeletons: Counter[str] = field(default_factory=Counter)
    names: Counter[str] = field(default_factory=Counter)
    ages: Counter[int] = field(default_factory=Counter)
    contacts: set[Id] = field(default_factory=set)
    ads: dict[Id, None] = field(default_factory=dict)

    def add(self, ad: AdMaterial, name: str | None) -> None:
        self.ads[ad.ad] = None
        if name:
            self.names[name] += 1
            self.skeletons[skeleton(name) or name] += 1
        if len(ad.names) <= 1:
            self.ages.update(ad.ages)
            self.contacts.update(ad.keys)

    def fits_age(self, ages: Sequence[int]) -> bool:
        return not ages or not self.ages or any(abs(one - other) <= AGES_APART for one in ages for other in self.ages)


def personas(
    advertiser: Id, ads: Sequence[AdMaterial], *, same_person: Mapping[Id, Id], earlier: Sequence[Persona]
) -> tuple[Persona, ...]:
    """Persons of one advertiser, its ads in order of age; none for a scam, a recruiter or a buyer.

    `same_person` names for an ad another that the links hold for the same person's: an ad without a name follows it.
    """
    if not _shows_persons(ads):
        return ()
    ads = _without_house(ads)
    shown = _named(ads)
    _nameless(ads, shown, same_person)
    in_order = {ad.ad: at for at, ad in enumerate(ads)}
    for person in shown:
        person.ads = dict.fromkeys(sorted(person.ads, key=in_order.__getitem__))
    return _kept(advertiser, shown, since=ads[0].first_seen_at, earlier=earlier)


def _shows_persons(ads: Sequence[AdMaterial]) -> bool:
    showing = sum(ad.kind in SHOWS_PERSONS for ad in ads)
    return 2 * showing >= len(ads)


def _without_house(ads: Sequence[AdMaterial]) -> list[AdMaterial]:
    """The ads without the name that a house goes by: in most of them, never alone, beside ever other names."""
    beside: dict[str, Counter[str]] = defaultdict(Counter)
    times: Counter[str] = Counter()
    for ad in ads:
        keys = {skeleton(name) or name for name in ad.names}
        times.update(keys)
        for key in keys:
            beside[key].update(keys - {key} or {ALONE})
    named = sum(bool(ad.names) for ad in ads)
    house = {
        key
        for key, others in beside.items()
        if len(others) >= HOUSE_BESIDE and others[ALONE] <= HOUSE_ALONE * times[key] and 2 * times[key] > named
    }
    return [replace(ad, names=tuple(name for name in ad.names if (skeleton(name) or name) not in house)) for ad in ads]


def _named(ads: Sequence[AdMaterial]) -> list[Shown]:
    """Everybody who is named, in order of appearance; ads with one name first, for only they tell whose age it is."""
    shown: list[Shown] = []
    for ad in sorted(ads, key=lambda ad: len(ad.names) > 1):
        for name in ad.names:
            _met(shown, _person(shown, name, ad.ages if len(ad.names) == 1 else ())).add(ad, name)
    return shown


def _met(shown: list[Shown], person: Shown | None) -> Shown:
    """The person, or somebody new."""
    if person is None:
        person = Shown()
        shown.append(person)
    return person


def _person(shown: Sequence[Shown], name: str, ages: Sequence[int]) -> Shown | None:
    key = skeleton(name) or name
    fitting = [person for person in shown if person.fits_age(ages)]
    exact = next((person for person in fitting if key in person.skeletons), None)
    return exact or next((person for person in fitting if any(_spelt(key, other) for other in person.skeletons)), None)


def _spelt(one: str, other: str) -> bool:
    """A slip in a longer name; short names differ by a letter and are different names."""
    return min(len(one), len(other)) >= LONG_NAME and one[0] == other[0] and Levenshtein.distance(one, other) == 1


def _nameless(ads: Sequence[AdMaterial], shown: list[Shown], same_person: Mapping[Id, Id]) -> None:
    by_ad: dict[Id, list[Shown]] = defaultdict(list)
    for person in shown:
        for ad_id in person.ads:
            by_ad[ad_id].append(person)
    nameless = [ad for ad in ads if not ad.names]
    # Those that follow somebody named come first, so that others may follow them.
    for ad in sorted(nameless, key=lambda ad: same_person.get(ad.ad, "") not in by_ad):
        person = _met(shown, _follows(ad, by_ad, same_person) or _alone_fits(ad, shown))
        person.add(ad, None)
        by_ad[ad.ad].append(person)


def _follows(ad: AdMaterial, by_ad: Mapping[Id, list[Shown]], same_person: Mapping[Id, Id]) -> Shown | None:
    """The one person of the ad that this one is tied to."""
    persons = by_ad.get(same_person.get(ad.ad, ""), [])
    return persons[0] if len(persons) == 1 and persons[0].fits_age(ad.ages) else None


def _alone_fits(ad: AdMaterial, shown: Sequence[Shown]) -> Shown | None:
    """Who alone has this age, or alone uses this contact, or is the only one there is."""
    fitting = [person for person in shown if person.fits_age(ad.ages)]
    aged = [person for person in fitting if person.ages.keys() & set(ad.ages)]
    reached = [person for person in fitting if person.contacts & set(ad.keys)]
    sole = fitting if len(shown) == 1 else []
    return next((some[0] for some in (aged, reached, sole) if len(some) == 1), None)


def _kept(
    advertiser: Id, shown: Sequence[Shown], *, since: datetime, earlier: Sequence[Persona]
) -> tuple[Persona, ...]:
    """Name the persons: an ad may show several, so what a person holds is an ad under a name."""
    before = [Earlier(one.id, frozenset(_held(one.ads, one.names)), since) for one in earlier]
    held = [_held(tuple(person.ads), tuple(name for name, _ in person.names.most_common())) for person in shown]
    ids = kept_names(held, before, founded=lambda under_name: fingerprint("persona", advertiser, under_name))
    return tuple(
        Persona(
            id=name,
            advertiser=advertiser,
            names=tuple(name for name, _ in person.names.most_common()),
            ages=tuple(sorted(person.ages)),
            ads=tuple(person.ads),
        )
        for name, person in zip(ids, shown, strict=True)
    )


def _held(ads: tuple[Id, ...], names: tuple[str, ...]) -> tuple[str, ...]:
    keys = tuple(dict.fromkeys(skeleton(name) or name for name in names)) or ("",)
    return tuple(f"{ad}:{key}" for ad in ads for key in keys)
