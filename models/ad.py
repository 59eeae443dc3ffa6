"""What an advertisement says, in its own words: an ad, its versions, and when it was met."""

from typing import Self

from models.base import Id, Moment, Record, fingerprint
from models.basis import Basis
from models.keys import KeyRing
from models.page import Page


class Part(Record):
    """A named stretch of what the ad says; `title` and `body` first, then fields as said."""

    name: str
    said: str


class ImageSaid(Record):
    """What the page says of a picture; it is never fetched. Kept only as a keyed key."""

    url: str
    alt: str = ""


class AdSaid(Record):
    """An ad as a reader takes it off a page: said forms only, nothing cleaned."""

    url: str
    """Canonical URL of the ad's own page."""
    own_id: str | None
    """The id that the site itself gives the ad."""
    parts: tuple[Part, ...]
    posted: str | None = None
    """Date of posting as said."""
    images: tuple[ImageSaid, ...] = ()
    list_name: str | None = None

    def part(self, name: str) -> str | None:
        return next((part.said for part in self.parts if part.name == name), None)


class Ad(Record):
    """An advertisement with a stable identity on its site; a re-post under a new id is a new ad."""

    id: Id
    site: str
    url: str
    own_id: str | None
    first_seen_at: Moment
    basis: Basis

    @classmethod
    def met(cls, said: AdSaid, *, site: str, seen_at: Moment, basis: Basis) -> Self:
        return cls(
            id=ad_id(site, said.own_id, said.url),
            site=site,
            url=said.url,
            own_id=said.own_id,
            first_seen_at=seen_at,
            basis=basis,
        )


def ad_id(site: str, own_id: str | None, url: str) -> Id:
    """Name an ad by the site's own id, else by its canonical URL (no secret in either: an unkeyed hash)."""
    return fingerprint("ad", site, own_id or url)


class AdVersion(Record):
    """What an ad said from one page on. `text` joins the parts with a newline; every span points into it."""

    id: Id
    ad: Id
    page: Id
    sheet: str
    said_at: Moment
    parts: tuple[Part, ...]
    posted: str | None
    image_keys: tuple[Id, ...]
    basis: Basis

    @classmethod
    def read_from(cls, page: Page, said: AdSaid, *, keys: KeyRing) -> Self:
        """The id is keyed and covers what is said; never dates, counters or list position."""
        ad = ad_id(page.site, said.own_id, said.url)
        told = [text for part in said.parts for text in (part.name, part.said)]
        return cls(
            id=keys.identity("version", ad, *told),
            ad=ad,
            page=page.id,
            sheet=page.sheet,
            said_at=page.fetched_at,
            parts=said.parts,
            posted=said.posted,
            image_keys=tuple(keys.image(page.site, image.url) for image in said.images),
            basis=page.basis,
        )

    @property
    def text(self) -> str:
        return "\n".join(part.said for part in self.parts)

    def part_at(self, start: int) -> str:
        """Name of the part that the code point `start` of `text` lies in."""
        end = -1
        for part in self.parts:
            end += 1 + len(part.said)
            if start <= end:
                return part.name
        return self.parts[-1].name


class Sighting(Record):
    """An ad met in one visit, naming the version seen; first and last seen, not met and gone are computed from it."""

    id: Id
    ad: Id
    version: Id
    visit: Id
    site: str
    list_name: str | None
    """The list it stood in; None when only its own address was asked (that is no capture for estimates)."""
    seen_at: Moment
    card: str
    """Keyed fingerprint of the ad's card in the list: the detail is asked again when it changes. Empty when unknown."""

    @classmethod
    def of(cls, version: AdVersion, *, site: str, visit: Id, list_name: str | None, seen_at: Moment, card: str) -> Self:
        return cls.again(
            version.ad, version.id, site=site, visit=visit, list_name=list_name, seen_at=seen_at, card=card
        )

    @classmethod
    def again(
        cls,
        ad: Id,
        version: Id,
        *,
        site: str,
        visit: Id,
        list_name: str | None,
        seen_at: Moment,
        card: str,
    ) -> Self:
        """Meet a version that is known already, from its card in a list alone."""
        return cls(
            id=fingerprint("sighting", visit, ad),
            ad=ad,
            version=version,
            visit=visit,
            site=site,
            list_name=list_name,
            seen_at=seen_at,
            card=card,
        )
