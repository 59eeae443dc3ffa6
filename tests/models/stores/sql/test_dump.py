"""A dump of the database shows no contact, no words of an ad, and nothing that a person wrote."""

from pathlib import Path

from models.agency import Session
from models.base import new_id
from models.stores.sql.open import SqlStores
from tests.factories import NOON, POLICE, a_person
from tests.models.stores.records import (
    R1,
    a_day,
    a_grouping,
    a_harvest,
    a_kept_reading,
    a_review,
    a_standing,
    a_viewing,
    an_ad_id,
    an_advertiser,
    decide,
    rank,
    version_of,
)

NUMBER = "070-174 06 05"
PLANTED = (
    "0701740605",
    "070-174 06 05",
    "70-1740605",
    "701740605",
    "740605",
    "+46701740605",
    "noll sju noll",
    "anna@example.com",
    "a@example.com",
    "Rosalinda",
    "Solgatan",
    "ordagrant",
    "grundad misstanke",
    "hemlig-orsak",
    "Kommissarie",
    "kommissarie.login",
    "argon2id",
    "csrf-hemligt",
)


def test_no_file_under_home_shows_what_was_said(sqlite_stores: SqlStores, home: Path) -> None:
    _fill(sqlite_stores)
    dumped = b"".join(path.read_bytes() for path in home.iterdir())
    assert (home / "lykta.db-wal").stat().st_size > 0
    assert b"exempel" in dumped  # what is in the clear is found, so the search does find
    assert _shown(dumped) == []
    sqlite_stores.close()
    assert _shown(b"".join(path.read_bytes() for path in home.iterdir())) == []


def test_no_table_shows_what_was_said(sql_stores: SqlStores) -> None:
    from models.stores.sql.columns import metadata

    _fill(sql_stores)
    with sql_stores.ground.reading() as connection:
        rows = [
            (table.name, repr(tuple(map(_plain, row))))
            for table in metadata.sorted_tables
            for row in connection.execute(table.select())
        ]
    assert {name for name, _ in rows} >= {"pages", "ads", "versions", "readings", "personas", "standings", "reviews"}
    assert _shown("\n".join(told for _, told in rows).encode()) == []


def _fill(stores: SqlStores) -> None:
    """Plant contacts, names and words in each place that can hold them."""
    body = f"Ring {NUMBER} eller noll sju noll, anna@example.com. Rosalinda, Solgatan 1. Detta står ordagrant."
    a_day(stores, 0)
    harvest = a_harvest("ring-0701740605", title="Rosalinda", body=body)
    stores.pages.add(harvest)
    stores.readings.add([a_kept_reading(version_of(harvest), R1)])
    grouping = a_grouping()
    made = an_advertiser(grouping, an_ad_id("ring-0701740605"), name="Rosalinda")
    stores.groupings.begin(grouping)
    stores.groupings.add_advertisers(grouping.id, [made])
    stores.groupings.make_current(grouping.id)
    rank(stores, a_standing(made.id))
    decide(stores, a_review(made.id, reason=f"grundad misstanke, {NUMBER}"))
    stores.log.add(a_viewing(reason=f"hemlig-orsak {NUMBER}"))
    stores.people.add_agency(POLICE)
    person = a_person(name="Kommissarie Ett", login="kommissarie.login", password_hash="$argon2id$abc")
    stores.people.add(person)
    stores.people.open_session(Session(id=new_id(), person=person.id, csrf="csrf-hemligt", began_at=NOON, seen_at=NOON))


def _plain(value: object) -> object:
    return value.decode("latin-1") if isinstance(value, bytes) else value


def _shown(dumped: bytes) -> list[str]:
    return [word for word in PLANTED if word.encode() in dumped or word.encode("utf-16-le") in dumped]
