import pytest

from models.clock import SetClock
from models.errors import BadSetting
from models.settings import read_settings


def test_loopback_names_are_read_from_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LYKTA_LOOPBACK", "a.example=127.0.0.1:9001, b.example=127.0.0.1:9002")
    assert read_settings().loopback == {"a.example": "127.0.0.1:9001", "b.example": "127.0.0.1:9002"}


@pytest.mark.parametrize("told", ["a.example=192.0.2.1:80", "a.example=127.0.0.1", "a.example", "a.example=x:1"])
def test_the_guard_lets_in_nothing_but_loopback(told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LYKTA_LOOPBACK", told)
    with pytest.raises(BadSetting, match="LYKTA_LOOPBACK"):
        read_settings()


def test_time_stands_still_on_loopback_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LYKTA_NOW", "2026-03-02T12:00:00+01:00")
    assert isinstance(read_settings().clock, SetClock)
    with pytest.raises(BadSetting, match="LYKTA_NOW"):
        read_settings(host="0.0.0.0")


def test_what_a_door_is_told_wins_over_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LYKTA_PORT", "9000")
    assert read_settings(port=9001).port == 9001
