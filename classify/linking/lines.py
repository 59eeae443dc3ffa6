"""Linking for lines of text from elsewhere: no store, no state, contacts given beside the text are believed too."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import ClassVar

from pydantic import ConfigDict, field_validator

from classify.linking.linker import link, linking_edition
from classify.linking.material import (
    AdMaterial,
    ages_in,
    distinct,
    langs_in,
    linking_text,
    names_in,
    near_forms,
    places_in,
    prices_in,
    wild_forms,
)
from classify.reading.contacts import contact_keys
from models.base import Id, Moment, Record, fingerprint
from models.keys import KeyRing
from models.reading import CONTACTS, ContactKind, MentionKind, Reading
from models.scope import JOINT
from models.values.handle import Email, Handle, Service
from models.values.phone import Phone
from models.values.place import Place


class HandleSaid(Record):
    """A handle as a line gives it: a bare one names no service."""

    model_config: ClassVar[ConfigDict] = ConfigDict(frozen=True, extra="ignore")

    value: str
    service: str = Service.OTHER


class LinkLine(Record):
    """A line of `ads.jsonl`; unknown keys are ignored."""

    model_config: ClassVar[ConfigDict] = ConfigDict(frozen=True, extra="ignore")

    id: str
    text: str
    site: str = ""
    posted_at: Moment
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    handles: tuple[HandleSaid, ...] = ()
    place: str | None = None
    names: tuple[str, ...] = ()

    @field_validator("handles", mode="before")
    @classmethod
    def _bare(cls, told: object) -> object:
        if not isinstance(told, list | tuple):
            return told
        return tuple({"value": one} if isinstance(one, str) else one for one in told)


class LinkAnswer(Record):
    id: str
    advertiser: Id
    personas: tuple[Id, ...]


def link_lines(lines: Sequence[tuple[LinkLine, Reading]], *, keys: KeyRing, now: datetime) -> tuple[LinkAnswer, ...]:
    """Link all lines, each with the reading of its text; answers in the same order. A repeated id is one ad."""
    material = materials(lines, keys=keys)
    editions = sorted({reading.edition for _, reading in lines})
    linked = link(
        tuple(material.values()), layer=JOINT, edition=linking_edition(fingerprint(*editions)), previous=(), now=now
    )
    home = {ad: one.id for one in linked.advertisers for ad in one.ads}
    shown: dict[Id, list[Id]] = {}
    for one in linked.advertisers:
        for persona in one.personas:
            for ad in persona.ads:
                shown.setdefault(ad, []).append(persona.id)
    named = [(line.id, ad_of(line)) for line, _ in lines]
    return tuple(LinkAnswer(id=said, advertiser=home[ad], personas=tuple(shown.get(ad, ()))) for said, ad in named)


def materials(lines: Sequence[tuple[LinkLine, Reading]], *, keys: KeyRing) -> dict[Id, AdMaterial]:
    """What linking works on, by ad; the last of a repeated id counts."""
    towns = _towns(reading for _, reading in lines)
    return {ad.ad: ad for ad in (_material(line, reading, keys=keys, towns=towns) for line, reading in lines)}


def ad_of(line: LinkLine) -> Id:
    """The name of a line's ad, in this process only."""
    return fingerprint("line", line.id)


def _material(line: LinkLine, reading: Reading, *, keys: KeyRing, towns: Mapping[str, str]) -> AdMaterial:
    given = tuple(_contacts(line, reading))
    read = tuple((one.kind, one.key) for one in contact_keys(reading, keys))
    told = tuple((kind, keys.contact(name, value)) for kind, name, value in given)
    numbers = (value for kind, _, value in given if kind is ContactKind.PHONE)
    places = (line.place,) if line.place else ()
    return AdMaterial(
        ad=ad_of(line),
        site=line.site,
        text=_without(linking_text(reading, line.text), (*line.names, *places)),
        kind=reading.kind,
        first_seen_at=line.posted_at,
        last_seen_at=line.posted_at,
        contacts=distinct((*read, *told)),
        near=distinct((*near_forms(reading), *(form for number in numbers for form in wild_forms(number)))),
        names=distinct((*line.names, *names_in(reading))),
        ages=distinct(ages_in(reading)),
        prices=distinct(prices_in(reading)),
        places=distinct((*(towns.get(place.casefold(), place.casefold()) for place in places), *places_in(reading))),
        langs=distinct(langs_in(reading)),
    )


def _without(text: str, said: Sequence[str]) -> str:
    for word in said:
        text = text.replace(word, " ")
    return text


def _contacts(line: LinkLine, reading: Reading) -> Iterator[tuple[ContactKind, str, str]]:
    """Contacts given beside the text in their frozen normal forms, without those that the text gives as not its own."""
    foreign = {_clean(mention.value) for mention in reading.mentions if mention.kind in CONTACTS and not mention.own}
    for said in line.phones:
        phone = Phone.parse(said)
        number = phone.e164 if phone else said.strip()
        if number and number not in foreign:
            yield ContactKind.PHONE, "phone", number
    for said in line.emails:
        email = Email.parse(said)
        if email and email.clean not in foreign:
            yield ContactKind.EMAIL, "email", email.clean
    for one in line.handles:
        yield from _handle(one, foreign)


def _handle(said: HandleSaid, foreign: set[str]) -> Iterator[tuple[ContactKind, str, str]]:
    service = Service(said.service) if said.service in set(Service) else Service.OTHER
    handle = Handle.parse(said.value, service)
    if handle is None or handle.value in foreign:
        return
    if handle.value.startswith("+"):
        yield ContactKind.PHONE, "phone", handle.value
    else:
        yield ContactKind.HANDLE, service.value, handle.value


def _clean(value: object) -> str:
    if isinstance(value, Phone):
        return value.e164
    return value.value if isinstance(value, Handle) else str(getattr(value, "clean", ""))


def _towns(readings: Iterator[Reading]) -> dict[str, str]:
    """Municipality codes by the names that these texts give them, for the places that lines give by name."""
    return {
        said.casefold(): mention.value.municipality
        for reading in readings
        for mention in reading.of(MentionKind.PLACE)
        if isinstance(mention.value, Place)
        for said in (mention.value.name, mention.value.said)
    }
