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
    tombstone: bool = False
    """A removed ad answers 200 with a stone that names it, not 410."""


SITES = (
    SiteFacts(name="gatuplan.example", title="Gatuplan", make=Make.STATIC, phone="+46846500490", weight=30, first_id=10400),
    SiteFacts(name="rullan.example", title="Rullan", make=Make.SCROLL, phone="+46846500491", weight=16, first_id=88000),
    SiteFacts(name="portvakten.example", title="Portvakten", make=Make.GATE, phone="+46846500492", weight=14, first_id=3100),
    SiteFacts(name="marknadsrutan.example", title="Marknadsrutan", make=Make.STRUCTURED, phone="+46846500493", weight=16, first_id=52000),
    SiteFacts(name="skyltfonstret.example", title="Skyltfönstret", make=Make.BLOCK, phone="+46846500494", weight=14, first_id=700100, tombstone=True),
    SiteFacts(name="torgtavlan.example", title="Torgtavlan", make=Make.TABLES, phone="+46846500495", weight=10, first_id=640),
)  # fmt: skip
