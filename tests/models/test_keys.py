import json
import stat
from pathlib import Path

import pytest

from models.errors import LostKey, WrongKey
from models.keys import KEY_BYTES, PURPOSES, KeyRing
from tests.factories import KEYS


def test_a_ring_is_made_once_and_read_again(home: Path) -> None:
    path = home / "keys.json"
    assert KeyRing.at(path) == KeyRing.at(path)


def test_only_its_owner_reads_the_ring(home: Path) -> None:
    path = home / "keys.json"
    KeyRing.at(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [file.name for file in home.iterdir()] == ["keys.json"]


@pytest.mark.parametrize("told", ["", "[]", "{}", "null", '{"keyed": {}, "seals": {}, "current": "1"}', "\x00"])
def test_a_file_that_is_no_ring_is_refused_and_left_alone(home: Path, told: str) -> None:
    home.mkdir()
    path = home / "keys.json"
    path.write_text(told)
    with pytest.raises(WrongKey, match="no key ring"):
        KeyRing.at(path)
    assert path.read_text() == told


def test_each_purpose_has_a_key_of_its_own() -> None:
    ring = KeyRing.fresh()
    assert set(ring.keyed) == set(PURPOSES)
    assert len({*ring.keyed.values(), *ring.seals.values()}) == len(PURPOSES) + 1
    assert {len(key) for key in ring.keyed.values()} == {KEY_BYTES}


def test_a_contact_has_one_key_a_kind_under_one_ring() -> None:
    key = KEYS.contact("phone", "+46701740605")
    assert KEYS.contact("phone", "+46701740605") == key
    assert KEYS.contact("last9", "+46701740605") != key
    assert KeyRing.fresh().contact("phone", "+46701740605") != key


def test_each_layer_and_each_root_seals_with_its_own_key() -> None:
    ring = KeyRing(keyed=KEYS.keyed, seals={"1": b"1" * KEY_BYTES, "2": b"2" * KEY_BYTES}, current="2")
    made = {ring.seal_key(key_id, layer) for key_id in "12" for layer in ("joint", "polisen")}
    assert len(made) == 4
    assert ring.seal_key("1", "joint") == ring.seal_key("1", "joint")


def test_a_key_that_is_not_there_is_lost() -> None:
    with pytest.raises(LostKey, match="no key 7"):
        KEYS.seal_key("7", "joint")


def test_a_ring_shows_no_key_when_printed(home: Path) -> None:
    path = home / "keys.json"
    ring = KeyRing.at(path)
    told = json.loads(path.read_text())
    assert not any(key in repr(ring) + str(ring) for key in (*told["keyed"].values(), *told["seals"].values()))
    assert not any(repr(key) in repr(ring) for key in ring.keyed.values())


def test_of_two_that_start_at_once_both_get_one_ring(home: Path) -> None:
    first, second = KeyRing.fresh(), KeyRing.fresh()
    first.write(home / "keys.json")
    second.write(home / "keys.json")
    assert KeyRing.at(home / "keys.json") == first
    assert [path.name for path in home.iterdir()] == ["keys.json"]
