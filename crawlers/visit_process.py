"""What runs in a visit's process: take the orders, visit, report."""

import os
from multiprocessing.connection import Connection
from threading import Thread

from crawlers.visiting import Errand, go
from crawlers.visits import Orders, Report
from models import logs
from models.errors import LyktaError
from models.keys import KeyRing
from models.settings import Settings
from models.stores import faults
from models.stores.sql.open import open_stores

ORPHANED = 3
"""Exit status of a visit whose sender died."""


def main(pipe: Connection) -> None:
    """Any error outside the family is a bug: its traceback goes to standard error, and the process ends with it."""
    told = Orders.model_validate_json(pipe.recv_bytes())
    Thread(target=_end_with_sender, args=(pipe,), daemon=True).start()
    pipe.send_bytes(_report(told).model_dump_json().encode())


def _report(told: Orders) -> Report:
    settings = Settings.model_validate_json(told.settings)
    logs.configure(as_json=settings.log_json)
    faults.arm(settings.die_after)
    errand = Errand(sheet=told.sheet, settings=settings, due_at=told.due_at, proxy=told.proxy)
    try:
        keys = KeyRing.at(settings.key_file)
        stores = open_stores(settings, keys, settings.clock)
        try:
            return Report(outcome=go(errand, stores=stores, keys=keys, clock=settings.clock))
        finally:
            stores.close()
    except LyktaError as error:
        return Report.of_error(error)


def _end_with_sender(pipe: Connection) -> None:
    """Nothing is ever sent after the orders: what wakes this is the sender's end being closed."""
    try:
        pipe.recv_bytes()
    except (EOFError, OSError):
        os._exit(ORPHANED)
