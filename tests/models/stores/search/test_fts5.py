"""SQLite's own: erased words leave the file, the index follows the records in one transaction."""

from pathlib import Path

import pytest
from sqlalchemy import text

from models.clock import SetClock
from models.errors import MissingPart
from models.keys import KeyRing
from models.settings import Settings
from models.stores.fts5 import Fts5Search
from models.stores.sql.engine import open_engine
from models.stores.sql.ground import Ground
from models.stores.sql.open import open_stores
from models.stores.sql.sealed import Sealer
from tests.factories import NOON
from tests.models.stores.search.test_changes import a_document, ad, ask

WORD = "qzqzhemligt"


def files_of(home: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(home.glob("lykta.db*")))


def test_an_erased_word_leaves_the_files(tmp_path: Path, keys: KeyRing) -> None:
    stores = open_stores(Settings(home=tmp_path), keys, SetClock(NOON))
    search = Fts5Search(stores.ground)
    search.put([a_document("a", f"solna {WORD}"), a_document("b", "solna")], "e1")
    search.compact()
    assert WORD.encode() in files_of(tmp_path)
    search.remove([ad("a")])
    search.compact()
    assert WORD.encode() not in files_of(tmp_path)
    assert ask(search, "solna").total == 1
    stores.close()


def test_the_words_of_an_earlier_version_leave_the_files(tmp_path: Path, keys: KeyRing) -> None:
    stores = open_stores(Settings(home=tmp_path), keys, SetClock(NOON))
    search = Fts5Search(stores.ground)
    search.put([a_document("a", f"solna {WORD}")], "e1")
    search.put([a_document("a", "solna")], "e1")
    search.compact()
    assert WORD.encode() not in files_of(tmp_path)
    stores.close()


def test_token_streams_are_sealed_beside_the_index(tmp_path: Path, keys: KeyRing) -> None:
    stores = open_stores(Settings(home=tmp_path), keys, SetClock(NOON))
    search = Fts5Search(stores.ground)
    search.put([a_document("a", f"solna {WORD}", notes=WORD)], "e1")
    with stores.ground.writing() as connection:
        connection.execute(text("DROP TABLE search_fts"))
    stores.ground.engine.dispose()
    vacuumed = open_engine(f"sqlite+pysqlite:///{tmp_path / 'lykta.db'}")
    with vacuumed.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
    vacuumed.dispose()
    assert WORD.encode() not in files_of(tmp_path)


def test_an_index_that_lost_a_document_is_told_and_rebuilt(tmp_path: Path, keys: KeyRing) -> None:
    stores = open_stores(Settings(home=tmp_path), keys, SetClock(NOON))
    search = Fts5Search(stores.ground)
    search.put([a_document("a", "solna"), a_document("b", "solna")], "e1")
    assert search.check()
    with stores.ground.writing() as connection:
        connection.execute(text("DELETE FROM search_fts WHERE rowid = (SELECT max(id) FROM search_documents)"))
    assert not search.check()
    assert search.rebuild() == 2
    assert search.check()
    stores.close()


def test_records_and_index_change_together_or_not_at_all(
    tmp_path: Path, keys: KeyRing, monkeypatch: pytest.MonkeyPatch
) -> None:
    stores = open_stores(Settings(home=tmp_path), keys, SetClock(NOON))
    search = Fts5Search(stores.ground)
    search.put([a_document("a", "solna")], "e1")
    monkeypatch.setattr("models.stores.fts5.PUT", text("INSERT INTO nowhere VALUES (:id)"))
    with pytest.raises(Exception, match="nowhere"):
        search.put([a_document("a", "täby"), a_document("b", "täby")], "e1")
    monkeypatch.undo()
    assert ask(search, "solna").total == ask(search).total == 1
    assert search.check()
    stores.close()


def test_over_postgresql_an_elasticsearch_is_asked_for(keys: KeyRing) -> None:
    engine = open_engine("postgresql://nowhere/lykta")
    with pytest.raises(MissingPart, match="LYKTA_SEARCH"):
        Fts5Search(Ground(engine=engine, sealer=Sealer(keys), keys=keys, clock=SetClock(NOON)))
