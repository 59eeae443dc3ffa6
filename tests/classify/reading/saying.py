"""Reads one text and tells its fields; what the tests of single mentions share."""

from typing import Any

from classify.reading.context import Context
from classify.reading.fields import suite_fields
from classify.reading.reader import Reader
from models.base import fingerprint

VERSION = fingerprint("version", "test")


def fields(reader: Reader, text: str, context: Context) -> dict[str, Any]:
    return suite_fields(reader.read(text, version=VERSION, context=context))


def row(amount: int, minutes: int | None, currency: str = "SEK") -> dict[str, Any]:
    return {"amount": amount, "currency": currency, "minutes": minutes}
