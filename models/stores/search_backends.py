"""Opens the search that the settings name: FTS5 beside the records, or an Elasticsearch."""

from models.settings import Settings
from models.stores.search import Search
from models.stores.sql.ground import Ground


def open_search(settings: Settings, ground: Ground) -> Search:
    """Nothing is asked of an Elasticsearch yet: one that is away is told when it is needed. Raises MissingPart."""
    if settings.search:
        from models.stores.elastic import ElasticSearch

        return ElasticSearch(ground, settings.search, ca_file=settings.ca_file)
    from models.stores.fts5 import Fts5Search

    return Fts5Search(ground)
