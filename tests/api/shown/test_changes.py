"""Changes between two versions: what is left spells the one, what is new spells the other."""

from hypothesis import given
from hypothesis import strategies as st

from api.shown.changes import Kind, changes

texts = st.text(st.sampled_from("ab \n"), max_size=40)


@given(texts, texts)
def test_both_versions_can_be_read_off_the_changes(before: str, after: str) -> None:
    told = changes(before, after)
    assert "".join(part.text for part in told if part.kind is not Kind.REMOVED) == after
    if before.split() != after.split():
        assert "".join("".join(p.text for p in told if p.kind is not Kind.ADDED).split()) == "".join(before.split())


def test_one_changed_word_is_one_stretch() -> None:
    told = changes("ny i stan idag", "kvar i stan idag")
    assert [(part.kind, part.text) for part in told] == [
        (Kind.REMOVED, "ny "),
        (Kind.ADDED, "kvar "),
        (Kind.SAME, "i stan idag"),
    ]


def test_a_huge_text_is_told_as_replaced() -> None:
    assert [part.kind for part in changes("a " * 5000, "b")] == [Kind.REMOVED, Kind.ADDED]
