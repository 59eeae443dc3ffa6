"""The key ring: one file, mode 0600, made on first use; everything keyed or sealed starts here."""

import hashlib
import hmac
import json
import os
import secrets
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from models.base import Id, keyed_fingerprint
from models.errors import LostKey, WrongKey

KEY_BYTES = 32
PURPOSES = ("identity", "contact", "history", "log", "image")


@dataclass(frozen=True, repr=False)
class KeyRing:
    """Keys by name. `identity` never rotates; seal keys are numbered and one per layer, derived from a numbered root.

    Attributes: `keyed` maps each of PURPOSES to 32 bytes; `seals` maps key ids ("1", "2", …) to 32-byte roots;
    `current` is the key id that new values are sealed under.
    """

    keyed: dict[str, bytes]
    seals: dict[str, bytes]
    current: str

    @classmethod
    def fresh(cls) -> Self:
        return cls(
            keyed={purpose: secrets.token_bytes(KEY_BYTES) for purpose in PURPOSES},
            seals={"1": secrets.token_bytes(KEY_BYTES)},
            current="1",
        )

    @classmethod
    def at(cls, path: Path) -> Self:
        """Read the ring, or make one where there is none. Raises WrongKey for a file that is no key ring."""
        if not path.exists():
            cls.fresh().write(path)
        try:
            told = json.loads(path.read_text("utf-8"))
            return cls(
                keyed={purpose: bytes.fromhex(told["keyed"][purpose]) for purpose in PURPOSES},
                seals={name: bytes.fromhex(value) for name, value in told["seals"].items()},
                current=told["current"],
            )
        except (ValueError, KeyError, TypeError, AttributeError):
            raise WrongKey(f"anything: {path} is no key ring") from None

    def write(self, path: Path) -> None:
        """Write aside and link into place: of two processes that start at once, the second keeps the first's ring."""
        path.parent.mkdir(parents=True, exist_ok=True)
        aside = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
        told = {
            "keyed": {purpose: key.hex() for purpose, key in self.keyed.items()},
            "seals": {name: key.hex() for name, key in self.seals.items()},
            "current": self.current,
        }
        handle = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(told, file)
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(aside, path)
        aside.unlink()

    def identity(self, *parts: str) -> Id:
        """Name an ad version: what could be guessed from an unkeyed hash (a phone number) stays hidden."""
        return keyed_fingerprint(self.keyed["identity"], *parts)

    def contact(self, kind: str, value: str) -> Id:
        """Key of a contact or of one of its search forms: `kind` such as phone, last9, last6, email, telegram."""
        return keyed_fingerprint(self.keyed["contact"], kind, value)

    def image(self, *parts: str) -> Id:
        return keyed_fingerprint(self.keyed["image"], *parts)

    def seal_key(self, key_id: str, layer: str) -> bytes:
        """Derive the AES-256 key of one layer (HMAC-SHA-256 of the layer's name under the root). Raises LostKey."""
        root = self.seals.get(key_id)
        if root is None:
            raise LostKey(key_id)
        return hmac.new(root, b"seal:" + layer.encode(), hashlib.sha256).digest()
