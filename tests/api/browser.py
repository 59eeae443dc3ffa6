"""A real Chromium and a real server on loopback: what the desk's journeys are walked in."""

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import uvicorn
from fastapi import FastAPI
from playwright.sync_api import Browser, Page, sync_playwright

from models.settings import Settings, read_settings

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
)
STARTED = 20


@contextmanager
def served(app: FastAPI) -> Iterator[str]:
    """Serve on a free port of this machine; gives the address."""
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_config=None, lifespan="off"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    started = threading.Event()
    for _ in range(STARTED * 50):
        if server.started:
            break
        started.wait(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(STARTED)


def chromium(settings: Settings, *, in_ci: bool) -> str:
    """Find it by the settings or on the path; missing fails in CI and skips elsewhere."""
    told = str(settings.chromium) if settings.chromium else shutil.which("chromium") or shutil.which("chromium-browser")
    if told is None:
        say = pytest.fail if in_ci else pytest.skip
        say("no Chromium: install Debian's chromium or set LYKTA_CHROMIUM")
    return told


@contextmanager
def browser(settings: Settings | None = None, *, in_ci: bool = False) -> Iterator[Browser]:
    path = chromium(settings or read_settings(), in_ci=in_ci)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield started
        started.close()


def sign_in(page: Page, address: str, login: str, password: str) -> None:
    page.goto(f"{address}/sign-in")
    page.fill("#login", login)
    page.fill("#password", password)
    page.press("#password", "Enter")
    page.wait_for_url(f"{address}/queue")
