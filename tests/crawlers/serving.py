"""Sites on loopback for the tests: a folder of pages, or a function that may misbehave as it likes."""

import socketserver
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

Behaviour = Callable[[str, BinaryIO], None]
"""Gets the path asked for and the stream to answer on."""


@dataclass
class Served:
    """A running site and the paths asked of it."""

    port: int
    asked: list[str] = field(default_factory=list)
    requests: list[bytes] = field(default_factory=list)

    def loopback(self, *names: str) -> dict[str, str]:
        return dict.fromkeys(names, f"127.0.0.1:{self.port}")


class _Handler(socketserver.StreamRequestHandler):
    server: "_Server"

    def handle(self) -> None:
        with suppress(OSError):
            while self._one():
                pass

    def _one(self) -> bool:
        head = b""
        while not head.endswith(b"\r\n\r\n"):
            line = self.rfile.readline()
            if not line:
                return False
            head += line
        path = head.split(b" ", 2)[1].decode("latin-1")
        self.server.served.requests.append(head)
        if path != "/robots.txt" or self.server.tells_robots:
            self.server.served.asked.append(path)
            self.server.behaviour(path, self.wfile)  # type: ignore[arg-type]
        else:
            self.wfile.write(answer(b"", status=404))
        self.wfile.flush()
        return not self.wfile.closed


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    block_on_close = False
    allow_reuse_address = True
    behaviour: Behaviour
    tells_robots: bool
    served: Served
    tls: ssl.SSLContext | None = None

    def get_request(self) -> tuple[object, object]:  # type: ignore[override]
        connection, address = super().get_request()
        return (self.tls.wrap_socket(connection, server_side=True) if self.tls else connection), address

    def handle_error(self, request: object, client_address: object) -> None:
        """Clients of a misbehaving server go away; that is what is tested."""


def answer(body: bytes, *, status: int = 200, kind: str = "text/html; charset=utf-8", **headers: str) -> bytes:
    told = {"Content-Type": kind, "Content-Length": str(len(body))}
    told |= {name.replace("_", "-"): value for name, value in headers.items()}
    lines = [f"HTTP/1.1 {status} -", *(f"{name}: {value}" for name, value in told.items()), "", ""]
    return "\r\n".join(lines).encode() + body


@contextmanager
def serving(behaviour: Behaviour, *, tls: ssl.SSLContext | None = None, tells_robots: bool = False) -> Iterator[Served]:
    with _Server(("127.0.0.1", 0), _Handler) as server:
        server.served = Served(server.server_address[1])
        server.behaviour, server.tls, server.tells_robots = behaviour, tls, tells_robots
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        yield server.served
        server.shutdown()
        thread.join()


def folder(path: Path, **special: bytes) -> Behaviour:
    """Pages of a folder; `special` maps a page's stem to another answer."""

    def behave(asked: str, out: BinaryIO) -> None:
        name = asked.partition("?")[0].strip("/")
        stem = name.partition(".")[0].replace("-", "_")
        if stem in special:
            out.write(special[stem])
        elif (path / name).is_file():
            out.write(answer((path / name).read_bytes()))
        else:
            out.write(answer(b"<h1>Sidan finns inte</h1>", status=404))

    return behave
