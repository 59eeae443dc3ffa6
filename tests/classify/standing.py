"""Makes advertisers out of a few words; what the tests of standings and group signals share."""

from datetime import datetime, timedelta
from typing import Any

from classify.assessing import assess
from classify.catalogue import load
from classify.group_signals.group import Group, gather
from classify.standings import stand
from models.ad import Ad
from models.assessment import Standing
from models.base import fingerprint
from models.link import Advertiser, Figures
from models.reading import ContactKey, ContactKind, Mention, MentionKind, Name
from models.scope import JOINT
from models.stores.ports import ReadVersion
from models.values.place import Place
from models.values.price import Price
from tests.classify.assessed import a_reading
from tests.factories import BASIS, NOON, a_page, a_version

ADVERTISER = fingerprint("advertiser", "one")


def an_ad(number: int, **told: Any) -> ReadVersion:
    """One read ad. Told: name, names, phone, handle, url, prices, town, day, kind, lang, body, image."""
    names = told.get("names") or ([told["name"]] if "name" in told else [])
    town, prices = told.get("town"), told.get("prices", ())
    at = NOON + timedelta(days=told.get("day", 0))
    url = f"https://exempel.example/{number}"
    words = [*names, *([town] if town else []), *(f"{amount} kr {minutes} min" for amount, minutes in prices)]
    version = a_version(
        a_page(url=url, at=at), url=url, own_id=str(number), title=" / ".join(words) or "Hej", body=told.get("body", "")
    )
    mentions = [_mention(version.id, version.text, MentionKind.NAME, Name(said=name, clean=name)) for name in names]
    if town:
        place = Place(said=town, name=town, municipality=f"{sum(map(ord, town)) % 10000:04d}")
        mentions.append(_mention(version.id, version.text, MentionKind.PLACE, place))
    for amount, minutes in prices:
        price = Price(said=f"{amount} kr {minutes} min", amount=amount, currency="SEK", minutes=minutes)
        mentions.append(_mention(version.id, version.text, MentionKind.PRICE, price))
    reading = a_reading(version, *mentions, kind=told.get("kind", "own_offer"), lang=told.get("lang", "sv"))
    ad = Ad(id=version.ad, site="exempel", url=url, own_id=str(number), first_seen_at=at, basis=BASIS)
    return ReadVersion(ad=ad, version=version, reading=reading, contacts=tuple(_contacts(version.id, told)))


def _mention(version: str, text: str, kind: MentionKind, value: Any) -> Mention:
    start = text.index(value.said)
    return Mention.read(version, "r1", kind=kind, span=(start, start + len(value.said)), extractor="x", value=value)


def _contacts(version: str, told: dict[str, Any]) -> list[ContactKey]:
    kinds = {"phone": ContactKind.PHONE, "handle": ContactKind.HANDLE, "url": ContactKind.URL}
    return [
        ContactKey(key=fingerprint("key", told[name]), kind=kind, version=version)
        for name, kind in kinds.items()
        if name in told
    ]


def advertiser(*read: ReadVersion) -> Advertiser:
    times: list[datetime] = [one.ad.first_seen_at for one in read]
    figures = Figures(
        ads=len(read),
        names=0,
        contacts=0,
        sites=1,
        places=(),
        langs=(),
        kinds=(),
        first_seen_at=min(times),
        last_seen_at=max(times),
    )
    ads = tuple(one.ad.id for one in read)
    return Advertiser(id=ADVERTISER, layer=JOINT, run=fingerprint("run"), ads=ads, personas=(), figures=figures)


def group(*read: ReadVersion) -> Group:
    return gather(advertiser(*read), read)


def standing(*read: ReadVersion) -> Standing:
    catalogue = load()
    assessments = [assess(one.version, one.reading, catalogue, "a1") for one in read]
    return stand(advertiser(*read), read, assessments, catalogue, "s1")
