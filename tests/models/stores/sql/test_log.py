"""The log's chain tells what was changed, removed or put in."""

import pytest
from sqlalchemy import delete, select, update

from models.errors import BadInput
from models.stores.sql.desk_tables import log, log_heads
from models.stores.sql.open import SqlStores
from models.viewing import Act
from tests.factories import NOON, POLICE, SOCIAL
from tests.models.stores.records import DAY, a_viewing

ENTRIES = 5


@pytest.fixture
def logged(sql_stores: SqlStores) -> SqlStores:
    for number in range(ENTRIES):
        sql_stores.log.add(a_viewing(reason=f"skäl {number}"))
        sql_stores.log.add(a_viewing(SOCIAL.layer))
    return sql_stores


def test_a_whole_log_is_counted(logged: SqlStores, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("models.stores.sql.log.IN_ONE_READ", 2)
    assert logged.log.verify() == 2 * ENTRIES


@pytest.mark.parametrize(
    "changed",
    [
        {"at": NOON + DAY},
        {"person": "f" * 32},
        {"person": None},
        {"act": Act.EXPORT},
        {"thing": "ad"},
        {"thing_id": "f" * 32},
        {"reason": None},
        {"mac": "0" * 64},
    ],
    ids=lambda changed: next(iter(changed)),
)
def test_a_changed_row_is_found(logged: SqlStores, changed: dict[str, object]) -> None:
    with logged.ground.writing() as connection:
        connection.execute(update(log).where(log.c.layer == POLICE.layer, log.c.number == 3).values(**changed))
    with pytest.raises(BadInput, match="polisen is broken at entry 3"):
        logged.log.verify()


def test_a_reason_taken_from_another_row_is_found(logged: SqlStores) -> None:
    with logged.ground.writing() as connection:
        reason = select(log.c.reason).where(log.c.layer == POLICE.layer, log.c.number == 2)
        taken = connection.execute(reason).scalar_one()
        connection.execute(update(log).where(log.c.layer == POLICE.layer, log.c.number == 3).values(reason=taken))
    with pytest.raises(BadInput, match="broken at entry 3"):
        logged.log.verify()


@pytest.mark.parametrize("number", [1, 3, ENTRIES])
def test_a_removed_row_is_found(logged: SqlStores, number: int) -> None:
    with logged.ground.writing() as connection:
        connection.execute(delete(log).where(log.c.layer == POLICE.layer, log.c.number == number))
    with pytest.raises(BadInput, match=f"polisen is broken at entry {number}:"):
        logged.log.verify()


def test_removed_rows_are_found_though_the_rest_is_numbered_anew(logged: SqlStores) -> None:
    with logged.ground.writing() as connection:
        connection.execute(delete(log).where(log.c.layer == POLICE.layer, log.c.number == 1))
        for number in range(2, ENTRIES + 1):
            there = (log.c.layer == POLICE.layer, log.c.number == number)
            connection.execute(update(log).where(*there).values(number=number - 1))
    with pytest.raises(BadInput, match="broken at entry 1"):
        logged.log.verify()


def test_an_inserted_row_is_found(logged: SqlStores) -> None:
    with logged.ground.writing() as connection:
        row = connection.execute(select(log).where(log.c.layer == POLICE.layer, log.c.number == 2)).mappings().one()
        connection.execute(log.insert(), [{**row, "number": ENTRIES + 1, "reason": None}])
    with pytest.raises(BadInput, match=f"broken at entry {ENTRIES + 1}"):
        logged.log.verify()


def test_rows_cut_off_at_the_end_are_found_though_the_head_says_so(logged: SqlStores) -> None:
    with logged.ground.writing() as connection:
        connection.execute(delete(log).where(log.c.layer == POLICE.layer, log.c.number > 3))
        last = select(log.c.mac).where(log.c.layer == POLICE.layer, log.c.number == 3).scalar_subquery()
        connection.execute(update(log_heads).where(log_heads.c.layer == POLICE.layer).values(number=3, last=last))
    with pytest.raises(BadInput, match="broken at entry 4"):
        logged.log.verify()


def test_a_log_taken_away_whole_is_found(logged: SqlStores) -> None:
    with logged.ground.writing() as connection:
        connection.execute(delete(log).where(log.c.layer == POLICE.layer))
    with pytest.raises(BadInput, match="broken at entry 1"):
        logged.log.verify()
