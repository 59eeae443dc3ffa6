"""One stream of log lines for our code and the libraries beneath it."""

import logging
import re
from collections.abc import MutableMapping
from typing import Any

import structlog

NUMBER = re.compile(r"\+?\d(?:[\s().\-/]?\d){6,}")
ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
HEX_ID = re.compile(r"\b[0-9a-f]{32}\b|\b[0-9a-f]{64}\b")


def conceal(_: object, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Keep people out of the log: what looks like a number or an address is masked, ids are kept."""
    return {
        key: _masked(value) if isinstance(value, str) and not _is_time(key) else value for key, value in event.items()
    }


def _is_time(key: str) -> bool:
    return key == "timestamp" or key.endswith("_at")


def _masked(text: str) -> str:
    if HEX_ID.fullmatch(text):
        return text
    return ADDRESS.sub("[address]", NUMBER.sub("[number]", text))


TALKATIVE = ("alembic", "asyncio", "elastic_transport", "httpx", "scrapy", "twisted")
"""Libraries whose everyday lines tell an operator nothing; what they warn of is told."""


def _worth_telling(record: logging.LogRecord) -> bool:
    return record.levelno >= logging.WARNING or record.name.partition(".")[0] not in TALKATIVE


def configure(*, as_json: bool, level: int = logging.INFO) -> None:
    """Send every line, also the libraries', through the same processors to standard error."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.ExtraAdder(),
        conceal,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    renderer: Any = structlog.processors.JSONRenderer() if as_json else structlog.dev.ConsoleRenderer()
    handler = logging.StreamHandler()
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
        )
    )
    handler.addFilter(_worth_telling)
    logging.basicConfig(handlers=[handler], level=level, force=True)
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(level),
        cache_logger_on_first_use=False,
    )
