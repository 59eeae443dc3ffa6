"""A telephone number: one said form, cleaned to E.164."""

import re
from typing import Self

import phonenumbers

from models.base import Record

LAST_NINE, LAST_SIX = 9, 6

SET_ASIDE = re.compile(r"\+44(?:7700900\d{3}|2079460\d{3}|1(?:13|14|15|16|17|21|31|41|51|61)4960\d{3})")
"""British numbers for fiction, which the library calls invalid (the Swedish ones it calls valid)."""


class Phone(Record):
    said: str
    e164: str
    country: str
    """ISO 3166-1 alpha-2, as the number says; shown as a fact, never ranked on."""

    @classmethod
    def parse(cls, said: str, *, country: str = "SE") -> Self | None:
        """Clean one said form with plain digits (de-obscure first); None when it is no valid number."""
        try:
            number = phonenumbers.parse(said, country)
        except phonenumbers.NumberParseException:
            return None
        e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
        if not phonenumbers.is_valid_number(number) and not SET_ASIDE.fullmatch(e164):
            return None
        return cls(
            said=said,
            e164=e164,
            country=phonenumbers.region_code_for_number(number) or country,
        )

    @property
    def search_forms(self) -> tuple[tuple[str, str], ...]:
        """The forms that search knows it by, as (kind, digits): whole, last nine, last six."""
        digits = self.e164.lstrip("+")
        return ("phone", self.e164), ("last9", digits[-LAST_NINE:]), ("last6", digits[-LAST_SIX:])
