"""Opens the search index that the settings name, over the stores that are open."""

from doors.opening import Parts
from models.stores import search_backends
from models.stores.search import Search


def open_search(parts: Parts) -> Search:
    """SQLite FTS5 beside the records, or Elasticsearch where `LYKTA_SEARCH` names one."""
    return search_backends.open_search(parts.settings, parts.stores.ground)
