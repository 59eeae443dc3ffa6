"""Why, in sentences: names and figures, never words of an ad."""

from classify.catalogue import load
from classify.reasons import reasons
from models.assessment import Band, Fact, GroupFinding, Standing
from models.base import fingerprint
from tests.classify.assessed import assessed

CATALOGUE = load()
TEXT = "Våra tjejer tar emot. Hon sa att de har tagit hennes pass. Boka dagen innan. Ny i stan."


def test_urgent_comes_first_then_for_then_against_then_context() -> None:
    told = reasons(assessed(TEXT), CATALOGUE, "sv")
    kinds = [sentence.split(":")[0] for sentence in told]
    order = ["Brådskande", "Talar för", "Talar emot", "Bakgrund, utan vikt"]
    assert [kinds.index(kind) for kind in order] == sorted(kinds.index(kind) for kind in order)
    assert told[0] == "Brådskande: Någon annan har tagit dokumenten."


def test_every_indicator_met_has_its_sentence_in_both_languages() -> None:
    assessment = assessed(TEXT)
    met = {finding.indicator for finding in assessment.findings}
    for lang in ("sv", "en"):
        told = reasons(assessment, CATALOGUE, lang)
        assert len(told) == len(met)
        assert all(any(CATALOGUE.by_id[name].names.of(lang) in sentence for sentence in told) for name in met)


def test_a_standing_tells_what_its_group_findings_rest_on() -> None:
    advertiser = fingerprint("advertiser", "1")
    found = GroupFinding.met(
        advertiser,
        "e1",
        indicator="phone-shared-by-persons",
        facts=(Fact(name="persons", value="3"), Fact(name="ads", value="7")),
    )
    standing = Standing.of(advertiser, "e1", layer="joint", band=Band.LOW, contributions=(), group_findings=(found,))
    assert reasons(standing, CATALOGUE, "sv") == (
        "Talar för: Ett telefonnummer för flera personer (3 personer, 7 annonser).",
    )
    assert reasons(standing, CATALOGUE, "en") == (
        "Speaks for a look: One phone number for several persons (3 persons, 7 ads).",
    )
