"""A cycle ends and the next begins."""

import attrs
import pytest
from tests.participation.permissions import CommandMaker, people_allowed, phases_allowed
from tests.participation.stories import (
    TEAM,
    agree,
    ana,
    artifact,
    attend,
    check_in,
    coached,
    commit,
    day,
    host,
    in_cycle_two,
    kim,
    lee,
    observe,
    observed,
    office,
    plan,
    schedule,
    settled,
)

from pdflow import FULL, Command, Header, Tier
from pdflow.participation import (
    AssignTeam,
    BeginNextCycle,
    BeginSupport,
    CarryGrowthArea,
    CloseGrowthArea,
    Complete,
    CycleBegun,
    Phase,
    Progress,
    SetPriority,
    StepReview,
    Waive,
    contacts,
    decider,
)
from pdflow.participation.state import ClosedCycles
from pdflow.testing.spec import given


def go_on(header: Header, cycle: int = 2) -> Command:
    return BeginNextCycle(header, cycle=cycle)


def waive(code: str, name: str = "w1", n: float = 20) -> Command:
    return Waive(office(n), waiver=name, requirement=code, reason="agreed")


def general() -> Command:
    return AssignTeam(office(5), team=TEAM, coach="kim", tier=Tier.GENERAL, ground="experienced")


# BeginNextCycle


def test_another_round_begins_with_training() -> None:
    command = go_on(kim(20))
    state = given(decider, *settled()).when(command).then(CycleBegun.of(command))
    assert (state.phase, state.cycle, state.cycles) == (Phase.TRAINING, 2, (day(0), day(20)))


def test_a_cycle_has_its_coaching() -> None:
    [reason] = given(decider, *observed()).when(go_on(kim(20))).refused("cycle.no_coaching")
    assert (reason.parameters, reason.remedy) == ({"needed": 1, "have": 0}, "OpenCoaching")
    given(decider, *observed(), waive("cycle.no_coaching")).when(go_on(kim(20))).then(CycleBegun)


def test_coaching_counts_cycle_by_cycle() -> None:
    story = [*in_cycle_two(), commit(ana(21), "c2", wait=60), BeginSupport(kim(25)), observe(kim(26), "ob9", "wait")]
    [reason] = given(decider, *story).when(go_on(kim(30), 3)).refused("cycle.no_coaching")
    assert reason.parameters == {"needed": 1, "have": 0}


def test_whoever_is_in_the_general_tier_needs_no_coaching() -> None:
    given(decider, *observed(), general()).when(go_on(kim(20))).then(CycleBegun)
    wanted = attrs.evolve(FULL, name="ours", coaching_general=1)
    given(decider, *observed(policy=wanted), general()).when(go_on(kim(20))).refused("cycle.no_coaching")


def test_a_growth_area_is_settled_before_the_next_cycle() -> None:
    story = [*coached(), waive("growth_area.not_shown")]
    [reason] = given(decider, *story).when(go_on(kim(20))).refused("growth_area.open")
    assert (reason.parameters, reason.remedy) == ({"growth_areas": ("g1",)}, "CloseGrowthArea")
    for settle in (
        CloseGrowthArea(kim(20), growth_area="g1"),
        CarryGrowthArea(kim(20), growth_area="g1", reason="time"),
    ):
        given(decider, *story, settle).when(go_on(kim(20))).then(CycleBegun)


def test_some_policies_have_a_last_cycle() -> None:
    last = attrs.evolve(FULL, name="ours", most_cycles=1)
    [reason] = given(decider, *settled(policy=last)).when(go_on(kim(20))).refused("cycle.was_the_last")
    assert (reason.parameters, reason.remedy) == ({"most": 1, "have": 1}, "Complete")
    given(decider, *settled(policy=last), waive("cycle.was_the_last")).when(go_on(kim(20))).then(CycleBegun)


def test_a_cycle_is_named_by_its_number_so_that_a_double_click_is_a_no_op() -> None:
    given(decider, *in_cycle_two()).when(go_on(kim(21))).nothing()
    given(decider, *in_cycle_two()).when(go_on(kim(21), 1)).nothing()
    [reason] = given(decider, *settled()).when(go_on(kim(20), 3)).refused("cycle.not_next")
    assert reason.parameters == {"asked": 3, "next": 2}


def test_the_next_cycle_does_not_begin_before_the_last_phase_change() -> None:
    carry = CarryGrowthArea(kim(17), growth_area="g1", reason="more time")
    [reason] = given(decider, *coached(), carry).when(go_on(kim(10, 11))).refused("record.before")
    assert reason.parameters == {"record": "CoachingClosed", "at": day(10, 12)}


@pytest.mark.parametrize("command", [lambda header: go_on(header, 3), Complete])
def test_the_coach_and_the_coordinator_go_on_or_complete(command: CommandMaker) -> None:
    assert people_allowed(command) == {"kim", "office"}


def test_the_next_cycle_begins_out_of_support() -> None:
    assert phases_allowed(go_on(kim(200))) == {Phase.SUPPORT}


def test_priorities_open_steps_and_visits_are_kept() -> None:
    priority = SetPriority(ana(18), priority="pr1", statement="talk")
    story = [*settled(), priority, agree(kim(18), "st2", "pr1"), schedule(kim(18), "v2", day(30)), go_on(kim(20))]
    state = given(decider, *story).state
    assert (list(state.priorities), state.open_steps(), list(state.visits)) == (["pr1"], ["st2"], ["v2"])


def test_observations_feedback_and_coaching_of_a_closed_cycle_leave_the_state() -> None:
    state = given(decider, *in_cycle_two()).state
    left = (state.observations, state.feedback, state.sessions, state.moves, state.growth_areas, state.commitments)
    assert left == ({}, {}, {}, {}, {}, {})


def test_what_leaves_the_state_stays_in_the_count() -> None:
    story = [*settled(), artifact(ana(18), "ar1"), check_in(lee(18), "k1", minutes=15)]
    before, after = given(decider, *story).state, given(decider, *story, go_on(kim(20))).state
    past = after.past
    counts = (past.observations, past.check_ins, past.artifacts, past.steps_completed, past.sessions)
    assert (counts, past.support_minutes) == ((2, 1, 1, 1, 1), 30 + 30 + 15)
    assert [[*commitment.steps] for commitment in past.commitments] == [["ask"]]
    assert [*contacts(after)] == [*contacts(before)] != []
    assert before.past == ClosedCycles()


LATER = {
    "a2": attend(lee(25), "a2", "d2"),
    "c2": commit(ana(26), "c2", two=60),
    "ob5": observe(kim(25), "ob5", "pr1"),
    "k5": check_in(kim(25), "k5", reviews=(StepReview("ask", Progress.DONE),)),
    "ar5": artifact(ana(25), "ar5"),
}


@pytest.mark.parametrize(("record", "later"), LATER.items())
def test_a_cycle_does_not_begin_before_what_is_on_record_in_the_one_it_closes(record: str, later: Command) -> None:
    priority = SetPriority(ana(18), priority="pr1", statement="talk")
    story = given(decider, *settled(), priority, later)
    [reason] = story.when(go_on(kim(20))).refused("record.before")
    assert reason.parameters == {"record": record, "at": later.at}
    story.when(go_on(kim(27))).then(CycleBegun)


def test_a_session_planned_for_the_next_cycle_does_not_keep_it_from_beginning() -> None:
    ahead = plan(host(19), "p2", "d2", start=day(25), cycle=2)
    given(decider, *settled(), ahead).when(go_on(kim(20))).then(CycleBegun)
