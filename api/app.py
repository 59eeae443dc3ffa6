"""The desk, put together: what a door composes and serves."""

from fastapi import FastAPI
from starlette.staticfiles import StaticFiles

from api import problems
from api.desk import Desk
from api.headers import SafeHeaders
from api.pages import STATIC
from api.routes import advertiser, api_v1, own, own_v1, queue, reading_rooms, search, sign_in


def create_app(desk: Desk) -> FastAPI:
    """Everything is handed down in `desk`; nothing is reached for."""
    app = FastAPI(
        title="Lykta",
        version="1",
        docs_url=None,  # its page loads scripts from elsewhere
        redoc_url=None,
        openapi_url="/api/v1/openapi.json",
    )
    app.state.desk = desk
    app.add_middleware(SafeHeaders, secure=desk.secure)
    problems.tell(app)
    for room in (sign_in, queue, advertiser, own, reading_rooms, search, api_v1, own_v1):
        app.include_router(room.router)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    return app
