"""Snippets: the words that met a question marked, on text that is masked already."""

from api.shown.snippets import LONGEST, snippet


def test_marked_words_stand_where_their_spans_say() -> None:
    told = snippet("lugn massage i city", [(5, 12)], start=0)
    assert [(part.text, part.marked) for part in told] == [("lugn ", False), ("massage", True), (" i city", False)]


def test_spans_of_another_part_are_left_out() -> None:
    assert [part.marked for part in snippet("i city", [(0, 3)], start=10)] == [False]


def test_a_far_word_moves_the_cut() -> None:
    text = "x " * 300 + "massage"
    told = snippet(text, [(600, 607)], start=0)
    assert any(part.marked and part.text == "massage" for part in told)
    assert sum(len(part.text) for part in told) <= LONGEST + 4


def test_a_long_text_says_that_it_goes_on() -> None:
    assert snippet("ord " * 200, [], start=0)[-1].text.endswith(" …")
