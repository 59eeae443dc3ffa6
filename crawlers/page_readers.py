"""The Python reader beside an odd site's sheet: two pure functions, `urls(page)` and `ads(page)`, said forms only."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from types import ModuleType
from typing import Any

from crawlers.document import Document
from crawlers.reading import Card, ListRead, read_detail, read_list
from crawlers.sheets import Sheet
from models.ad import AdSaid
from models.errors import BadInput, SiteChanged


@dataclass(frozen=True, slots=True)
class PageUrls:
    """What a reader found on a list page: addresses of ads and of the next page, resolved."""

    ads: tuple[Card, ...]
    next: str | None = None


@dataclass(frozen=True, slots=True)
class Reader:
    urls: Callable[[Document], ListRead]
    ads: Callable[[Document], tuple[AdSaid, ...]]


def reader_of(sheet: Sheet) -> Reader:
    """The reader that a sheet's selectors make, or the Python one beside it."""
    if sheet.reader is None:
        return Reader(lambda page: read_list(page, sheet), lambda page: (read_detail(page, sheet),))
    module = _loaded(sheet.id, sheet.reader)
    urls, ads = (_function(module, sheet.id, name=name) for name in ("urls", "ads"))
    return Reader(lambda page: _as_read(_asked(urls, page, sheet.id)), lambda page: tuple(_asked(ads, page, sheet.id)))


def _as_read(found: PageUrls) -> ListRead:
    return ListRead(found.ads, found.next)


def _asked(function: Callable[[Document], Any], page: Document, site: str) -> Any:
    """A reader that falls over a page it was not written for says that the site changed; the visit goes on."""
    try:
        return function(page)
    except (LookupError, ValueError, TypeError, AttributeError) as fallen:
        raise SiteChanged(site, page.url, f"what its reader looks for ({type(fallen).__name__})") from fallen


@lru_cache(maxsize=64)
def _loaded(site: str, source: str) -> ModuleType:
    """Readers are our own code, kept beside the sheets and reviewed like them."""
    module = ModuleType(f"reader_of_{site}")
    try:
        exec(compile(source, f"{site}.py", "exec"), module.__dict__)  # noqa: S102
    except (SyntaxError, ImportError, NameError) as wrong:
        raise BadInput(f"The reader of {site} does not load ({wrong}); correct {site}.py beside its sheet.") from None
    return module


def _function(module: ModuleType, site: str, *, name: str) -> Callable[[Document], Any]:
    function: Callable[[Document], Any] | None = getattr(module, name, None)
    if function is None:
        raise BadInput(f"The reader of {site} has no function {name}(page); add it to {site}.py beside its sheet.")
    return function
