"""One reader for all tests of reading: it takes a second to load."""

from datetime import datetime

import pytest

from classify.reading.context import LOCAL, Context
from classify.reading.reader import Reader


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader.load()


@pytest.fixture(scope="session")
def context() -> Context:
    """A Swedish site on Monday 2 March 2026."""
    return Context(posted_at=datetime(2026, 3, 2, 10, 0, tzinfo=LOCAL))
