"""A reading as the nine fields that the doors speak: the names of the labelled suites."""

from collections.abc import Iterable

from models.reading import Age, Mention, Name, Reading, Url
from models.values.date import Stay
from models.values.handle import Email, Handle, Service
from models.values.phone import Phone
from models.values.place import Place
from models.values.price import Price


def suite_fields(reading: Reading) -> dict[str, object]:
    """The nine fields, in order of mention and without doubles; what belongs to others (`own=False`) is left out."""
    values = [mention.value for mention in reading.mentions if mention.own]
    return {
        "phones": _once(value.e164 for value in values if isinstance(value, Phone)),
        "emails": _once(value.clean for value in values if isinstance(value, Email)),
        "handles": [
            {"service": service, "value": value}
            for service, value in dict.fromkeys(
                (one.service.value, one.value)
                for one in values
                if isinstance(one, Handle) and one.service is not Service.OTHER
            )
        ],
        "urls": _once(value.clean for value in values if isinstance(value, Url)),
        "ages": _once(max(value.years) for value in values if isinstance(value, Age)),
        "prices": _prices([value for value in values if isinstance(value, Price)]),
        "places": _once(value.name for value in values if isinstance(value, Place)),
        "names": _once(value.clean for value in values if isinstance(value, Name)),
        "dates": _dates([value for value in values if isinstance(value, Stay)]),
    }


def said_and_clean(mention: Mention) -> dict[str, object]:
    """One mention as the door tells it."""
    return {
        "kind": mention.kind.value,
        "said": mention.value.said,
        "clean": clean(mention),
        "start": mention.start,
        "end": mention.end,
    }


def clean(mention: Mention) -> str:
    """The clean form of any mention as one string."""
    match mention.value:
        case Phone(e164=number):
            told = number
        case Handle(service=service, value=value):
            told = f"{service.value}:{value}"
        case Age(years=years):
            told = "/".join(map(str, years))
        case Price() as price:
            told = f"{price.amount.normalize():f} {price.currency}" + (f"/{price.minutes} min" if price.minutes else "")
        case Place() as place:
            told = f"{place.name} ({place.municipality})"
        case Stay() as stay:
            told = f"{stay.first.isoformat()}/{stay.last.isoformat() if stay.last else '..'}"
        case other:
            told = other.clean
    return told


def _once(values: Iterable[object]) -> list[object]:
    return list(dict.fromkeys(values))


def _prices(prices: list[Price]) -> list[object]:
    rows = dict.fromkeys((price.amount, price.currency, price.minutes) for price in prices)
    return [
        {"amount": int(amount) if amount == int(amount) else float(amount), "currency": currency, "minutes": minutes}
        for amount, currency, minutes in rows
    ]


def _dates(stays: list[Stay]) -> dict[str, str | None] | None:
    """Several legs of a tour as one range, from the first day to the last: the suites' schema knows one."""
    if not stays:
        return None
    lasts = [stay.last for stay in stays]
    last = None if None in lasts else max(day for day in lasts if day is not None)
    return {"from": min(stay.first for stay in stays).isoformat(), "to": last.isoformat() if last else None}
