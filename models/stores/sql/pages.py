"""Pages and what they gave: the one way collected words get in."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, select

from models.ad import Ad, AdVersion, Sighting
from models.base import Id
from models.errors import NotFound
from models.page import ArchivedAt, Page, PageKind, PageVerdict
from models.scope import Scope
from models.stores import faults
from models.stores.ports import Harvest
from models.stores.sql.ground import IN_ONE_READ, Ground, basis_from, sees_ads
from models.stores.sql.said import address_told, version_told
from models.stores.sql.tables import ads, pages, sightings, tellings, versions


class SqlPages:
    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    def add(self, harvest: Harvest) -> None:
        self.add_all((harvest,))

    def add_all(self, harvests: Sequence[Harvest]) -> None:
        with self._ground.writing() as connection:
            self._put(connection, harvests)
        faults.after_commit("page")

    def get(self, page: Id, scope: Scope) -> Page:
        if sees_ads(scope):
            with self._ground.reading() as connection:
                row = connection.execute(select(pages).where(pages.c.id == page)).mappings().first()
            if row is not None:
                return self._page(row)
        raise NotFound("page", page)

    def of_visit(self, visit: Id, scope: Scope) -> Iterator[Page]:
        after = 0
        query = select(pages).where(pages.c.visit == visit).order_by(pages.c.number).limit(IN_ONE_READ)
        while sees_ads(scope):
            with self._ground.reading() as connection:
                rows = connection.execute(query.where(pages.c.number > after)).mappings().all()
            yield from map(self._page, rows)
            if len(rows) < IN_ONE_READ:
                return
            after = rows[-1]["number"]

    def _put(self, connection: Connection, harvests: Sequence[Harvest]) -> None:
        put = self._ground.put
        said = [(one.page, version) for one in harvests for version in one.versions]
        put(connection, pages, [self._page_row(one.page) for one in harvests])
        put(connection, ads, [self._ad_row(ad) for one in harvests for ad in one.ads])
        put(connection, versions, [self._version_row(version) for _, version in said])
        put(connection, tellings, [_telling_row(page, version) for page, version in said])
        put(connection, sightings, [_sighting_row(seen) for one in harvests for seen in one.sightings])

    def _page_row(self, page: Page) -> dict[str, Any]:
        at = page.archived
        return {
            **page.model_dump(exclude={"url", "basis", "archived"}),
            "url": self._ground.sealer.seal(pages.c.url, page.id, page.url),
            "basis": page.basis.model_dump_json(),
            "archive_file": at and at.file,
            "archive_offset": at and at.offset,
            "archive_length": at and at.length,
            "archive_sha256": at and at.sha256,
        }

    def _page(self, row: Mapping[Any, Any]) -> Page:
        return Page(
            id=row["id"],
            site=row["site"],
            visit=row["visit"],
            url=self._ground.sealer.open(pages.c.url, row["id"], row["url"]),
            kind=PageKind(row["kind"]),
            status=row["status"],
            verdict=PageVerdict(row["verdict"]),
            fetched_at=row["fetched_at"],
            address=row["address"],
            sheet=row["sheet"],
            body_sha256=row["body_sha256"],
            basis=basis_from(row["basis"]),
            archived=_archived(row),
        )

    def _ad_row(self, ad: Ad) -> dict[str, Any]:
        return {
            "id": ad.id,
            "site": ad.site,
            "address": self._ground.sealer.seal(ads.c.address, ad.id, address_told(ad)),
            "first_seen_at": ad.first_seen_at,
            "basis": ad.basis.model_dump_json(),
        }

    def _version_row(self, version: AdVersion) -> dict[str, Any]:
        return {
            **version.model_dump(include={"id", "ad", "page", "sheet", "said_at"}),
            "said": self._ground.sealer.seal(versions.c.said, version.id, version_told(version)),
            "image_keys": " ".join(version.image_keys),
            "basis": version.basis.model_dump_json(),
        }


def _telling_row(page: Page, version: AdVersion) -> dict[str, Any]:
    return {
        "page": page.id,
        "ad": version.ad,
        "version": version.id,
        "kind": page.kind,
        "told_at": page.fetched_at,
    }


def _sighting_row(seen: Sighting) -> dict[str, Any]:
    return seen.model_dump()


def _archived(row: Mapping[Any, Any]) -> ArchivedAt | None:
    if row["archive_file"] is None:
        return None
    return ArchivedAt(
        file=row["archive_file"],
        offset=row["archive_offset"],
        length=row["archive_length"],
        sha256=row["archive_sha256"],
    )
