import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, update
from sqlalchemy.exc import StatementError

from models.errors import LostKey, WrongKey
from models.keys import KeyRing
from models.scope import JOINT, Layer
from models.stores.sql.desk_tables import reviews
from models.stores.sql.open import SqlStores
from models.stores.sql.sealed import FORMAT, NONCE_BYTES, Cell, Sealer
from models.stores.sql.tables import pages, versions
from tests.factories import KEYS, POLICE, SOCIAL
from tests.models.stores.records import JOINT_SCOPE, POLICE_SCOPE, a_review, decide, keep

ROW = "0" * 32
SEALER = Sealer(KEYS)


@given(st.text(alphabet=st.characters(codec=None)))
def test_what_is_sealed_opens_as_it_was(text: str) -> None:
    cell = SEALER.seal(pages.c.url, ROW, text)
    assert SEALER.open(pages.c.url, ROW, cell) == text


def test_a_cell_says_how_and_under_which_key_it_was_sealed() -> None:
    cell = SEALER.seal(pages.c.url, ROW, "")
    assert (cell[0], cell[1], cell[2:3]) == (FORMAT, 1, b"1")
    assert len(cell) == 3 + NONCE_BYTES + 16


def test_the_same_words_never_look_the_same() -> None:
    assert SEALER.seal(pages.c.url, ROW, "Hej") != SEALER.seal(pages.c.url, ROW, "Hej")


def test_a_value_opens_in_its_own_row_column_table_and_layer_only() -> None:
    cell = SEALER.seal(pages.c.url, ROW, "Hej", layer=POLICE.layer)
    assert SEALER.open(pages.c.url, ROW, cell, layer=POLICE.layer) == "Hej"
    for column, row, layer in (
        (pages.c.url, "1" * 32, POLICE.layer),
        (pages.c.sheet, ROW, POLICE.layer),
        (versions.c.said, ROW, POLICE.layer),
        (pages.c.url, ROW, SOCIAL.layer),
        (pages.c.url, ROW, JOINT),
    ):
        with pytest.raises(WrongKey):
            SEALER.open(column, row, cell, layer=layer)


def test_a_key_under_the_same_id_of_another_ring_is_the_wrong_key() -> None:
    cell = SEALER.seal(pages.c.url, ROW, "Hej")
    with pytest.raises(WrongKey, match="LYKTA_KEYS"):
        Sealer(KeyRing.fresh()).open(pages.c.url, ROW, cell)


def test_a_key_that_the_ring_does_not_hold_is_lost() -> None:
    rotated = KeyRing(keyed=KEYS.keyed, seals={**KEYS.seals, "2": b"2" * 32}, current="2")
    cell = Sealer(rotated).seal(pages.c.url, ROW, "Hej")
    with pytest.raises(LostKey, match="no key 2"):
        SEALER.open(pages.c.url, ROW, cell)
    assert Sealer(rotated).open(pages.c.url, ROW, SEALER.seal(pages.c.url, ROW, "förr")) == "förr"


def test_a_changed_byte_anywhere_does_not_open() -> None:
    cell = SEALER.seal(pages.c.url, ROW, "Hej")
    for place in range(len(cell)):
        changed = bytes((*cell[:place], cell[place] ^ 1, *cell[place + 1 :]))
        with pytest.raises((WrongKey, LostKey)):
            SEALER.open(pages.c.url, ROW, changed)


@pytest.mark.parametrize("cell", [b"", b"\x01", b"\x01\x01", b"plain words", b"\x01\x011" + b"n" * NONCE_BYTES])
def test_what_was_never_sealed_does_not_open(cell: bytes) -> None:
    with pytest.raises((WrongKey, LostKey)):
        SEALER.open(pages.c.url, ROW, cell)


def test_a_sealed_column_takes_no_plain_value(sql_stores: SqlStores) -> None:
    (version,) = keep(sql_stores, "1")
    with pytest.raises(StatementError, match="never a plain value"), sql_stores.ground.writing() as connection:
        connection.execute(update(versions).where(versions.c.id == version.id).values(said=b"070-174 06 05"))


def test_a_cell_moved_to_another_row_does_not_open(sql_stores: SqlStores) -> None:
    one, two = keep(sql_stores, "1", "2")
    with sql_stores.ground.writing() as connection:
        moved = connection.execute(select(versions.c.said).where(versions.c.id == one.id)).scalar_one()
        connection.execute(update(versions).where(versions.c.id == two.id).values(said=moved))
    with pytest.raises(WrongKey):
        sql_stores.ads.version(two.id, JOINT_SCOPE)
    assert sql_stores.ads.version(one.id, JOINT_SCOPE) == one


def test_a_review_relabelled_to_another_layer_does_not_open(sql_stores: SqlStores) -> None:
    review = decide(sql_stores, a_review(ROW, layer=SOCIAL.layer))
    with sql_stores.ground.writing() as connection:
        connection.execute(update(reviews).values(layer=Layer(POLICE.layer)))
    with pytest.raises(WrongKey):
        sql_stores.reviews.get(review.id, POLICE_SCOPE)


def test_a_cell_read_from_the_database_is_still_a_cell(sql_stores: SqlStores) -> None:
    keep(sql_stores, "1")
    with sql_stores.ground.reading() as connection:
        assert isinstance(connection.execute(select(versions.c.said)).scalar_one(), Cell)
