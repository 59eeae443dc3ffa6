"""JSON-LD and microdata (`marknadsrutan.example`).

`/annonser` and `/annonser/<town>`, `?page=N`: a JSON-LD `ItemList` of `ListItem` with `url`, and for the eye
`div.ruta > a[href=/annons/<id>-<slug>]`, twice with and without a tracking parameter; the next page is
`link[rel=next]` in the head and `a[rel=next]`.

Detail `/annons/<id>-<slug>`: JSON-LD `@graph` of an `Organization` (the site: its telephone and logo are no ad's) and a
`Product` with `sku` (own id), `name`, `description`, `datePosted`, `image`, `areaServed`, `offers`; the same as
microdata in `main[itemtype$=Product]` (`name`, `areaServed`, `datePosted`, `description`, `image`, `price`).
Traps: the organisation's number, `aside.liknande` with others' numbers. Removed: 410 with its name; unknown: 404.
"""

from typing import Any

from simulator.board import Fate, Listed, Scene, slug
from simulator.obscuring import national
from simulator.people import MarketAd
from simulator.web import Answer, Request, escape, in_script, page, paragraphs
from simulator.words import places


def answer(request: Request, scene: Scene) -> Answer:
    path = request.path
    if path.startswith("/annons/"):
        return _detail(path.removeprefix("/annons/").partition("-")[0], scene)
    if path in {"/", "/annonser"} or path.startswith("/annonser/"):
        return _list(request, scene)
    return _missing(scene)


def address(ad: MarketAd) -> str:
    words = "-".join(slug(ad.versions[0].title).split("-")[:4])
    plain = "".join(letter for letter in words if letter.isascii() and (letter.isalnum() or letter == "-"))
    return f"/annons/{ad.own_id}-{plain.strip('-') or 'annons'}"


def _list(request: Request, scene: Scene) -> Answer:
    base = "/annonser" if request.path == "/" else request.path.rstrip("/")
    told = request.query.get("page", "1")
    town = base.removeprefix("/annonser").strip("/")
    listed = scene.listed(town=town, number=int(told) if told.isdigit() else 1)
    if listed.number > listed.pages:
        return _missing(scene)
    entries = [
        {
            "@type": "ListItem",
            "position": place,
            "url": f"http://{scene.site.name}{address(ad)}",
            "name": scene.said(ad).title,
        }
        for place, ad in enumerate(listed.ads, start=1)
    ]
    head = _linked({"@context": "https://schema.org", "@type": "ItemList", "itemListElement": entries})
    boxes = "\n".join(_box(ad, scene) for ad in listed.ads) or '<p class="tomt">Inga annonser här just nu.</p>'
    following = f"{base}?page={listed.following}" if listed.following else ""
    head += f'<link rel="next" href="{following}">' if following else ""
    return page(
        _framed(scene, "Annonser", f'<div class="rutor">{boxes}</div>{_paging(listed, base)}{_towns()}', head=head)
    )


def _box(ad: MarketAd, scene: Scene) -> str:
    said, link, picture = scene.said(ad), address(ad), (ad.images or ("tom",))[0]
    return (
        f'<div class="ruta"><a href="{link}?utm_source=bild"><img src="/media/{picture}.jpg" alt=""></a>'
        f'<a href="{link}">{escape(said.title)}</a> <span class="omrade">{escape(ad.town)}</span></div>'
    )


def _paging(listed: Listed, base: str) -> str:
    onward = f'<a rel="next" href="{base}?page={listed.following}">›</a>' if listed.following else "<span>›</span>"
    return f"<nav>{listed.number} / {listed.pages} {onward}</nav>"


def _towns() -> str:
    links = " ".join(f'<a href="/annonser/{slug(town.name)}">{escape(town.name)}</a>' for town in places().towns)
    return f'<nav class="orter">{links}</nav>'


def _detail(own_id: str, scene: Scene) -> Answer:
    fate, ad = scene.fate(own_id)
    if fate is Fate.REMOVED and ad:
        said = f"<h1>{escape(ad.versions[0].title)}</h1><p>Annonsen {own_id} är avslutad.</p>"
        return page(_framed(scene, "Avslutad", said), status=410)
    if ad is None:
        return _missing(scene)
    head = _linked({"@context": "https://schema.org", "@graph": [_organisation(scene), _product(ad, scene)]})
    return page(_framed(scene, scene.said(ad).title, _view(ad, scene), head=head))


def _organisation(scene: Scene) -> dict[str, Any]:
    logo = f"http://{scene.site.name}/logo.png"
    return {"@type": "Organization", "name": scene.site.title, "telephone": scene.site.phone, "logo": logo}


def _product(ad: MarketAd, scene: Scene) -> dict[str, Any]:
    said = scene.said(ad)
    amount = said.price.partition(" ")[0]
    offers = {"offers": [{"@type": "Offer", "price": amount, "priceCurrency": "SEK", "name": "60 min"}]}
    return {
        "@type": "Product",
        "sku": ad.own_id,
        "name": said.title,
        "description": said.body,
        "datePosted": ad.posted_at.date().isoformat(),
        "areaServed": f"{ad.district}, {ad.town}",
        "image": [f"http://{scene.site.name}/media/{name}.jpg" for name in ad.images],
    } | (offers if said.price else {})


def _view(ad: MarketAd, scene: Scene) -> str:
    said, day = scene.said(ad), ad.posted_at.date()
    price = f'<p><span itemprop="price">{said.price.split()[0]}</span> kr</p>' if said.price else ""
    pictures = "".join(f'<img itemprop="image" src="/media/{name}.jpg" alt="">' for name in ad.images)
    others = "".join(
        f'<div><a href="{address(other)}">{escape(scene.said(other).title)}</a><p>{scene.number(other)}</p></div>'
        for other in scene.related(ad)
    )
    return f"""<main itemscope itemtype="https://schema.org/Product"><h1 itemprop="name">{escape(said.title)}</h1>
<p><span itemprop="areaServed">{escape(ad.district)}, {escape(ad.town)}</span> ·
<time itemprop="datePosted" datetime="{day}">nyligen</time></p>{pictures}
<div itemprop="description">{paragraphs(said.body)}</div>{price}</main>
<aside class="liknande"><h2>Liknande</h2>{others}</aside>"""


def _linked(told: dict[str, Any]) -> str:
    return f'<script type="application/ld+json">{in_script(told)}</script>'


def _missing(scene: Scene) -> Answer:
    return page(_framed(scene, "404", "<h1>Finns inte</h1>"), status=404)


def _framed(scene: Scene, title: str, body: str, *, head: str = "") -> str:
    name, number = escape(scene.site.title), national(scene.site.phone)
    return f"""<!DOCTYPE html>
<html lang="sv"><head><meta charset="utf-8"><title>{escape(title)} | {name}</title>{head}</head>
<body><header><img src="/logo.png" alt="{name}"><a href="/logga-in">Logga in</a></header>{body}
<footer>Kundtjänst {number}</footer></body></html>"""
