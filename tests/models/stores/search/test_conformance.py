"""Both backends answer as the plainest search does: same ads, counts, facets, weeks, pages and highlights."""

from collections.abc import Sequence
from random import Random

import pytest

from classify.search.highlights import highlights
from classify.search.questions import parse
from models.keys import KeyRing
from models.scope import Scope
from models.search import Hit, Node, Question
from models.stores.search import Search
from tests.models.stores.search import brute
from tests.models.stores.search.asked import TYPED, generated
from tests.models.stores.search.corpus import MadeUp

JOINT = Scope.joint()


def assert_same(search: Search, corpus: Sequence[MadeUp], tree: Node, *, limit: int = 20) -> int:
    found = brute.hits([one.document for one in corpus], tree)
    hits = search.ask(Question(tree=tree), JOINT, limit=limit)
    assert hits.total == len(found)
    assert list(hits.rows) == [brute.row(document) for document in found[:limit]]
    assert hits.facets == brute.facets(found)
    assert hits.weeks == brute.weeks(found)
    assert (hits.after is None) == (len(found) <= limit)
    return len(found)


@pytest.mark.parametrize("typed", TYPED, ids=[str(place) for place in range(len(TYPED))])
def test_what_people_type_is_answered_alike(
    search: Search, corpus: tuple[MadeUp, ...], keys: KeyRing, typed: str
) -> None:
    assert_same(search, corpus, parse(typed, keys=keys).tree)


@pytest.mark.parametrize("seed", range(10))
def test_generated_questions_are_answered_alike(
    search: Search, corpus: tuple[MadeUp, ...], keys: KeyRing, seed: int
) -> None:
    rng, documents = Random(seed), tuple(one.document for one in corpus)
    asked = [generated(rng, documents, keys) for _ in range(50)]
    met = [assert_same(search, corpus, tree) for tree in asked]
    assert sum(0 < count < len(corpus) for count in met) >= 25  # the questions tell ads apart


@pytest.mark.parametrize("typed", ["", "massage", "-massage", "site:alfa OR mass*"])
def test_pages_follow_one_another_without_gap_or_repeat(
    search: Search, corpus: tuple[MadeUp, ...], keys: KeyRing, typed: str
) -> None:
    question = parse(typed, keys=keys)
    rows: list[Hit] = []
    after: str | None = None
    while True:
        hits = search.ask(question, JOINT, after=after, limit=37)
        rows.extend(hits.rows)
        after = hits.after
        if after is None:
            break
        assert len(hits.rows) == 37
    found = brute.hits([one.document for one in corpus], question.tree)
    assert rows == [brute.row(document) for document in found]


def test_a_walk_meets_every_hit_once_in_the_order_of_pages(
    search: Search, corpus: tuple[MadeUp, ...], keys: KeyRing
) -> None:
    question = parse("-band:urgent", keys=keys)
    found = brute.hits([one.document for one in corpus], question.tree)
    assert list(search.walk(question, JOINT)) == [brute.row(document) for document in found]
    assert len(found) > 1000


@pytest.mark.parametrize("typed", ["massage", "hotellet", '"new in town"', "mass*", "นวด", "😀", "lägenhet OR массаж"])
def test_every_hit_of_a_word_shows_where_it_stands(
    search: Search, corpus: tuple[MadeUp, ...], keys: KeyRing, typed: str
) -> None:
    question = parse(typed, keys=keys)
    texts = {one.document.version: one.masked for one in corpus}
    rows = list(search.walk(question, JOINT))
    assert rows
    assert all(highlights(texts[row.version], question) for row in rows)
    missed = texts.keys() - {row.version for row in rows}
    assert not any(highlights(texts[version], question) for version in missed)
