from datetime import UTC, datetime, timedelta

from classify.linking.identity import Earlier, kept_names, told_events
from models.base import fingerprint
from models.link import GroupingEventKind

MONDAY = datetime(2026, 3, 2, tzinfo=UTC)


def founded(ad: str) -> str:
    return fingerprint("group", ad)


def earlier(*groups: str) -> list[Earlier]:
    return [Earlier(founded(ads[0]), frozenset(ads), MONDAY + timedelta(days=at)) for at, ads in enumerate(groups)]


def names(*groups: str, before: list[Earlier]) -> tuple[str, ...]:
    return kept_names([list(ads) for ads in groups], before, founded=founded)


def test_a_new_group_is_named_by_its_oldest_ad() -> None:
    assert names("abc", "de", before=[]) == (founded("a"), founded("d"))


def test_a_group_that_grew_keeps_its_name_though_an_older_ad_came_in() -> None:
    assert names("xabc", before=earlier("abc")) == (founded("a"),)


def test_a_merged_group_has_the_name_of_the_part_with_most_ads() -> None:
    assert names("abcde", before=earlier("ab", "cde")) == (founded("c"),)


def test_of_two_equal_parts_the_older_gives_the_name() -> None:
    older_last = [
        Earlier(founded("c"), frozenset("cd"), MONDAY),
        Earlier(founded("a"), frozenset("ab"), MONDAY + timedelta(1)),
    ]
    assert names("abcd", before=older_last) == (founded("c"),)


def test_on_a_split_the_larger_part_keeps_the_name_and_the_rest_never_takes_it() -> None:
    larger, rest = names("cde", "ab", before=earlier("abcde"))
    assert larger == founded("a")
    assert rest == founded("b")


def test_naming_again_changes_nothing() -> None:
    first = names("abc", "de", "f", before=[])
    again = [Earlier(name, frozenset(ads), MONDAY) for name, ads in zip(first, ("abc", "de", "f"), strict=True)]
    assert names("abc", "de", "f", before=again) == first


def test_merges_and_splits_are_told_and_growth_is_not() -> None:
    before = earlier("ab", "cd", "ef", "g")
    after = {founded("a"): "abcd", founded("e"): "e", founded("f"): "f", founded("g"): "gh"}
    events = told_events(after, before, run=fingerprint("run"))
    assert [(event.kind, event.before, event.after) for event in events] == [
        (GroupingEventKind.MERGE, tuple(sorted((founded("a"), founded("c")))), (founded("a"),)),
        (GroupingEventKind.SPLIT, (founded("e"),), tuple(sorted((founded("e"), founded("f"))))),
    ]
