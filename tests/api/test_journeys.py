"""Journeys in a real Chromium: an analyst's morning by keys, without a script, and page by page without a barrier."""

import os
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from api.app import create_app
from api.desk import Desk
from tests.api.browser import browser, served, sign_in
from tests.api.market import PASSWORD, Market

pytestmark = pytest.mark.real

IN_CI = bool(os.environ.get("CI"))
NUMBER = "+46701740611"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser(in_ci=IN_CI) as started:
        yield started


@pytest.fixture
def address(desk: Desk, market: Market) -> Iterator[str]:
    with served(create_app(desk)) as where:
        yield where


@pytest.fixture
def troubles() -> list[str]:
    """What the browser complained of: scripts that broke, and what the policy forbade."""
    return []


@pytest.fixture
def page(chromium: Browser, troubles: list[str]) -> Iterator[Page]:
    context = chromium.new_context()
    opened = context.new_page()
    opened.on("pageerror", lambda error: troubles.append(str(error)))
    opened.on("console", lambda said: troubles.append(said.text) if said.type == "error" else None)
    yield opened
    context.close()


@pytest.fixture
def without_script(chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context(java_script_enabled=False)
    yield context
    context.close()


def _heading(page: Page, said: str) -> None:
    expect(page.locator("main h1")).to_contain_text(said)


def test_an_analyst_decides_with_one_key_and_takes_it_back(page: Page, address: str, troubles: list[str]) -> None:
    sign_in(page, address, "analyst", PASSWORD)
    page.keyboard.press("j")
    expect(page.locator("[data-row]").first).to_be_focused()
    page.keyboard.press("Enter")
    _heading(page, "Alma")
    expect(page.locator("main h1")).to_be_focused()

    page.keyboard.press("r")
    expect(page.locator("#why-reveal")).to_be_focused()
    assert NUMBER not in page.content()
    page.locator("#why-reveal").select_option("offer_help")
    page.get_by_role("button", name="Visa kontaktvägar").click()
    expect(page.locator("#contacts")).to_contain_text(NUMBER)
    assert "reveal" not in page.url

    page.keyboard.press("7")
    _heading(page, "Mia, Lena, Eva")
    expect(page.locator("main h1")).to_be_focused()
    expect(page.get_by_role("status")).to_contain_text("Beslutet är sparat")
    page.keyboard.press("3")
    _heading(page, "Nora")

    page.keyboard.press("u")
    _heading(page, "Mia, Lena, Eva")
    page.keyboard.press("u")
    _heading(page, "Alma")
    expect(page.get_by_role("status")).to_contain_text("tillbakataget")
    assert NUMBER not in page.content()
    assert troubles == []


def test_a_concern_is_told_by_keys_alone(page: Page, address: str, troubles: list[str]) -> None:
    sign_in(page, address, "analyst", PASSWORD)
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    _heading(page, "Alma")
    page.keyboard.press("1")
    expect(page.locator("input[name=concern]").first).to_be_focused()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.type("Åldern 17 står i fältet; tangenten 7 är här bara text")
    _heading(page, "Alma")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    _heading(page, "Mia, Lena, Eva")
    page.goto(f"{address}/queue?state=decided")
    expect(page.locator(".decision")).to_have_text("Oro: Misstänkt minderårig")
    assert troubles == []


def test_every_key_that_help_names_does_something(page: Page, address: str) -> None:
    sign_in(page, address, "analyst", PASSWORD)
    page.keyboard.press("?")
    _heading(page, "Hjälp")
    named = page.locator("#keys kbd").all_inner_texts()
    assert named == ["1", "2", "3", "4", "5", "6", "7", "u", "r", "j", "k", "/", "?"]
    page.keyboard.press("/")
    expect(page.locator("#find")).to_be_focused()
    page.goto(f"{address}/queue")
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.locator("[data-row]").nth(1)).to_be_focused()
    page.keyboard.press("k")
    expect(page.locator("[data-row]").first).to_be_focused()
    page.keyboard.press("Enter")
    _heading(page, "Alma")
    page.keyboard.press("j")
    _heading(page, "Mia, Lena, Eva")
    page.keyboard.press("k")
    _heading(page, "Alma")
    for key in ("2", "3", "4", "5", "6", "7"):
        before = page.url
        page.keyboard.press(key)
        expect(page).not_to_have_url(before)
    page.goto(f"{address}/queue?state=decided")
    expect(page.locator("[data-row]")).to_have_count(6)


def test_keys_can_be_switched_off(page: Page, address: str) -> None:
    sign_in(page, address, "analyst", PASSWORD)
    page.goto(f"{address}/help")
    page.get_by_role("button", name="Stäng av tangenterna").click()
    page.goto(f"{address}/queue")
    page.keyboard.press("j")
    expect(page.locator("[data-row]").first).not_to_be_focused()
    page.locator("[data-row]").first.click()
    _heading(page, "Alma")
    page.keyboard.press("7")
    page.goto(f"{address}/queue?state=decided")
    expect(page.locator("[data-row]")).to_have_count(0)
    page.goto(f"{address}/help")
    page.get_by_role("button", name="Slå på tangenterna").click()
    page.goto(f"{address}/queue")
    page.keyboard.press("j")
    expect(page.locator("[data-row]").first).to_be_focused()


def test_the_back_button_goes_back_through_what_was_swapped_in(page: Page, address: str) -> None:
    sign_in(page, address, "analyst", PASSWORD)
    page.locator("[data-row]").first.click()
    _heading(page, "Alma")
    page.get_by_role("link", name="Nästa i kön").click()
    _heading(page, "Mia, Lena, Eva")
    page.go_back()
    _heading(page, "Alma")
    page.go_back()
    _heading(page, "Att bedöma")


def test_a_session_that_ended_leads_to_sign_in(page: Page, address: str, market: Market) -> None:
    sign_in(page, address, "analyst", PASSWORD)
    page.locator("[data-row]").first.click()
    _heading(page, "Alma")
    page.context.clear_cookies()
    page.keyboard.press("7")
    _heading(page, "Logga in")


def test_all_of_it_works_without_script(without_script: BrowserContext, address: str) -> None:
    page = without_script.new_page()
    sign_in(page, address, "analyst", PASSWORD)
    page.get_by_role("link", name="Alma").click()
    _heading(page, "Alma")
    page.locator("#why-reveal").select_option("check_records")
    page.get_by_role("button", name="Visa kontaktvägar").click()
    assert NUMBER in page.content()
    page.locator("input[name=concern][value=minor]").check()
    page.locator("#reason").fill("Åldern 17 står i fältet")
    page.get_by_role("button", name="Spara oro").click()
    _heading(page, "Mia, Lena, Eva")
    page.get_by_role("button", name="Osäker").click()
    _heading(page, "Nora")
    for said in ("Mia, Lena, Eva", "Alma"):
        page.get_by_role("button", name="Ångra mitt senaste beslut").click()
        _heading(page, said)
    page.locator("#find").fill("massage")
    page.locator("#find").press("Enter")
    expect(page.locator("#h-hits")).to_contain_text("annonser")


def test_the_whole_desk_speaks_english(page: Page, address: str) -> None:
    sign_in(page, address, "analyst", PASSWORD)
    page.get_by_role("button", name="English").click()
    _heading(page, "To decide")
    assert page.locator("html").get_attribute("lang") == "en"
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    _heading(page, "Alma")
    page.keyboard.press("7")
    expect(page.get_by_role("status")).to_contain_text("The decision is saved")


def _paths(market: Market) -> tuple[str, ...]:
    three = market.advertisers["three"]
    return (
        "/queue",
        "/queue?state=decided",
        f"/advertisers/{market.advertisers['urgent']}",
        f"/advertisers/{three}?said=decided",
        f"/ads/{market.ads['three'][0]}",
        "/search?q=massage",
        '/search?q="',
        "/search?q=finnsinte",
        "/catalogue",
        "/sites",
        "/sites/annat",
        "/help",
        "/nothing",
    )


def _barriers(page: Page) -> list[str]:
    answer = Axe().run(page).response
    assert answer["passes"], "axe looked at nothing"
    found = answer["violations"]
    return [
        f"{page.url}: {one['id']} {[node['target'] for node in one['nodes']][:3]}"
        for one in found
        if one["impact"] in {"serious", "critical"}
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_has_a_serious_barrier(chromium: Browser, address: str, market: Market, scheme: str) -> None:
    context = chromium.new_context(color_scheme="dark" if scheme == "dark" else "light")
    page = context.new_page()
    page.goto(f"{address}/sign-in")
    found = _barriers(page)
    sign_in(page, address, "analyst", PASSWORD)
    for path in _paths(market):
        page.goto(address + path)
        found += _barriers(page)
    page.goto(f"{address}/advertisers/{market.advertisers['three']}")
    page.locator("#why-reveal").select_option("check_records")
    page.get_by_role("button", name="Visa kontaktvägar").click()
    expect(page.locator("#contacts")).to_contain_text("+46")
    found += _barriers(page)
    context.close()
    assert found == []


def test_no_page_scrolls_sideways_at_400_percent(chromium: Browser, address: str, market: Market) -> None:
    context = chromium.new_context(viewport={"width": 320, "height": 256})
    page = context.new_page()
    sign_in(page, address, "analyst", PASSWORD)
    wide = []
    for path in _paths(market):
        page.goto(address + path)
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            wide.append(path)
    context.close()
    assert wide == []
