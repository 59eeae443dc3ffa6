"""Every word that a page shows, in Swedish and English, and how dates and numbers are said in each."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import yaml
from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal

LANGUAGES = ("sv", "en")
HERE = ZoneInfo("Europe/Stockholm")
FOLDER = Path(__file__).parent / "words"

Told = dict[str, str]


@cache
def _read(lang: str) -> Told:
    return dict(_flat(yaml.safe_load((FOLDER / f"{lang}.yaml").read_text("utf-8")), ""))


def _flat(tree: object, path: str) -> list[tuple[str, str]]:
    if not isinstance(tree, dict):
        return [(path, str(tree))]
    return [found for name, below in tree.items() for found in _flat(below, f"{path}.{name}".lstrip("."))]


@dataclass(frozen=True)
class Words:
    """The words of one language. A key that does not exist is a bug and raises KeyError."""

    lang: str

    def say(self, key: str, **told: object) -> str:
        """Fill in the word; with `n` the plural form `key.one` or `key.other` is taken where there is one."""
        words = _read(self.lang)
        if "n" in told and key not in words:
            key = f"{key}.{'one' if told['n'] == 1 else 'other'}"
        shown = {name: self.number(value) if isinstance(value, int) else value for name, value in told.items()}
        return words[key].format(**shown)

    def has(self, key: str) -> bool:
        return key in _read(self.lang)

    def raw(self, key: str) -> str:
        return _read(self.lang)[key]

    def every_key(self) -> frozenset[str]:
        return frozenset(_read(self.lang))

    def number(self, value: int) -> str:
        return format_decimal(value, locale=self.lang)

    def day(self, moment: datetime) -> str:
        return format_date(moment.astimezone(HERE).date(), "d MMM y", locale=self.lang)

    def date(self, day: date) -> str:
        return format_date(day, "d MMM y", locale=self.lang)

    def moment(self, moment: datetime) -> str:
        return format_datetime(moment, "d MMM y HH:mm", tzinfo=HERE, locale=self.lang)

    def listing(self, shown: tuple[str, ...], *, at_most: int = 3) -> str:
        """Join a few and count the rest."""
        head = ", ".join(shown[:at_most])
        left = len(shown) - at_most
        return self.say("and_more", shown=head, n=left) if left > 0 else head


def language(told: str | None) -> str:
    """One of ours, else Swedish."""
    return told if told in LANGUAGES else LANGUAGES[0]
