"""What is put, changed, removed and rebuilt, on both backends; and whose layer a question is asked in."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from classify.search.tokens import Masked, streams
from models.assessment import Band
from models.base import Id, fingerprint
from models.clock import SetClock
from models.errors import BadInput
from models.indexed import Change, Document
from models.keys import KeyRing
from models.scope import JOINT, DataClass, Layer, Scope
from models.search import Everything, Field, Has, Hits, Node, Question, Stream, Term, all_of
from models.settings import Settings
from models.stores.search import Search
from models.stores.sql.open import open_stores
from tests.factories import NOON
from tests.models.stores.search.conftest import BACKENDS

EDITION = "e1"
OWN = frozenset({DataClass.ADS, DataClass.REVIEWS})


@pytest.fixture(params=["fts5", pytest.param("elasticsearch", marks=pytest.mark.real)])
def fresh(request: pytest.FixtureRequest, tmp_path: Path, keys: KeyRing) -> Iterator[Search]:
    stores = open_stores(Settings(home=tmp_path), keys, SetClock(NOON))
    search = BACKENDS[request.param](stores.ground)
    yield search
    search.close()
    stores.close()


def ad(name: str) -> Id:
    return fingerprint(name)


def a_document(name: str, text: str, *, edition: str = EDITION, layer: Layer = JOINT, **told: object) -> Document:
    made = streams(Masked(text, ()), version=fingerprint("version", name, text), edition=edition)
    usual: dict[str, object] = {"seen_at": NOON, "site": "alfa", "kind": "own_offer", "band": Band.NONE}
    return Document.of(made, ad=ad(name), layer=layer, **usual | told)  # type: ignore[arg-type]


def put(search: Search, *documents: Document, edition: str = EDITION) -> None:
    search.put(documents, edition)
    search.catch_up()


def ask(search: Search, node: Node | str = "", scope: Scope | None = None) -> Hits:
    asked = Term(stream=Stream.EXACT, token=node) if node and isinstance(node, str) else node or Everything()
    assert not isinstance(asked, str)
    return search.ask(Question(tree=asked), scope or Scope.joint())


def found(search: Search, node: Node | str = "", scope: Scope | None = None) -> set[Id]:
    return {row.ad for row in ask(search, node, scope).rows}


def test_an_empty_index_has_an_empty_answer(fresh: Search) -> None:
    put(fresh, a_document("a", "solna"))
    fresh.remove([ad("a")])
    fresh.catch_up()
    hits = ask(fresh)
    assert (hits.total, hits.rows, hits.weeks, hits.after) == (0, (), (), None)
    assert all(facet.values == () for facet in hits.facets)


def test_what_is_put_twice_stands_once(fresh: Search) -> None:
    document = a_document("a", "solna", places=("Solna",))
    put(fresh, document, document)
    put(fresh, document)
    hits = ask(fresh, "solna")
    assert hits.total == 1
    assert [facet.values[0].count for facet in hits.facets if facet.values] == [1, 1, 1, 1]


def test_a_new_version_takes_the_place_of_the_one_before(fresh: Search) -> None:
    put(fresh, a_document("a", "solna", places=("Solna",)), a_document("b", "solna"))
    put(fresh, a_document("a", "täby"))
    assert found(fresh, "solna") == {ad("b")}
    assert found(fresh, "täby") == {ad("a")}
    assert found(fresh, Has(field=Field.PLACE, values=("Solna",))) == set()


def test_a_change_moves_bands_and_times_and_no_token(fresh: Search) -> None:
    put(fresh, a_document("a", "solna"), a_document("b", "solna"))
    fresh.change([Change(ad=ad("a"), band=Band.URGENT), Change(ad=ad("b"), seen_at=NOON + timedelta(days=8))])
    fresh.change([Change(ad=ad("nowhere"), band=Band.HIGH)])
    fresh.catch_up()
    hits = ask(fresh, "solna")
    assert [(row.ad, row.band) for row in hits.rows] == [(ad("b"), Band.NONE), (ad("a"), Band.URGENT)]
    assert hits.rows[0].seen_at == NOON + timedelta(days=8)
    assert len(hits.weeks) == 2
    assert found(fresh, Has(field=Field.BAND, values=("urgent",))) == {ad("a")}


def test_what_is_removed_is_gone_from_every_layer(fresh: Search) -> None:
    own = Layer("polisen")
    put(fresh, a_document("a", "solna"), a_document("b", "solna"), a_document("a", "solna", layer=own, tags=("x",)))
    fresh.remove([ad("a")])
    fresh.catch_up()
    fresh.compact()
    assert found(fresh, "solna") == {ad("b")}
    tagged = Has(field=Field.TAG, values=("x",))
    assert found(fresh, tagged, Scope(layers=frozenset({JOINT, own}), classes=OWN)) == set()


def test_a_rebuilt_index_answers_as_before(fresh: Search) -> None:
    put(fresh, *(a_document(str(number), f"solna {number}", places=("Solna",)) for number in range(30)))
    before = ask(fresh, "solna")
    assert fresh.rebuild() == 30
    assert ask(fresh, "solna") == before
    assert found(fresh, "7") == {ad("7")}


def test_a_new_edition_takes_over(fresh: Search) -> None:
    put(fresh, a_document("a", "solna"), a_document("b", "solna"))
    put(fresh, a_document("a", "nytt", edition="e2"), edition="e2")
    put(fresh, a_document("b", "nytt", edition="e2"), edition="e2")
    assert found(fresh, "nytt") == {ad("a"), ad("b")}
    assert found(fresh, "solna") == set()


def test_a_scope_that_may_not_see_ads_is_told_nothing(fresh: Search) -> None:
    put(fresh, a_document("a", "solna"))
    for scope in (
        Scope(layers=frozenset(), classes=frozenset(DataClass)),
        Scope(layers=frozenset({JOINT}), classes=frozenset({DataClass.FIGURES, DataClass.LOG})),
        Scope(layers=frozenset({Layer("polisen")}), classes=frozenset(DataClass)),
    ):
        hits = ask(fresh, scope=scope)
        assert (hits.total, hits.rows, hits.weeks) == (0, (), ())
        assert not any(facet.values for facet in hits.facets)
        assert list(fresh.walk(Question(tree=Everything()), scope)) == []
        assert fresh.unindexed("e9", scope, reading="r") == ()
        assert fresh.stale(scope) == ()


TAGGED = Has(field=Field.TAG, values=("akut",))
NOTED = Term(stream=Stream.NOTES, token="oro")


@pytest.mark.parametrize("asked", [TAGGED, NOTED, all_of(TAGGED, NOTED)], ids=["tag", "note", "both"])
def test_what_an_agency_added_is_found_by_its_own_people_alone(fresh: Search, asked: Node) -> None:
    police, social = Layer("polisen"), Layer("socialtjansten")
    put(
        fresh,
        a_document("a", "solna"),
        a_document("b", "solna"),
        a_document("a", "solna", layer=police, tags=("akut",), notes="oro för henne"),
        a_document("b", "solna", layer=social, tags=("akut",), notes="oro"),
    )
    mine = Scope(layers=frozenset({JOINT, police}), classes=OWN)
    theirs = Scope(layers=frozenset({JOINT, social}), classes=OWN)
    assert found(fresh, asked, mine) == {ad("a")}
    assert found(fresh, asked, theirs) == {ad("b")}
    assert found(fresh, asked, Scope.joint()) == set()
    assert found(fresh, asked, Scope(layers=mine.layers, classes=frozenset({DataClass.ADS}))) == set()


def test_a_question_about_ads_counts_the_joint_layer_alone(fresh: Search) -> None:
    police = Layer("polisen")
    put(fresh, a_document("a", "solna"), a_document("a", "solna oro", layer=police, tags=("akut",)))
    hits = ask(fresh, "solna", Scope(layers=frozenset({JOINT, police}), classes=OWN))
    assert hits.total == 1
    assert {facet.field: facet.values for facet in hits.facets}[Field.TAG] == ()
    assert found(fresh, "oro", Scope(layers=frozenset({JOINT, police}), classes=OWN)) == set()


@pytest.mark.parametrize("after", ["", "x", "1.2.3", "1 OR 1=1"])
def test_a_foreign_cursor_is_refused(fresh: Search, after: str) -> None:
    put(fresh, a_document("a", "solna"))
    with pytest.raises(BadInput):
        fresh.ask(Question(tree=Everything()), Scope.joint(), after=after)


def test_a_layer_that_begins_like_another_is_not_taken_for_it(fresh: Search) -> None:
    put(fresh, a_document("a", "solna", layer=Layer("polisen-norr"), tags=("akut",)))
    scope = Scope(layers=frozenset({JOINT, Layer("polisen")}), classes=OWN)
    assert found(fresh, TAGGED, scope) == set()
