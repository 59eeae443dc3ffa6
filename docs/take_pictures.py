"""Takes the documents' pictures of a running demo: `.venv/bin/python docs/take_pictures.py` beside `make demo`."""

import json
import shutil
from pathlib import Path

import click
from playwright.sync_api import Page, sync_playwright

FOLDER = Path(__file__).parent / "pictures"
QUIET = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run", "--disable-sync")


@click.command(help=__doc__)
@click.option("--desk", default="http://127.0.0.1:8080", show_default=True)
@click.option("--home", default=Path("var"), type=click.Path(exists=True, path_type=Path), show_default=True)
def main(desk: str, home: Path) -> None:
    account = json.loads((home / "demo-accounts.json").read_text("utf-8"))[0]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(QUIET))
        page = browser.new_page(viewport={"width": 1280, "height": 860})
        page.goto(desk)
        page.fill("input[name=login]", account["login"])
        page.fill("input[name=password]", account["password"])
        page.keyboard.press("Enter")
        page.wait_for_url("**/queue")
        taken(page, "queue")
        page.locator("a[href^='/advertisers/']").first.click()
        page.wait_for_url("**/advertisers/*")
        taken(page, "advertiser")
        page.goto(f"{desk}/sites")
        taken(page, "sites")
        page.goto(f"{desk}/search?q=massage")
        taken(page, "search")
        browser.close()


def taken(page: Page, name: str) -> None:
    page.wait_for_load_state("networkidle")
    page.screenshot(path=FOLDER / f"{name}.png")


if __name__ == "__main__":
    main()
