"""Latin-1, tables, and mark-up that nobody closed (`torgtavlan.example`).

The charset stands only in a `meta` of the page; letters that Latin-1 lacks are numeric entities. `/index.asp?del=N`
(also `/`): `table` rows with `a[href="las.asp?nr=<id>"]`, some attributes unquoted, tags crossed; the next part is the
link whose text begins "Nästa". Detail `/las.asp?nr=<id>`: `h2 font` (title), `<b>Annonsnummer:</b> 771`,
`<b>Datum:</b> 1/3 2026`, `<b>Ort:</b> Town`, `<b>Ersättning:</b> 1200 kr/h` (not always), then the text in
`td.text`. Traps: `las.asp?nr=hjalp` is no ad; the site's number in `small`; others' numbers in the last table.
A removed ad answers 404 with its number; an unknown one 404 without. In week 7 the site changes its make.
"""

from html import escape as escaped

from simulator.board import Fate, Scene
from simulator.obscuring import national
from simulator.people import MarketAd
from simulator.web import Answer, Request

KIND = "text/html"


def answer(request: Request, scene: Scene) -> Answer:
    if request.path == "/las.asp":
        return _detail(request.query.get("nr", ""), scene)
    if request.path in ("/", "/index.asp"):
        told = request.query.get("del", "1")
        return _list(int(told) if told.isdigit() else 1, scene)
    return _told(scene, "Fel", "<h2>Sidan finns ej</h2>", status=404)


def _list(number: int, scene: Scene) -> Answer:
    listed = scene.listed(number=number)
    rows = "\n".join(_row(ad, scene) for ad in listed.ads) or "<tr><td>Inga annonser inlagda."
    back = f"<a href=index.asp?del={number - 1}>&lt;&lt; Föregående</a>" if number > 1 else ""
    onward = f"<a href=index.asp?del={listed.following}>Nästa &gt;&gt;</a>" if listed.following else ""
    body = f"""<center><h1>Torgtavlan del {number}</h1>
<table border=1 width=90%><tr><th>Rubrik<th>Ort<th>Inlagd
{rows}
</table>
<table><tr><td>{back}<td>{onward}</table>
<p><a href=skriv.asp>Skriv egen annons</a> <a href=las.asp?nr=hjalp>Hjälp</a>"""
    return _told(scene, f"Annonser del {number}", body)


def _row(ad: MarketAd, scene: Scene) -> str:
    day = ad.posted_at
    # Every other row quotes its attribute, none closes its tags in order.
    quote = "'" if int(ad.own_id) % 2 else ""
    title = escaped(scene.said(ad).title, quote=False)
    link = f"<a href={quote}las.asp?nr={ad.own_id}{quote}>"
    return f"<tr><td>{link}{title}<b></a> <td>{ad.town}</b> <td><i>{day.day}/{day.month}"


def _detail(own_id: str, scene: Scene) -> Answer:
    fate, ad = scene.fate(own_id)
    if fate is Fate.REMOVED:
        return _told(scene, "Borttagen", f"<h2>Annons {own_id} är borttagen</h2>", status=404)
    if own_id == "hjalp":
        return _told(scene, "Hjälp", "<h2>Hjälp</h2><p>Ring oss om du vill ta bort din annons.")
    if ad is None:
        return _told(scene, "Fel", "<h2>Annonsen finns ej</h2>", status=404)
    return _told(scene, f"Annons {own_id}", _view(ad, scene))


def _view(ad: MarketAd, scene: Scene) -> str:
    said, day = scene.said(ad), ad.posted_at
    price = f"<br><b>Ersättning:</b> {said.price}" if said.price else ""
    body = escaped(said.body, quote=False).replace("\n", "<br>\n")
    pictures = "".join(f"<img src=bilder/{name}.jpg width=200>" for name in ad.images)
    others = "".join(
        f"<tr><td><a href=las.asp?nr={other.own_id}>{escaped(scene.said(other).title, quote=False)}</a>"
        f" tel {scene.number(other) or 'saknas'}"
        for other in scene.related(ad)
    )
    return f"""<center><h2><font color=navy>{escaped(said.title, quote=False)}</h2></font></center>
<p><b>Datum:</b> {day.day}/{day.month} {day.year}
<br><b>Annonsnummer:</b> {ad.own_id}
<br><b>Ort:</b> {ad.town}{price}
<p>{pictures}<img src=gfx/rad.gif>
<table width=80%><tr><td class=text bgcolor=#eeeeee>{body}
</table>
<hr><table class=andra><tr><th>Andra läste även:
{others}</table>"""


def _told(scene: Scene, title: str, body: str, *, status: int = 200) -> Answer:
    html = f"""<html><head>
<meta http-equiv=Content-Type content="text/html; charset=iso-8859-1">
<title>{title}</title></head>
<body background=moln.gif>
{body}
<p><small>Frågor om {scene.site.title}: tel {national(scene.site.phone)}
</body></html>"""
    return Answer(status=status, body=html.encode("latin-1", "xmlcharrefreplace"), kind=KIND)
