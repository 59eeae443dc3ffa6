"""The main job from end to end, as processes: nothing planted shows in a dump, and a kill anywhere loses nothing."""

import signal
from pathlib import Path

import pytest

from models.keys import KeyRing
from models.scope import JOINT, Scope
from models.settings import read_settings
from models.stores import faults
from models.stores.sql.open import SqlStores, open_stores
from tests.doors.demos import market_of, ran
from tests.doors.dumps import files_of, shown

pytestmark = pytest.mark.demo
WORK = (
    "visit started", "frontier", "page", "visit ended", "reading", "assessment", "links", "advertisers",
    "grouping current", "standings", "standings current", "mark", "index",
)  # fmt: skip
"""The order in which the work commits: what is killed later has been reached before."""
NEVER_REACHED = {"review"}
"""Commits that only a person at the desk makes."""


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("demo") / "var"
    answer = ran(home)
    assert answer.returncode == 0, answer.stderr[-2000:]
    return home


def stores_of(home: Path) -> SqlStores:
    settings = read_settings(home=home)
    return open_stores(settings, KeyRing.at(settings.key_file), settings.clock)


def collected(home: Path) -> dict[str, object]:
    """What a home holds, without the names that its own keys give."""
    stores, scope = stores_of(home), Scope.joint()
    known = {site: list(stores.ads.known(site, scope)) for site in stores.visits.sites(scope)}
    ads = sorted(one.ad for some in known.values() for one in some)
    grouped = sorted(tuple(sorted(one.ads)) for one in stores.groupings.advertisers(JOINT, scope))
    held = {
        "ads": ads,
        "sightings": sorted((one.ad, one.seen_at, one.list_name) for one in stores.ads.sightings(ads, scope)),
        "texts": sorted(version.text for ad in ads for version in stores.ads.versions(ad, scope)),
        "visits": sorted(
            (site, visit.due_at, outcome and outcome.verdict)
            for site in known
            for visit, outcome in stores.visits.last(site, scope)
        ),
        "advertisers": grouped,
        "standings": sorted(
            (stores.standings.get(one.id, scope).band, tuple(sorted(one.ads)))
            for one in stores.groupings.advertisers(JOINT, scope)
        ),
    }
    stores.close()
    return held


def test_a_dump_shows_no_planted_contact(done: Path) -> None:
    planted = {contact.partition(":")[2] or contact for ad in market_of(done).ads for contact in ad.true_contacts}
    assert len(planted) > 15
    files = list(files_of(done))
    assert any(file.name == "lykta.db" for file in files)
    assert {file.name: shown(file.read_bytes(), planted) for file in files if shown(file.read_bytes(), planted)} == {}


def test_what_is_collected_is_what_the_market_shows(done: Path) -> None:
    held = collected(done)
    assert len(held["ads"]) > 20  # type: ignore[arg-type]
    assert held["advertisers"]
    assert len(held["standings"]) == len(held["advertisers"])  # type: ignore[arg-type]


def test_a_second_run_changes_nothing(done: Path) -> None:
    before = collected(done)
    assert ran(done).returncode == 0
    assert collected(done) == before


def test_a_kill_after_any_commit_loses_nothing(done: Path, tmp_path: Path) -> None:
    """One home is killed at every point in turn, and then left to end: it holds what an undisturbed one holds."""
    home = tmp_path / "var"
    home.mkdir()
    (home / "market.json").write_text((done / "market.json").read_text("utf-8"), "utf-8")
    reached = sorted(set(faults.POINTS) - NEVER_REACHED, key=WORK.index)
    ends = {point: ran(home, die_after=point).returncode for point in reached}
    assert {point for point, end in ends.items() if end == -signal.SIGKILL} == set(ends)
    answer = ran(home)
    assert answer.returncode == 0, answer.stderr[-2000:]
    assert collected(home) == collected(done)
