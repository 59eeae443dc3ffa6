"""What linking works on: for each ad the little that tells whose it is, drawn from all its versions."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TypeVar

from models.base import Id
from models.desk import AdTimes
from models.reading import Age, ContactKind, MentionKind, Name, Reading
from models.stores.ports import ReadVersion
from models.values.phone import Phone
from models.values.place import Place
from models.values.price import Price

# What differs from one ad to the next in the same text: compared on its own, so it is cut out of the text.
SLOTS = frozenset({MentionKind.NAME, MentionKind.AGE, MentionKind.PRICE, MentionKind.PLACE, MentionKind.DATE})
WILD_DIGITS = 9
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class PriceRow:
    amount: Decimal
    currency: str
    minutes: int | None


@dataclass(frozen=True, slots=True)
class AdMaterial:
    """One ad as linking sees it: keys of contacts, never their values; text with contacts masked and slots cut out."""

    ad: Id
    site: str
    text: str
    kind: str
    first_seen_at: datetime
    last_seen_at: datetime
    contacts: tuple[tuple[ContactKind, Id], ...] = ()
    near: tuple[int, ...] = ()
    """Each phone with one digit left out, hashed and in memory only: two numbers that share one differ in one digit."""
    names: tuple[str, ...] = ()
    ages: tuple[int, ...] = ()
    prices: tuple[PriceRow, ...] = ()
    places: tuple[str, ...] = ()
    """Municipality codes."""
    langs: tuple[str, ...] = ()
    """The text's own language first."""
    images: tuple[Id, ...] = ()

    @property
    def keys(self) -> tuple[Id, ...]:
        return tuple(key for _, key in self.contacts)


def gathered(read: Iterable[ReadVersion], times: Iterable[AdTimes] = ()) -> tuple[AdMaterial, ...]:
    """One entry an ad, in order of ad id; contacts, names and places of every version count, the latest text stands."""
    versions: dict[Id, list[ReadVersion]] = defaultdict(list)
    for one in read:
        versions[one.ad.id].append(one)
    seen = {one.ad: one for one in times}
    return tuple(_of_ad(versions[ad], seen.get(ad)) for ad in sorted(versions))


def _of_ad(versions: list[ReadVersion], times: AdTimes | None) -> AdMaterial:
    versions.sort(key=lambda one: (one.version.said_at, one.version.id))
    latest = versions[-1]
    said = [one.version.said_at for one in versions]
    return AdMaterial(
        ad=latest.ad.id,
        site=latest.ad.site,
        text=linking_text(latest.reading, latest.version.text),
        kind=latest.reading.kind,
        first_seen_at=times.first_seen_at if times else min(latest.ad.first_seen_at, *said),
        last_seen_at=times.last_seen_at if times else max(said),
        contacts=distinct((key.kind, key.key) for one in versions for key in one.contacts),
        near=distinct(form for one in versions for form in near_forms(one.reading)),
        names=distinct(name for one in versions for name in names_in(one.reading)),
        ages=distinct(age for one in versions for age in ages_in(one.reading)),
        prices=distinct(row for one in versions for row in prices_in(one.reading)),
        places=distinct(place for one in versions for place in places_in(one.reading)),
        langs=distinct(lang for one in reversed(versions) for lang in langs_in(one.reading)),
        images=distinct(image for one in versions for image in one.version.image_keys),
    )


def linking_text(reading: Reading, text: str) -> str:
    """The masked text without its slots (name, age, price, place, date)."""
    shown = list(reading.mask(text))
    for mention in reading.mentions:
        if mention.kind in SLOTS:
            shown[mention.start : mention.end] = " " * (min(mention.end, len(shown)) - mention.start)
    return "".join(shown)


def names_in(reading: Reading) -> Iterator[str]:
    yield from (one.value.clean for one in reading.of(MentionKind.NAME) if isinstance(one.value, Name))


def ages_in(reading: Reading) -> Iterator[int]:
    yield from (years for one in reading.of(MentionKind.AGE) if isinstance(one.value, Age) for years in one.value.years)


def prices_in(reading: Reading) -> Iterator[PriceRow]:
    for one in reading.of(MentionKind.PRICE):
        if isinstance(one.value, Price):
            yield PriceRow(one.value.amount, one.value.currency, one.value.minutes)


def places_in(reading: Reading) -> Iterator[str]:
    yield from (one.value.municipality for one in reading.of(MentionKind.PLACE) if isinstance(one.value, Place))


def langs_in(reading: Reading) -> Iterator[str]:
    yield reading.lang
    yield from (one.lang for one in reading.sentences if one.lang != "und")


def near_forms(reading: Reading) -> Iterator[int]:
    for one in reading.of(MentionKind.PHONE):
        if isinstance(one.value, Phone):
            yield from wild_forms(one.value.e164)


def wild_forms(e164: str) -> Iterator[int]:
    """The number with each of its last nine digits left open, as 63-bit hashes."""
    for place in range(max(len(e164) - WILD_DIGITS, 1), len(e164)):
        open_form = f"{e164[:place]}*{e164[place + 1 :]}"
        yield int.from_bytes(hashlib.blake2b(open_form.encode(), digest_size=8).digest()) >> 1


def distinct(found: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(found))
