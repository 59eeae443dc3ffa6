"""Each make of site shows an ad's own words where its docstring says, and nobody else's there."""

import json
import re

import pytest
from parsel import Selector

from simulator.board import slug
from simulator.market import Market
from simulator.people import MarketAd
from simulator.serving import Serving
from tests.simulator.asking import (
    BLOCK,
    GATE,
    SCROLL,
    STATIC,
    STRUCTURED,
    TABLES,
    Visitor,
    removed,
    standing,
    walked,
)


def squeezed(text: str | None) -> str:
    return re.sub(r"\s+", " ", text or "").strip()


def whole(selector: Selector, css: str) -> str:
    return squeezed(selector.css(css).xpath("string()").get())


def shown(ad: MarketAd, serving: Serving) -> str:
    return squeezed(ad.said(serving.moment).body)


def test_a_static_list_is_walked_to_its_end(serving: Serving, market: Market) -> None:
    card = "ol.annonser > li.annons::attr(data-id)"
    found = walked(Visitor(serving, STATIC), "/annonser", card=card, onward="a.nasta[rel=next]::attr(href)")
    assert len(found) == len(set(found)) > 25
    assert set(found) <= {ad.own_id for ad in standing(market, STATIC)}


def test_a_static_towns_list_holds_that_town_only(serving: Serving, market: Market) -> None:
    town = standing(market, STATIC)[0].town
    page = Visitor(serving, STATIC).get(f"/annonser/{slug(town)}").page
    assert set(page.css("ol.annonser span.ort::text").getall()) <= {town}


def test_static_towns_are_linked_from_the_front(serving: Serving) -> None:
    visitor = Visitor(serving, STATIC)
    links = visitor.get("/").page.css("ul.orter a::attr(href)").getall()
    assert len(links) == 20
    assert all(visitor.get(link).status == 200 for link in links)


def test_a_static_detail(serving: Serving, market: Market) -> None:
    for ad in standing(market, STATIC)[:20]:
        page = Visitor(serving, STATIC).get(f"/annons/{ad.own_id}").page
        said = ad.said(serving.moment)
        assert page.css("h1.rubrik::text").get() == said.title
        assert whole(page, "div.text") == shown(ad, serving)
        assert page.css("p.uppgifter span.ort::text").get() == f"{ad.district}, {ad.town}"
        assert page.css("time.datum::attr(datetime)").get() == str(ad.posted_at.date())
        assert (page.css("dd.pris::text").get() or "") == said.price


def test_a_scrolling_list_is_empty_without_its_script(serving: Serving) -> None:
    page = Visitor(serving, SCROLL).get("/").page
    assert not page.css("article")
    assert page.css("script::attr(src)").get() == "/rulle.js"
    assert "/api/annonser" in Visitor(serving, SCROLL).get("/rulle.js").text


def test_a_scrolling_lists_feed_is_walked_to_its_end(serving: Serving, market: Market) -> None:
    visitor, cursor, found = Visitor(serving, SCROLL), "", list[str]()
    while cursor is not None:
        told = json.loads(visitor.get(f"/api/annonser?efter={cursor}").body)
        found += [ad["id"] for ad in told["annonser"]]
        cursor = told["nasta"]
    assert len(found) == len(set(found)) > 20
    assert set(found) <= {ad.own_id for ad in standing(market, SCROLL)}


def test_a_scrolling_sites_detail(serving: Serving, market: Market) -> None:
    for ad in standing(market, SCROLL)[:20]:
        page = Visitor(serving, SCROLL).get(f"/a/{ad.own_id}").page
        assert page.css("h2.titel::text").get() == ad.said(serving.moment).title
        assert whole(page, "div.beskrivning") == shown(ad, serving)
        assert page.css("span.publicerad::text").get() == str(ad.posted_at.date())
        assert page.css("span.id::text").get() == ad.own_id


def test_the_age_question_stands_before_everything(serving: Serving, market: Market) -> None:
    ad = standing(market, GATE)[0]
    for path in ("/", f"/visa/{ad.own_id}"):
        page = Visitor(serving, GATE).get(path).page
        assert page.css("form#alder input[name=tillbaka]::attr(value)").get() == path
        assert not page.css("tr.rad, #visning")


def test_confirming_the_age_opens_the_site(serving: Serving, market: Market) -> None:
    ad = standing(market, GATE)[0]
    visitor = Visitor(serving, GATE)
    asked = visitor.get("/alder", method="POST", body=f"bekraftad=18&tillbaka=/visa/{ad.own_id}")
    assert asked.status == 303
    assert asked.headers["Location"] == f"/visa/{ad.own_id}"
    name, _, value = asked.headers["Set-Cookie"].partition(";")[0].partition("=")
    visitor.cookies[name] = value
    assert whole(visitor.get(f"/visa/{ad.own_id}").page, "pre.brodtext") == shown(ad, serving)


@pytest.mark.parametrize("body", ["", "bekraftad=17", "tillbaka=/"])
def test_the_gate_stays_shut_without_a_yes(serving: Serving, body: str) -> None:
    got = Visitor(serving, GATE).get("/alder", method="POST", body=body)
    assert got.status == 200
    assert "Set-Cookie" not in got.headers


def test_the_gate_is_no_open_door_to_elsewhere(serving: Serving) -> None:
    got = Visitor(serving, GATE).get("/alder", method="POST", body="bekraftad=18&tillbaka=//other.example/")
    assert got.headers["Location"] == "/"


def test_the_gated_list_is_walked_to_its_end(serving: Serving, market: Market) -> None:
    visitor = Visitor(serving, GATE, {"alder": "ja"})
    found = walked(visitor, "/", card="tr.rad::attr(data-nr)", onward="a.framat::attr(href)")
    assert len(found) == len(set(found)) > 5
    assert set(found) <= {ad.own_id for ad in standing(market, GATE)}


def test_structured_pages_say_the_same_in_both_forms(serving: Serving, market: Market) -> None:
    visitor = Visitor(serving, STRUCTURED)
    for ad in standing(market, STRUCTURED)[:20]:
        page = visitor.get(f"/annons/{ad.own_id}-x").page
        graph = json.loads(page.css("script[type='application/ld+json']::text").get() or "")["@graph"]
        product = next(thing for thing in graph if thing["@type"] == "Product")
        assert product["sku"] == ad.own_id
        assert product["name"] == page.css("h1[itemprop=name]::text").get() == ad.said(serving.moment).title
        assert squeezed(product["description"]) == whole(page, "div[itemprop=description]") == shown(ad, serving)
        assert product["datePosted"] == page.css("time[itemprop=datePosted]::attr(datetime)").get()


def test_a_structured_list_links_each_ad_with_its_id(serving: Serving, market: Market) -> None:
    page = Visitor(serving, STRUCTURED).get("/annonser").page
    told = json.loads(page.css("script[type='application/ld+json']::text").get() or "")
    links = [entry["url"].removeprefix(f"http://{STRUCTURED}") for entry in told["itemListElement"]]
    assert links == [href for href in page.css("div.ruta a::attr(href)").getall() if "utm_source" not in href]
    assert all(Visitor(serving, STRUCTURED).get(link).status == 200 for link in links)
    assert page.css("link[rel=next]::attr(href)").get() == page.css("a[rel=next]::attr(href)").get()


def block(visitor: Visitor, path: str) -> dict[str, object]:
    told: dict[str, object] = json.loads(visitor.get(path).page.css("script#__SKYLT__::text").get() or "")
    return told


def test_a_script_block_holds_the_whole_ad(serving: Serving, market: Market) -> None:
    for ad in standing(market, BLOCK)[:20]:
        told = block(Visitor(serving, BLOCK), f"/skylt/{ad.own_id}")["skylt"]
        assert isinstance(told, dict)
        assert (told["titel"], told["text"]) == (ad.said(serving.moment).title, ad.said(serving.moment).body)
        assert (told["annonsId"], told["ort"], told["stadsdel"]) == (ad.own_id, ad.town, ad.district)


def test_a_script_blocks_list_is_walked_to_its_end(serving: Serving, market: Market) -> None:
    visitor, path, found = Visitor(serving, BLOCK), "/", list[str]()
    while path:
        told = block(visitor, path)
        hits = told["traffar"]
        assert isinstance(hits, list)
        found += [hit["annonsId"] for hit in hits]
        path = str(told["nasta"] or "")
    assert len(found) == len(set(found)) > 5
    assert set(found) <= {ad.own_id for ad in standing(market, BLOCK)}


def test_tables_come_in_latin_1_and_are_never_closed(serving: Serving, market: Market) -> None:
    for ad in standing(market, TABLES)[:20]:
        got = Visitor(serving, TABLES).get(f"/las.asp?nr={ad.own_id}")
        html = got.body.decode("latin-1")
        assert got.headers["Content-Type"] == "text/html"
        assert "charset=iso-8859-1" in html
        assert html.count("<td") > html.count("</td")
        assert whole(Selector(html), "td.text") == shown(ad, serving)
        assert f"<b>Annonsnummer:</b> {ad.own_id}" in html


def test_a_tables_list_is_walked_to_its_end(serving: Serving, market: Market) -> None:
    visitor, path, found = Visitor(serving, TABLES), "/index.asp", list[str]()
    while path:
        html = visitor.get(path).body.decode("latin-1")
        found += re.findall(r"las\.asp\?nr=(\d+)", html)
        onward = re.search(r"<a href=(index\.asp\?del=\d+)>Nästa", html)
        path = f"/{onward[1]}" if onward else ""
    assert len(found) == len(set(found)) > 3
    assert set(found) <= {ad.own_id for ad in standing(market, TABLES)}


@pytest.mark.parametrize(
    ("site", "path", "status"),
    [
        (STATIC, "/annons/{}", 410),
        (SCROLL, "/a/{}", 404),
        (GATE, "/visa/{}", 410),
        (STRUCTURED, "/annons/{}-x", 410),
        (BLOCK, "/skylt/{}", 200),
        (TABLES, "/las.asp?nr={}", 404),
    ],
)
def test_a_removed_ad_is_told_in_the_sites_own_way(
    serving: Serving, market: Market, site: str, path: str, status: int
) -> None:
    ad = removed(market, site)
    got = Visitor(serving, site, {"alder": "ja"}).get(path.format(ad.own_id))
    page = got.body.decode("latin-1")
    assert got.status == status
    assert ad.own_id in page
    assert not set(ad.said(serving.moment).phones) & set(re.findall(r"\+46\d+", page))


@pytest.mark.parametrize("site", [STATIC, SCROLL, GATE, STRUCTURED, TABLES])
def test_an_address_that_never_was_is_not_found(serving: Serving, site: str) -> None:
    assert Visitor(serving, site, {"alder": "ja"}).get("/finns/inte").status == 404


def test_the_sites_own_number_stands_on_every_page(serving: Serving, market: Market) -> None:
    for site in market.sites:
        page = Visitor(serving, site.name).get("/").body.decode("latin-1")
        assert site.phone.replace("+46", "0") in page


def test_a_neighbours_number_stands_outside_the_ads_own_text(serving: Serving, market: Market) -> None:
    visitor, found = Visitor(serving, STATIC), 0
    for ad in standing(market, STATIC):
        page = visitor.get(f"/annons/{ad.own_id}").page
        found += bool(page.css("aside.liknande p"))
        assert not page.css("article aside")
    assert found
