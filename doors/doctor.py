"""Look at what Lykta needs on this machine, and say what to do about what is missing."""

import shutil
import sys
from collections.abc import Callable, Iterator

import click

from models.errors import LyktaError
from models.settings import Settings, read_settings

CHROMIUMS = ("chromium", "chromium-browser", "google-chrome")


@click.command(name="doctor", help=__doc__)
def command() -> None:
    settings, well = read_settings(), True
    for name, check in CHECKS.items():
        try:
            click.echo(f"ok       {name}: {check(settings)}")
        except LyktaError as error:
            well = False
            click.echo(f"missing  {name}: {error}")
    sys.exit(0 if well else 1)


def _python(_: Settings) -> str:
    return sys.version.partition(" ")[0]


def _home(settings: Settings) -> str:
    from models.errors import BadSetting

    try:
        settings.home.mkdir(parents=True, exist_ok=True)
        probe = settings.home / ".probe"
        probe.write_text("", "utf-8")
        probe.unlink()
    except OSError as wrong:
        raise BadSetting("LYKTA_HOME", f"a folder that can be written ({wrong.strerror})") from None
    return str(settings.home)


def _keys(settings: Settings) -> str:
    from models.errors import WrongKey
    from models.keys import KeyRing

    if not settings.key_file.exists():
        return "none yet; made on first use"
    if settings.key_file.stat().st_mode & 0o077:
        raise WrongKey(f"safely: others can read {settings.key_file}, run chmod 600 on it")
    return f"{len(KeyRing.at(settings.key_file).seals)} seal keys"


def _database(settings: Settings) -> str:
    from doors.opening import opened

    with opened(settings) as parts:
        return f"opens, {parts.stores.log.verify()} entries of an unbroken log"


def _sheets(settings: Settings) -> str:
    from crawlers.sheet_files import load_sheets

    if not settings.site_folder.is_dir():
        return "none yet"
    return f"{len(load_sheets(settings.site_folder))} sound"


def _catalogue(_: Settings) -> str:
    from classify.catalogue import load

    return f"{len(load().indicators)} indicators"


def _chromium(settings: Settings) -> str:
    from models.errors import MissingPart

    found = settings.chromium or next(_found(), None)
    if not found:
        raise MissingPart("Chromium", "sites fetched by browser wait; install it with apt-get install chromium")
    return str(found)


def _found() -> Iterator[str]:
    return (path for name in CHROMIUMS if (path := shutil.which(name)))


CHECKS: dict[str, Callable[[Settings], str]] = {
    "Python": _python,
    "home": _home,
    "key ring": _keys,
    "database": _database,
    "site sheets": _sheets,
    "catalogue": _catalogue,
    "Chromium": _chromium,
}
