"""A list that only a script fills as one scrolls, fed by a JSON address; details are plain HTML (`rullan.example`).

`/` and `/sok` answer an empty shell whose script asks `/api/annonser?efter=<cursor>` and appends, each time the end
comes into view, `article.kort[data-id]` with `a[href=/a/<id>]`, `h3`, `span.var` and `time` to `div#rullen`; when all
are shown `div#rullen[data-slut=ja]` and the text of `p#slut` appears. Without a script there is nothing.

JSON: `{"annonser": [{"id", "rubrik", "ort", "pris", "publicerad", "url"}], "nasta": "<cursor>" or null, "antal": N}`.

Detail `/a/<id>`: `div.annonsvy#a<id>` with `h2.titel`, `div.beskrivning`, `ul.rader li` ("Ort: …", "Pris: …",
"Publicerad: 2026-02-24", "Annons-id: …", each value in `span.ort`, `span.pris`, `span.publicerad`, `span.id`),
`figure img[data-src]`. Traps: the site's number in `div.topp`, others' numbers in `section.fler`.
A removed ad answers 404 and names itself; an unknown one 404.
"""

import json

from simulator.board import Fate, Scene
from simulator.obscuring import national
from simulator.people import MarketAd
from simulator.web import JSON, Answer, Request, escape, page, paragraphs

BATCH = 20


def answer(request: Request, scene: Scene) -> Answer:
    match request.path:
        case "/" | "/sok":
            return page(_shell(scene))
        case "/rulle.js":
            return Answer(body=SCRIPT.encode(), kind="text/javascript; charset=utf-8")
        case "/api/annonser":
            return _batch(request.query.get("efter", ""), scene)
        case path if path.startswith("/a/"):
            return _detail(path.removeprefix("/a/"), scene)
    return page(_framed(scene, "404", "<h2>Här finns ingenting</h2>"), status=404)


def _batch(after: str, scene: Scene) -> Answer:
    ads, following = scene.after(after, BATCH)
    told = {"annonser": [_told(ad, scene) for ad in ads], "nasta": following, "antal": len(ads)}
    return Answer(body=json.dumps(told, ensure_ascii=False).encode(), kind=JSON)


def _told(ad: MarketAd, scene: Scene) -> dict[str, str | None]:
    said = scene.said(ad)
    return {
        "id": ad.own_id,
        "rubrik": said.title,
        "ort": ad.town,
        "pris": said.price or None,
        "publicerad": ad.posted_at.date().isoformat(),
        "url": f"/a/{ad.own_id}",
    }


def _detail(own_id: str, scene: Scene) -> Answer:
    fate, ad = scene.fate(own_id)
    if fate is Fate.STANDS and ad:
        return page(_framed(scene, scene.said(ad).title, _view(ad, scene)))
    gone = f"<h2>Annons {escape(own_id)} är inte längre aktiv</h2><p>Annonsören har tagit bort annonsen.</p>"
    said = gone if fate is Fate.REMOVED else "<h2>Här finns ingenting</h2>"
    return page(_framed(scene, "404", said), status=404)


def _view(ad: MarketAd, scene: Scene) -> str:
    said = scene.said(ad)
    price = f'<li>Pris: <span class="pris">{escape(said.price)}</span></li>' if said.price else ""
    pictures = "".join(f'<figure><img data-src="/foto/{name}-600.webp" alt=""></figure>' for name in ad.images)
    others = "".join(
        f'<a href="/a/{other.own_id}">{escape(scene.said(other).title)} {scene.number(other)}</a> '
        for other in scene.related(ad)
    )
    return f"""<div class="annonsvy" id="a{ad.own_id}"><h2 class="titel">{escape(said.title)}</h2>
{pictures}
<div class="beskrivning">{paragraphs(said.body)}</div>
<ul class="rader"><li>Ort: <span class="ort">{escape(ad.town)} ({escape(ad.district)})</span></li>{price}
<li>Publicerad: <span class="publicerad">{ad.posted_at.date()}</span></li>
<li>Annons-id: <span class="id">{ad.own_id}</span></li></ul></div>
<section class="fler"><h3>Fler i närheten</h3>{others}</section>"""


def _shell(scene: Scene) -> str:
    return _framed(
        scene,
        "Alla annonser",
        '<div id="rullen"></div><p id="slut"></p><noscript>Sidan behöver JavaScript.</noscript>'
        '<script src="/rulle.js" defer></script>',
    )


def _framed(scene: Scene, title: str, body: str) -> str:
    name, number = escape(scene.site.title), national(scene.site.phone)
    return f"""<!DOCTYPE html>
<html lang="sv"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{escape(title)} – {name}</title></head>
<body><div class="topp"><a href="/">{name}</a> <a href="/konto">Mitt konto</a> <span>Fråga oss: {number}</span></div>
<div class="innehall">{body}</div>
<div class="botten">© {name} · {number}</div>
</body></html>"""


SCRIPT = """
const roll = document.getElementById('rullen'), end = document.getElementById('slut');
let cursor = '', busy = false, done = false;
function card(ad) {
  const box = document.createElement('article'); box.className = 'kort'; box.dataset.id = ad.id;
  const link = document.createElement('a'); link.href = ad.url;
  const title = document.createElement('h3'); title.textContent = ad.rubrik; link.append(title);
  const place = document.createElement('span'); place.className = 'var'; place.textContent = ad.ort;
  const posted = document.createElement('time'); posted.dateTime = ad.publicerad; posted.textContent = ad.publicerad;
  box.append(link, place, posted); box.style.minHeight = '120px'; return box;
}
async function more() {
  if (busy || done) return; busy = true;
  const told = await (await fetch('/api/annonser?efter=' + encodeURIComponent(cursor))).json();
  for (const ad of told.annonser) roll.append(card(ad));
  cursor = told.nasta; done = cursor === null; busy = false;
  if (done) { roll.dataset.slut = 'ja'; end.textContent = 'Det var alla annonser.'; } else { look(); }
}
function look() { if (end.getBoundingClientRect().top < window.innerHeight + 400) more(); }
addEventListener('scroll', look); addEventListener('resize', look); more();
"""
