"""Serves a market over real HTTP on one loopback port: every site under its own Host name, at a set moment."""

import asyncio
import threading
from concurrent.futures import Future
from datetime import datetime
from types import TracebackType
from typing import Self

from simulator.board import Board, Scene
from simulator.connection import Connection
from simulator.faults import Trouble, usual_troubles
from simulator.market import Market
from simulator.showing import shown
from simulator.web import Answer, Request, page

LOOPBACK = "127.0.0.1"
KEPT_ANSWERS = 20_000
NOBODY = page("<!DOCTYPE html><html><body><h1>No such site</h1></body></html>", status=404)


class Serving:
    """A running server, to be used as a context; `moment` and `troubles` decide what the sites show from then on."""

    def __init__(
        self,
        market: Market,
        *,
        moment: datetime | None = None,
        troubles: tuple[Trouble, ...] | None = None,
        port: int = 0,
    ) -> None:
        self._boards = {site.name: Board(market, site) for site in market.sites}
        self._moment = moment or market.at(market.days - 0.01)
        self._troubles = usual_troubles(market) if troubles is None else troubles
        self._wanted = port
        self._kept: dict[tuple[str, str, str], Answer] = {}
        self._started: Future[int] = Future()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, name="market", daemon=True)
        self.asked = 0
        """Requests answered so far."""

    def __enter__(self) -> Self:
        self._thread.start()
        self.port = self._started.result()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()

    @property
    def moment(self) -> datetime:
        return self._moment

    @moment.setter
    def moment(self, moment: datetime) -> None:
        self._moment = moment
        self._kept = {}

    @property
    def troubles(self) -> tuple[Trouble, ...]:
        return self._troubles

    @troubles.setter
    def troubles(self, troubles: tuple[Trouble, ...]) -> None:
        self._troubles = troubles
        self._kept = {}

    @property
    def loopback(self) -> dict[str, str]:
        """Each site's name and where it is served, as the setting `LYKTA_LOOPBACK` takes it."""
        return dict.fromkeys(self._boards, f"{LOOPBACK}:{self.port}")

    def respond(self, request: Request) -> Answer:
        self.asked += 1
        board = self._boards.get(request.host)
        if board is None:
            return NOBODY
        kept, key = self._kept, (request.host, request.target, request.cookies.get("alder", ""))
        if request.method == "POST" or (answer := kept.get(key)) is None:
            answer = self._shown(request, board)
            if request.method != "POST" and len(kept) < KEPT_ANSWERS:
                kept[key] = answer
        return answer

    def _shown(self, request: Request, board: Board) -> Answer:
        moment = self._moment
        on = tuple(trouble for trouble in self._troubles if trouble.is_on(request.host, moment))
        return shown(request, Scene(board, moment), on)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        server = self._loop.run_until_complete(
            self._loop.create_server(lambda: Connection(self.respond), LOOPBACK, self._wanted)
        )
        self._started.set_result(server.sockets[0].getsockname()[1])
        self._loop.run_forever()
        server.close()
        self._close_connections()
        self._loop.close()

    def _close_connections(self) -> None:
        """Let what still runs end, so that nothing is left to be warned about."""
        tasks = asyncio.all_tasks(self._loop)
        for task in tasks:
            task.cancel()
        self._loop.run_until_complete(asyncio.gather(*tasks, return_exceptions=True))
