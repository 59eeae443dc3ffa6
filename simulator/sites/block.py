"""All data in a script block, the page itself empty until a script draws it (`skyltfonstret.example`).

`/` and `/sok?ort=<town>&fran=N`: `script#__SKYLT__[type="application/json"]` with
`{"sida": "lista", "traffar": [{"annonsId", "titel", "ort", "publicerad", "lank"}], "nasta": address or null}`.
`/skylt/<id>`: the same block with `{"sida": "skylt", "skylt": {"annonsId", "titel", "text", "ort",
"stadsdel", "publicerad" (ISO with offset), "pris": {"belopp", "valuta", "per"} or null,
"bilder": [path]}, "liknande": [{"annonsId", "titel", "telefon"}], "sajt": {"namn", "telefon"}}`.
Traps: `sajt.telefon`, `liknande[].telefon`.
The drawn page has `h1.skylt-titel` and `div.skylt-text`. A removed ad answers 200 with a tombstone: `"skylt": null,
"borttagen": {"annonsId", "datum"}` and a heading that says so; an unknown one 200 with neither (a soft 404).
"""

from typing import Any

from simulator.board import PAGE_SIZE, Fate, Scene
from simulator.obscuring import national
from simulator.people import MarketAd
from simulator.web import Answer, Request, escape, in_script, page


def answer(request: Request, scene: Scene) -> Answer:
    if request.path.startswith("/skylt/"):
        return _detail(request.path.removeprefix("/skylt/"), scene)
    if request.path in ("/", "/sok"):
        return _list(request, scene)
    return page(_framed(scene, "404", {"sida": "saknas"}, drawn="<h1>404</h1>"), status=404)


def _list(request: Request, scene: Scene) -> Answer:
    town, told = request.query.get("ort", ""), request.query.get("fran", "0")
    start = int(told) if told.isdigit() else 0
    listed = scene.listed(town=town, number=start // PAGE_SIZE + 1)
    onward = f"/sok?ort={town}&fran={start + PAGE_SIZE}" if listed.following else None
    hits = [_hit(ad, scene) for ad in listed.ads]
    return page(_framed(scene, "Sök", {"sida": "lista", "traffar": hits, "nasta": onward}))


def _hit(ad: MarketAd, scene: Scene) -> dict[str, str]:
    return {
        "annonsId": ad.own_id,
        "titel": scene.said(ad).title,
        "ort": ad.town,
        "publicerad": ad.posted_at.isoformat(),
        "lank": f"/skylt/{ad.own_id}",
    }


def _detail(own_id: str, scene: Scene) -> Answer:
    fate, ad = scene.fate(own_id)
    if ad is None:
        return page(
            _framed(scene, "Skylt", {"sida": "skylt", "skylt": None}, drawn="<h1>Hoppsan, ingen skylt här</h1>")
        )
    if fate is Fate.REMOVED:
        stone = {"annonsId": own_id, "datum": ad.removed_at.date().isoformat()}
        said = f"<h1>Skylt {escape(own_id)} är nedtagen</h1><p>Nedtagen {stone['datum']}.</p>"
        return page(_framed(scene, "Nedtagen", {"sida": "skylt", "skylt": None, "borttagen": stone}, drawn=said))
    told = {
        "sida": "skylt",
        "sajt": {"namn": scene.site.title, "telefon": scene.site.phone},
        "skylt": _told(ad, scene),
        "liknande": [_neighbour(other, scene) for other in scene.related(ad)],
    }
    return page(_framed(scene, scene.said(ad).title, told))


def _told(ad: MarketAd, scene: Scene) -> dict[str, Any]:
    said = scene.said(ad)
    price = {"belopp": int(said.price.split()[0]), "valuta": "SEK", "per": "timme"} if said.price else None
    return {
        "annonsId": ad.own_id,
        "titel": said.title,
        "text": said.body,
        "ort": ad.town,
        "stadsdel": ad.district,
        "publicerad": ad.posted_at.isoformat(),
        "pris": price,
        "bilder": [f"/uppladdat/{name}.jpg" for name in ad.images],
    }


def _neighbour(ad: MarketAd, scene: Scene) -> dict[str, str | None]:
    return {"annonsId": ad.own_id, "titel": scene.said(ad).title, "telefon": scene.number(ad) or None}


def _framed(scene: Scene, title: str, told: dict[str, Any], *, drawn: str = "") -> str:
    name, number = escape(scene.site.title), national(scene.site.phone)
    return f"""<!DOCTYPE html>
<html lang="sv"><head><meta charset="utf-8"><title>{escape(title)} - {name}</title></head>
<body><div id="app">{drawn}</div>
<script id="__SKYLT__" type="application/json">{in_script(told)}</script>
<script>{SCRIPT}</script>
<footer>{name} {number}</footer></body></html>"""


SCRIPT = """
const told = JSON.parse(document.getElementById('__SKYLT__').textContent), app = document.getElementById('app');
function put(tag, name, said) {
  const box = document.createElement(tag); box.className = name; box.textContent = said; app.append(box); return box;
}
if (told.skylt) { put('h1', 'skylt-titel', told.skylt.titel); put('div', 'skylt-text', told.skylt.text); }
for (const hit of told.traffar || []) { put('a', 'skylt-traff', hit.titel).href = hit.lank; }
"""
