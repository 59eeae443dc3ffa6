"""Who advertises in the pretend market, and what its texts may show: the closed sets."""

from enum import StrEnum


class Kind(StrEnum):
    INDEPENDENT = "independent"
    DUO = "duo"
    AGENCY = "agency"
    CONTROLLED_GROUP = "controlled_group"
    MASSAGE_VENUE = "massage_venue"
    ONE_OFF = "one_off"
    SCAM = "scam"
    RECRUITER = "recruiter"
    BUYER = "buyer"


SITE_FILLER = "site"
"""What the site itself posts among the ads; no advertiser stands behind it."""

OWN_OFFER = frozenset(
    {
        Kind.INDEPENDENT,
        Kind.DUO,
        Kind.AGENCY,
        Kind.CONTROLLED_GROUP,
        Kind.MASSAGE_VENUE,
        Kind.ONE_OFF,
    }
)


class Sign(StrEnum):
    """The ten text indicators that the base rates count; each value is a group of sentences in `texts/`."""

    MOVEMENT = "movement"
    HOURS = "hours"
    INCALL = "incall"
    TRUST = "trust"
    NO_LIMITS = "no_limits"
    UNPROTECTED = "unprotected"
    FIRST_TIME = "first_time"
    THIRD_PERSON = "third_person"
    PLURAL = "plural"
    HANDLED = "handled"
    """Manager words, an intermediary who answers, or a menu of persons."""


class Reach(StrEnum):
    """How an ad lets itself be reached."""

    PLAIN = "plain"
    OBSCURED = "obscured"
    ABSENT = "absent"
