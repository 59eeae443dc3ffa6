"""What Scrapy is told: its unsafe defaults off, its generous ones bounded, its surroundings taken away."""

from typing import Any

from crawlers.politeness import agent, obeys_robots
from crawlers.sheets import Sheet

MEGABYTE = 2**20

SAFE: dict[str, Any] = {
    "REMOTE_CONTROL_ENABLED": False,
    "TELNETCONSOLE_ENABLED": False,
    "DOWNLOAD_VERIFY_CERTIFICATES": True,
    "DOWNLOAD_HANDLERS": {"file": None, "data": None, "ftp": None, "s3": None},
    "METAREFRESH_ENABLED": False,
    "HTTPPROXY_ENABLED": False,  # reads the environment; the guard sets the proxy of every request
    "COOKIES_ENABLED": False,
    "HTTPCACHE_ENABLED": False,
    "REFERRER_POLICY": "same-origin",
    "DNSCACHE_ENABLED": False,
    "DEPTH_LIMIT": 40,
    "RETRY_TIMES": 2,
    "RETRY_GIVE_UP_LOG_LEVEL": "DEBUG",
    "RETRY_HTTP_CODES": [500, 502, 503, 504, 522, 524, 408],
    "MEMUSAGE_ENABLED": True,
    "MEMUSAGE_LIMIT_MB": 600,
    "CLOSESPIDER_ERRORCOUNT": 50,
    "JOBDIR": None,
    "SCHEDULER": "crawlers.spiders.leasing.LeasingScheduler",
    "TWISTED_REACTOR": "twisted.internet.asyncioreactor.AsyncioSelectorReactor",
    "STATS_DUMP": False,
    "LOG_ENABLED": False,
    "LOG_INSTALL_ROOT_HANDLER": False,
    "WARN_ON_GENERATOR_RETURN_VALUE": False,
}

DOWNLOADER = "scrapy.downloadermiddlewares"
EXTENSION = "scrapy.extensions"
TRUST = "crawlers.spiders.trust.TrustAlso"

PARTS: dict[str, Any] = {
    # The whole of Scrapy that runs: its own base lists are replaced, so that no release adds to them unseen
    # (and what is not named is not even loaded). Statuses, redirects to other hosts and depth are looked at by us.
    "DOWNLOADER_MIDDLEWARES_BASE": {
        "crawlers.spiders.guard.Guard": 40,
        f"{DOWNLOADER}.robotstxt.RobotsTxtMiddleware": 100,
        f"{DOWNLOADER}.downloadtimeout.DownloadTimeoutMiddleware": 350,
        f"{DOWNLOADER}.defaultheaders.DefaultHeadersMiddleware": 400,
        f"{DOWNLOADER}.useragent.UserAgentMiddleware": 500,
        f"{DOWNLOADER}.retry.RetryMiddleware": 550,
        f"{DOWNLOADER}.httpcompression.HttpCompressionMiddleware": 590,
        f"{DOWNLOADER}.redirect.RedirectMiddleware": 600,
        "crawlers.spiders.guard.Capture": 995,  # byte-exact only here, below decompression
    },
    "SPIDER_MIDDLEWARES_BASE": {},
    "EXTENSIONS_BASE": {
        f"{EXTENSION}.memusage.MemoryUsage": 0,
        f"{EXTENSION}.closespider.CloseSpider": 0,
        f"{EXTENSION}.throttle.AutoThrottle": 0,
    },
}


def settings_for(sheet: Sheet, *, ca_file: str | None = None) -> dict[str, Any]:
    """All that one visit's Scrapy is told."""
    pace, caps = sheet.pace, sheet.caps
    return {
        **SAFE,
        **PARTS,
        "USER_AGENT": agent(sheet),
        "ROBOTSTXT_OBEY": obeys_robots(sheet),
        "DEFAULT_REQUEST_HEADERS": {"Accept": "text/html,application/xhtml+xml", "Accept-Language": "sv,en;q=0.7"},
        "CONCURRENT_REQUESTS": pace.at_once,
        "CONCURRENT_REQUESTS_PER_DOMAIN": pace.at_once,
        "DOWNLOAD_DELAY": pace.seconds,
        "AUTOTHROTTLE_ENABLED": pace.seconds > 0,
        "AUTOTHROTTLE_START_DELAY": pace.seconds,
        "DOWNLOAD_MAXSIZE": int(caps.body_mb * MEGABYTE),
        "DOWNLOAD_WARNSIZE": 0,
        "DOWNLOAD_TIMEOUT": caps.seconds,
        "REDIRECT_MAX_TIMES": caps.redirects,
        "URLLENGTH_LIMIT": caps.url_length,
        "CLOSESPIDER_TIMEOUT": caps.hours * 3600,
        **({"LYKTA_CA_FILE": ca_file, "DOWNLOADER_CLIENTCONTEXTFACTORY": TRUST} if ca_file else {}),
    }
