"""Everything that can go wrong, as a family tree.

LyktaError                  what a door may catch and tell; anything else is a bug
├── BadInput                what was handed in cannot be used; names what and what to do
│   ├── BadSheet            a site sheet is wrong: file, line, key, what was expected
│   ├── BadCatalogue        the indicators cannot be trusted as written
│   └── BadSetting          a LYKTA_ setting is missing or wrong
├── SiteChanged             a page no longer looks as its sheet expects
├── SiteUnreachable         the site did not answer
├── Refused                 the guard or the robots policy said no
├── NotFound                no such thing, or none that this person may know of
├── NotAllowed              the policy said no
├── Conflict                somebody else decided first
├── WrongKey                a sealed value does not open with this key ring
├── LostKey                 a sealed value names a key that the ring does not hold
├── SchemaAhead             the database was written by a newer Lykta
├── SearchAway              the search index does not answer
└── MissingPart             a program that this work needs is not on the machine
"""

from dataclasses import dataclass
from pathlib import Path


class LyktaError(Exception):
    """Root of the family."""


class BadInput(LyktaError):
    pass


@dataclass(eq=False)
class BadSheet(BadInput):
    file: Path
    line: int
    key: str
    expected: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}: {self.key!r} is wrong: expected {self.expected}."


class BadCatalogue(BadInput):
    pass


@dataclass(eq=False)
class BadSetting(BadInput):
    name: str
    expected: str

    def __str__(self) -> str:
        return f"{self.name} is wrong: expected {self.expected}."


@dataclass(eq=False)
class SiteChanged(LyktaError):
    site: str
    url: str
    missing: str

    def __str__(self) -> str:
        return f"{self.site}: no {self.missing} at {self.url}; the site may have changed, check its sheet."


@dataclass(eq=False)
class SiteUnreachable(LyktaError):
    site: str
    why: str

    def __str__(self) -> str:
        return f"{self.site} did not answer ({self.why}); the visit is tried again when it is next due."


@dataclass(eq=False)
class Refused(LyktaError):
    what: str
    why: str

    def __str__(self) -> str:
        return f"{self.what} was refused: {self.why}."


@dataclass(eq=False)
class NotFound(LyktaError):
    kind: str
    id: str

    def __str__(self) -> str:
        return f"There is no {self.kind} {self.id}."


@dataclass(eq=False)
class NotAllowed(LyktaError):
    why: str

    def __str__(self) -> str:
        return f"Not allowed: {self.why}."


@dataclass(eq=False)
class Conflict(LyktaError):
    what: str

    def __str__(self) -> str:
        return f"{self.what}; load the page again to see what is there now."


@dataclass(eq=False)
class WrongKey(LyktaError):
    what: str

    def __str__(self) -> str:
        return f"The key ring does not open {self.what}; give the ring that sealed it (LYKTA_KEYS)."


@dataclass(eq=False)
class LostKey(LyktaError):
    key_id: str

    def __str__(self) -> str:
        return f"The key ring has no key {self.key_id}; restore it from its backup (LYKTA_KEYS)."


@dataclass(eq=False)
class SchemaAhead(LyktaError):
    found: str
    known: str

    def __str__(self) -> str:
        return f"The database has schema {self.found}, this Lykta knows {self.known}; install the newer Lykta."


@dataclass(eq=False)
class SearchAway(LyktaError):
    why: str

    def __str__(self) -> str:
        return f"Search does not answer ({self.why}); the queue goes on, and the index catches up by itself."


@dataclass(eq=False)
class MissingPart(LyktaError):
    part: str
    how: str

    def __str__(self) -> str:
        return f"{self.part} is missing: {self.how}."
