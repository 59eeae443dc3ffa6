"""The pretend sites: their names, their makes, and the site's own number, which is nobody's contact."""

from enum import StrEnum

from models.base import Record


class Make(StrEnum):
    STATIC = "static"
    """Lists by town with numbered and next paging, details in HTML."""
    SCROLL = "scroll"
    """List rendered by script, fed by a JSON address as one scrolls."""
    GATE = "gate"
    """Behind an age question answered by a form, remembered in a cookie."""
    STRUCTURED = "structured"
    """JSON-LD and microdata."""
    BLOCK = "block"
    """All data in a script block of the page."""
    TABLES = "tables"
    """Latin-1, tables, mark-up that is never closed."""


class SiteFacts(Record):
    name: str
    """The host name it answers to."""
    title: str
    make: Make
    phone: str
    weight: int
    """Its part of the market."""
    first_id: int
    """The site's own ad numbers go on from here."""


SITES = tuple(
    SiteFacts(name=f"{name}.example", title=title, make=make, phone=phone, weight=weight, first_id=first_id)
    for name, title, make, phone, weight, first_id in (
        ("gatuplan", "Gatuplan", Make.STATIC, "+46846500490", 30, 10400),
        ("rullan", "Rullan", Make.SCROLL, "+46846500491", 16, 88000),
        ("portvakten", "Portvakten", Make.GATE, "+46846500492", 14, 3100),
        ("marknadsrutan", "Marknadsrutan", Make.STRUCTURED, "+46846500493", 16, 52000),
        ("skyltfonstret", "Skyltfönstret", Make.BLOCK, "+46846500494", 14, 700100),
        ("torgtavlan", "Torgtavlan", Make.TABLES, "+46846500495", 10, 640),
    )
)
