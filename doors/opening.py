"""Opens what most doors need: settings, clock, key ring, stores and search, over one database."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from models import logs
from models.clock import Clock
from models.keys import KeyRing
from models.settings import Settings, read_settings
from models.stores import faults
from models.stores.sql.open import SqlStores, open_stores


@dataclass(frozen=True)
class Parts:
    """What a door is handed: everything that thinking must not reach for by itself."""

    settings: Settings
    clock: Clock
    keys: KeyRing
    stores: SqlStores


@contextmanager
def opened(settings: Settings | None = None) -> Iterator[Parts]:
    """Open the house as the settings say, and close it. Raises BadSetting, WrongKey, SchemaAhead or BadInput."""
    settings = settings or read_settings()
    logs.configure(as_json=settings.log_json)
    faults.arm(settings.die_after)
    settings.home.mkdir(parents=True, exist_ok=True)
    keys = KeyRing.at(settings.key_file)
    stores = open_stores(settings, keys, settings.clock)
    try:
        yield Parts(settings=settings, clock=settings.clock, keys=keys, stores=stores)
    finally:
        stores.close()
