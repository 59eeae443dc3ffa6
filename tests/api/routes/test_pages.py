"""Pages: what they show, and above all what they do not."""

import pytest

from api.headers import POLICY
from models.scope import DataClass, Scope
from models.stores.sql.open import SqlStores
from models.viewing import Act, Viewing
from tests.api.conftest import Client
from tests.api.market import Market
from tests.factories import POLICE

NUMBERS = ("0701740620", "701740620", "174 06 20", "740620", "mia@example.com", "0701740611")


def _paths(market: Market) -> list[str]:
    three = market.advertisers["three"]
    return [
        "/queue",
        "/queue?state=decided",
        f"/advertisers/{three}",
        f"/advertisers/{three}?ads=all",
        f"/advertisers/{market.advertisers['urgent']}",
        *(f"/ads/{ad}" for ad in market.ads["three"]),
        f"/ads/{market.ads['urgent'][0]}",
        "/search?q=massage",
        "/search?q=mia",
        "/catalogue",
        "/sites",
        "/sites/annat",
        "/help",
    ]


def _log(stores: SqlStores, act: Act) -> list[Viewing]:
    scope = Scope(layers=frozenset({POLICE.layer}), classes=frozenset({DataClass.LOG}))
    return [entry.viewing for entry in stores.log.entries(scope) if entry.viewing.act is act]


def test_no_page_and_no_answer_shows_a_contact(client_of: Client, market: Market) -> None:
    client = client_of("analyst")
    paths = _paths(market)
    three = market.advertisers["three"]
    api = ["queue", f"advertisers/{three}", f"ads/{market.ads['three'][0]}", "search?q=mia"]
    for path in [*paths, *(f"/api/v1/{path}" for path in api)]:
        answer = client.get(path)
        assert answer.status_code == 200, path
        squeezed = answer.text.replace("-", "").replace(" ", "")
        assert [said for said in NUMBERS if said in answer.text or said in squeezed] == [], path


def test_the_ad_page_shows_what_was_said_with_the_contact_hidden(client_of: Client, market: Market) -> None:
    text = client_of("analyst").get(f"/ads/{market.ads['three'][0]}").text
    assert "••• •• ••" in text
    assert "<ins>kvar en vecka till </ins>" in text
    assert "<del>ny i stan </del>" in text
    assert "2 versioner" in text


def test_hostile_text_is_shown_as_text(client_of: Client, market: Market) -> None:
    client = client_of("analyst")
    text = client.get(f"/ads/{market.ads['independent'][0]}").text
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert" in text
    assert "<script>alert" not in client.get("/search?q=gränser").text
    assert "<script>alert" not in client.get("/search?q=<script>alert(1)</script>").text


def test_addresses_of_ads_are_no_links_and_nothing_is_loaded_from_them(client_of: Client, market: Market) -> None:
    text = client_of("analyst").get(f"/ads/{market.ads['three'][0]}").text
    assert "https://exempel.example/annons/three-0" in text
    assert 'href="http' not in text
    assert 'src="http' not in text


def test_every_page_carries_the_headers(client_of: Client, market: Market) -> None:
    client = client_of("analyst")
    for path in [*_paths(market), "/nothing", "/api/v1/queue", "/api/v1/nothing"]:
        headers = client.get(path).headers
        assert headers["content-security-policy"] == POLICY
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cache-control"] == "no-store"
        assert "etag" not in headers
    assert "unsafe" not in POLICY


def test_a_page_holds_no_inline_script_or_style(client_of: Client, market: Market) -> None:
    client = client_of("analyst")
    for path in _paths(market):
        text = client.get(path).text
        assert " style=" not in text
        assert "<style" not in text
        assert " onclick" not in text
        assert text.count("<script") == text.count('<script type="module" src="/static/') == 1


def test_reasons_come_with_grade_source_and_quote(client_of: Client, market: Market) -> None:
    told = client_of("analyst").get(f"/api/v1/advertisers/{market.advertisers['three']}").json()["reasons"]
    speaks = {one["indicator"]["id"]: one for one in told["speaks_for"]}
    assert list(speaks) == ["phone-shared-by-persons", "trust-assurance", "third-person-voice"]
    voice = speaks["third-person-voice"]
    assert voice["indicator"]["grade"] == "B"
    assert voice["indicator"]["sources"]
    assert {quote["words"] for quote in voice["quotes"]} == {"hon tar emot"}
    assert voice["ads"] == 7
    assert speaks["phone-shared-by-persons"]["facts"][0]["value"] == "3"
    assert [one["indicator"]["id"] for one in told["context"]] == ["new-in-town"]


def test_no_weight_is_shown(client_of: Client, market: Market) -> None:
    client = client_of("analyst")
    assert "weight" not in client.get("/api/v1/queue").text
    assert '"contributions"' not in client.get(f"/api/v1/advertisers/{market.advertisers['three']}").text


def test_what_speaks_against_stands_apart(client_of: Client, market: Market) -> None:
    told = client_of("analyst").get(f"/api/v1/advertisers/{market.advertisers['independent']}").json()["reasons"]
    assert [one["indicator"]["id"] for one in told["speaks_against"]] == ["own-limits"]
    assert told["speaks_for"] == []


def test_opening_is_logged(client_of: Client, market: Market, stores: SqlStores) -> None:
    client, three = client_of("analyst"), market.advertisers["three"]
    client.get("/queue")
    client.get(f"/advertisers/{three}")
    client.get(f"/ads/{market.ads['three'][0]}")
    seen = [(one.thing, one.thing_id) for one in _log(stores, Act.VIEW)]
    assert seen == [("queue", None), ("advertiser", three), ("ad", market.ads["three"][0])]


def test_a_search_is_logged_without_its_words(client_of: Client, stores: SqlStores) -> None:
    client_of("analyst").get("/search?q=070-174 06 20")
    (found,) = _log(stores, Act.SEARCH)
    assert "174" not in (found.thing_id or "") + (found.reason or "")


def test_the_queue_is_paged_by_cursor_without_gap_or_repeat(client_of: Client, market: Market) -> None:
    client, found, after = client_of("analyst"), [], ""
    while True:
        told = client.get(f"/api/v1/queue?limit=10{after}").json()
        found += [item["advertiser"] for item in told["items"]]
        if not told["after"]:
            break
        after = f"&after={told['after']}"
    assert len(found) == len(set(found)) == len(market.advertisers)
    assert found[:2] == [market.advertisers["urgent"], market.advertisers["three"]]


def test_the_queue_narrows_by_band(client_of: Client, market: Market) -> None:
    told = client_of("analyst").get("/api/v1/queue?band=urgent&band=low&limit=100").json()
    assert {item["band"] for item in told["items"]} == {"urgent", "low"}
    assert told["total"] == len(told["items"])
    assert sum(count["open"] for count in told["counts"]) == len(market.advertisers)


def test_a_number_is_found_in_any_formatting(client_of: Client, market: Market) -> None:
    client = client_of("analyst")
    for said in ("0701740611", "+46 70 174 06 11", "070-174 06 11", "740611"):
        told = client.get("/api/v1/search", params={"q": said}).json()
        assert [hit["ad"] for hit in told["hits"]] == list(market.ads["urgent"]), said


def test_what_was_searched_is_marked(client_of: Client) -> None:
    hits = client_of("analyst").get("/api/v1/search", params={"q": "lägenhet"}).json()["hits"]
    assert hits
    assert all(any(part["marked"] for part in hit["body"]) for hit in hits)


def test_a_question_that_cannot_be_read_keeps_what_was_typed(client_of: Client) -> None:
    answer = client_of("analyst").get("/search", params={"q": 'massage "ny'})
    assert answer.status_code == 400
    assert "Frågan går inte att läsa" in answer.text
    assert "massage &#34;ny" in answer.text


@pytest.mark.parametrize("path", ["/advertisers/", "/ads/", "/api/v1/advertisers/", "/api/v1/ads/"])
def test_what_does_not_exist_is_not_found(client_of: Client, path: str) -> None:
    assert client_of("analyst").get(path + "0" * 32).status_code == 404
    assert client_of("analyst").get(path + "x").status_code in {404, 422}


@pytest.mark.parametrize("login", ["researcher", "auditor", "admin"])
def test_who_reads_no_content_is_told_so_in_words(client_of: Client, market: Market, login: str) -> None:
    client = client_of(login)
    for path in _paths(market):
        answer = client.get(path)
        assert answer.status_code == (200 if path in {"/catalogue", "/help"} else 403), path
    assert "Din roll ger inte tillgång" in client.get("/queue").text
    assert client.get("/").headers["location"] == "/catalogue"


def test_the_site_page_tells_verdicts_counts_and_broken_promises(client_of: Client) -> None:
    text = client_of("analyst").get("/sites/annat").text
    assert "Tveksamt" in text
    assert "the sheet promises 30" in text
    assert "Svar: captcha" in text
    assert client_of("analyst").get("/sites/unknown").status_code == 404


def test_a_bug_is_told_without_detail(client_of: Client, stores: SqlStores, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("070-174 06 20")

    client = client_of("analyst")
    monkeypatch.setattr(stores.queue, "page", broken)
    answer = client.get("/queue")
    assert answer.status_code == 500
    assert "Något gick fel hos oss" in answer.text
    assert "174" not in answer.text
    assert answer.headers["content-security-policy"] == POLICY
