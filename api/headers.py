"""Headers that every answer carries: nothing from elsewhere runs, loads, frames or stays in a cache."""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)

# The referrer stays within the desk: with `no-referrer` browsers would send `Origin: null` along with our own forms.
ALWAYS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


class SafeHeaders:
    """Middleware: sets the headers, forbids caching of all but our static files, asks for HTTPS where it is used."""

    def __init__(self, app: ASGIApp, *, secure: bool) -> None:
        self.app = app
        self.secure = secure

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                dress(MutableHeaders(scope=message), scope["path"], secure=self.secure)
            await send(message)

        await self.app(scope, receive, send_with_headers)


def dress(headers: MutableHeaders, path: str, *, secure: bool) -> None:
    """Put them on one answer."""
    for name, value in ALWAYS.items():
        headers[name] = value
    headers["Cache-Control"] = "public, max-age=31536000" if path.startswith("/static/") else "no-store"
    if secure:
        headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
