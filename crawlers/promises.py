"""How a visit went: what it counted against what its sheet and its last visits promise, in sentences."""

from collections.abc import Mapping, Sequence
from statistics import median

from crawlers.sheets import Sheet
from models.errors import SiteUnreachable
from models.visit import VisitOutcome, VisitVerdict

FAR_LESS = 0.5
ENOUGH = 3
"""So many good visits make a usual one."""
FAILED = {
    "unreachable": "did not answer",
    "timeout": "took longer than the sheet's cap on seconds",
    "truncated": "broke off before the end",
    "oversized": "were larger than the sheet's cap on body_mb and were not read",
    "redirects": "led round in circles",
    "refused": "were refused by the guard (another host, a private address, or no page at all)",
    "robots": "are closed to us by robots.txt",
    "picture": "were pictures or media and were dropped",
    "broken": "could not be understood as an answer",
}


def verdict_of(counts: Mapping[str, int], broken: Sequence[str]) -> VisitVerdict:
    if not counts.get("list.read"):
        return VisitVerdict.FAILED
    return VisitVerdict.DOUBTFUL if broken else VisitVerdict.GOOD


def broken_promises(
    sheet: Sheet, counts: Mapping[str, int], *, unwalked: Sequence[str], waiting: int, last: Sequence[VisitOutcome]
) -> tuple[str, ...]:
    """One sentence for each; never a text of an ad, nor an address."""
    return (
        *_unreached(sheet, counts),
        *_walls(counts),
        *_failures(counts),
        *_changes(counts),
        *(f"The list {name!r} was not walked to its end." for name in unwalked),
        *([f"{waiting} addresses were found but not asked: a cap or a wall ended the visit."] if waiting else ()),
        *_expected(sheet, counts),
        *_usual(counts, last),
    )


def _unreached(sheet: Sheet, counts: Mapping[str, int]) -> list[str]:
    if counts.get("pages") or counts.get("list.read"):
        return []
    why = next((FAILED[kind] for kind in FAILED if counts.get(f"failed.{kind}")), "no list could be asked")
    return [str(SiteUnreachable(sheet.id, f"its lists {why}"))]


def _walls(counts: Mapping[str, int]) -> list[str]:
    told = (("captcha", "a captcha"), ("login", "a log-in"), ("blocked", "a refusal"), ("age_gate", "an age gate"))
    return [
        f"{counts[f'verdict.{name}']} pages were {words} instead of what was asked for."
        for name, words in told
        if counts.get(f"verdict.{name}")
    ]


def _failures(counts: Mapping[str, int]) -> list[str]:
    return [f"{counts[f'failed.{kind}']} pages {why}." for kind, why in FAILED.items() if counts.get(f"failed.{kind}")]


def _changes(counts: Mapping[str, int]) -> list[str]:
    told = [
        f"{counts[f'{kind}.changed']} {kind} pages did not look as the sheet expects; check its selectors."
        for kind in ("list", "detail")
        if counts.get(f"{kind}.changed")
    ]
    doubted = counts.get("charset.doubted", 0)
    if doubted:
        told.append(f"{doubted} pages were not written in the charset they name; set `encoding` in the sheet.")
    return told


def _expected(sheet: Sheet, counts: Mapping[str, int]) -> list[str]:
    told, met = [], counts.get("ads.met", 0)
    if sheet.expect.ads and not sheet.expect.ads[0] <= met <= sheet.expect.ads[1]:
        told.append(f"{met} ads were met where {sheet.expect.ads[0]} to {sheet.expect.ads[1]} are expected.")
    read = counts.get("detail.read", 0)
    for name, share in sheet.expect.filled.items():
        filled = counts.get(f"filled.{name}", 0)
        if read and filled < share * read:
            told.append(f"{name} was filled in {filled} of {read} ads read, less than the {share:.0%} expected.")
    return told


def _usual(counts: Mapping[str, int], last: Sequence[VisitOutcome]) -> list[str]:
    good = [outcome.count("ads.met") for outcome in last if outcome.verdict is VisitVerdict.GOOD][:7]
    met = counts.get("ads.met", 0)
    if len(good) >= ENOUGH and met < FAR_LESS * median(good):
        return [f"{met} ads were met, far less than the {median(good):.0f} of the last visits."]
    return []
