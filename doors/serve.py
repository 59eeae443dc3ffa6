"""Serve the desk."""

import click
from fastapi import FastAPI

from doors.opening import Parts, opened
from doors.searching import open_search


@click.command(name="serve", help=__doc__)
def command() -> None:
    with opened() as parts:
        serve(parts)


def serve(parts: Parts) -> None:
    """Answer until stopped; HTTPS ends at the proxy in front, so outside loopback cookies are marked secure."""
    import uvicorn

    settings = parts.settings
    uvicorn.run(
        desk_app(parts),
        host=settings.host,
        port=settings.port,
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
    )


def desk_app(parts: Parts) -> FastAPI:
    """The desk over the parts that are open."""
    from api.app import create_app
    from api.desk import Desk
    from api.indicators import Indicators
    from classify.catalogue import load

    catalogue = load()
    return create_app(
        Desk(
            stores=parts.stores,
            search=open_search(parts),
            keys=parts.keys,
            clock=parts.clock,
            indicators=Indicators.of(catalogue),
            catalogue=catalogue,
            places=_municipalities(),
            secure=parts.settings.host not in {"127.0.0.1", "::1", "localhost"},
        )
    )


def _municipalities() -> dict[str, str]:
    """Names of the municipalities by their official codes."""
    from classify.reading.lexicon import DATA

    lines = (DATA / "municipalities.tsv").read_text("utf-8").splitlines()
    return dict(line.split("\t")[:2] for line in lines if line and not line.startswith("#"))
