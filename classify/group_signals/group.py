"""What a group signal may look at: the ads of one advertiser with what was read in them, and when they were met."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from classify.linking.material import distinct, langs_in, linking_text, names_in, places_in, prices_in
from models.assessment import Fact
from models.base import Id
from models.desk import AdTimes
from models.link import Advertiser
from models.reading import ContactKind
from models.stores.ports import ReadVersion

SHOWN_ADS = 20


@dataclass(frozen=True)
class GroupAd:
    """One ad: keys of contacts, never their values."""

    ad: Id
    kind: str
    names: frozenset[str]
    contacts: tuple[tuple[ContactKind, Id], ...]
    prices: tuple[tuple[str, str, str], ...]
    places: tuple[str, ...]
    langs: tuple[str, ...]
    images: tuple[Id, ...]
    text: str
    """Masked, without names, ages, prices, places and dates."""
    first_seen_at: datetime
    last_seen_at: datetime

    def keys(self, *kinds: ContactKind) -> tuple[Id, ...]:
        return tuple(key for kind, key in self.contacts if kind in kinds)


@dataclass(frozen=True)
class Group:
    advertiser: Advertiser
    ads: tuple[GroupAd, ...]
    """In order of first sighting."""

    @cached_property
    def by_contact(self) -> dict[tuple[ContactKind, Id], tuple[GroupAd, ...]]:
        shared: dict[tuple[ContactKind, Id], list[GroupAd]] = defaultdict(list)
        for ad in self.ads:
            for contact in dict.fromkeys(ad.contacts):
                shared[contact].append(ad)
        return {contact: tuple(ads) for contact, ads in shared.items()}

    def sharing(self, *kinds: ContactKind) -> Iterator[tuple[GroupAd, ...]]:
        """Ads that have one contact of these kinds in common, two at least."""
        for (kind, _), ads in self.by_contact.items():
            if kind in kinds and len(ads) > 1:
                yield ads

    def keys(self, *kinds: ContactKind) -> frozenset[Id]:
        return frozenset(key for kind, key in self.by_contact if kind in kinds)


def gather(advertiser: Advertiser, read: Iterable[ReadVersion], times: Iterable[AdTimes] = ()) -> Group:
    """Every version of an ad adds its names, places and contacts; the latest text stands."""
    versions: dict[Id, list[ReadVersion]] = defaultdict(list)
    for one in read:
        versions[one.ad.id].append(one)
    seen = {one.ad: one for one in times}
    ads = [_ad(versions[ad], seen.get(ad)) for ad in sorted(versions)]
    return Group(advertiser, tuple(sorted(ads, key=lambda ad: (ad.first_seen_at, ad.ad))))


def _ad(versions: list[ReadVersion], times: AdTimes | None) -> GroupAd:
    versions = sorted(versions, key=lambda one: (one.version.said_at, one.version.id))
    latest = versions[-1]
    readings = [one.reading for one in versions]
    return GroupAd(
        ad=latest.ad.id,
        kind=latest.reading.kind,
        names=frozenset(name.casefold() for reading in readings for name in names_in(reading)),
        contacts=distinct((key.kind, key.key) for one in versions for key in one.contacts),
        prices=tuple(sorted({(str(row.minutes), str(row.amount), row.currency) for row in prices_in(latest.reading)})),
        places=distinct(place for reading in readings for place in places_in(reading)),
        langs=distinct(lang for reading in readings for lang in langs_in(reading) if lang != "und"),
        images=distinct(image for one in versions for image in one.version.image_keys),
        text=linking_text(latest.reading, latest.version.text),
        first_seen_at=times.first_seen_at if times else latest.ad.first_seen_at,
        last_seen_at=times.last_seen_at if times else latest.version.said_at,
    )


def persons(ads: Iterable[GroupAd]) -> int:
    """How many persons these ads show at least: ads whose names have nothing in common show different ones.

    An ad that names several together (two friends) holds their names together as one showing.
    """
    shown: list[set[str]] = []
    for names in sorted((ad.names for ad in ads if ad.names), key=lambda names: (-len(names), sorted(names))):
        touching = [one for one in shown if one & names]
        merged = set(names).union(*touching)
        shown = [one for one in shown if not one & names] + [merged]
    return len(shown)


def names_of(ads: Iterable[GroupAd]) -> frozenset[str]:
    return frozenset(name for ad in ads for name in ad.names)


def counted(name: str, count: int, ads: Sequence[GroupAd] = ()) -> Fact:
    """A figure and a few of the ads that show it."""
    return Fact(name=name, value=str(count), ads=tuple(ad.ad for ad in ads[:SHOWN_ADS]))
