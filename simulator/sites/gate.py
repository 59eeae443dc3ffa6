"""Behind an age question (`portvakten.example`); the lists and details inside are plain HTML.

Without the cookie `alder=ja` every address answers 200 with `div.aldersfraga` and
`form#alder[method=post][action=/alder]` whose fields are `bekraftad` (value `18`) and the hidden `tillbaka` (where one
was going). Posting `bekraftad=18` to `/alder` sets the cookie and answers 303 to `tillbaka`.

Inside: `/` (list of all), `/ort/<town>` (one town), both with `?p=N`: `table.lista tr.rad[data-nr]` with
`td.titel a[href=/visa/<id>]`, `td.plats`, `td.dag` ("2026-02-24"), `td.arvode`; next page `a.framat`.
Detail `/visa/<id>`: `#visning` with `h1`, `.plats`, `.dag`, `.nr` ("Nr 3107"), `.arvode`, `pre.brodtext`, `img.bild`.
Traps: the site's number in `#fot`, others' numbers in `#grannar`. A removed ad answers 410, an unknown one 404.
"""

from simulator.board import Fate, Listed, Scene, slug
from simulator.obscuring import national
from simulator.people import MarketAd
from simulator.web import Answer, Request, escape, page, redirect
from simulator.words import places

YES = "18"
COOKIE = ("Set-Cookie", "alder=ja; Path=/; Max-Age=86400; HttpOnly")


def answer(request: Request, scene: Scene) -> Answer:
    if request.path == "/alder":
        return _asked(request, scene)
    if request.cookies.get("alder") != "ja":
        return page(_question(request.target, scene))
    if request.path.startswith("/visa/"):
        return _detail(request.path.removeprefix("/visa/"), scene)
    if request.path == "/" or request.path.startswith("/ort/"):
        return _list(request, scene)
    return _missing(scene)


def _asked(request: Request, scene: Scene) -> Answer:
    if request.method == "POST" and request.form.get("bekraftad") == YES:
        back = request.form.get("tillbaka", "/")
        # Only a path of this site: a pretend site, too, is no open door to elsewhere.
        return redirect(
            back if back.startswith("/") and not back.startswith("//") else "/", status=303, headers=(COOKIE,)
        )
    return page(_question("/", scene))


def _question(target: str, scene: Scene) -> str:
    inside = f"""<div class="aldersfraga"><h1>Är du över 18 år?</h1>
<p>Sidan är avsedd för vuxna. Bekräfta din ålder för att fortsätta.</p>
<form id="alder" method="post" action="/alder"><input type="hidden" name="tillbaka" value="{escape(target)}">
<button name="bekraftad" value="{YES}">Ja, jag är över 18</button>
<a href="https://www.example.com/">Nej</a></form></div>"""
    return _framed(scene, "Åldersfråga", inside)


def _list(request: Request, scene: Scene) -> Answer:
    town = request.path.removeprefix("/ort/").strip("/")
    told = request.query.get("p", "1")
    listed = scene.listed(town=town, number=int(told) if told.isdigit() else 1)
    if listed.number > listed.pages:
        return _missing(scene)
    rows = "\n".join(_row(ad, scene) for ad in listed.ads) or '<tr><td class="tomt">Inga annonser.</td></tr>'
    towns = " ".join(f'<a href="/ort/{slug(one.name)}">{escape(one.name)}</a>' for one in places().towns)
    body = f'<div class="orter">{towns}</div><table class="lista">{rows}</table>{_onward(listed, request.path)}'
    return page(_framed(scene, "Annonser", body))


def _row(ad: MarketAd, scene: Scene) -> str:
    said = scene.said(ad)
    return (
        f'<tr class="rad" data-nr="{ad.own_id}">'
        f'<td class="titel"><a href="/visa/{ad.own_id}">{escape(said.title)}</a></td>'
        f'<td class="plats">{escape(ad.town)}</td><td class="dag">{ad.posted_at.date()}</td>'
        f'<td class="arvode">{escape(said.price)}</td></tr>'
    )


def _onward(listed: Listed, path: str) -> str:
    back = f'<a class="bakat" href="{path}?p={listed.number - 1}">Bakåt</a> ' if listed.number > 1 else ""
    forward = f'<a class="framat" href="{path}?p={listed.following}">Framåt</a>' if listed.following else ""
    return f"<p>{back}Sida {listed.number} av {listed.pages} {forward}</p>"


def _detail(own_id: str, scene: Scene) -> Answer:
    fate, ad = scene.fate(own_id)
    if fate is Fate.REMOVED:
        return page(_framed(scene, "Borta", f"<h1>Annons nr {escape(own_id)} har tagits bort</h1>"), status=410)
    return page(_framed(scene, scene.said(ad).title, _view(ad, scene))) if ad else _missing(scene)


def _view(ad: MarketAd, scene: Scene) -> str:
    said = scene.said(ad)
    price = f'<p>Arvode: <b class="arvode">{escape(said.price)}</b></p>' if said.price else ""
    pictures = "".join(f'<img class="bild" src="http://{scene.site.name}/b/{name}.jpg" alt="">' for name in ad.images)
    neighbours = "".join(
        f'<li><a href="/visa/{other.own_id}">{escape(scene.said(other).title)}</a> {scene.number(other)}</li>'
        for other in scene.related(ad)
    )
    return f"""<div id="visning"><h1>{escape(said.title)}</h1>
<p><span class="plats">{escape(ad.town)}</span>, {escape(ad.district)} |
<span class="dag">{ad.posted_at.date()}</span> |
<span class="nr">Nr {ad.own_id}</span></p>{pictures}
<pre class="brodtext">{escape(said.body)}</pre>{price}</div>
<ul id="grannar">{neighbours}</ul>"""


def _missing(scene: Scene) -> Answer:
    return page(_framed(scene, "404", "<h1>Sidan saknas</h1>"), status=404)


def _framed(scene: Scene, title: str, body: str) -> str:
    name, number = escape(scene.site.title), national(scene.site.phone)
    return f"""<!DOCTYPE html>
<html lang="sv"><head><meta charset="utf-8"><title>{escape(title)} :: {name}</title></head>
<body><div id="topp"><a href="/">{name}</a></div>{body}
<div id="fot">{name}, växel {number}. Anmäl annons: anmal@{scene.site.name}</div></body></html>"""
