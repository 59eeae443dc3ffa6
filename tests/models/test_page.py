from datetime import timedelta

from models.page import Page
from tests.factories import NOON, a_page
from tests.models.stores.records import an_archived_page


def test_a_page_fetched_again_is_a_second_page() -> None:
    assert a_page().id == a_page().id
    assert a_page().id != a_page(at=NOON + timedelta(seconds=1)).id
    assert a_page().id != a_page(body=b"other").id
    assert a_page().id != a_page(url="https://exempel.example/2").id


def test_a_page_keeps_the_answer_but_not_its_body() -> None:
    page = a_page(body=b"<p>Ring mig</p>")
    assert (page.status, page.url, page.fetched_at) == (200, "https://exempel.example/1", NOON)
    assert "Ring mig" not in page.model_dump_json()


def test_a_page_comes_back_from_json_as_it_was() -> None:
    page = an_archived_page()
    assert Page.model_validate_json(page.model_dump_json()) == page
