"""Pages are read as their sheets say, in the page's own words."""

import pytest

from crawlers.document import Document
from crawlers.page_readers import reader_of
from crawlers.reading import read_detail, read_list
from crawlers.sheets import Pick
from models.errors import BadInput, SiteChanged
from tests.crawlers.pages import sheet, suite_page, torget_page

SITES = ("site03", "site05")


@pytest.mark.parametrize("site", SITES)
def test_a_list_of_the_suite_is_read_as_its_author_says(site: str) -> None:
    page = suite_page(f"pg-{site}-list")
    read = read_list(page.document, sheet(site))
    assert [card.url for card in read.cards] == page.expect["detail_links"]
    assert read.next_url == page.expect["next_link"]


@pytest.mark.parametrize("site", SITES)
def test_a_detail_of_the_suite_is_read_as_its_author_says(site: str) -> None:
    page = suite_page(f"pg-{site}-detail")
    said = read_detail(page.document, sheet(site))
    assert said.part("title") == page.expect["title"]
    assert " ".join((said.part("body") or "").split()) == page.expect["body"]
    assert said.own_id == page.expect["ad_id"]
    assert [image.url for image in said.images] == page.expect["images"]
    assert page.expect["place"] in (said.part("place") or "")
    assert not [text for text in page.told["must_not"]["body_contains"] if text in (said.part("body") or "")]


@pytest.mark.parametrize(("site", "posted"), [("site03", "2026-02-24"), ("site05", "1/3 2026")])
def test_the_date_is_kept_as_said(site: str, posted: str) -> None:
    assert read_detail(suite_page(f"pg-{site}-detail").document, sheet(site)).posted == posted


def test_prices_in_rows_are_kept_row_by_row() -> None:
    said = read_detail(suite_page("pg-site03-detail").document, sheet("site03"))
    assert said.part("price") == "40 min 900 kr\n75 min 1400 kr"


def test_lines_of_a_text_stay_lines_and_nothing_glues() -> None:
    said = read_detail(suite_page("pg-site03-detail").document, sheet("site03"))
    assert said.part("body") == (
        "Varmt rum, lugn musik.\nJag svarar inte på samtal men gärna på sms:\n"
        "noll sju noll – ett sju fyra – noll sex – tre tre"
    )


def test_a_third_site_is_read_from_its_sheet_alone() -> None:
    torget = sheet("torget")
    first, last = (read_list(torget_page(name), torget) for name in ("lista.html", "lista-2.html"))
    assert [card.own_id for card in first.cards + last.cards] == ["105", "104", "103", "102", "101"]
    assert first.cards[0].url == "http://torget.example/rad-105.html"
    assert (first.next_url, last.next_url) == ("http://torget.example/lista-2.html", None)
    said = read_detail(torget_page("rad-101.html"), torget)
    assert [(part.name, part.said) for part in said.parts] == [
        ("title", "Lugn massage nära stationen"),
        ("body", "Hej, jag heter Vera.\nJag tar emot vardagar."),
        ("place", "Örebro"),
        ("price", "800 kr/30 min\n1300 kr/60 min"),
        ("phone", "070-174 06 50"),
    ]
    assert (said.own_id, said.posted) == ("101", "2026-02-27")
    assert [(image.url, image.alt) for image in said.images] == [("http://torget.example/bild/101-a.jpg", "rum")]


def test_script_in_a_text_is_left_out_and_escaped_script_stays_text() -> None:
    assert read_detail(torget_page("rad-104.html"), sheet("torget")).part("body") == (
        "Öppet alla kvällar till tio. Välkommen!"
    )
    page = Document("<body><h1>x</h1><p>&lt;script&gt;alert(1)&lt;/script&gt;</p>", "http://torget.example/")
    assert page.text == "x\n<script>alert(1)</script>"


def test_what_the_page_hides_is_not_read() -> None:
    page = suite_page("pg-site10-detail").document
    tel = page.tree.css_first(".tel")
    assert tel is not None
    assert page.text_of(tel) == "070-174 06 41"


def test_a_field_that_is_not_there_is_absent_and_never_empty() -> None:
    said = read_detail(torget_page("rad-103.html"), sheet("torget"))
    assert said.part("price") is None


@pytest.mark.parametrize(
    ("html", "missing"),
    [
        ("<main><h1>x</h1></main>", "container"),
        ("<article class=hel><div class=text>t</div></article>", "title"),
        ("<article class=hel><h1>t</h1></article>", "body"),
        ("", "container"),
    ],
)
def test_a_detail_that_lost_what_the_sheet_names_has_changed(html: str, missing: str) -> None:
    with pytest.raises(SiteChanged, match=missing):
        read_detail(Document(html, "http://torget.example/rad-1.html"), sheet("torget"))


def test_a_list_without_cards_has_changed() -> None:
    with pytest.raises(SiteChanged, match="card"):
        read_list(Document("<ul><li>hej</ul>", "http://torget.example/"), sheet("torget"))


def test_cards_lead_only_to_the_sheets_own_hosts() -> None:
    html = (
        '<article class="rad"><h2><a href="http://evil.example/rad-1.html">x</a></h2></article>'
        '<article class="rad"><h2><a href="javascript:alert(1)">y</a></h2></article>'
        '<article class="rad"><h2><a href="/rad-2.html">z</a></h2></article>'
    )
    read = read_list(Document(html, "http://torget.example/"), sheet("torget"))
    assert [card.url for card in read.cards] == ["http://torget.example/rad-2.html"]


def test_a_deeply_nested_page_is_read_without_falling() -> None:
    html = "<div>" * 50_000 + "botten"
    assert Document(html, "http://torget.example/").text == "botten"


def test_a_link_is_told_by_its_words_where_no_selector_can() -> None:
    page = Document('<a href="/1">Förra</a><a href="/2">Nästa sida</a>', "http://torget.example/")
    assert page.tree.root is not None
    assert list(page.picked(page.tree.root, Pick(css="a", says="nästa", attr="href"))) == ["/2"]


def test_relative_addresses_follow_the_pages_own_base() -> None:
    html = '<base href="/inne/"><article class="rad"><h2><a href="rad-2.html">z</a></h2></article>'
    read = read_list(Document(html, "http://torget.example/"), sheet("torget"))
    assert read.cards[0].url == "http://torget.example/inne/rad-2.html"


READER = """
from crawlers.page_readers import PageUrls
from crawlers.reading import Card
from models.ad import AdSaid, Part

def urls(page):
    return PageUrls(ads=(Card(url=page.url + "?ad=1", own_id="1", says="x"),), next=None)

def ads(page):
    return (AdSaid(url=page.url, own_id="1", parts=(Part(name="title", said=page.title), Part(name="body", said="b"))),)
"""


def test_an_odd_site_has_two_pure_functions() -> None:
    odd = sheet("torget").model_validate({**sheet("torget").as_told(), "reader": READER})
    page = Document("<title>hej</title>", "http://torget.example/")
    assert reader_of(odd).urls(page).cards[0].own_id == "1"
    assert reader_of(odd).ads(page)[0].part("title") == "hej"


def test_a_reader_without_its_functions_says_so() -> None:
    odd = sheet("torget").model_validate({**sheet("torget").as_told(), "reader": "x = 1"})
    with pytest.raises(BadInput, match="urls"):
        reader_of(odd)
