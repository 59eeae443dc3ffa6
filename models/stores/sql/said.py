"""How words that were said lie in their sealed cells, and how records are made of rows again."""

from collections.abc import Mapping
from typing import Any

from models.ad import Ad, AdVersion, Part, Sighting
from models.base import Record
from models.reading import ContactKey, ContactKind
from models.stores.sql.ground import basis_from
from models.stores.sql.sealed import Sealer
from models.stores.sql.tables import ads, versions


class _Address(Record):
    """Where an ad stands: both can hold a number or a name."""

    url: str
    own_id: str | None


class _Said(Record):
    parts: tuple[Part, ...]
    posted: str | None


def address_told(ad: Ad) -> str:
    return _Address(url=ad.url, own_id=ad.own_id).model_dump_json()


def version_told(version: AdVersion) -> str:
    return _Said(parts=version.parts, posted=version.posted).model_dump_json()


def ad_from(row: Mapping[Any, Any], sealer: Sealer, *, name: str = "") -> Ad:
    """`name` is put before the names of the row's columns, where a row holds more than an ad."""
    told = sealer.open(ads.c.address, row[f"{name}id"], row[f"{name}address"])
    address = _Address.model_validate_json(told)
    return Ad(
        id=row[f"{name}id"],
        site=row[f"{name}site"],
        url=address.url,
        own_id=address.own_id,
        first_seen_at=row[f"{name}first_seen_at"],
        basis=basis_from(row[f"{name}basis"]),
    )


def version_from(row: Mapping[Any, Any], sealer: Sealer) -> AdVersion:
    said = _Said.model_validate_json(sealer.open(versions.c.said, row["id"], row["said"]))
    return AdVersion(
        id=row["id"],
        ad=row["ad"],
        page=row["page"],
        sheet=row["sheet"],
        said_at=row["said_at"],
        parts=said.parts,
        posted=said.posted,
        image_keys=tuple(row["image_keys"].split()),
        basis=basis_from(row["basis"]),
    )


def sighting_from(row: Mapping[Any, Any]) -> Sighting:
    return Sighting(**{name: row[name] for name in Sighting.model_fields})


def contact_key_from(row: Mapping[Any, Any]) -> ContactKey:
    return ContactKey(key=row["key"], kind=ContactKind(row["kind"]), version=row["version"])
