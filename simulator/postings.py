"""When each advertiser posts, on which site, about whom, and which texts it repeats."""

from dataclasses import dataclass, field
from random import Random

from simulator.chance import stream
from simulator.kinds import Kind
from simulator.people import Advertiser, Days, Persona
from simulator.whereabouts import EARLIEST_POST

ORGANISED = {Kind.AGENCY, Kind.CONTROLLED_GROUP, Kind.SCAM, Kind.MASSAGE_VENUE}
"""Kinds whose ads come in bursts: one sitting posts for several persons."""
BURST_SHARE = 0.5
HOME_SHARE = 0.6
"""Share of an advertiser's ads that stand on its first site, when it has several (a choice, as the burst's)."""
SEEN_AT_FIRST = 0.25
"""An ad posted before the window is still up this long into it."""
MINUTE = 1 / 1440
LIFE = (6.0, 30.0)
LAST_MINUTES = 30 * MINUTE


@dataclass(slots=True)
class Posting:
    advertiser: Advertiser
    persona: Persona
    site: str
    day: Days
    until: Days
    shows_both: bool = False


@dataclass(slots=True)
class Lineage:
    """One text and its re-posts with small edits."""

    name: str
    advertiser: Advertiser
    posts: list[Posting] = field(default_factory=list)
    template: str = ""

    @property
    def weight(self) -> int:
        return len(self.posts)


def posted(one: Advertiser, *, days: int, seed: int) -> list[Posting]:
    """The advertiser's postings in order of time."""
    rng = stream(seed, "postings", one.id)
    stretches = _visible(one, days)
    people = one.personas or (one.face,)
    made = []
    postable = [(first, min(last, days - LAST_MINUTES)) for first, last in stretches]
    for number, day in enumerate(_moments(one, postable, rng)):
        who = people[number % len(people)] if number < len(people) else rng.choice(people)
        site = one.sites[number] if number < len(one.sites) else _site(one, rng)
        end = next(last for first, last in stretches if first <= day <= last)
        made.append(Posting(one, who, site, day, _until(one, who, day=day, end=end, rng=rng)))
    made.sort(key=lambda posting: posting.day)
    _let_change_show(one, made, days)
    return made


def _visible(one: Advertiser, days: int) -> list[tuple[Days, Days]]:
    """The stretches in which ads may be posted; `until` may lie after the window."""
    latest = days - LAST_MINUTES
    clipped = [(max(first, EARLIEST_POST), last) for first, last in one.present]
    seen = [(first, last) for first, last in clipped if first < latest and last > 0]
    return seen or [(min(clipped[-1][0], latest - 0.5), days + 1.0)]


def _moments(one: Advertiser, stretches: list[tuple[Days, Days]], rng: Random) -> list[Days]:
    days = [rng.choices(stretches, [last - first for first, last in stretches])[0] for _ in range(one.ads)]
    moments = [rng.uniform(first, last) for first, last in days]
    if one.kind in ORGANISED:
        for place in range(1, len(moments)):
            if rng.random() < BURST_SHARE:
                moments[place] = moments[place - 1] + rng.uniform(1, 9) * MINUTE
    return [_held(moment, stretches) for moment in moments]


def _held(moment: Days, stretches: list[tuple[Days, Days]]) -> Days:
    """A burst may run over a stretch's end; the posting stays inside."""
    return next(
        (moment for first, last in stretches if first <= moment <= last),
        min((last for _, last in stretches), key=lambda last: abs(last - moment)),
    )


def _until(one: Advertiser, who: Persona, *, day: Days, end: Days, rng: Random) -> Days:
    life = rng.uniform(*LIFE)
    until = min(day + life, end)
    if one.kind is Kind.CONTROLLED_GROUP:
        onward = next((leg.since for leg in who.legs if leg.since > day), until)
        until = min(until, max(onward, day + 0.5))
    if until <= SEEN_AT_FIRST:
        until = min(rng.uniform(0.5, 10.0), max(end, 0.5))
    return max(until, day + 0.1)


def _site(one: Advertiser, rng: Random) -> str:
    return one.sites[0] if rng.random() < HOME_SHARE else rng.choice(one.sites)


def _let_change_show(one: Advertiser, made: list[Posting], days: int) -> None:
    """Somebody who shows old and new number does so in the first ad after the change."""
    if not one.shows_both_numbers or len(one.face.phones) == 1:
        return
    change = one.face.phones[1].since
    after = [posting for posting in made if posting.day >= change]
    posting = after[0] if after else made[-1]
    if not after:
        posting.day = min(change + 0.1, days - LAST_MINUTES)
        posting.until = max(posting.until, posting.day + 5)
    posting.shows_both = True


def lineages(one: Advertiser, postings: list[Posting], *, reposts: float, seed: int) -> list[Lineage]:
    """Sort the postings into texts; this share repeats an earlier one, of the same person where there is one."""
    rng = stream(seed, "lineages", one.id)
    again = len(postings) - 1 if one.spammer else min(round(reposts * len(postings)), len(postings) - 1)
    repeating = set(rng.sample(range(1, len(postings)), again))
    made: list[Lineage] = []
    for place, posting in enumerate(postings):
        lineage = _earlier(made, posting, rng) if place in repeating else _fresh(one, len(made), rng)
        if place not in repeating:
            made.append(lineage)
        lineage.posts.append(posting)
    return made


def _fresh(one: Advertiser, number: int, rng: Random) -> Lineage:
    if not one.templates:
        return Lineage(f"{one.id}/{number}", one)
    template = one.templates[0] if number == 0 else rng.choice(one.templates)
    return Lineage(f"{one.id}/{number}", one, template=template)


def _earlier(made: list[Lineage], posting: Posting, rng: Random) -> Lineage:
    own = [lineage for lineage in made if lineage.posts[-1].persona.id == posting.persona.id]
    return rng.choice(own or made)
