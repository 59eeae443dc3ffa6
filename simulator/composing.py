"""Composes a text's lines from the words of its language: who speaks, what is offered, which signs it shows."""

from dataclasses import dataclass
from random import Random

from simulator.chance import stream
from simulator.kinds import Kind, Reach, Sign
from simulator.parts import Parts
from simulator.people import Advertiser
from simulator.words import SLOT, Phrasing, Words, words

TRIES = 40
NUMBER_SLOTS = frozenset({"{phone}", "{old_phone}"})
SENTENCES_OF_HOUSE = {Kind.AGENCY, Kind.MASSAGE_VENUE}
CONTRADICTS = {"protection": Sign.UNPROTECTED, "boundaries": Sign.NO_LIMITS}
ALONE = {Kind.SCAM: "scam", Kind.RECRUITER: "recruiter", Kind.BUYER: "buyer"}
COUNTER = ("boundaries", "deposit", "screening", "independence", "protection")
CLINICAL_TITLE = "{name}, {district}"
THAI = "th"
PLACE_SAID, PRICE_SAID, SECOND_CONTACT = 0.7, 0.75, 0.2
"""Shares of texts that say where, what it costs, and a second way to be reached (choices)."""
THREE_ON_A_MENU = 3
OTHER_VOICE = 0.5
"""Share of templates in which nobody says *I* (a choice)."""


@dataclass(frozen=True, slots=True)
class Line:
    said: str
    fixed: bool = False
    """Kept through small edits: a sign, a counter-sign, a contact."""
    contact: bool = False


@dataclass(frozen=True, slots=True)
class Skeleton:
    """A text with its slots unfilled."""

    title: str
    lines: tuple[Line, ...]
    joint: str


def worded(phrasings: tuple[Phrasing, ...], rng: Random, *, without: frozenset[str] = frozenset()) -> str:
    """One wording of one of them, with none of these slots; nothing when there is none."""
    for _ in range(TRIES if phrasings else 0):
        said = rng.choice(phrasings).worded(rng)
        if not without & set(SLOT.findall(said)):
            return said
    return ""


def composed(one: Advertiser, parts: Parts, *, name: str, template: str, seed: int) -> Skeleton:
    """The first text of a lineage. A template gives the frame; signs and contact are the lineage's own."""
    rng = stream(seed, "text", name)
    frame_rng = stream(seed, "template", template) if template else rng
    language = words(one.face.language)
    if one.minor:
        return _clinical(language, parts, rng)
    if one.kind in ALONE:
        return _plain_purpose(one, parts, frame_rng)
    aloof = frame_rng.random() < OTHER_VOICE if template else Sign.THIRD_PERSON in parts.signs
    frame = _frame(language, one, frame_rng, aloof=aloof or one.kind in SENTENCES_OF_HOUSE)
    lines = [*frame, *_extras(one, parts, rng)]
    opening, rest = lines[0], lines[1:]
    rng.shuffle(rest)
    shown = [opening, *rest, *_calls(language, parts.reach, rng)]
    return Skeleton(_title(language, one, frame_rng), tuple(shown), rng.choice((" ", " ", "\n")))


def _frame(language: Words, one: Advertiser, rng: Random, *, aloof: bool) -> list[Line]:
    about = language.phrasings("house", "neutral") if aloof else language.phrasings("me")
    opening = language.phrasings(f"openings.{one.kind}", "openings.independent")
    said = [worded(opening, rng)]
    said += [worded(about, rng) for _ in range(rng.randint(1, 3))]
    said += [worded(language.phrasings("neutral"), rng) for _ in range(rng.randint(1, 3))]
    said += [worded(language.phrasings("practical"), rng)] * (rng.random() < PLACE_SAID)
    said += [worded(language.phrasings("prices"), rng)] * (rng.random() < PRICE_SAID)
    if aloof and one.kind not in SENTENCES_OF_HOUSE:
        said.pop(0)
    return [Line(line) for line in dict.fromkeys(said) if line]


def _extras(one: Advertiser, parts: Parts, rng: Random) -> list[Line]:
    language = words(one.face.language)
    said = [Line(_sign_line(sign, one, parts=parts, rng=rng), fixed=True) for sign in parts.signs]
    if parts.counter:
        fitting = [kind for kind in COUNTER if CONTRADICTS.get(kind) not in parts.signs]
        kinds = rng.sample(fitting, 2) if one.kind is Kind.INDEPENDENT else ["independence"]
        said += [Line(worded(language.phrasings(f"counter.{kind}"), rng), fixed=True) for kind in kinds]
    if parts.stock:
        said.append(Line(worded(language.phrasings("stock"), rng), fixed=True))
    if parts.mixed:
        other = words(
            "en" if one.face.language == "sv" else rng.choice(("sv", "en")[: 1 + (one.face.language != "en")])
        )
        said += [Line(worded(other.phrasings(group), rng), fixed=True) for group in ("me", "neutral")]
    if parts.origin:
        said.append(Line(worded(language.phrasings("origin"), rng)))
    if parts.languages:
        said.append(Line(worded(language.phrasings("languages"), rng)))
    return [line for line in said if line.said]


def _sign_line(sign: Sign, one: Advertiser, *, parts: Parts, rng: Random) -> str:
    language = words(one.face.language)
    without = NUMBER_SLOTS if parts.reach is Reach.ABSENT else frozenset()
    if sign is not Sign.HANDLED:
        return worded(language.phrasings(f"signs.{sign}"), rng, without=without)
    several = len(one.personas) > 1 and one.kind is not Kind.DUO
    group = rng.choice(("menu", "manager", "intermediary") if several else ("manager", "intermediary"))
    if len(one.personas) < THREE_ON_A_MENU:
        without |= {"{name3}"}
    return worded(language.phrasings(f"signs.{group}"), rng, without=without)


def _calls(language: Words, reach: Reach, rng: Random) -> list[Line]:
    if reach is Reach.ABSENT:
        group = rng.choice(("calls.handle", "calls.mail", "calls.none"))
        return [Line(worded(language.phrasings(group), rng), fixed=True, contact=True)]
    said = [worded(language.phrasings("calls.phone"), rng)]
    if rng.random() < SECOND_CONTACT:
        said.append(worded(language.phrasings(rng.choice(("calls.handle", "calls.mail"))), rng))
    return [Line(line, fixed=True, contact=True) for line in said]


def _title(language: Words, one: Advertiser, rng: Random) -> str:
    return worded(language.phrasings(f"titles.{one.kind}", "titles.any"), rng)


def _clinical(language: Words, parts: Parts, rng: Random) -> Skeleton:
    said = [worded(language.phrasings("practical"), rng), worded(language.phrasings("minor"), rng)]
    lines = [Line(line, fixed=True) for line in said]
    return Skeleton(CLINICAL_TITLE, (*lines, *_calls(language, parts.reach, rng)), " ")


def _plain_purpose(one: Advertiser, parts: Parts, rng: Random) -> Skeleton:
    """A scam, a recruiter or a buyer: an opening and a few lines of its own kind."""
    language, kind = words(one.face.language), ALONE[one.kind]
    bodies = language.phrasings(f"bodies.{kind}")
    without = NUMBER_SLOTS | {"{contact}"} if parts.reach is Reach.ABSENT else frozenset()
    said = [worded(language.phrasings(f"openings.{kind}"), rng)]
    said += [worded(bodies, rng, without=without) for _ in range(rng.randint(2, 4))]
    lines = [Line(line) for line in dict.fromkeys(said) if line]
    if parts.stock:
        lines.append(Line(worded(language.phrasings("stock"), rng), fixed=True))
    if parts.mixed:
        other = words("en" if one.face.language == "sv" else "sv")
        lines.append(Line(worded(other.phrasings("neutral"), rng), fixed=True))
    return Skeleton(_title(language, one, rng), (*lines, *_calls(language, parts.reach, rng)), " ")
