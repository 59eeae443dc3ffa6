"""What a page says, read with its sheet's selectors: cards and the next list page, or one ad in its own words."""

from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from crawlers.document import Document
from crawlers.sheets import Pick, Read, ReadDetail, ReadList, Sheet
from crawlers.urls import canonical, resolved
from models.ad import AdSaid, ImageSaid, Part
from models.errors import SiteChanged


@dataclass(frozen=True, slots=True)
class Card:
    """An ad as a list shows it."""

    url: str
    own_id: str | None
    says: str


@dataclass(frozen=True, slots=True)
class ListRead:
    cards: tuple[Card, ...]
    next_url: str | None


def one(page: Document, pick: Pick, *, within: LexborNode | None = None, site: str, missing: str) -> str:
    """The first that the pick finds. Raises SiteChanged when there is none: a changed site never reads as silence."""
    said = next(page.picked(within or _root(page, site), pick), None)
    if said is None:
        raise SiteChanged(site, page.url, missing)
    return said


def some(page: Document, pick: Pick | None, *, within: LexborNode) -> tuple[str, ...]:
    return tuple(page.picked(within, pick)) if pick else ()


def read_list(page: Document, sheet: Sheet) -> ListRead:
    """Cards in the page's order, each address once, one more than the cap at most (so that it shows).

    Raises SiteChanged when not one card is found.
    """
    how = _how(sheet).list
    root = _root(page, sheet.id)
    cards: dict[str, Card] = {}
    for node in root.css(how.card.css):
        card = _card(page, how, node)
        if card and sheet.covers(card.url):
            cards.setdefault(canonical(card.url), card)
        if len(cards) > sheet.caps.links:
            break
    if not cards:
        raise SiteChanged(sheet.id, page.url, "card of an ad")
    return ListRead(tuple(cards.values()), next_of(page, sheet))


def next_of(page: Document, sheet: Sheet) -> str | None:
    """Where the list goes on; None at its end."""
    pick = _how(sheet).list.next
    if pick is None or page.tree.root is None:
        return None
    pick = pick if pick.attr else Pick(css=pick.css, says=pick.says, attr="href")
    found = next(page.picked(page.tree.root, pick), None)
    url = resolved(page.base, found) if found else None
    return url if url and sheet.covers(url) and canonical(url) != canonical(page.url) else None


def read_detail(page: Document, sheet: Sheet) -> AdSaid:
    """The ad of a page in its own words. Raises SiteChanged when container, title or body are not there."""
    how = _how(sheet).detail
    container = _root(page, sheet.id).css_first(how.container.css)
    if container is None:
        raise SiteChanged(sheet.id, page.url, f"container {how.container.css!r}")
    title = one(page, how.title, within=container, site=sheet.id, missing="title")
    body = "\n".join(some(page, how.body, within=container))
    if not body:
        raise SiteChanged(sheet.id, page.url, "body")
    return AdSaid(
        url=canonical(page.url),
        own_id=own_id(page, sheet, container),
        parts=(Part(name="title", said=title), Part(name="body", said=body), *_fields(page, how, container)),
        posted=next(iter(some(page, how.posted, within=container)), None),
        images=_images(page, how, container),
    )


def own_id(page: Document, sheet: Sheet, container: LexborNode) -> str | None:
    """The id that the site gives the ad: from the page where the sheet says so, else from its address."""
    how = _how(sheet)
    told = next(iter(some(page, how.detail.own_id, within=container)), None)
    return told or (how.list.own_id.read(page.url) if how.list.own_id else None)


def _card(page: Document, how: ReadList, node: LexborNode) -> Card | None:
    attr = how.url.attr or "href"
    link = node if node.css_matches(how.url.css) and attr in node.attributes else node.css_first(how.url.css)
    found = link.attributes.get(attr) if link else None
    url = resolved(page.base, found) if found else None
    if url is None:
        return None
    own = how.own_id.read(url) if how.own_id else None
    if how.own_id and own is None:
        return None
    says = "\n".join(some(page, how.says, within=node)) if how.says else page.text_of(node)
    return Card(url=url, own_id=own, says=says)


def _fields(page: Document, how: ReadDetail, container: LexborNode) -> tuple[Part, ...]:
    said = ((name, "\n".join(some(page, pick, within=container))) for name, pick in how.fields.items())
    return tuple(Part(name=name, said=text) for name, text in said if text)


def _images(page: Document, how: ReadDetail, container: LexborNode) -> tuple[ImageSaid, ...]:
    """What the page says of its pictures; nothing is fetched."""
    if how.images is None:
        return ()
    attr = how.images.attr or "src"
    found: dict[str, ImageSaid] = {}
    for node in container.css(how.images.css):
        url = resolved(page.base, node.attributes.get(attr) or "")
        if url and node.attributes.get(attr):
            found.setdefault(url, ImageSaid(url=url, alt=node.attributes.get("alt") or ""))
    return tuple(found.values())


def _root(page: Document, site: str) -> LexborNode:
    if page.tree.root is None:
        raise SiteChanged(site, page.url, "text")
    return page.tree.root


def _how(sheet: Sheet) -> Read:
    assert sheet.read is not None, "a sheet without `read` has a Python reader"
    return sheet.read
