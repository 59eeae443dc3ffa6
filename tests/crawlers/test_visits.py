"""A site is visited over real HTTP from its sheet alone, in a process of its own."""

import ssl
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

import pytest
import trustme

from crawlers.sheets import Caps, Sheet
from crawlers.visits import run_visit
from models.ad import ad_id
from models.errors import Refused
from models.page import PageVerdict
from models.scope import Scope
from models.settings import Settings
from models.stores.archive import Archive
from models.stores.ports import Stores
from models.visit import VisitVerdict
from tests.crawlers.conftest import Visiting
from tests.crawlers.pages import SUITE, TORGET, sheet, suite_page
from tests.crawlers.serving import answer, folder, serving

JOINT = Scope.joint()
Kept = Callable[[], Stores]


def suite_site(site: str, *, kind: str) -> Callable[[str, BinaryIO], None]:
    """The suite's list and detail at their own addresses; other ads of the list are gone."""

    def behave(path: str, out: BinaryIO) -> None:
        for name in ("list", "detail"):
            told = suite_page(f"pg-{site}-{name}").told
            if told["url"].endswith(path):
                out.write(answer((SUITE / told["file"]).read_bytes(), kind=kind))
                return
        out.write(answer(b"<h1>x</h1>", status=404))

    return behave


def other(base: Sheet, **told: object) -> Sheet:
    return Sheet.model_validate({**base.as_told(), **told})


def versions(stores: Stores, site: str, own_id: str) -> list[dict[str, str]]:
    told = stores.ads.versions(ad_id(site, own_id, ""), JOINT)
    return [{part.name: part.said for part in version.parts} for version in told]


def test_a_static_site_is_read_from_first_list_to_last_ad(visit: Visiting, kept: Kept) -> None:
    with serving(folder(TORGET)) as site:
        outcome = visit(sheet("torget"), site.loopback("torget.example"))
    stores = kept()
    assert outcome.verdict is VisitVerdict.GOOD
    assert outcome.completed_lists == ("alla",)
    assert (outcome.count("pages"), outcome.count("ads.new"), outcome.count("filled.price")) == (7, 5, 4)
    assert stores.ads.count(JOINT) == 5
    assert versions(stores, "torget", "101") == [
        {
            "title": "Lugn massage nära stationen",
            "body": "Hej, jag heter Vera.\nJag tar emot vardagar.",
            "place": "Örebro",
            "price": "800 kr/30 min\n1300 kr/60 min",
            "phone": "070-174 06 50",
        }
    ]
    seen = stores.ads.sightings([ad_id("torget", "101", "")], JOINT)
    assert [(one.list_name, one.visit) for one in seen] == [("alla", outcome.visit)]


def test_every_page_has_verdict_address_basis_and_those_with_ads_their_evidence(
    visit: Visiting, kept: Kept, home: Path
) -> None:
    with serving(folder(TORGET)) as site:
        outcome = visit(sheet("torget"), site.loopback("torget.example"))
    pages = list(kept().pages.of_visit(outcome.visit, JOINT))
    assert {page.verdict for page in pages} == {PageVerdict.OK}
    assert {page.address for page in pages} == {"127.0.0.1"}
    assert {page.basis.decision for page in pages} == {"T-1"}
    with_ads = [page for page in pages if page.archived]
    assert len(with_ads) == 5
    archive = Archive(home / "pages")
    for page in with_ads:
        assert page.archived is not None
        assert archive.read(page.archived) == (TORGET / page.url.rpartition("/")[2]).read_bytes()
    assert archive.broken("torget") is None


def test_a_site_is_read_over_https_with_an_authority_of_ones_own(visit: Visiting, kept: Kept, tmp_path: Path) -> None:
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("site03.example").configure_cert(context)
    with serving(suite_site("site03", kind="text/html"), tls=context) as site:
        outcome = visit(sheet("site03"), site.loopback("site03.example"), ca_file=tmp_path / "ca.pem")
    expect = suite_page("pg-site03-detail").expect
    (said,) = versions(kept(), "site03", "aa91")
    assert outcome.count("verdict.gone") == 2
    assert (said["title"], " ".join(said["body"].split())) == (expect["title"], expect["body"])
    detail = next(page for page in kept().pages.of_visit(outcome.visit, JOINT) if page.archived)
    assert detail.address == "127.0.0.1"


def test_a_certificate_that_nobody_vouches_for_is_not_trusted(visit: Visiting) -> None:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    trustme.CA().issue_cert("site03.example").configure_cert(context)
    with serving(suite_site("site03", kind="text/html"), tls=context) as site:
        outcome = visit(sheet("site03"), site.loopback("site03.example"))
    assert (outcome.verdict, site.asked) == (VisitVerdict.FAILED, [])


def test_a_site_in_latin_1_with_broken_mark_up_is_read(visit: Visiting, kept: Kept) -> None:
    with serving(suite_site("site05", kind="text/html")) as site:
        outcome = visit(sheet("site05"), site.loopback("site05.example"))
    expect = suite_page("pg-site05-detail").expect
    (said,) = versions(kept(), "site05", "771")
    assert (said["title"], said["place"]) == (expect["title"], expect["place"])
    assert " ".join(said["body"].split()) == expect["body"]
    assert "/kontakt/index.asp?del=3" in site.asked
    assert outcome.completed_lists == ()


def test_a_known_ad_with_the_same_card_is_met_without_being_asked_again(visit: Visiting, kept: Kept) -> None:
    with serving(folder(TORGET)) as site:
        first = visit(sheet("torget"), site.loopback("torget.example"))
        before = len(site.asked)
        second = visit(sheet("torget"), site.loopback("torget.example"), day=1)
    assert site.asked[before:] == ["/lista.html", "/lista-2.html"]
    assert (first.count("ads.met"), second.count("ads.met"), second.count("ads.new")) == (5, 5, 0)
    sightings = kept().ads.sightings([ad_id("torget", "103", "")], JOINT)
    assert [one.visit for one in sightings] == [first.visit, second.visit]


def test_an_ad_whose_card_changed_is_asked_again_and_gets_a_version(visit: Visiting, kept: Kept) -> None:
    lista = (TORGET / "lista.html").read_text("utf-8").replace("Ny i stan", "Tillbaka i stan")
    rad = (TORGET / "rad-103.html").read_text("utf-8").replace("Ny i stan", "Tillbaka i stan")
    with serving(folder(TORGET)) as site:
        visit(sheet("torget"), site.loopback("torget.example"))
    with serving(folder(TORGET, lista=answer(lista.encode()), rad_103=answer(rad.encode()))) as site:
        outcome = visit(sheet("torget"), site.loopback("torget.example"), day=1)
    assert site.asked == ["/lista.html", "/lista-2.html", "/rad-103.html"]
    assert outcome.count("ads.new") == 0
    assert [said["title"] for said in versions(kept(), "torget", "103")] == ["Ny i stan", "Tillbaka i stan"]


def test_details_are_asked_again_after_the_visits_the_sheet_names(visit: Visiting) -> None:
    again = other(sheet("torget"), revisit={"details_after": 2})
    with serving(folder(TORGET)) as site:
        counts = [visit(again, site.loopback("torget.example"), day=day).count("detail.read") for day in range(4)]
    assert counts[0] == 5
    assert sum(count == 5 for count in counts[1:]) == 1


def test_a_visit_that_has_its_outcome_is_not_made_twice(visit: Visiting) -> None:
    with serving(folder(TORGET)) as site:
        first = visit(sheet("torget"), site.loopback("torget.example"))
        before = len(site.asked)
        assert visit(sheet("torget"), site.loopback("torget.example")) == first
    assert len(site.asked) == before


def test_an_ad_that_cannot_be_read_today_was_still_met_in_its_list(visit: Visiting, kept: Kept) -> None:
    always = other(sheet("torget"), revisit={"details_after": 1})
    with serving(folder(TORGET)) as site:
        visit(always, site.loopback("torget.example"))
        visit(always, site.loopback("torget.example"), day=1)
    with serving(folder(TORGET, rad_101=answer(b"<h1>Access denied</h1>", status=403))) as site:
        outcome = visit(always, site.loopback("torget.example"), day=2)
    assert "/rad-101.html" in site.asked
    sightings = kept().ads.sightings([ad_id("torget", "101", "")], JOINT)
    assert outcome.visit in [one.visit for one in sightings]
    assert outcome.count("ads.met") == 5


def test_a_sheet_without_a_decision_is_visited_on_loopback_only(
    settings_of: Callable[..., Settings],
) -> None:
    torget = sheet("torget")
    undecided = other(torget, why={**torget.as_told()["why"], "decision": None})
    with pytest.raises(Refused, match="no decision number"):
        run_visit(undecided, settings=settings_of(), due_at=datetime(2026, 3, 2, tzinfo=UTC))


def test_outside_its_hours_a_site_is_left_alone(visit: Visiting) -> None:
    with pytest.raises(Refused, match="02:00-05:00"):
        visit(other(sheet("torget"), pace={"seconds": 0, "hours": "02:00-05:00"}), {"torget.example": "127.0.0.1:1"})


def test_robots_txt_is_obeyed_and_said(visit: Visiting) -> None:
    def behave(path: str, out: BinaryIO) -> None:
        if path == "/robots.txt":
            out.write(answer(b"User-agent: *\nDisallow: /lista\n", kind="text/plain"))
        else:
            folder(TORGET)(path, out)

    with serving(behave, tells_robots=True) as site:
        outcome = visit(sheet("torget"), site.loopback("torget.example"))
    assert site.asked == ["/robots.txt"]
    assert outcome.verdict is VisitVerdict.FAILED
    assert any("robots.txt" in sentence for sentence in outcome.broken)


def test_robots_txt_is_overridden_by_decision_only(visit: Visiting) -> None:
    override = {"seconds": 0, "robots": {"says": "override", "decision": "T-9"}}
    with serving(folder(TORGET), tells_robots=True) as site:
        visit(other(sheet("torget"), pace=override), site.loopback("torget.example"))
    assert "/robots.txt" not in site.asked


def test_every_request_says_who_we_are_and_only_gets(visit: Visiting) -> None:
    with serving(folder(TORGET)) as site:
        visit(sheet("torget"), site.loopback("torget.example"))
    assert {head.split(b" ")[0] for head in site.requests} == {b"GET"}
    for head in site.requests:
        assert b"\r\nUser-Agent: Lykta/" in head
        assert b"Cookie" not in head
        assert b"Proxy" not in head


def test_a_list_longer_than_its_cap_is_not_called_walked(visit: Visiting) -> None:
    short = other(sheet("torget"), caps=Caps(list_pages=1).model_dump())
    with serving(folder(TORGET)) as site:
        outcome = visit(short, site.loopback("torget.example"))
    assert outcome.completed_lists == ()
    assert outcome.verdict is VisitVerdict.DOUBTFUL
    assert "The list 'alla' was not walked to its end." in outcome.broken


def test_no_picture_is_ever_asked_for(visit: Visiting) -> None:
    with serving(folder(TORGET)) as site:
        visit(sheet("torget"), site.loopback("torget.example"))
    assert not [path for path in site.asked if not path.endswith(".html")]
