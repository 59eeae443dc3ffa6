"""Readings, sealed, with the keys that linking and search join on beside them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Select, and_, select

from models.base import Id
from models.errors import NotFound
from models.reading import ContactKey, Reading
from models.scope import Scope
from models.stores import faults
from models.stores.ports import KeptReading, ReadVersion
from models.stores.sql.ground import AT_ONCE, IN_ONE_READ, Ground, batches, sees_ads
from models.stores.sql.latest import newest_read_version, superseded
from models.stores.sql.said import ad_from, contact_key_from, version_from
from models.stores.sql.tables import ads, assessments, contact_keys, readings, search_keys, versions

AD = "ad_"
"""Before the names of an ad's columns where they stand beside a version's."""


class SqlReadings:
    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    def add(self, kept: Sequence[KeptReading]) -> None:
        """In transactions of a few rows each: a kill repeats at most the one in hand."""
        for batch in batches(kept, AT_ONCE):
            rows = [self._row(one.reading) for one in batch]
            with self._ground.writing() as connection:
                self._ground.put(connection, readings, rows)
                self._ground.put(connection, contact_keys, [row for one in batch for row in _contact_rows(one)])
                self._ground.put(connection, search_keys, [row for one in batch for row in _search_rows(one)])
            faults.after_commit("reading")

    def get(self, version: Id, edition: str, scope: Scope) -> Reading:
        query = select(readings).where(readings.c.version == version, readings.c.edition == edition)
        if sees_ads(scope):
            with self._ground.reading() as connection:
                row = connection.execute(query).mappings().first()
            if row is not None:
                return self._reading(row)
        raise NotFound("reading of version", version)

    def all(self, edition: str, scope: Scope) -> Iterator[ReadVersion]:
        after = 0
        query = _read(edition).where(~superseded()).order_by(versions.c.number).limit(IN_ONE_READ)
        while sees_ads(scope):
            with self._ground.reading() as connection:
                rows = connection.execute(query.where(versions.c.number > after)).mappings().all()
                contacts = _contacts(connection, rows, edition)
            yield from (self._read_version(row, contacts) for row in rows)
            if len(rows) < IN_ONE_READ:
                return
            after = rows[-1]["number"]

    def latest(self, ads: Sequence[Id], edition: str, scope: Scope) -> tuple[ReadVersion, ...]:
        """In the order of the ads asked for; ads that nothing was read of are left out."""
        if not sees_ads(scope):
            return ()
        found: dict[Id, ReadVersion] = {}
        with self._ground.reading() as connection:
            for batch in batches(ads, IN_ONE_READ):
                newest = newest_read_version(batch, edition).subquery()
                query = _read(edition).join(newest, newest.c.version == versions.c.id)
                found |= {read.ad.id: read for read in self._fetched(connection, query, edition)}
        return tuple(found[ad] for ad in dict.fromkeys(ads) if ad in found)

    def unassessed(self, reading: str, assessing: str, scope: Scope, *, limit: int = 500) -> tuple[ReadVersion, ...]:
        if not sees_ads(scope):
            return ()
        met = select(assessments.c.number)
        met = met.where(assessments.c.version == versions.c.id, assessments.c.edition == assessing)
        query = _read(reading).where(~met.exists(), ~superseded()).order_by(versions.c.number).limit(limit)
        with self._ground.reading() as connection:
            return tuple(self._fetched(connection, query, reading))

    def by_search_key(self, key: Id, edition: str, scope: Scope) -> tuple[Id, ...]:
        if not sees_ads(scope):
            return ()
        query = select(versions.c.ad).distinct().join(search_keys, search_keys.c.version == versions.c.id)
        query = query.where(search_keys.c.key == key, search_keys.c.edition == edition, ~superseded())
        with self._ground.reading() as connection:
            return tuple(connection.execute(query.order_by(versions.c.ad)).scalars())

    def _fetched(self, connection: Connection, query: Select[Any], edition: str) -> list[ReadVersion]:
        rows = connection.execute(query).mappings().all()
        contacts = _contacts(connection, rows, edition)
        return [self._read_version(row, contacts) for row in rows]

    def _row(self, reading: Reading) -> dict[str, Any]:
        row = f"{reading.version}/{reading.edition}"
        sealed = self._ground.sealer.seal(readings.c.reading, row, reading.model_dump_json())
        return {"version": reading.version, "edition": reading.edition, "reading": sealed}

    def _reading(self, row: Mapping[Any, Any]) -> Reading:
        name = f"{row['version']}/{row['edition']}"
        return Reading.model_validate_json(self._ground.sealer.open(readings.c.reading, name, row["reading"]))

    def _read_version(self, row: Mapping[Any, Any], contacts: Mapping[Id, list[ContactKey]]) -> ReadVersion:
        return ReadVersion(
            ad=ad_from(row, self._ground.sealer, name=AD),
            version=version_from(row, self._ground.sealer),
            reading=self._reading(row),
            contacts=tuple(contacts.get(row["id"], ())),
        )


def _read(edition: str) -> Select[Any]:
    return (
        select(
            versions,
            readings.c.version,
            readings.c.edition,
            readings.c.reading,
            *(column.label(f"{AD}{column.name}") for column in ads.c),
        )
        .join(readings, and_(readings.c.version == versions.c.id, readings.c.edition == edition))
        .join(ads, ads.c.id == versions.c.ad)
    )


def _contacts(connection: Connection, rows: Sequence[Mapping[Any, Any]], edition: str) -> dict[Id, list[ContactKey]]:
    query = select(contact_keys).where(contact_keys.c.edition == edition)
    query = query.where(contact_keys.c.version.in_([row["id"] for row in rows]))
    found: dict[Id, list[ContactKey]] = defaultdict(list)
    for row in connection.execute(query.order_by(contact_keys.c.version, contact_keys.c.place)).mappings():
        found[row["version"]].append(contact_key_from(row))
    return found


def _contact_rows(kept: KeptReading) -> Iterator[dict[str, Any]]:
    edition = kept.reading.edition
    for place, contact in enumerate(kept.contacts):
        yield {
            "version": contact.version,
            "edition": edition,
            "place": place,
            "key": contact.key,
            "kind": contact.kind,
        }


def _search_rows(kept: KeptReading) -> Iterator[dict[str, Any]]:
    for form in kept.search_keys:
        yield {"key": form.key, "edition": kept.reading.edition, "version": form.version}
