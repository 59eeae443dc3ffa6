"""Writes the ads: each text, its re-posts with small edits, and what was changed in place."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from simulator.chance import stream
from simulator.composing import Line, Skeleton, composed, worded
from simulator.editing import edited, with_slips
from simulator.filling import Filled, Numbers, Slots, filled
from simulator.kinds import Kind, Reach
from simulator.parts import Parts, Slips
from simulator.people import Days, MarketAd, SaidVersion
from simulator.postings import Lineage, Posting
from simulator.words import words

STOCKHOLM = ZoneInfo("Europe/Stockholm")
EDITED_IN_PLACE = 0.15
"""Share of ads whose text is changed while they stand (a choice)."""
PRICE_FIELD = 0.7
NEW_NUMBER_IN_PLACE = 0.5
"""Share of standing ads that get the new number when it changes; the others keep the old (a choice)."""
SHORTEST_TO_EDIT = 3.0
"""Days that an ad stands at least for an edit in place."""
RAISE = 100


def moment(start: date, day: Days) -> datetime:
    """Days since the window's first local midnight as a moment, to the minute."""
    at = datetime.combine(start, time(), STOCKHOLM) + timedelta(minutes=int(day * 1440))
    return at.replace(second=0, microsecond=0)


@dataclass(frozen=True, slots=True)
class Desk:
    """What is the same for every ad written."""

    seed: int
    start: date
    slips: Slips
    wrong: dict[str, str]
    """The number with a digit off, by the right one."""
    site_numbers: dict[str, str]


@dataclass(slots=True)
class Draft:
    """An ad before the sites number it."""

    post: Posting
    lineage: Lineage
    parts: Parts
    versions: tuple[SaidVersion, ...]
    true_contacts: tuple[str, ...]
    personas: tuple[str, ...]
    repeats: "Draft | None"
    own_id: str = ""


def written(lineage: Lineage, parts: Parts, desk: Desk) -> Iterator[Draft]:
    """The lineage's ads in order of time."""
    one = lineage.advertiser
    rng = stream(desk.seed, "writing", lineage.name)
    skeleton = composed(one, parts, name=lineage.name, template=lineage.template, seed=desk.seed)
    skeleton = with_slips(skeleton, rng, rate=one.typo_rate, language=one.face.language)
    before: Draft | None = None
    for post in lineage.posts:
        if before and not one.spammer:
            skeleton = edited(skeleton, one.face.language, rng)
        before = _draft(post, lineage, parts, skeleton=skeleton, desk=desk, repeats=before, rng=rng)
        yield before


def _draft(
    post: Posting,
    lineage: Lineage,
    parts: Parts,
    *,
    skeleton: Skeleton,
    desk: Desk,
    repeats: Draft | None,
    rng: Random,
) -> Draft:
    shown = _with_both(skeleton, post, rng) if post.shows_both else skeleton
    numbers = _numbers(post, parts, desk)
    first = _filled(shown, post, numbers, desk=desk, extra=0, rng=rng)
    versions = [_version(first, moment(desk.start, post.day))]
    versions += _later(shown, post, numbers, desk=desk, rng=rng)
    return Draft(
        post=post,
        lineage=lineage,
        parts=parts,
        versions=tuple(versions),
        true_contacts=_true_contacts(post, first),
        personas=_shown_personas(post, first),
        repeats=repeats,
    )


def _with_both(skeleton: Skeleton, post: Posting, rng: Random) -> Skeleton:
    said = worded(words(post.advertiser.face.language).phrasings("calls.both"), rng)
    lines = [line for line in skeleton.lines if "{phone}" not in line.said]
    return Skeleton(skeleton.title, (*lines, Line(said, fixed=True, contact=True)), skeleton.joint)


def _numbers(post: Posting, parts: Parts, desk: Desk) -> Numbers:
    own = post.persona.phone_at(post.day)
    if desk.slips.shows_site_number(post):
        return Numbers(Reach.PLAIN, desk.site_numbers[post.site])
    if desk.slips.is_wrong_by_one(post):
        return Numbers(Reach.PLAIN, desk.wrong[own])
    return Numbers(parts.reach, own, old=post.persona.phones[0].e164 if post.shows_both else "")


def _filled(skeleton: Skeleton, post: Posting, numbers: Numbers, *, desk: Desk, extra: int, rng: Random) -> Filled:
    posted = moment(desk.start, post.day).date()
    slots = Slots(post, numbers, posted=posted, extra=extra, rng=rng)
    offers = post.advertiser.kind not in (Kind.BUYER, Kind.RECRUITER) and not post.advertiser.minor
    return filled(skeleton, slots, post=post, numbers=numbers, price=offers and rng.random() < PRICE_FIELD)


def _version(said: Filled, since: datetime) -> SaidVersion:
    return SaidVersion(
        since=since,
        title=said.title,
        body=said.body,
        price=said.price,
        phones=said.phones,
        emails=said.emails,
        handles=said.handles,
        names=said.names,
    )


def _later(skeleton: Skeleton, post: Posting, numbers: Numbers, *, desk: Desk, rng: Random) -> Iterable[SaidVersion]:
    """What the ad says after an edit in place: another number, or a small change with a new price."""
    change = next((use for use in post.persona.phones if post.day < use.since < post.until), None)
    own = numbers.shown == post.persona.phone_at(post.day)
    if change and own and not post.advertiser.spammer and rng.random() < NEW_NUMBER_IN_PLACE:
        after = Numbers(numbers.reach, change.e164)
        return [_version(_filled(skeleton, post, after, desk=desk, extra=0, rng=rng), moment(desk.start, change.since))]
    if post.until - post.day > SHORTEST_TO_EDIT and rng.random() < EDITED_IN_PLACE:
        since = moment(desk.start, rng.uniform(post.day + 1, post.until - 1))
        after_edit = edited(skeleton, post.advertiser.face.language, rng)
        return [_version(_filled(after_edit, post, numbers, desk=desk, extra=RAISE, rng=rng), since)]
    return []


def _true_contacts(post: Posting, said: Filled) -> tuple[str, ...]:
    """By what the ad truly lets its advertiser be reached, hidden or not."""
    true = [post.persona.phone_at(post.day)] if {"phone", "contact"} & set(said.shown) else []
    true += [post.persona.phones[0].e164] if "old_phone" in said.shown else []
    true += [post.advertiser.mail] if "mail" in said.shown else []
    handle = post.advertiser.handle
    true += [f"{handle.service}:{handle.value}"] if "handle" in said.shown else []
    return tuple(dict.fromkeys(true))


def _shown_personas(post: Posting, said: Filled) -> tuple[str, ...]:
    people = {persona.name: persona.id for persona in post.advertiser.personas}
    if not people:
        return ()
    return tuple(dict.fromkeys([post.persona.id, *(people[name] for name in said.names if name in people)]))


def numbered(draft: Draft) -> MarketAd:
    """The ad as its site keeps it."""
    post, one, first = draft.post, draft.post.advertiser, draft.versions[0]
    leg = post.persona.leg_at(post.day)
    return MarketAd(
        site=post.site,
        own_id=draft.own_id,
        advertiser=one.id,
        personas=draft.personas,
        kind=one.kind,
        controlled=one.controlled,
        minor=one.minor,
        signs=tuple(draft.parts.signs),
        true_contacts=draft.true_contacts,
        repost_of=draft.repeats.own_id if draft.repeats else None,
        town=leg.town,
        district=leg.district,
        images=post.persona.images,
        posted_at=first.since,
        removed_at=first.since + timedelta(minutes=int((post.until - post.day) * 1440)),
        versions=draft.versions,
    )
