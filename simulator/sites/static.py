"""Static lists by town with numbered and next paging, and plain detail pages (`gatuplan.example`).

Addresses: `/` (towns), `/annonser` and `/annonser/<town>` with `?sida=N` (lists, newest first), `/annons/<id>`.

List: `ol.annonser > li.annons[data-id]` with `a.rubrik[href]`, `span.ort`, `time.datum[datetime]`, `span.pris` (not
always); the next page is `nav.sidor a.nasta[rel=next]`, numbered links are `nav.sidor a.sida`. An ad from another town
stands above in `section.framhavda a` with a `utm_source` on its link.

Detail: `article.annons[data-annons-id]` with `h1.rubrik`, `p.uppgifter span.ort` ("District, Town"),
`time.datum[datetime]`, `span.annonsnr`, `dl.fakta dd.pris` (not always), `div.text`, `div.bilder img`. Traps: the
site's own number in `header` and `footer`, others' numbers in `aside.liknande`.

A removed ad answers 410, an unknown one 404. After the site's new owners moved in (the fault `LAYOUT`) a site of
another make answers with these pages, also at `/index.asp` and `/las.asp?nr=<id>`.
"""

from simulator.board import Fate, Listed, Scene, in_words, slug
from simulator.obscuring import national
from simulator.people import MarketAd
from simulator.web import Answer, Request, escape, page, paragraphs
from simulator.words import places

FRONT = ("/", "/index.asp")


def answer(request: Request, scene: Scene) -> Answer:
    path = request.path
    if path in FRONT:
        return page(_framed(scene, scene.site.title, _towns()))
    if path == "/las.asp":
        return detail(request.query.get("nr", ""), scene)
    if path.startswith("/annons/"):
        return detail(path.removeprefix("/annons/"), scene)
    if path == "/annonser" or path.startswith("/annonser/"):
        return _list(request, scene)
    return _missing(scene)


def _list(request: Request, scene: Scene) -> Answer:
    town = request.path.removeprefix("/annonser").strip("/")
    told = request.query.get("sida", "1")
    listed = scene.listed(town=town, number=int(told) if told.isdigit() else 1)
    if listed.number > listed.pages or (town and town not in {slug(one.name) for one in places().towns}):
        return _missing(scene)
    cards = "\n".join(card(ad, scene) for ad in listed.ads) or "<li class=tomt>Inga annonser just nu.</li>"
    paid = "".join(_promoted(ad) for ad in scene.promoted(town)) if town else ""
    base = request.path.rstrip("/")
    body = f"{paid}<ol class=annonser>\n{cards}\n</ol>\n{_paging(listed, base)}"
    return page(_framed(scene, f"Annonser {town}".strip(), body))


def card(ad: MarketAd, scene: Scene) -> str:
    said = scene.said(ad)
    price = f'<span class="pris">{escape(said.price)}</span>' if said.price else ""
    posted = ad.posted_at.date()
    return (
        f'<li class="annons" data-id="{ad.own_id}">'
        f'<a class="rubrik" href="/annons/{ad.own_id}">{escape(said.title)}</a>'
        f' <span class="ort">{escape(ad.town)}</span>'
        f' <time class="datum" datetime="{posted}">{in_words(posted)}</time> {price}</li>'
    )


def _promoted(ad: MarketAd) -> str:
    link = f"/annons/{ad.own_id}?utm_source=topplista"
    title = escape(ad.versions[-1].title)
    return f'<section class="framhavda"><h2>Framhävd annons</h2><a href="{link}">{title}</a></section>\n'


def _paging(listed: Listed, base: str) -> str:
    numbers = "".join(
        f'<a class="sida" href="{base}?sida={number}">{number}</a> ' if number != listed.number else f"<b>{number}</b> "
        for number in range(1, listed.pages + 1)
    )
    following = listed.following
    onward = f'<a class="nasta" rel="next" href="{base}?sida={following}">Nästa</a>' if following else ""
    return f'<nav class="sidor">{numbers}{onward}</nav>'


def detail(own_id: str, scene: Scene) -> Answer:
    fate, ad = scene.fate(own_id)
    if fate is Fate.REMOVED:
        gone = f"<h1>Annonsen är borttagen</h1><p>Annons {escape(own_id)} finns inte längre kvar.</p>"
        return page(_framed(scene, "Borttagen", gone), status=410)
    return page(_framed(scene, scene.said(ad).title, _article(ad, scene))) if ad else _missing(scene)


def _article(ad: MarketAd, scene: Scene) -> str:
    said, posted = scene.said(ad), ad.posted_at.date()
    price = f'<dl class="fakta"><dt>Pris</dt><dd class="pris">{escape(said.price)}</dd></dl>' if said.price else ""
    pictures = "".join(f'<img src="/bilder/{name}.jpg" alt="" width="320">' for name in ad.images)
    return f"""<article class="annons" data-annons-id="{ad.own_id}">
<h1 class="rubrik">{escape(said.title)}</h1>
<p class="uppgifter"><span class="ort">{escape(ad.district)}, {escape(ad.town)}</span> ·
<time class="datum" datetime="{posted}">{in_words(posted)}</time> · <span class="annonsnr">Annons {ad.own_id}</span></p>
<div class="bilder">{pictures}</div>
<div class="text">{paragraphs(said.body)}</div>
{price}
</article>
{_related(ad, scene)}"""


def _related(ad: MarketAd, scene: Scene) -> str:
    others = "".join(
        f'<div><a href="/annons/{other.own_id}">{escape(scene.said(other).title)}</a>'
        f"{_teaser(scene.number(other))}</div>"
        for other in scene.related(ad)
    )
    return f'<aside class="liknande"><h2>Liknande annonser</h2>{others}</aside>' if others else ""


def _teaser(number: str) -> str:
    return f"<p>Ring {number}</p>" if number else ""


def _missing(scene: Scene) -> Answer:
    return page(_framed(scene, "Finns inte", "<h1>Sidan finns inte</h1>"), status=404)


def _towns() -> str:
    links = "".join(
        f'<li><a href="/annonser/{slug(town.name)}">{escape(town.name)}</a></li>' for town in places().towns
    )
    return f'<h1>Välj ort</h1><p><a href="/annonser">Alla annonser</a></p><ul class="orter">{links}</ul>'


def _framed(scene: Scene, title: str, body: str) -> str:
    name, number = escape(scene.site.title), national(scene.site.phone)
    return f"""<!DOCTYPE html>
<html lang="sv"><head><meta charset="utf-8"><title>{escape(title)} | {name}</title></head>
<body><header><a href="/"><img src="/logo.png" alt="{name}"></a> <a href="/konto/logga-in">Logga in</a>
Kundtjänst {number}</header>
<div class="kakor">Vi använder kakor. <button>Godkänn</button></div>
<main>{body}</main>
<footer>{name} · Annonsera hos oss: {number} · kundtjanst@{scene.site.name}</footer>
</body></html>"""
