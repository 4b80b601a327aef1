"""A participation is completed."""

import attrs
import pytest
from tests.participation.permissions import phases_allowed
from tests.participation.stories import (
    TEAM,
    Story,
    agree,
    ana,
    artifact,
    attend,
    check_in,
    commit,
    completed,
    day,
    enrolled,
    evaluate,
    identify,
    in_cycle_two,
    kim,
    lee,
    looked_at,
    measure,
    observe,
    office,
    on,
    plan,
    ready,
    settled,
    supported,
    trained,
    with_growth_area,
)

from pdflow import FULL, LIGHT, TEXAS_CYCLE, Command, Header, Policy, Tier
from pdflow.agenda import EveryDay, agenda
from pdflow.participation import (
    AssignTeam,
    BeginNextCycle,
    BeginSupport,
    CarryGrowthArea,
    Complete,
    ParticipationCompleted,
    ParticipationSummary,
    Phase,
    Progress,
    Reopen,
    SetPriority,
    SharePractice,
    StepReview,
    Waive,
    decider,
    unreviewed_steps,
)
from pdflow.policy import EvaluationBefore
from pdflow.testing.spec import given


def go_on(header: Header, cycle: int = 2) -> Command:
    return BeginNextCycle(header, cycle=cycle)


def waive(code: str, name: str = "w1", n: float = 20) -> Command:
    return Waive(office(n), waiver=name, requirement=code, reason="agreed")


def general() -> Command:
    return AssignTeam(office(5), team=TEAM, coach="kim", tier=Tier.GENERAL, ground="experienced")


# Complete


def test_a_participation_is_completed_with_a_frozen_summary() -> None:
    further = [
        SharePractice(ana(99), sharing="sh1", occasion="staff meeting"),
        artifact(ana(99), "ar1"),
        check_in(lee(19), "k1", minutes=15),
        waive("feedback.owed", n=99),
    ]
    command = Complete(kim(101))
    summary = ParticipationSummary(
        cycles=1,
        training_minutes=360,
        support_minutes=30 + 30 + 10 + 15,
        coaching_minutes=45,
        observations=2,
        check_ins=2,
        artifacts=1,
        steps_completed=1,
        coaching_sessions=1,
        shared=("sh1",),
        waived=("feedback.owed",),
        carried=(),
    )
    outcome = given(decider, *ready(), *further).when(command)
    assert outcome.then(ParticipationCompleted.of(command, summary=summary, visits_dropped=())).phase is Phase.COMPLETED
    assert round(summary.contact_hours, 2) == 8.17


def test_a_summary_runs_over_all_cycles_and_lists_what_is_carried_on() -> None:
    further = [
        attend(lee(22), "a2", "d2", held=180, there=180),
        evaluate(ana(22), "e2", "d2"),
        commit(ana(22), "c2", wait=60),
        BeginSupport(kim(23)),
        observe(kim(25), "ob5", "wait"),
    ]
    area = identify(kim(26), "g2", "ob5")
    carry = CarryGrowthArea(kim(30), growth_area="g2", reason="time")
    done = [waive("cycle.no_coaching", n=30), both_looked_at(), measure(lee(100), "r1", on(100))]
    story = [*in_cycle_two(), *further, area, carry, *done]
    [event] = given(decider, *story).when(Complete(kim(101))).events
    assert isinstance(event, ParticipationCompleted)
    summary = event.summary
    assert (summary.cycles, summary.training_minutes, summary.support_minutes) == (2, 540, 100)
    assert (summary.coaching_minutes, summary.coaching_sessions, summary.observations) == (45, 1, 3)
    assert (summary.steps_completed, summary.carried) == (1, ("g2",))


def with_policy(**more: object) -> Policy:
    return attrs.evolve(FULL, name="ours", **more)


def late_evaluation() -> Story:
    """All done but for the evaluation."""
    return [command for command in ready() if getattr(command, "evaluation", None) is None]


def both_looked_at() -> Command:
    """A check-in of ten minutes on the steps committed to in both cycles."""
    steps = tuple(StepReview(step, Progress.DONE) for step in ("ask", "wait"))
    return check_in(kim(99), "k0", minutes=10, reviews=steps)


def without_follow_up(**more: object) -> Policy:
    return attrs.evolve(FULL, name="ours", contacts_per_cycle=0, commitment_reviewed=False, **more)


MEASURED = {"outcome": "o1", "opens": on(93), "last_day": on(183)}
UNMET: dict[str, tuple[Story, str, dict[str, object]]] = {
    "support.not_begun": (
        [*trained(policy=without_follow_up()), general(), measure(lee(100), "r1", on(100))],
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
        [*supported(policy=without_follow_up()), measure(lee(100), "r1", on(100))],
        "OpenCoaching",
        {"needed": 1, "have": 0},
    ),
    "outcome.not_remeasured": ([*settled(), looked_at()], "MeasureOutcome", MEASURED),
    "step.open": (
        [*ready(), SetPriority(ana(18), priority="pr1", statement="talk"), agree(kim(18), "st2", "pr1")],
        "CompleteActionStep",
        {"steps": ("st2",)},
    ),
    "growth_area.open": (
        [*with_growth_area(), general(), looked_at(), measure(lee(100), "r1", on(100))],
        "CloseGrowthArea",
        {"growth_areas": ("g1",)},
    ),
}


@pytest.mark.parametrize("code", UNMET)
def test_what_is_not_done_refuses_completion_with_a_remedy(code: str) -> None:
    story, remedy, parameters = UNMET[code]
    [reason] = given(decider, *story).when(Complete(kim(101))).refused(code)
    assert (reason.parameters, reason.remedy) == (parameters, remedy)


@pytest.mark.parametrize("code", [code for code in UNMET if not code.endswith(".open")])
def test_all_but_what_is_still_open_can_be_waived(code: str) -> None:
    given(decider, *UNMET[code][0], waive(code)).when(Complete(kim(101))).then(ParticipationCompleted)


@pytest.mark.parametrize("code", ["step.open", "growth_area.open"])
def test_what_is_still_open_cannot_be_waived(code: str) -> None:
    given(decider, *UNMET[code][0]).when(waive(code)).refused("waiver.not_waivable")


def test_attendance_and_evaluations_are_required_of_every_cycle() -> None:
    first = [command for command in settled() if getattr(command, "evaluation", None) is None]
    second = [go_on(kim(20)), attend(lee(22), "a2", "d2"), plan(office(20), "p3", "d3", start=day(23))]
    further = [commit(ana(22), "c2", wait=60), waive("training.attendance_short", n=22), BeginSupport(kim(22, 9))]
    seen = [observe(lee(30), "ob9", "wait"), both_looked_at()]
    done = [waive("cycle.no_coaching", "w2", n=22), *seen, measure(lee(100), "r1", on(100))]
    reasons = given(decider, *first, *second, *further, *done).when(Complete(kim(101))).reasons
    assert [(reason.code, reason.parameters["cycle"]) for reason in reasons] == [
        ("training.evaluation_missing", 1),
        ("training.evaluation_missing", 2),
    ]


def second_cycle(*then: Command, **more: Policy) -> Story:
    """All done on day 100, and another cycle begun, its coaching and contact waived."""
    waived = [waive("cycle.no_coaching", n=100), waive("support.no_contact", "w9", n=100)]
    return [*ready(**more), go_on(kim(100)), *waived, *then]


def test_nobody_evaluates_what_they_did_not_attend() -> None:
    given(decider, *second_cycle()).when(Complete(kim(101))).then(ParticipationCompleted)
    absent = attend(lee(101), "a2", "d2", held=10, there=0)
    given(decider, *second_cycle(absent, waive("training.attendance_short", "w2", 101))).when(Complete(kim(101))).then(
        ParticipationCompleted
    )


def test_no_evaluation_is_required_without_attendance_after_all() -> None:
    corrected = [attend(lee(101), "a2", "d2"), attend(lee(101), "a3", "d2", there=0)]
    waived = waive("training.attendance_short", "w2", 101)
    given(decider, *second_cycle(*corrected, waived)).when(Complete(kim(101))).then(ParticipationCompleted)


def test_evaluations_required_before_support_are_required_at_the_end_too() -> None:
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


def test_a_participation_is_not_completed_before_what_it_relies_on_happened() -> None:
    late = [*late_evaluation(), evaluate(ana(102), "e1")]
    given(decider, *late).when(Complete(kim(101))).refused("training.evaluation_missing")
    given(decider, *late).when(Complete(kim(102))).then(ParticipationCompleted)


@pytest.mark.parametrize(
    ("day_of_look", "found", "counts"),
    [(19, Progress.UNDER_WAY, False), (19, Progress.DONE, True), (20, Progress.UNDER_WAY, True)],
)
def test_a_look_at_a_promise_counts_from_its_date_on_or_where_it_is_kept(
    day_of_look: int, found: Progress, counts: bool
) -> None:
    look = check_in(kim(day_of_look), "k1", reviews=(StepReview("ask", found),))
    state = given(decider, *settled(), look).state
    assert unreviewed_steps(state, day(101)) == ({} if counts else {1: ("ask",)})
    owed = [each.about for each in agenda(state, day(101), EveryDay()) if each.code == "commitment.review"]
    assert owed == ([] if counts else ["ask"])


def test_completing_again_is_a_no_op() -> None:
    given(decider, *completed()).when(Complete(kim(102))).nothing()


def test_completing_does_not_precede_the_last_phase_change() -> None:
    reasons = given(decider, *ready()).when(Complete(kim(10, 9))).reasons
    assert {"record": "CoachingClosed", "at": day(10, 12)} in [reason.parameters for reason in reasons]


def test_a_participation_is_completed_out_of_training_or_support() -> None:
    assert phases_allowed(Complete(kim(200))) == {Phase.TRAINING, Phase.SUPPORT}


def test_what_is_found_missing_after_reopening_is_required_again() -> None:
    story = [*completed(), Reopen(office(102), reason="mistake"), plan(office(103), "p2", "d2", start=day(104))]
    given(decider, *story).when(Complete(kim(105))).refused("training.attendance_short")


def test_what_a_caller_writes_into_a_reason_changes_no_later_answer() -> None:
    state = given(decider, *second_cycle(plan(office(100), "p8", "d8", start=day(100, 12)))).state
    short = [reason for reason in decider.why_not(state, Complete(kim(101))) if "attendance" in reason.code]
    assert short
    for reason in short:
        reason.parameters["cycle"] = 99  # type: ignore[index]
    again = [reason for reason in decider.why_not(state, Complete(kim(101))) if "attendance" in reason.code]
    assert [reason.parameters["cycle"] for reason in again] == [2]
