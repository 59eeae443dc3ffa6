"""What Scrapy ships unsafe is off, and only what we name runs."""

import pytest
from scrapy.settings import Settings, default_settings

from crawlers.sheets import Sheet
from crawlers.spiders.scrapy_settings import settings_for
from tests.crawlers.pages import sheet


def told(**more: object) -> Settings:
    changed = Sheet.model_validate({**sheet("torget").as_told(), **more})
    return Settings(settings_for(changed))


@pytest.mark.parametrize(
    "name",
    [
        "REMOTE_CONTROL_ENABLED",
        "TELNETCONSOLE_ENABLED",
        "METAREFRESH_ENABLED",
        "HTTPPROXY_ENABLED",
        "COOKIES_ENABLED",
        "HTTPCACHE_ENABLED",
        "DNSCACHE_ENABLED",
    ],
)
def test_what_is_on_by_default_and_unsafe_here_is_off(name: str) -> None:
    assert hasattr(default_settings, name)
    assert told().getbool(name) is False


def test_certificates_are_verified() -> None:
    assert told().getbool("DOWNLOAD_VERIFY_CERTIFICATES") is True


def test_only_http_and_https_have_handlers() -> None:
    handlers = told().getwithbase("DOWNLOAD_HANDLERS")
    assert {scheme for scheme, handler in handlers.items() if handler} == {"http", "https"}


def test_everything_without_bounds_by_default_is_bounded() -> None:
    bounds = (
        "DOWNLOAD_MAXSIZE",
        "MEMUSAGE_LIMIT_MB",
        "CLOSESPIDER_ERRORCOUNT",
        "CLOSESPIDER_TIMEOUT",
        "URLLENGTH_LIMIT",
    )
    settings = told()
    assert all(0 < settings.getint(name) < 100_000_000 for name in bounds)
    assert settings.getint("DOWNLOAD_MAXSIZE") == 8 * 2**20
    assert settings.getint("REDIRECT_MAX_TIMES") == 5
    assert settings.getfloat("DOWNLOAD_TIMEOUT") == 30


def test_nothing_runs_that_is_not_named() -> None:
    settings = told()
    extensions = {name.rpartition(".")[2] for name in settings.getwithbase("EXTENSIONS")}
    assert extensions == {"MemoryUsage", "CloseSpider", "AutoThrottle"}
    assert dict(settings.getwithbase("SPIDER_MIDDLEWARES")) == {}
    middlewares = settings.getwithbase("DOWNLOADER_MIDDLEWARES")
    order = sorted(middlewares, key=lambda name: middlewares[name])
    assert (order[0], order[-1]) == ("crawlers.spiders.guard.Guard", "crawlers.spiders.guard.Capture")
    compression = "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware"
    assert middlewares["crawlers.spiders.guard.Capture"] > middlewares[compression]


def test_nothing_is_queued_on_disk_by_scrapy() -> None:
    assert told()["JOBDIR"] is None
    assert told()["SCHEDULER"] == "crawlers.spiders.leasing.LeasingScheduler"


def test_pace_and_robots_come_from_the_sheet() -> None:
    slow = told(pace={"seconds": 7, "at_once": 1})
    assert (slow.getfloat("DOWNLOAD_DELAY"), slow.getint("CONCURRENT_REQUESTS")) == (7, 1)
    assert slow.getbool("AUTOTHROTTLE_ENABLED")
    assert slow.getbool("ROBOTSTXT_OBEY")
    override = told(pace={"seconds": 7, "robots": {"says": "override", "decision": "T-9"}})
    assert override.getbool("ROBOTSTXT_OBEY") is False
