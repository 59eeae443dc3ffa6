"""How a page is made: one set of templates, everything escaped, every word from `words/`."""

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from api.desk import Asker
from api.policy import Action
from api.wording import Words
from models.assessment import Band
from models.disclosure import Disclosable, LegalGround
from models.link import Persona
from models.review import Concern, Decision

HERE = Path(__file__).parent
STATIC = HERE / "static"
LETTERS_OF_A_NAME = 6

MENU = (
    ("queue", "/queue", Action.READ_QUEUE),
    ("search", "/search", Action.SEARCH),
    ("disclosures", "/disclosures", Action.READ_DISCLOSURES),
    ("catalogue", "/catalogue", Action.READ_CATALOGUE),
    ("sites", "/sites", Action.READ_SITES),
)


@cache
def _templates() -> Environment:
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(
        static=static_url,
        short=short,
        called=called,
        bands=tuple(Band),
        decisions=tuple(Decision),
        concerns=tuple(Concern),
        disclosables=tuple(Disclosable),
        grounds=tuple(LegalGround),
    )
    return made


@cache
def static_url(name: str) -> str:
    """Address of a file of ours with its fingerprint, so that it may be cached for long."""
    told = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]
    return f"/static/{name}?v={told}"


def short(identity: str) -> str:
    """The end of an id is enough to tell two apart on a page (its beginning may be a time)."""
    return identity[-LETTERS_OF_A_NAME:].upper()


def called(names: tuple[str, ...], words: Words) -> str:
    return words.listing(names) if names else words.say("advertiser.nameless")


def names_of(personas: tuple[Persona, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for persona in personas for name in persona.names))


def page(name: str, request: Request, asker: Asker, *, status: int = 200, **told: Any) -> HTMLResponse:
    """Render a page for a signed-in person."""
    menu = [(key, href) for key, href, action in MENU if asker.may(action) or asker.may(action, layer=asker.layer)]
    shown = {
        "asker": asker,
        "csrf": asker.session.csrf,
        "menu": menu,
        "places": asker.desk.places,
        "decides": asker.may(Action.DECIDE, layer=asker.layer),
        "annotates": asker.may(Action.ANNOTATE, layer=asker.layer),
        "ties_ads": asker.may(Action.TIE, layer=asker.layer),
        "discloses": asker.may(Action.DISCLOSE, layer=asker.layer),
        **told,
    }
    return bare_page(name, request, asker.words, status=status, **shown)


def bare_page(name: str, request: Request, words: Words, *, status: int = 200, **told: Any) -> HTMLResponse:
    """Render a page for whoever asks: sign-in and errors."""
    said = request.query_params.get("said", "")
    usual: dict[str, Any] = {
        "w": words,
        "asker": None,
        "csrf": "",
        "menu": [],
        "places": {},
        "path": request.url.path,
        "query": request.url.query,
        "said": said if words.has(f"said.{said}") else None,
    }
    return HTMLResponse(_templates().get_template(name).render(usual | told), status_code=status)
