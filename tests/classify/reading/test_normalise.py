"""Normalising: what matches, and where it stood."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classify.reading.normalise import normalise

ANY_TEXT = st.text(max_size=200)
ODD_TEXT = st.text(alphabet="0O1lаеоﬁ½é\u0301\u200b\u00ad\ufe0f\u20e3⓪❼🅾🔟７०𝟎\n กำ๗ßİ", max_size=60)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("0️⃣7️⃣0️⃣", "070"),
        ("⓪⑦⓪ ❼", "070 7"),
        ("０７０－１７４", "070-174"),
        ("𝟎𝟕𝟎 ₀₇₀ ⁰⁷⁰", "070 070 070"),
        ("๐๗๐", "070"),
        ("0\u200b70\u200e", "070"),
        ("Söder\u00admalm", "Södermalm"),
        ("Stосkhоlm", "Stockholm"),
        ("e\u0301", "é"),
        ("ﬁn", "fin"),
        ("3–5", "3-5"),
        ("Привет, Stockholm", "Привет, Stockholm"),
    ],
)
def test_odd_writing_becomes_plain(said: str, meant: str) -> None:
    assert normalise(said).text == meant


@given(st.one_of(ANY_TEXT, ODD_TEXT))
def test_every_character_knows_where_it_came_from(said: str) -> None:
    normal = normalise(said)
    assert normal.said == said
    assert len(normal.text) == len(normal.low) == len(normal.starts) == len(normal.ends)
    assert all(0 <= start < end <= len(said) for start, end in zip(normal.starts, normal.ends, strict=True))
    assert list(normal.starts) == sorted(normal.starts)
    assert list(normal.ends) == sorted(normal.ends)


@given(st.one_of(ANY_TEXT, ODD_TEXT), st.data())
def test_a_span_goes_out_and_comes_back_with_all_it_covered(said: str, data: st.DataObject) -> None:
    normal = normalise(said)
    if not normal.text:
        return
    start = data.draw(st.integers(0, len(normal.text) - 1))
    end = data.draw(st.integers(start + 1, len(normal.text)))
    back = normal.inner(*normal.outer(start, end))
    assert back[0] <= start
    assert end <= back[1]
    assert normal.outer(*back) == normal.outer(start, end)


@given(st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=126), max_size=80))
def test_plain_text_stays_as_it_is(said: str) -> None:
    normal = normalise(said)
    assert normal.text == said
    assert normal.outer(0, len(said)) == (0, len(said)) if said else True


def test_nothing_visible_is_lost_between_invisible_marks() -> None:
    said = "\u200bA\u200b\u200bB\u200b"
    normal = normalise(said)
    assert normal.text == "AB"
    assert normal.quote(0, 2).strip("\u200b").replace("\u200b", "") == "AB"


@pytest.mark.parametrize("piece", ["a", "å ", "a\u0301", "\u0301", "о", "🌹", "0️⃣", "ก"])
def test_cost_grows_no_faster_than_the_text(piece: str) -> None:
    def cost(times: int) -> float:
        text = piece * times
        begun = time.process_time()
        for _ in range(3):
            normalise(text)
        return time.process_time() - begun

    cost(100)
    # Sixteen times the text may cost sixty-four times as much, not the 256 of a quadratic pattern.
    assert cost(16_000) < 64 * max(cost(1_000), 0.002)
