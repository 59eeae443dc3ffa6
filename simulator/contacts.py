"""Contacts of pretend advertisers: numbers set aside for fiction first, further ones drawn at run time, never kept."""

from random import Random

import phonenumbers

from models.base import Record
from models.values.handle import Service

FICTION_MOBILES = tuple(f"+4670{number}" for number in range(1740605, 1740700))
FICTION_LANDLINES = (
    *(f"+468{number}" for number in range(46500400, 46500490)),
    *(f"+4631{number}" for number in range(3900600, 3900690)),
    *(f"+4640{number}" for number in range(6280400, 6280490)),
)
SWEDISH_MOBILE = ("+467", ("02", "03", "06", "09", "2", "3", "6", "9"), 9)
"""What stands first, which digits may follow, digits of the national number."""
FOREIGN_MOBILE = {
    "ro": ("+407", ("2", "3", "4", "5"), 9),
    "es": ("+346", ("1", "2", "3", "5"), 9),
    "pl": ("+48", ("50", "51", "60", "72", "78"), 9),
    "ru": ("+3712", ("6", "9"), 8),
    "th": ("+668", ("1", "6", "9"), 9),
    "hu": ("+36", ("20", "30", "70"), 9),
    "de": ("+4915", ("20", "73", "90"), 11),
    "uk": ("+380", ("50", "67", "93"), 9),
    "bg": ("+3598", ("7", "8", "9"), 9),
    "lt": ("+3706", ("1", "5", "7"), 8),
}
HANDLE_SERVICES = (
    Service.TELEGRAM,
    Service.SIGNAL,
    Service.SNAPCHAT,
    Service.INSTAGRAM,
    Service.KIK,
    Service.VIBER,
)
COUNTRY_DIGITS = {"+46": 3, "+40": 3, "+34": 3, "+48": 3, "+36": 3, "+66": 3, "+49": 3}


class NamedHandle(Record):
    service: Service
    value: str


class PhoneBook:
    """Draws numbers that nobody else in this market has."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._mobiles = rng.sample(FICTION_MOBILES, len(FICTION_MOBILES))
        self._landlines = rng.sample(FICTION_LANDLINES, len(FICTION_LANDLINES))
        self._given: set[str] = set()

    def mobile(self, language: str = "sv") -> str:
        """A mobile number: Swedish, or of the country that the language speaks of."""
        plan = FOREIGN_MOBILE.get(language, SWEDISH_MOBILE)
        if plan is SWEDISH_MOBILE and self._mobiles:
            return self._give(self._mobiles.pop())
        return self._drawn(plan)

    def landline(self) -> str:
        return self._give(self._landlines.pop()) if self._landlines else self._drawn(SWEDISH_MOBILE)

    def wrong_by_one_digit(self, e164: str) -> str:
        """As a slip of the finger writes it: one digit off, and nobody else's number."""
        while True:
            place = self._rng.randrange(6, len(e164))
            digit = self._rng.choice([digit for digit in "0123456789" if digit != e164[place]])
            slipped = e164[:place] + digit + e164[place + 1 :]
            if slipped not in self._given:
                return slipped

    def _drawn(self, plan: tuple[str, tuple[str, ...], int]) -> str:
        lead, openings, length = plan
        while True:
            head = lead + self._rng.choice(openings)
            missing = length - (len(head) - _prefix_length(lead))
            number = head + "".join(self._rng.choices("0123456789", k=missing))
            if number not in self._given and phonenumbers.is_valid_number(phonenumbers.parse(number)):
                return self._give(number)

    def _give(self, number: str) -> str:
        self._given.add(number)
        return number


def _prefix_length(lead: str) -> int:
    """How many characters of an opening are the plus sign and the country code."""
    return next((size for code, size in COUNTRY_DIGITS.items() if lead.startswith(code)), 4)


def mail_of(name: str, rng: Random) -> str:
    host = rng.choice(("example.com", "example.org", "example.net"))
    return f"demo.{_plain(name)}{rng.randrange(10, 10_000)}@{host}"


def handle_of(name: str, rng: Random) -> NamedHandle:
    return NamedHandle(service=rng.choice(HANDLE_SERVICES), value=f"demo_{_plain(name)}_{rng.randrange(10, 10_000)}")


def _plain(name: str) -> str:
    plain = "".join(letter for letter in name.casefold() if letter.isascii() and letter.isalpha())
    return plain or "anna"
