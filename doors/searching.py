"""Opens the search index that the settings name, over the stores that are open."""

from doors.opening import Parts
from models.stores.fts5 import Fts5Search
from models.stores.search import Search


def open_search(parts: Parts) -> Search:
    """SQLite FTS5 beside the records, or Elasticsearch where `LYKTA_SEARCH` names one."""
    return Fts5Search(parts.stores.ground)
