"""A cycle ends and the next begins, or the participation is complete."""

import attrs
import pytest
from tests.participation.stories import (
    TEAM,
    Ask,
    Story,
    agree,
    ana,
    artifact,
    asked_in,
    attend,
    check_in,
    coached,
    commit,
    completed,
    day,
    enrolled,
    evaluate,
    identify,
    in_cycle_two,
    kim,
    lee,
    may_ask,
    measure,
    observe,
    office,
    on,
    plan,
    ready,
    schedule,
    settled,
    supported,
    trained,
    with_growth_area,
)

from pdflow import FULL, LIGHT, TEXAS_CYCLE, Command, Header, Policy, Tier
from pdflow.participation import (
    AssignTeam,
    BeginNextCycle,
    BeginSupport,
    CarryGrowthArea,
    CloseGrowthArea,
    Complete,
    CycleBegun,
    ParticipationCompleted,
    ParticipationSummary,
    Phase,
    Reopen,
    SetPriority,
    SharePractice,
    Waive,
    decider,
)
from pdflow.policy import EvaluationBefore
from pdflow.testing.spec import given


def go_on(header: Header, cycle: int = 2) -> Command:
    return BeginNextCycle(header, cycle=cycle)


def waive(code: str, name: str = "w1", n: float = 20) -> Command:
    return Waive(office(n), waiver=name, requirement=code, reason="agreed")


def general() -> Command:
    return AssignTeam(office(5), team=TEAM, coach="kim", tier=Tier.GENERAL, ground="experienced")


# BeginNextCycle


def test_another_round_begins_with_training() -> None:
    ask = go_on(kim(20))
    state = given(decider, *settled()).when(ask).then(CycleBegun.of(ask))
    assert (state.phase, state.cycle, state.cycles) == (Phase.TRAINING, 2, (day(0), day(20)))


def test_a_cycle_has_its_coaching() -> None:
    [reason] = given(decider, *supported()).when(go_on(kim(20))).refused("cycle.no_coaching")
    assert (reason.parameters, reason.remedy) == ({"needed": 1, "have": 0}, "OpenCoaching")
    given(decider, *supported(), waive("cycle.no_coaching")).when(go_on(kim(20))).then(CycleBegun)


def test_coaching_counts_cycle_by_cycle() -> None:
    story = [*in_cycle_two(), commit(ana(21), "c2", wait=60), BeginSupport(kim(25))]
    [reason] = given(decider, *story).when(go_on(kim(30), 3)).refused("cycle.no_coaching")
    assert reason.parameters == {"needed": 1, "have": 0}


def test_whoever_is_in_the_general_tier_needs_no_coaching() -> None:
    given(decider, *supported(), general()).when(go_on(kim(20))).then(CycleBegun)
    wanted = attrs.evolve(FULL, coaching_general=1)
    given(decider, *supported(policy=wanted), general()).when(go_on(kim(20))).refused("cycle.no_coaching")


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
    last = attrs.evolve(FULL, most_cycles=1)
    [reason] = given(decider, *settled(policy=last)).when(go_on(kim(20))).refused("cycle.was_the_last")
    assert (reason.parameters, reason.remedy) == ({"most": 1, "have": 1}, "Complete")
    given(decider, *settled(policy=last), waive("cycle.was_the_last")).when(go_on(kim(20))).then(CycleBegun)


def test_a_cycle_is_named_by_its_number_so_that_a_double_click_is_silence() -> None:
    given(decider, *in_cycle_two()).when(go_on(kim(21))).nothing()
    given(decider, *in_cycle_two()).when(go_on(kim(21), 1)).nothing()
    [reason] = given(decider, *settled()).when(go_on(kim(20), 3)).refused("cycle.not_next")
    assert reason.parameters == {"asked": 3, "next": 2}


def test_the_next_cycle_does_not_begin_before_the_last_turn() -> None:
    [reason] = given(decider, *settled()).when(go_on(kim(10, 11))).refused("record.before")
    assert reason.parameters == {"record": "CoachingClosed", "at": day(10, 12)}


@pytest.mark.parametrize("ask", [lambda header: go_on(header, 3), Complete])
def test_the_coach_and_the_coordinator_go_on_or_complete(ask: Ask) -> None:
    assert may_ask(ask) == {"kim", "office"}


def test_the_next_cycle_begins_out_of_support() -> None:
    assert asked_in(go_on(kim(200))) == {Phase.SUPPORT}


def test_priorities_open_steps_and_visits_pass_over() -> None:
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
    assert attrs.astuple(after.past) == (2, 1, 1, 1, 1, 30 + 30 + 15)
    assert attrs.astuple(before.past) == (0, 0, 0, 0, 0, 0)


# Complete


def test_a_participation_is_completed_with_a_frozen_summary() -> None:
    told = [
        SharePractice(ana(99), sharing="sh1", occasion="staff meeting"),
        artifact(ana(99), "ar1"),
        check_in(lee(19), "k1", minutes=15),
        waive("feedback.owed", n=99),
    ]
    ask = Complete(kim(101))
    summary = ParticipationSummary(
        cycles=1,
        training_minutes=360,
        support_minutes=30 + 30 + 15,
        coaching_minutes=45,
        observations=2,
        check_ins=1,
        artifacts=1,
        steps_completed=1,
        coaching_sessions=1,
        shared=("sh1",),
        waived=("feedback.owed",),
        carried=(),
    )
    came = given(decider, *ready(), *told).when(ask)
    assert came.then(ParticipationCompleted.of(ask, summary=summary, visits_dropped=())).phase is Phase.COMPLETED
    assert summary.contact_hours == 8


def test_a_summary_runs_over_all_cycles_and_tells_what_is_carried_on() -> None:
    further = [
        attend(lee(22), "a2", "d2", held=180, there=180),
        evaluate(ana(22), "e2", "d2"),
        commit(ana(22), "c2", wait=60),
        BeginSupport(kim(23)),
        observe(kim(25), "ob5", "wait"),
    ]
    area = identify(kim(26), "g2", "ob5")
    carry = CarryGrowthArea(kim(30), growth_area="g2", reason="time")
    story = [*in_cycle_two(), *further, area, carry, waive("cycle.no_coaching", n=30), measure(lee(100), "r1", on(100))]
    [event] = given(decider, *story).when(Complete(kim(101))).events
    assert isinstance(event, ParticipationCompleted)
    told = event.summary
    assert (told.cycles, told.training_minutes, told.support_minutes) == (2, 540, 90)
    assert (told.coaching_minutes, told.coaching_sessions, told.observations) == (45, 1, 3)
    assert (told.steps_completed, told.carried) == (1, ("g2",))


def with_policy(**more: object) -> Policy:
    return attrs.evolve(FULL, **more)


def late_evaluation() -> Story:
    """All done but for the evaluation."""
    return [command for command in ready() if getattr(command, "evaluation", None) is None]


MEASURED = {"outcome": "o1", "trained": on(3), "earliest": 90, "latest": 180}
UNMET: dict[str, tuple[Story, str, dict[str, object]]] = {
    "support.not_begun": (
        [*trained(), general(), measure(lee(100), "r1", on(100))],
        "BeginSupport",
        {},
    ),
    "training.attendance_short": (
        [*ready(), plan(office(20), "p2", "d2", start=day(21))],
        "RecordAttendance",
        {"cycle": 1, "have": 0.5, "needed": 0.8, "reachable": True},
    ),
    "training.evaluation_missing": (late_evaluation(), "SubmitEvaluation", {"cycle": 1}),
    "cycle.short": (ready(policy=with_policy(fewest_cycles=2)), "BeginNextCycle", {"needed": 2, "have": 1}),
    "cycle.no_coaching": (
        [*supported(), measure(lee(100), "r1", on(100))],
        "OpenCoaching",
        {"needed": 1, "have": 0},
    ),
    "outcome.not_remeasured": (settled(), "MeasureOutcome", MEASURED),
    "step.open": (
        [*ready(), SetPriority(ana(18), priority="pr1", statement="talk"), agree(kim(18), "st2", "pr1")],
        "CompleteActionStep",
        {"steps": ("st2",)},
    ),
    "growth_area.open": (
        [*with_growth_area(), general(), measure(lee(100), "r1", on(100))],
        "CloseGrowthArea",
        {"growth_areas": ("g1",)},
    ),
}


@pytest.mark.parametrize("code", UNMET)
def test_what_is_not_done_stands_in_the_way_and_says_what_would_help(code: str) -> None:
    story, remedy, parameters = UNMET[code]
    [reason] = given(decider, *story).when(Complete(kim(101))).refused(code)
    assert (reason.parameters, reason.remedy) == (parameters, remedy)


@pytest.mark.parametrize("code", [code for code in UNMET if not code.endswith(".open")])
def test_all_but_what_is_still_open_can_be_waived(code: str) -> None:
    given(decider, *UNMET[code][0], waive(code)).when(Complete(kim(101))).then(ParticipationCompleted)


@pytest.mark.parametrize("code", ["step.open", "growth_area.open"])
def test_what_is_still_open_cannot_be_waived(code: str) -> None:
    given(decider, *UNMET[code][0]).when(waive(code)).refused("waiver.not_waivable")


def test_attendance_and_evaluations_are_asked_of_every_cycle() -> None:
    first = [command for command in settled() if getattr(command, "evaluation", None) is None]
    second = [go_on(kim(20)), attend(lee(22), "a2", "d2"), plan(office(20), "p3", "d3", start=day(23))]
    further = [commit(ana(22), "c2", wait=60), waive("training.attendance_short", n=22), BeginSupport(kim(22, 9))]
    done = [waive("cycle.no_coaching", "w2", n=22), measure(lee(100), "r1", on(100))]
    reasons = given(decider, *first, *second, *further, *done).when(Complete(kim(101))).reasons
    assert [(reason.code, reason.parameters["cycle"]) for reason in reasons] == [
        ("training.evaluation_missing", 1),
        ("training.evaluation_missing", 2),
    ]


def second_cycle(*then: Command, **more: Policy) -> Story:
    """All done on day 100, and another cycle begun, its coaching waived."""
    return [*ready(**more), go_on(kim(100)), waive("cycle.no_coaching", n=100), *then]


def test_nobody_evaluates_what_they_did_not_attend() -> None:
    given(decider, *second_cycle()).when(Complete(kim(101))).then(ParticipationCompleted)
    absent = attend(lee(101), "a2", "d2", held=10, there=0)
    given(decider, *second_cycle(absent, waive("training.attendance_short", "w2", 101))).when(Complete(kim(101))).then(
        ParticipationCompleted
    )


def test_no_evaluation_is_asked_of_whoever_was_not_there_after_all() -> None:
    corrected = [attend(lee(101), "a2", "d2"), attend(lee(101), "a3", "d2", there=0)]
    waived = waive("training.attendance_short", "w2", 101)
    given(decider, *second_cycle(*corrected, waived)).when(Complete(kim(101))).then(ParticipationCompleted)


def test_evaluations_asked_for_before_support_are_asked_for_at_the_end_too() -> None:
    policy = with_policy(evaluation_before=EvaluationBefore.SUPPORT)
    story = second_cycle(attend(lee(101), "a2", "d2"), policy=policy)
    [reason] = given(decider, *story).when(Complete(kim(101))).refused("training.evaluation_missing")
    assert reason.parameters == {"cycle": 2}


def test_the_light_policy_completes_after_training() -> None:
    story = [*enrolled(policy=LIGHT, outcomes=(), strategies=())[:1], attend(office(3), "a1")]
    given(decider, *story).when(Complete(office(5))).then(ParticipationCompleted)


def test_a_year_of_three_rounds_is_not_complete_after_one() -> None:
    reasons = given(decider, *ready(policy=TEXAS_CYCLE)).when(Complete(kim(101))).refused("cycle.short")
    assert reasons[0].parameters == {"needed": 3, "have": 1}


def test_a_participation_is_not_completed_before_what_it_rests_on_happened() -> None:
    late = [*late_evaluation(), evaluate(ana(102), "e1")]
    given(decider, *late).when(Complete(kim(101))).refused("training.evaluation_missing")
    given(decider, *late).when(Complete(kim(102))).then(ParticipationCompleted)


def test_completing_again_is_silence() -> None:
    given(decider, *completed()).when(Complete(kim(102))).nothing()


def test_completing_does_not_precede_the_last_turn() -> None:
    reasons = given(decider, *ready()).when(Complete(kim(10, 9))).reasons
    assert {"record": "CoachingClosed", "at": day(10, 12)} in [reason.parameters for reason in reasons]


def test_a_participation_is_completed_out_of_training_or_support() -> None:
    assert asked_in(Complete(kim(200))) == {Phase.TRAINING, Phase.SUPPORT}


def test_what_is_found_missing_after_reopening_is_asked_for_again() -> None:
    story = [*completed(), Reopen(office(102), reason="mistake"), plan(office(103), "p2", "d2", start=day(104))]
    given(decider, *story).when(Complete(kim(105))).refused("training.attendance_short")
