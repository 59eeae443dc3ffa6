"""The catalogue as shown: every entry named in both languages, with its sources by title."""

from api.indicators import Indicators
from classify.catalogue import load
from models.assessment import Grade, Use


def test_every_entry_of_the_catalogue_is_shown_with_names_and_sources() -> None:
    catalogue = load()
    shown = Indicators.of(catalogue)
    assert [entry.id for entry in shown] == [entry.id for entry in catalogue.indicators]
    for entry in shown:
        assert entry.name("sv")
        assert entry.name("en")
        assert entry.families.of("sv")
        assert all(len(source) >= 8 for source in entry.sources)


def test_what_has_left_the_catalogue_is_shown_without_weight() -> None:
    gone = Indicators().get("no-longer-there")
    assert (gone.names.sv, gone.grade, gone.use) == ("no-longer-there", Grade.U, Use.CONTEXT)
