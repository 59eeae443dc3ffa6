"""The one column type whose values are sealed (AES-256-GCM); no other module encrypts."""

import os
from functools import lru_cache
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import Column, Dialect, LargeBinary
from sqlalchemy.types import TypeDecorator
from typing_extensions import override

from models.errors import WrongKey
from models.keys import KeyRing
from models.scope import JOINT

FORMAT = 1
NONCE_BYTES = 12


class Cell(bytes):
    """A sealed value: format byte, length and id of the key, nonce, ciphertext with its tag."""

    __slots__ = ()


class Sealed(TypeDecorator[Cell]):
    """Takes what a `Sealer` sealed and nothing else, so that no plain value gets into such a column by mistake."""

    impl = LargeBinary
    cache_ok = True

    @override
    def process_bind_param(self, value: Any, dialect: Dialect) -> bytes | None:
        if value is not None and not isinstance(value, Cell):
            raise TypeError("a sealed column takes what a Sealer sealed, never a plain value")
        return value

    @override
    def process_result_value(self, value: Any, dialect: Dialect) -> Cell | None:
        return None if value is None else Cell(value)


class Sealer:
    """Seals and opens cells; each is bound to its table, row, column and layer, so one that is moved does not open."""

    def __init__(self, keys: KeyRing) -> None:
        self._keys = keys
        self._ciphers: dict[tuple[str, str], AESGCM] = {}

    def seal(self, column: Column[Any], row: str, value: str, *, layer: str = JOINT) -> Cell:
        """`row` is the row's key as text; `value` is any text, also with lone surrogates. Raises LostKey."""
        key_id, nonce = self._keys.current, os.urandom(NONCE_BYTES)
        cipher = self._cipher(key_id, layer)
        name = key_id.encode()
        sealed = cipher.encrypt(nonce, value.encode("utf-8", "surrogatepass"), _bound(column, row, layer, name))
        return Cell(bytes((FORMAT, len(name))) + name + nonce + sealed)

    def open(self, column: Column[Any], row: str, cell: bytes, *, layer: str = JOINT) -> str:
        """Raises WrongKey for a value sealed by another ring or for another place, LostKey for an unknown key id."""
        key_id, nonce, sealed = _taken_apart(column, cell)
        cipher = self._cipher(key_id.decode("utf-8", "replace"), layer)
        try:
            plain = cipher.decrypt(nonce, sealed, _bound(column, row, layer, key_id))
        except InvalidTag:
            raise WrongKey(f"{column.table.name}.{column.name} of {row}") from None
        return plain.decode("utf-8", "surrogatepass")

    def _cipher(self, key_id: str, layer: str) -> AESGCM:
        cipher = self._ciphers.get((key_id, layer))
        if cipher is None:
            cipher = self._ciphers[key_id, layer] = AESGCM(self._keys.seal_key(key_id, layer))
        return cipher


def _taken_apart(column: Column[Any], cell: bytes) -> tuple[bytes, bytes, bytes]:
    start = 2 + cell[1] if len(cell) > 1 else 0
    if not start or cell[0] != FORMAT or len(cell) <= start + NONCE_BYTES:
        raise WrongKey(f"{column.table.name}.{column.name}: what stands there was not sealed by Lykta")
    return cell[2:start], cell[start : start + NONCE_BYTES], cell[start + NONCE_BYTES :]


def _bound(column: Column[Any], row: str, layer: str, key_id: bytes) -> bytes:
    """What a cell is bound to; only the row differs from cell to cell."""
    return _place(column, layer, key_id) + row.encode()


@lru_cache(maxsize=1024)
def _place(column: Column[Any], layer: str, key_id: bytes) -> bytes:
    parts = (b"%d" % FORMAT, key_id, *(part.encode() for part in (column.table.name, column.name, layer)))
    return b"".join(b"%d:%s\x1f" % (len(part), part) for part in parts)
