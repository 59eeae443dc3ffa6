"""An Elasticsearch that is away, slow, read-only, empty or another: told in a sentence, and caught up with."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from models.base import new_id
from models.clock import SetClock
from models.errors import SearchAway
from models.keys import KeyRing
from models.scope import Scope
from models.search import Everything, Question
from models.settings import Settings
from models.stores.elastic import ElasticSearch
from models.stores.elastic_index import MAPPING
from models.stores.outbox import Outbox
from models.stores.search_backends import open_search
from models.stores.sql.open import SqlStores, open_stores
from tests import elasticsearch
from tests.factories import NOON
from tests.models.stores.search.test_changes import a_document, ad, ask, found, put

NOWHERE = "http://127.0.0.1:9"  # the discard port: nothing answers
ALL = Question(tree=Everything())


@pytest.fixture
def stores(tmp_path: Path, keys: KeyRing) -> Iterator[SqlStores]:
    opened = open_stores(Settings(home=tmp_path), keys, SetClock(NOON))
    yield opened
    opened.close()


@pytest.fixture
def name() -> str:
    return f"lykta-{new_id()}"


@pytest.fixture
def elastic(stores: SqlStores, name: str) -> Iterator[ElasticSearch]:
    opened = ElasticSearch(stores.ground, elasticsearch.address(), name=name, seconds=60)
    yield opened
    opened.close()


def waiting(stores: SqlStores) -> int:
    return Outbox(stores.ground).count()


@contextmanager
def answering(status: int, told: dict[str, Any], *, hold: threading.Event | None = None) -> Iterator[str]:
    """Something on loopback that answers everything alike, once `hold` is set where one is given."""

    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            if hold is not None:
                hold.wait()
            body = json.dumps(told).encode()
            self.send_response(status)
            self.send_header("X-Elastic-Product", "Elasticsearch")
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST = do_PUT = do_HEAD = answer  # noqa: N815 -- the names that http.server asks for

        def log_message(self, *_: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        if hold is not None:
            hold.set()
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.mark.real
def test_what_was_put_while_it_was_away_is_caught_up_with(stores: SqlStores, name: str) -> None:
    away = ElasticSearch(stores.ground, NOWHERE, name=name, seconds=1)
    away.put([a_document("a", "solna"), a_document("b", "solna")], "e1")
    away.remove([ad("b")])
    with pytest.raises(SearchAway, match="cannot be reached"):
        away.catch_up()
    with pytest.raises(SearchAway, match="cannot be reached"):
        away.ask(ALL, Scope.joint())
    with pytest.raises(SearchAway, match="cannot be reached"):
        list(away.walk(ALL, Scope.joint()))
    away.close()
    assert waiting(stores) == 3
    back = ElasticSearch(stores.ground, elasticsearch.address(), name=name, seconds=60)
    assert back.catch_up() == 2
    assert found(back) == {ad("a")}
    assert waiting(stores) == 0
    back.close()


def test_a_slow_one_is_not_waited_for(stores: SqlStores) -> None:
    with answering(200, {}, hold=threading.Event()) as address:
        slow = ElasticSearch(stores.ground, address, seconds=0.2)
        with pytest.raises(SearchAway, match=r"no answer within 0\.2 seconds"):
            slow.ask(ALL, Scope.joint())
        slow.close()


@pytest.mark.parametrize("version", ["8.19.21", "10.0.0"])
def test_one_of_another_major_is_named(stores: SqlStores, version: str) -> None:
    with answering(200, {"nodes": {"n": {"version": version}}}) as address:
        other = ElasticSearch(stores.ground, address)
        with pytest.raises(SearchAway, match=version):
            other.ask(ALL, Scope.joint())
        other.close()


@pytest.mark.parametrize(
    ("status", "kind", "told"),
    [
        (400, "media_type_header_exception", "not an Elasticsearch 9"),
        (401, "security_exception", "credentials"),
        (403, "security_exception", "credentials"),
        (403, "cluster_block_exception", "read-only"),
        (429, "es_rejected_execution_exception", "overloaded"),
        (503, "no_shard_available_action_exception", "503"),
    ],
)
def test_a_refusal_is_told_without_what_was_asked(stores: SqlStores, status: int, kind: str, told: str) -> None:
    error = {"error": {"type": kind, "reason": "the question stood here"}, "status": status}
    with answering(status, error) as address:
        refusing = ElasticSearch(stores.ground, address)
        with pytest.raises(SearchAway, match=told) as wrong:
            refusing.ask(ALL, Scope.joint())
        assert "stood here" not in str(wrong.value)
        refusing.close()


def test_credentials_in_the_address_are_never_told(stores: SqlStores) -> None:
    away = ElasticSearch(stores.ground, "http://lykta:hemligt@127.0.0.1:9", seconds=1)
    with pytest.raises(SearchAway) as wrong:
        away.ask(ALL, Scope.joint())
    assert "hemligt" not in str(wrong.value)
    away.close()


@pytest.mark.real
def test_an_index_that_was_never_filled_says_how(elastic: ElasticSearch) -> None:
    with pytest.raises(SearchAway, match="lykta index"):
        ask(elastic)


@pytest.mark.real
def test_a_read_only_index_still_answers_and_catches_up_later(elastic: ElasticSearch, stores: SqlStores) -> None:
    put(elastic, a_document("a", "solna"))
    settings = elastic._client.indices.put_settings
    settings(index=f"{elastic._indices.now}-*", settings={"index.blocks.read_only_allow_delete": True})
    elastic.put([a_document("b", "solna")], "e1")
    with pytest.raises(SearchAway, match=r"read-only|overloaded"):
        elastic.catch_up()
    assert waiting(stores) == 1
    assert found(elastic, "solna") == {ad("a")}
    settings(index=f"{elastic._indices.now}-*", settings={"index.blocks.read_only_allow_delete": None})
    elastic.catch_up()
    assert found(elastic, "solna") == {ad("a"), ad("b")}


@pytest.mark.real
def test_one_that_lost_its_indices_is_filled_again(elastic: ElasticSearch) -> None:
    put(elastic, *(a_document(str(number), "solna") for number in range(25)))
    elastic._indices.drop(elastic._indices.under(elastic._indices.now) or pytest.fail("no index"))
    assert elastic.catch_up() == 25
    assert ask(elastic, "solna").total == 25


@pytest.mark.real
def test_what_is_sent_twice_or_late_does_not_undo_what_is_newer(elastic: ElasticSearch, stores: SqlStores) -> None:
    put(elastic, a_document("a", "solna"))
    elastic.put([a_document("a", "täby")], "e1")
    with stores.ground.reading() as connection:
        first = Outbox(stores.ground).waiting(connection)
    elastic.catch_up()
    elastic.put([a_document("a", "nacka")], "e1")
    elastic.catch_up()
    elastic._send(first)  # as after a kill between the answer and the acknowledgement
    elastic._indices.refresh()
    assert found(elastic, "nacka") == {ad("a")}
    Outbox(stores.ground).done(first)
    assert waiting(stores) == 0


@pytest.mark.real
def test_a_new_edition_answers_only_once_it_is_whole(elastic: ElasticSearch) -> None:
    put(elastic, a_document("a", "solna"), a_document("b", "solna"))
    put(elastic, a_document("a", "nytt", edition="e2"), edition="e2")
    assert found(elastic, "solna") == {ad("a"), ad("b")}
    assert found(elastic, "nytt") == set()
    elastic.remove([ad("b")])
    elastic.catch_up()
    assert found(elastic, "nytt") == {ad("a")}
    assert len(elastic._client.indices.get(index=f"{elastic._indices.now}-*")) == 1


@pytest.mark.real
def test_an_index_answers_while_another_is_built_in_its_place(elastic: ElasticSearch) -> None:
    put(elastic, *(a_document(str(number), "solna") for number in range(12)))
    before = elastic._indices.under(elastic._indices.now)
    assert elastic.rebuild() == 12
    after = elastic._indices.under(elastic._indices.now)
    assert after is not None
    assert before is not None
    assert after != before
    assert after.edition == before.edition
    assert ask(elastic, "solna").total == 12


@pytest.mark.real
def test_the_index_keeps_no_token_in_its_source(elastic: ElasticSearch) -> None:
    put(elastic, a_document("a", "solna"))
    row = elastic._client.search(index=elastic._indices.now)["hits"]["hits"][0]
    assert set(row["_source"]) == {"ad", "version", "site", "band", "seen"}


@pytest.mark.real
def test_a_document_of_another_shape_is_refused(elastic: ElasticSearch) -> None:
    put(elastic, a_document("a", "solna"))
    with pytest.raises(SearchAway, match="strict_dynamic_mapping_exception"):
        elastic._bulk([{"index": {"_index": elastic._indices.now}}, {"phone": "+46701740605"}])


def test_the_mapping_has_no_field_for_whom_or_what_a_person_is() -> None:
    names = set(MAPPING["properties"])
    assert not names & {"origin", "nationality", "country", "lang", "language", "phone", "name", "age"}
    assert MAPPING["dynamic"] == "strict"


def test_settings_choose_the_backend(stores: SqlStores, tmp_path: Path) -> None:
    opened = open_search(Settings(home=tmp_path, search=NOWHERE), stores.ground)
    assert isinstance(opened, ElasticSearch)
    opened.close()
    assert not isinstance(open_search(Settings(home=tmp_path), stores.ground), ElasticSearch)
