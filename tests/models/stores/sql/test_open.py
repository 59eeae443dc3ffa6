"""Opening: the schema, whose database it is, and whose keys."""

import stat
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from pysqlite3.dbapi2 import connect
from sqlalchemy import text

from models.clock import SetClock
from models.errors import BadInput, BadSetting, LostKey, SchemaAhead, WrongKey
from models.keys import KeyRing
from models.settings import Settings
from models.stores.sql import search_tables
from models.stores.sql.columns import metadata
from models.stores.sql.engine import open_engine
from models.stores.sql.open import SqlStores, open_stores
from models.stores.sql.schema import VERSION_TABLE, known
from tests.factories import NOON

CLOCK = SetClock(NOON)


def test_the_steps_lead_to_the_tables_that_the_stores_use(sql_stores: SqlStores) -> None:
    assert search_tables.tokens.metadata is metadata
    with sql_stores.ground.reading() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE, "compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_a_second_start_migrates_nothing(
    sqlite_stores: SqlStores, home: Path, keys: KeyRing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(command, "upgrade")
    open_stores(Settings(home=home), keys, CLOCK).close()


def test_a_newer_schema_is_left_alone(sql_stores: SqlStores, keys: KeyRing) -> None:
    address = sql_stores.ground.engine.url.render_as_string(hide_password=False)
    newer = text(f"UPDATE {VERSION_TABLE} SET version_num = :told")
    with sql_stores.ground.writing() as connection:
        connection.execute(newer, {"told": "9999"})
    try:
        with pytest.raises(SchemaAhead, match=f"has schema 9999, this Lykta knows {known()[-1]}"):
            open_stores(Settings(store=address), keys, CLOCK)
    finally:
        with sql_stores.ground.writing() as connection:
            connection.execute(newer, {"told": known()[-1]})


def test_a_file_that_is_no_database_is_told_in_one_sentence(home: Path, keys: KeyRing) -> None:
    home.mkdir()
    (home / "lykta.db").write_text("Detta är ingen databas. " * 100)
    with pytest.raises(BadInput, match=r"lykta\.db cannot be used \(file is not a database\); restore"):
        open_stores(Settings(home=home), keys, CLOCK)
    assert (home / "lykta.db").read_text().startswith("Detta")


def test_a_database_of_something_else_is_left_alone(home: Path, keys: KeyRing) -> None:
    home.mkdir()
    other = connect(str(home / "lykta.db"))
    other.execute("CREATE TABLE invoices (id INTEGER)")
    other.close()
    with pytest.raises(BadInput, match="holds something else"):
        open_stores(Settings(home=home), keys, CLOCK)


@pytest.mark.parametrize("told", ["mysql://localhost/x", "not an address"])
def test_an_address_that_cannot_be_used_names_its_setting(told: str) -> None:
    with pytest.raises(BadSetting, match="LYKTA_STORE"):
        open_engine(told)


def test_a_server_that_does_not_answer_is_told_without_its_password(tmp_path: Path, keys: KeyRing) -> None:
    address = f"postgresql://lykta:hemligt@/lykta?host={tmp_path}"
    with pytest.raises(BadInput, match="cannot be used") as refused:
        open_stores(Settings(store=address), keys, CLOCK)
    assert "hemligt" not in str(refused.value)


def test_another_ring_does_not_open_the_database(sqlite_stores: SqlStores, home: Path) -> None:
    with pytest.raises(WrongKey):
        open_stores(Settings(home=home), KeyRing.fresh(), CLOCK)


def test_a_ring_with_other_hashing_keys_does_not_open_the_database(
    sqlite_stores: SqlStores, home: Path, keys: KeyRing
) -> None:
    mixed = KeyRing(keyed=KeyRing.fresh().keyed, seals=keys.seals, current=keys.current)
    with pytest.raises(WrongKey, match="keyed hashes"):
        open_stores(Settings(home=home), mixed, CLOCK)


def test_a_ring_that_lost_its_sealing_key_says_which(sqlite_stores: SqlStores, home: Path, keys: KeyRing) -> None:
    lost = KeyRing(keyed=keys.keyed, seals={"2": b"2" * 32}, current="2")
    with pytest.raises(LostKey, match="no key 1"):
        open_stores(Settings(home=home), lost, CLOCK)


def test_sqlite_is_opened_to_erase_to_wait_and_to_hold_together(sqlite_stores: SqlStores, home: Path) -> None:
    asked = ("journal_mode", "secure_delete", "foreign_keys", "synchronous", "temp_store")
    with sqlite_stores.ground.reading() as connection:
        told = {name: connection.execute(text(f"PRAGMA {name}")).scalar() for name in asked}
    assert told == {"journal_mode": "wal", "secure_delete": 1, "foreign_keys": 1, "synchronous": 2, "temp_store": 2}
    assert stat.S_ISREG((home / "lykta.db").stat().st_mode)
