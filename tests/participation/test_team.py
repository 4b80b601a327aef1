"""Who supports a person, who coaches, who takes over from whom, and in which tier."""

import attrs
import pytest
from tests.participation.permissions import LIVE, people_allowed, phases_allowed
from tests.participation.stories import TEAM, day, debrief, enrolled, lee, observe, observed, office, on, pat, rosa, tom

from pdflow import FULL, Handover, Policy, Role, Supporter, Tier
from pdflow.participation import (
    AssignTeam,
    FeedbackGiven,
    Participation,
    TeamAssigned,
    Transfer,
    Waive,
    decider,
)
from pdflow.testing.spec import Decision, given


def test_a_team_is_assigned_with_coach_tier_and_ground() -> None:
    assign = AssignTeam(office(5), team=TEAM[:2], coach="lee", tier=Tier.GENERAL, ground="second year")
    state = given(decider, *enrolled()).when(assign).then(TeamAssigned.of(assign))
    assert (state.team, state.coach, state.tier) == (TEAM[:2], "lee", Tier.GENERAL)


def test_assigning_the_same_team_is_a_no_op() -> None:
    given(decider, *enrolled()).when(AssignTeam(office(5), team=TEAM, coach="kim")).nothing()


@pytest.mark.parametrize(
    "values",
    [
        {"team": (Supporter("ana", Role.PEER),)},
        {"team": TEAM, "coach": "ana"},
        {"team": TEAM, "handovers": (Handover("ana", "kim"),)},
        {"team": TEAM, "handovers": (Handover("kim", "ana"),)},
    ],
)
def test_nobody_is_on_their_own_team(values: dict[str, object]) -> None:
    assign = AssignTeam(office(5), **values)
    [reason] = given(decider, *enrolled()).when(assign).refused("team.supports_self")
    assert reason.parameters == {"person": "ana"}


COACHED_BY_OTHERS = attrs.evolve(FULL, name="ours", coach_may_be_manager=False)


def coached_by(coach: str, policy: Policy = COACHED_BY_OTHERS) -> Decision[Participation]:
    return given(decider, *enrolled(policy=policy)).when(AssignTeam(office(5), team=TEAM, coach=coach))


@pytest.mark.parametrize("manager", ["rosa", "tom"])
def test_some_policies_want_another_coach_than_the_line_manager(manager: str) -> None:
    [reason] = coached_by(manager).refused("team.coach_is_manager")
    assert reason.parameters == {"coach": manager}
    coached_by("lee").then(TeamAssigned)
    coached_by(manager, FULL).then(TeamAssigned)


def test_the_line_manager_is_that_of_the_day_on_which_the_team_is_assigned() -> None:
    story = [
        *enrolled(policy=COACHED_BY_OTHERS),
        Transfer(rosa(2), site="south", role_title="", manager="lee", from_day=on(40)),
    ]
    given(decider, *story).when(AssignTeam(office(39), team=TEAM, coach="lee")).then(TeamAssigned)
    given(decider, *story).when(AssignTeam(office(40), team=TEAM, coach="lee")).refused("team.coach_is_manager")


def test_that_the_line_manager_coaches_can_be_waived() -> None:
    waive = Waive(office(1), waiver="w1", requirement="team.coach_is_manager", reason="nobody else")
    story = [*enrolled(policy=COACHED_BY_OTHERS), waive]
    given(decider, *story).when(AssignTeam(office(5), team=TEAM, coach="rosa")).then(TeamAssigned)


def test_teams_are_assigned_by_the_coordinator_while_a_participation_is_live() -> None:
    assert people_allowed(lambda header: AssignTeam(header, team=())) == {"office"}
    assert phases_allowed(AssignTeam(office(300), team=())) == LIVE


def handed_over(*handovers: tuple[str, str]) -> AssignTeam:
    named = tuple(Handover(successor, predecessor) for successor, predecessor in handovers)
    return AssignTeam(office(12), team=TEAM, coach="kim", handovers=named)


def test_a_successor_gives_the_feedback_their_predecessor_owed() -> None:
    seen = given(decider, *observed(), observe(lee(9), "ob2", "ask"), handed_over(("tom", "lee")))
    seen.when(debrief(tom(13), "f1", "ob2")).then(FeedbackGiven)
    [reason] = seen.when(debrief(pat(13), "f1", "ob2")).refused("feedback.not_the_observer")
    assert reason.parameters == {"observer": "lee"}


def after_handovers(*handovers: tuple[str, str]) -> Participation:
    return given(decider, *enrolled(), handed_over(*handovers)).state


def test_one_successor_may_take_over_from_two() -> None:
    state = after_handovers(("kim", "lee"), ("kim", "pat"))
    assert state.answers_for("kim", "lee", day(12))
    assert state.answers_for("kim", "pat", day(12))
    assert not state.answers_for("lee", "pat", day(12))


def test_what_is_handed_over_twice_is_owed_by_the_last() -> None:
    state = after_handovers(("pat", "lee"), ("kim", "pat"))
    assert state.answers_for("kim", "lee", day(12))
    assert not state.answers_for("lee", "kim", day(12))


def test_handing_back_and_forth_ends() -> None:
    state = after_handovers(("pat", "lee"), ("lee", "pat"))
    assert state.answers_for("lee", "pat", day(12))
    assert not state.answers_for("kim", "lee", day(12))


def test_a_handover_settled_already_is_a_no_op() -> None:
    given(decider, *enrolled(), handed_over(("kim", "lee"))).when(handed_over(("kim", "lee"))).nothing()


def test_a_new_coach_without_a_handover_does_not_answer_for_the_former() -> None:
    assign = AssignTeam(office(9), team=TEAM, coach="lee")
    given(decider, *observed(), assign).when(debrief(lee(10), "f1", "ob1")).refused("feedback.not_the_observer")


def test_a_new_coach_who_took_over_answers_for_the_former() -> None:
    assign = AssignTeam(office(9), team=TEAM, coach="lee", handovers=(Handover("lee", "kim"),))
    given(decider, *observed(), assign).when(debrief(lee(10), "f1", "ob1")).then(FeedbackGiven)
    before = given(decider, *observed(), assign).when(debrief(lee(8, 12), "f1", "ob1"))
    [reason] = before.refused("feedback.not_the_observer")
    assert reason.parameters == {"observer": "kim"}


def test_the_ground_of_a_team_is_recorded_though_no_state_keeps_it() -> None:
    told = AssignTeam(office(5), team=TEAM, coach="kim", ground="she asked for Kim")
    assert given(decider, *enrolled()).when(told).then(TeamAssigned).team_at(day(6)).coach == "kim"
    given(decider, *enrolled(), told).when(told).nothing()
    other = attrs.evolve(told, header=office(6), ground="she asked for her twice")
    given(decider, *enrolled(), told).when(other).then(TeamAssigned)
    given(decider, *enrolled(), told).when(attrs.evolve(other, ground=None)).nothing()
