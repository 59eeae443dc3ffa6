"""The policy, cell by cell: every action, role, agency and layer, written out apart from the table in the code."""

from itertools import product

import pytest

from api.policy import CELLS, PURPOSES, Action, Allow, Deny, Member, Purpose, Thing, decide, scope_of
from models.agency import Agency, AgencyKind, Role
from models.scope import JOINT, DataClass, Layer
from tests.factories import POLICE, SOCIAL, a_person

PROJECT = Agency(id="projekt", kind=AgencyKind.JOINT, name="Projektet")
CONTENT_ROLES = {Role.ANALYST, Role.SUPERVISOR, Role.OUTREACH}
CONTENT = {Action.READ_QUEUE, Action.READ_ADVERTISER, Action.READ_AD, Action.SEARCH, Action.REVEAL}
DECIDING = {Action.DECIDE, Action.WITHDRAW, Action.TIE}
READING_AND_ADDING = {Action.READ_REVIEWS, Action.ANNOTATE, Action.READ_DISCLOSURES}


def a_member(role: Role, agency: Agency) -> Member:
    return Member(a_person(role=role, agency=agency.id), agency)


def _sits(role: Role, agency: Agency) -> bool:
    """Analysts and supervisors work in an authority, outreach in social services; the rest may sit anywhere."""
    if role in {Role.ANALYST, Role.SUPERVISOR}:
        return agency.kind is not AgencyKind.JOINT
    return role is not Role.OUTREACH or agency.kind is AgencyKind.SOCIAL


def _expected(role: Role, agency: Agency, action: Action, layer: Layer) -> bool:  # noqa: PLR0911 - one line a rule
    if not _sits(role, agency) or layer not in (JOINT, agency.layer):
        return False
    own = layer == agency.layer
    if action in CONTENT:
        return role in CONTENT_ROLES
    if action in READING_AND_ADDING:
        return own and role in CONTENT_ROLES
    if action is Action.DISCLOSE:
        return own and role is Role.SUPERVISOR
    if action in DECIDING:
        return own and role in {Role.ANALYST, Role.SUPERVISOR}
    if action is Action.READ_SITES:
        return not own and role in {Role.ANALYST, Role.SUPERVISOR}
    if action is Action.READ_CATALOGUE:
        return not own
    if action is Action.READ_FIGURES:
        return not own and role in {Role.ANALYST, Role.SUPERVISOR, Role.RESEARCHER}
    assert action is Action.READ_LOG
    return own and role is Role.AUDITOR


@pytest.mark.parametrize("agency", [POLICE, SOCIAL, PROJECT], ids=lambda agency: str(agency.id))
@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("action", Action)
def test_a_cell_says_what_the_rules_say(action: Action, role: Role, agency: Agency) -> None:
    layers = (JOINT, POLICE.layer, SOCIAL.layer, PROJECT.layer, Layer("annan"))
    answers = {
        layer: isinstance(decide(a_member(role, agency), action, Thing(kind="t", layer=layer), PURPOSES[action]), Allow)
        for layer in layers
    }
    assert answers == {layer: _expected(role, agency, action, layer) for layer in layers}


def test_the_table_has_every_cell() -> None:
    assert set(CELLS) == set(product(Action, Role))


@pytest.mark.parametrize("action", Action)
def test_another_purpose_is_denied(action: Action) -> None:
    member = a_member(Role.ANALYST, POLICE)
    wrong = next(purpose for purpose in Purpose if purpose is not PURPOSES[action])
    for layer in (JOINT, POLICE.layer):
        assert decide(member, action, Thing(kind="t", layer=layer), wrong) == Deny(reason="purpose")


def test_a_person_of_another_agency_than_told_is_denied() -> None:
    member = Member(a_person(role=Role.ANALYST, agency=POLICE.id), SOCIAL)
    assert decide(member, Action.READ_QUEUE, Thing(kind="t"), Purpose.PROTECTION) == Deny(reason="seat")
    assert scope_of(member).classes == frozenset()


def test_administrators_read_no_content() -> None:
    assert scope_of(a_member(Role.ADMIN, POLICE)).classes == frozenset()


def test_researchers_see_figures_only() -> None:
    assert scope_of(a_member(Role.RESEARCHER, PROJECT)).classes == {DataClass.FIGURES}


@pytest.mark.parametrize(
    ("role", "agency", "sees"),
    [
        (Role.ANALYST, POLICE, False),
        (Role.SUPERVISOR, POLICE, False),
        (Role.OUTREACH, POLICE, False),
        (Role.ANALYST, SOCIAL, False),
        (Role.SUPERVISOR, SOCIAL, True),
        (Role.OUTREACH, SOCIAL, True),
    ],
)
def test_only_those_who_reach_out_see_outreach(role: Role, agency: Agency, *, sees: bool) -> None:
    assert scope_of(a_member(role, agency)).sees(agency.layer, DataClass.OUTREACH) is sees


@pytest.mark.parametrize("role", Role)
def test_no_scope_holds_another_agencys_layer(role: Role) -> None:
    assert SOCIAL.layer not in scope_of(a_member(role, POLICE)).layers
