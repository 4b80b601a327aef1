"""A host's own rights and roles: reasons, explanations and routes speak of these, not of pdflow's."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from pdflow import FULL, Actor, Command, Header, Reason, engagement
from pdflow.agenda import route_to
from pdflow.errors import UnknownCommand
from pdflow.language import Catalogue, explain
from pdflow.participation import Enrol, OpenCoaching, Participation, SetPriority, decider
from pdflow.testing.spec import given

AT = datetime(2026, 9, 1, 9, tzinfo=UTC)
ROLES = dict.fromkeys(decider.commands, ("campus-admin",)) | {
    "OpenCoaching": ("mentor",),
    "RecordObservation": ("mentor", "campus-admin"),
    "GiveFeedback": ("mentor",),
    "IdentifyGrowthArea": ("mentor",),
    "SetPriority": ("teacher",),
    "CommitToPractice": ("teacher",),
}


def granted(state: Participation, command: type[Command], header: Header) -> Reason | None:
    if header.by.role in ROLES.get(command.__name__, ()):
        return None
    return Reason("lms.not_granted", {"role": header.by.role}, "AssignTeam")


OURS = decider.with_rights(granted, roles=ROLES)


def by(role: str, day: int = 1) -> Header:
    return Header(UUID(int=day), Actor("lee", role), AT.replace(day=day))


def enrolled() -> Participation:
    return given(OURS, Enrol(by("campus-admin"), person="ana", policy=FULL)).state


def test_a_route_under_a_hosts_rights_is_by_people_in_its_roles() -> None:
    route = route_to(enrolled(), "OpenCoaching", AT, decider=OURS)
    assert [step.name for step in route.steps][-1] == "OpenCoaching"
    assert {step.by.role for step in route.steps} == {"campus-admin", "mentor", "teacher"}
    for step in route.steps:
        assert step.by.role in ROLES[step.name]
    state = enrolled()
    for step in route.steps:
        OURS.fold(OURS.decide(state, step.command), onto=state)
    assert state.phase == "COACHING"


def test_remedies_name_the_roles_of_the_host() -> None:
    reasons = OURS.why_not(enrolled(), OpenCoaching(by("mentor", 2), session="s-1", growth_area="g-1"))
    assert {role for reason in reasons for role in reason.roles} == {"campus-admin"}
    texts = Catalogue({"en": {"who.campus-admin": "the campus office"}})
    assert all("(the campus office)" in each.helps for each in texts.explain(reasons) if each.helps)
    [step] = OURS.why_not(enrolled(), SetPriority(by("mentor", 2), priority="p-1", statement="x"))
    assert (step.code, step.roles) == ("lms.not_granted", ("campus-admin",))
    [option] = OURS.options(enrolled(), by("mentor", 2))["SetPriority"]
    assert option == step


def test_a_host_that_names_no_roles_is_told_nothing_of_ours() -> None:
    unnamed = decider.with_rights(granted)
    reasons = unnamed.why_not(enrolled(), OpenCoaching(by("mentor", 2), session="s-1", growth_area="g-1"))
    assert reasons
    assert all(reason.roles == () for reason in reasons)
    assert not any("coordinator" in str(each) for each in explain(reasons))


def test_guards_of_a_host_leave_our_roles() -> None:
    reasons = decider.with_rights(None).why_not(
        enrolled(), OpenCoaching(by("COACH", 2), session="s-1", growth_area="g-1")
    )
    assert "COORDINATOR" in {role for reason in reasons for role in reason.roles}


def test_a_role_of_a_command_that_there_is_not_is_an_error() -> None:
    with pytest.raises(UnknownCommand, match="OpenCoaching"):
        decider.with_rights(granted, roles={"OpenCoachin": ("mentor",)})


def test_a_programme_too_is_routed_by_the_roles_of_the_host() -> None:
    roles = dict.fromkeys(engagement.decider.commands, ("office",))
    ours = engagement.decider.with_rights(
        lambda state, kind, header: None if header.by.role == "office" else Reason("lms.no"), roles=roles
    )
    route = route_to(ours.state(), "DELIVERY", AT, decider=ours)
    assert {step.by for step in route.steps} == {Actor("office", "office")}
