"""Who may do what: one table that a jurist can read, one `decide`, and the one place that makes a scope for people."""

from dataclasses import dataclass
from enum import StrEnum

from models.agency import Agency, AgencyKind, Person, Role
from models.base import Record
from models.scope import JOINT, DataClass, Layer, Scope


class Action(StrEnum):
    """What a person can ask of the desk."""

    READ_QUEUE = "read_queue"
    READ_ADVERTISER = "read_advertiser"
    READ_AD = "read_ad"
    READ_REVIEWS = "read_reviews"
    READ_SITES = "read_sites"
    READ_CATALOGUE = "read_catalogue"
    SEARCH = "search"
    REVEAL = "reveal"
    DECIDE = "decide"
    WITHDRAW = "withdraw"
    ANNOTATE = "annotate"
    TIE = "tie"
    DISCLOSE = "disclose"
    READ_DISCLOSURES = "read_disclosures"
    READ_FIGURES = "read_figures"
    READ_LOG = "read_log"


class Purpose(StrEnum):
    """Why it is asked; without one that fits the action there is no access."""

    PROTECTION = "find-and-offer-help"
    FIGURES = "figures"
    OVERSIGHT = "oversight"


class Whose(StrEnum):
    """Whose layer the thing belongs to, seen from the person who asks."""

    JOINT = "joint"
    OWN = "own"
    OTHER = "other"


class Thing(Record):
    """What is asked for: its kind and the layer it belongs to."""

    kind: str
    layer: Layer = JOINT


@dataclass(frozen=True)
class Member:
    """A signed-in person together with the agency they belong to."""

    person: Person
    agency: Agency


class Allow(Record):
    pass


class Deny(Record):
    """`reason` is a key of `words/`, under `denied`."""

    reason: str


# Whose things each role may ask each action of. A dash: nobody's. `other` stands nowhere: another agency's layer opens
# to no one, and crosses only by a disclosure. What is not in the table is denied.
TABLE_READ_BY_JURISTS = """
action           analyst    supervisor  outreach   researcher  auditor  admin
read_queue       joint+own  joint+own   joint+own  -           -        -
read_advertiser  joint+own  joint+own   joint+own  -           -        -
read_ad          joint+own  joint+own   joint+own  -           -        -
read_reviews     own        own         own        -           -        -
read_sites       joint      joint       -          -           -        -
read_catalogue   joint      joint       joint      joint       joint    joint
search           joint+own  joint+own   joint+own  -           -        -
reveal           joint+own  joint+own   joint+own  -           -        -
decide           own        own         -          -           -        -
withdraw         own        own         -          -           -        -
annotate         own        own         own        -           -        -
tie              own        own         -          -           -        -
disclose         -          own         -          -           -        -
read_disclosures own        own         own        -           -        -
read_figures     joint      joint       -          joint       -        -
read_log         -          -           -          -           own      -
"""


def _parsed(table: str) -> dict[tuple[Action, Role], frozenset[Whose]]:
    head, *rows = (line.split() for line in table.strip().splitlines())
    return {
        (Action(action), Role(role)): frozenset(Whose(whose) for whose in cell.split("+") if whose != "-")
        for action, *cells in rows
        for role, cell in zip(head[1:], cells, strict=True)
    }


CELLS = _parsed(TABLE_READ_BY_JURISTS)

PURPOSES: dict[Action, Purpose] = {
    **dict.fromkeys(Action, Purpose.PROTECTION),
    Action.READ_FIGURES: Purpose.FIGURES,
    Action.READ_LOG: Purpose.OVERSIGHT,
}

# The kinds of agency that a role can be held in at all.
SEATS: dict[Role, frozenset[AgencyKind]] = {
    Role.ANALYST: frozenset({AgencyKind.POLICE, AgencyKind.SOCIAL}),
    Role.SUPERVISOR: frozenset({AgencyKind.POLICE, AgencyKind.SOCIAL}),
    Role.OUTREACH: frozenset({AgencyKind.SOCIAL}),
    Role.RESEARCHER: frozenset(AgencyKind),
    Role.AUDITOR: frozenset(AgencyKind),
    Role.ADMIN: frozenset(AgencyKind),
}

CONTENT = frozenset({DataClass.ADS, DataClass.CONTACTS, DataClass.REVIEWS, DataClass.FIGURES})

CLASSES: dict[Role, frozenset[DataClass]] = {
    Role.ANALYST: CONTENT,
    Role.SUPERVISOR: CONTENT,
    Role.OUTREACH: CONTENT | {DataClass.OUTREACH},
    Role.RESEARCHER: frozenset({DataClass.FIGURES}),
    Role.AUDITOR: frozenset({DataClass.LOG}),
    Role.ADMIN: frozenset(),
}


def decide(member: Member, action: Action, thing: Thing, purpose: Purpose) -> Allow | Deny:
    """Deny unless seat, purpose and table all say yes."""
    if not _seated(member):
        return Deny(reason="seat")
    if purpose is not PURPOSES[action]:
        return Deny(reason="purpose")
    allowed = CELLS.get((action, member.person.role), frozenset())
    if not allowed:
        return Deny(reason="role")
    return Allow() if _whose(member, thing.layer) in allowed else Deny(reason="layer")


def scope_of(member: Member) -> Scope:
    """Joint layer and own layer, and of these the classes that the role may see."""
    if not _seated(member):
        return Scope(layers=frozenset(), classes=frozenset())
    classes = CLASSES[member.person.role]
    if member.person.role is Role.SUPERVISOR and member.agency.kind is AgencyKind.SOCIAL:
        classes |= {DataClass.OUTREACH}
    return Scope(layers=frozenset({JOINT, member.agency.layer}), classes=classes)


def _seated(member: Member) -> bool:
    return member.agency.id == member.person.agency and member.agency.kind in SEATS[member.person.role]


def _whose(member: Member, layer: Layer) -> Whose:
    if layer == JOINT:
        return Whose.JOINT
    return Whose.OWN if layer == member.agency.layer else Whose.OTHER
