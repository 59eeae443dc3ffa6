"""Fills a text's slots for one posting, and notes what a plain reader reads in the result."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from random import Random

from models.values.handle import Service
from simulator.composing import Skeleton
from simulator.contacts import NamedHandle
from simulator.kinds import Reach
from simulator.obscuring import obscured, plainly
from simulator.people import Persona
from simulator.postings import Posting
from simulator.whereabouts import drawn_town
from simulator.words import SLOT, places

WHATSAPP = "WhatsApp {phone}"
ENDINGS = (".", "!", "?", ")", "☺", "kr")
MINOR_AGES = (15, 17)
SHORT_VISIT = (2, 9)


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers as they stand in one ad."""

    reach: Reach
    shown: str
    """E.164 of what is written: the advertiser's, one digit off, or the site's."""
    old: str = ""


@dataclass(frozen=True, slots=True)
class Filled:
    title: str
    body: str
    price: str
    phones: tuple[str, ...]
    emails: tuple[str, ...]
    handles: tuple[NamedHandle, ...]
    names: tuple[str, ...]
    shown: tuple[str, ...]
    """Slots that the text uses."""


class Slots:
    """What stands in the slots of one posting's text; notes which were used."""

    def __init__(self, post: Posting, numbers: Numbers, *, posted: date, extra: int, rng: Random) -> None:
        self.used: dict[str, str] = {}
        self._post = post
        self._numbers = numbers
        self._posted = posted
        self._extra = extra
        self._rng = rng
        self._leg = post.persona.leg_at(post.day)

    def filled(self, said: str) -> str:
        return SLOT.sub(lambda slot: self._value(slot.group()[1:-1]), said)

    def _value(self, slot: str) -> str:
        if slot not in self.used:
            self.used[slot] = self._told(slot)
        return self.used[slot]

    def _told(self, slot: str) -> str:
        if slot[0] == "p" and slot[1].isdigit():
            return str(self._price(slot))
        table: dict[str, Callable[[], str]] = {
            "name": lambda: self._post.persona.name,
            "name2": lambda: self._other(1).name,
            "name3": lambda: self._other(2).name,
            "age": lambda: str(self._post.persona.age),
            "age2": lambda: str(self._other(1).age),
            "buyer_age": lambda: str(self._post.persona.age),
            "minor_age": lambda: str(self._rng.randint(*MINOR_AGES)),
            "place": lambda: self._leg.town,
            "place2": self._next_town,
            "district": lambda: self._leg.district,
            "street": lambda: self._leg.street,
            "agency": lambda: self._post.advertiser.house or "Privat",
            "venue": lambda: self._post.advertiser.house or "Studion",
            "from": lambda: _day(self._posted),
            "to": lambda: _day(self._posted + timedelta(days=self._rng.randint(*SHORT_VISIT))),
            "phone": lambda: self._number(self._numbers.shown),
            "old_phone": lambda: self._number(self._numbers.old),
            "site_phone": lambda: self._number(self._numbers.shown),
            "mail": lambda: self._post.advertiser.mail,
            "handle": lambda: self._post.advertiser.handle.value,
            "service": self._post.advertiser.handle.service.value.capitalize,
            "contact": partial(self._value, "phone"),
            "url": lambda: f"https://demo-{self._rng.randrange(100, 1000)}.example/p",
            "salary": lambda: f"{self._rng.randrange(20, 90)} 000 kr",
            "code": lambda: f"{self._rng.randrange(1000, 9999)}",
            "order": lambda: f"{self._rng.randrange(100_000, 999_999)}",
            "origin": lambda: self._rng.choice(places().origins[self._language]),
            "langs": lambda: self._rng.choice(places().speaks[self._language]),
        }
        return table[slot]()

    @property
    def _language(self) -> str:
        return self._post.advertiser.face.language

    def _price(self, slot: str) -> int:
        """`p60` is the hour, `p60b` the same for the second person; rounded as people round."""
        minutes = int(slot[1:].rstrip("bc"))
        who = {"b": self._other(1), "c": self._other(2)}.get(slot[-1], self._post.persona)
        hour = who.hour_price + self._extra
        share = {30: 0.6, 45: 0.8, 60: 1.0, 90: 1.4, 180: 2.5}[minutes]
        return round(hour * share / 100) * 100

    def _other(self, place: int) -> Persona:
        people = self._post.advertiser.personas or (self._post.persona,)
        others = [who for who in people if who.id != self._post.persona.id] or [self._post.persona]
        return others[(place - 1) % len(others)]

    def _number(self, e164: str) -> str:
        if self._numbers.reach is Reach.OBSCURED:
            return obscured(e164, language=self._language, rng=self._rng)
        return plainly(e164, self._rng)

    def _next_town(self) -> str:
        later = [leg.town for leg in self._post.persona.legs if leg.since > self._post.day]
        return later[0] if later else drawn_town(self._rng, other_than=(self._leg.town,)).name


def filled(skeleton: Skeleton, slots: Slots, *, post: Posting, numbers: Numbers, price: bool) -> Filled:
    title = slots.filled(skeleton.title)
    body = _joined(skeleton, slots)
    plain = numbers.reach is Reach.PLAIN
    phones = [numbers.shown] * (_uses_number(slots) and plain) + [numbers.old] * ("old_phone" in slots.used and plain)
    handles = [post.advertiser.handle] * ("handle" in slots.used)
    if plain and any(line.said.startswith(WHATSAPP) for line in skeleton.lines):
        handles.append(_whatsapp(numbers.shown))
    return Filled(
        title=title,
        body=body,
        price=slots.filled("{p60} kr/h") if price else "",
        phones=tuple(dict.fromkeys(phones)),
        emails=(post.advertiser.mail,) * ("mail" in slots.used),
        handles=tuple(handles),
        names=_names(slots),
        shown=tuple(slots.used),
    )


def _uses_number(slots: Slots) -> bool:
    return "phone" in slots.used or "site_phone" in slots.used


def _names(slots: Slots) -> tuple[str, ...]:
    return tuple(dict.fromkeys(slots.used[slot] for slot in ("name", "name2", "name3") if slot in slots.used))


def _whatsapp(e164: str) -> NamedHandle:
    return NamedHandle(service=Service.WHATSAPP, value=e164)


def _joined(skeleton: Skeleton, slots: Slots) -> str:
    """Lines as one text; a contact stands on a line of its own, so that its digits meet no others."""
    said = ""
    for place, line in enumerate(skeleton.lines):
        text = slots.filled(line.said)
        joint = "\n" if line.contact or (place and skeleton.lines[place - 1].contact) else skeleton.joint
        if said and joint == " " and not said.endswith(ENDINGS):
            said += "."
        said += (joint if said else "") + text
    return said


def _day(day: date) -> str:
    return f"{day.day}/{day.month}"
