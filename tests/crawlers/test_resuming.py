"""A visit killed anywhere goes on where it stopped: nothing acknowledged lost, only what was in flight asked twice."""

import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from typing import BinaryIO

import pytest

from crawlers import visits
from crawlers.sheets import Sheet
from models.errors import SiteUnreachable
from models.scope import Scope
from models.settings import Settings
from models.stores.archive import Archive
from models.stores.frontier import Frontier
from models.stores.ports import Stores
from models.visit import VisitVerdict
from tests.crawlers.conftest import Visiting
from tests.crawlers.pages import SITES, sheet
from tests.crawlers.serving import Served, answer, serving

JOINT = Scope.joint()
ADS, A_PAGE = 40, 10
AT_ONCE = 4


def big_torget(path: str, out: BinaryIO) -> None:
    """Torget with so many ads, ten a list page."""
    number = int("0" + "".join(letter for letter in path.partition("?")[0] if letter.isdigit()))
    out.write(answer((_list(max(number, 1)) if "lista" in path else _ad(number)).encode()))


def _list(number: int) -> str:
    first = (number - 1) * A_PAGE
    cards = "".join(
        f'<article class="rad"><h2><a href="/rad-{ad}.html">Rad {ad}</a></h2></article>'
        for ad in range(first, min(first + A_PAGE, ADS))
    )
    onward = f'<nav><a rel="next" href="/lista-{number + 1}.html">Nästa</a></nav>' if first + A_PAGE < ADS else ""
    return f"<main>{cards}{onward}</main>"


def _ad(number: int) -> str:
    return (
        f'<article class="hel"><h1>Rad {number}</h1><div class="text">Text {number}</div>'
        f'<dd class="nummer">{number}</dd><dd class="ort">Falun</dd><dd class="pris">800 kr</dd></article>'
    )


def plain(**told: object) -> Sheet:
    usual = {"expect": {}, "pace": {"seconds": 0, "at_once": AT_ONCE}}
    return Sheet.model_validate({**sheet("torget").as_told(), **usual, **told})


class FellToo(BaseException):
    """Stands for the sender's own end, so that this process outlives the drill."""


@pytest.fixture
def drilled(visit: Visiting, monkeypatch: pytest.MonkeyPatch) -> Callable[[Served, str], None]:
    """Run a visit whose process dies (SIGKILL) right after the named commit."""

    def fall() -> None:
        raise FellToo

    def drill(site: Served, point: str) -> None:
        monkeypatch.setattr(visits, "fall_too", fall)
        with pytest.raises(FellToo):
            visit(plain(), site.loopback("torget.example"), die_after=point)

    return drill


Drilled = Callable[[Served, str], None]

POINTS = (
    "visit started",
    "page:1",
    "page:2",
    "page:12",
    "frontier:1",
    "frontier:2",
    "frontier:5",
    "frontier:10",
    "visit ended",
)


@pytest.mark.parametrize("point", POINTS)
def test_a_visit_killed_after_a_commit_ends_as_if_it_never_was(
    visit: Visiting,
    drilled: Drilled,
    kept: Callable[[], Stores],
    settings_of: Callable[..., Settings],
    point: str,
) -> None:
    with serving(big_torget) as site:
        drilled(site, point)
        outcome = visit(plain(), site.loopback("torget.example"))
    stores = kept()
    assert (outcome.verdict, outcome.completed_lists) == (VisitVerdict.GOOD, ("alla",))
    assert stores.ads.count(JOINT) == ADS
    assert (outcome.count("detail.read"), outcome.count("list.read")) == (ADS, ADS // A_PAGE)
    asked = Counter(site.asked)
    assert len(asked) == ADS + ADS // A_PAGE
    assert sum(asked.values()) - len(asked) <= AT_ONCE
    archive = Archive(settings_of().pages)
    for page in stores.pages.of_visit(outcome.visit, JOINT):
        if page.archived:
            assert b"Text" in archive.read(page.archived)
    assert archive.broken("torget") is None


def test_each_ad_has_one_version_and_one_sighting_after_a_kill(
    visit: Visiting, drilled: Drilled, kept: Callable[[], Stores]
) -> None:
    with serving(big_torget) as site:
        drilled(site, "page:9")
        visit(plain(), site.loopback("torget.example"))
    stores = kept()
    ads = [known.ad for known in stores.ads.known("torget", JOINT)]
    assert {len(stores.ads.versions(ad, JOINT)) for ad in ads} == {1}
    assert len(stores.ads.sightings(ads, JOINT)) == ADS


def test_a_process_killed_from_outside_is_started_again_at_once(
    visit: Visiting, kept: Callable[[], Stores], monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[visits.Errandee] = []
    usual = visits.Errandee.sent

    def noted(told: visits.Orders) -> visits.Errandee:
        sent.append(usual(told))
        return sent[-1]

    monkeypatch.setattr(visits.Errandee, "sent", noted)

    def killing(path: str, out: BinaryIO) -> None:
        if path == "/rad-25.html" and len(sent) == 1:
            os.kill(sent[0].process.pid or 0, signal.SIGKILL)
        big_torget(path, out)

    with serving(killing) as site:
        outcome = visit(plain(), site.loopback("torget.example"))
    assert len(sent) == 2
    assert (outcome.verdict, kept().ads.count(JOINT)) == (VisitVerdict.GOOD, ADS)
    assert len(site.asked) - len(set(site.asked)) <= AT_ONCE


def test_a_process_that_is_killed_every_time_gives_up_with_a_sentence(
    visit: Visiting, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = visits.Errandee.sent

    def short_lived(told: visits.Orders) -> visits.Errandee:
        child = usual(told)
        Thread(target=child.process.kill).start()
        return child

    monkeypatch.setattr(visits.Errandee, "sent", short_lived)
    with serving(big_torget) as site, pytest.raises(SiteUnreachable, match="killed 3 times"):
        visit(plain(), site.loopback("torget.example"))


def test_an_unfinished_visit_is_finished_before_the_next_begins(
    visit: Visiting, drilled: Drilled, kept: Callable[[], Stores]
) -> None:
    with serving(big_torget) as site:
        drilled(site, "frontier:5")
        visit(plain(), site.loopback("torget.example"), day=1)
    told = kept().visits.last("torget", JOINT)
    assert len(told) == 2
    assert all(outcome is not None and outcome.verdict is VisitVerdict.GOOD for _, outcome in told)


def test_a_frontier_of_another_make_costs_only_asking_again(
    visit: Visiting, drilled: Drilled, kept: Callable[[], Stores], settings_of: Callable[..., Settings]
) -> None:
    with serving(big_torget) as site:
        drilled(site, "frontier:5")
        settings_of().frontier.write_bytes(b"what another Lykta made of it" * 100)
        outcome = visit(plain(), site.loopback("torget.example"))
    assert (outcome.verdict, kept().ads.count(JOINT)) == (VisitVerdict.GOOD, ADS)


def test_nothing_of_a_visit_stays_in_the_frontier(visit: Visiting, settings_of: Callable[..., Settings]) -> None:
    with serving(big_torget) as site:
        outcome = visit(plain(), site.loopback("torget.example"))
    frontier = Frontier.at(settings_of().frontier)
    assert frontier.known(outcome.visit) == 0
    frontier.close()
    files = settings_of().home.glob("frontier.db*")
    assert b"rad-" not in b"".join(path.read_bytes() for path in files)


SENDER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from crawlers.sheet_files import load_sheet
from crawlers.visits import run_visit
from models.settings import read_settings

if __name__ == "__main__":
    told = dict(home=Path(sys.argv[1]), loopback="torget.example=127.0.0.1:" + sys.argv[2], die_after=sys.argv[3])
    settings = read_settings(now=datetime(2026, 3, 2, 12, tzinfo=UTC), **told)
    run_visit(load_sheet(Path(sys.argv[4])), settings=settings, due_at=datetime(2026, 3, 2, 12, tzinfo=UTC))
"""


def test_the_sender_falls_with_its_child_in_a_drill_and_both_are_resumed(
    visit: Visiting, kept: Callable[[], Stores], home: Path, tmp_path: Path
) -> None:
    script = tmp_path / "sender.py"
    script.write_text(SENDER, "utf-8")
    with serving(big_torget) as site:
        told = [str(home), str(site.port), "page:9", str(SITES / "torget.yaml")]
        command = [sys.executable, str(script), *told]
        root = {"PYTHONPATH": str(Path(visits.__file__).parents[1])}
        ended = subprocess.run(command, env=os.environ | root, capture_output=True, check=False)
        assert ended.returncode == -signal.SIGKILL
        outcome = visit(plain(), site.loopback("torget.example"))
    assert (outcome.verdict, kept().ads.count(JOINT)) == (VisitVerdict.GOOD, ADS)
