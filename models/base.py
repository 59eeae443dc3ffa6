"""The one kind of value that every room passes on, and how it gets its name."""

import hashlib
import hmac
from typing import Annotated, ClassVar

import uuid6
from pydantic import AwareDatetime, BaseModel, ConfigDict, StringConstraints

Id = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]
"""128 bits in lower-case hex."""

Moment = AwareDatetime

ID_BYTES = 16
SEPARATOR = b"\x1f"


class Record(BaseModel):
    """A fact that is never edited; what changes is told by a new record."""

    model_config: ClassVar[ConfigDict] = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=False)


def fingerprint(*parts: str) -> Id:
    """Name a record by what it says (SHA-256, first 128 bits), so that writing it twice stores it once."""
    # Lengths keep ("ab", "c") and ("a", "bc") apart, whatever characters a hostile text holds.
    return hashlib.sha256(_framed(parts)).hexdigest()[: 2 * ID_BYTES]


def keyed_fingerprint(key: bytes, *parts: str) -> Id:
    """As `fingerprint`, under a secret key (HMAC-SHA-256): what could be guessed cannot be looked up."""
    return hmac.new(key, _framed(parts), hashlib.sha256).hexdigest()[: 2 * ID_BYTES]


def new_id() -> Id:
    """A name for what people make: UUIDv7, so that it sorts by time."""
    return uuid6.uuid7().hex


def _framed(parts: tuple[str, ...]) -> bytes:
    encoded = [part.encode("utf-8", "surrogatepass") for part in parts]
    return SEPARATOR.join(b"%d:%s" % (len(part), part) for part in encoded)
