"""Routes: who does what, in which order, to reach a goal; each step possible when its turn comes, none too many."""

from datetime import UTC, datetime
from typing import Any

import attrs
import pytest
from tests.participation.stories import (
    coached,
    day,
    enrolled,
    in_coaching,
    kim,
    lee,
    observe,
    observed,
    office,
    on,
    rosa,
    settled,
    supported,
    trained,
    with_growth_area,
)

from pdflow import (
    FULL,
    TEXAS_CYCLE,
    Actor,
    Command,
    Role,
    Supporter,
    cadre,
    engagement,
    participation,
)
from pdflow.agenda import Route, route_to
from pdflow.kernel.guards import Objection, detail
from pdflow.participation import (
    COACHING,
    SUPPORT,
    AssignTeam,
    Complete,
    OpenCoaching,
    Participation,
    Pause,
    Phase,
    decider,
)
from pdflow.testing.spec import given

CYCLE = (
    "RecordObservation IdentifyGrowthArea OpenCoaching ShowModel CompareWithModel NameSteps Practise ScheduleVisit "
    "CloseCoaching RecordObservation CloseGrowthArea"
).split()


def after(*history: Command) -> Participation:
    return given(decider, *history).state


def names(route: Route) -> list[str]:
    return [step.name for step in route.steps]


def followed(state: Participation, route: Route) -> Participation:
    """The state after every step of a route, each issued when its turn comes; refused if one is not possible."""
    for step in route.steps:
        events = decider.decide(state, step.command)
        assert events, f"{step.name} is a no-op"
        state = decider.evolve(state, *events)
    return state


@pytest.mark.parametrize("module", [participation, engagement, cadre])
@pytest.mark.parametrize("at", [datetime(2026, 9, 1, 9, tzinfo=UTC), datetime(2199, 12, 20, 9, tzinfo=UTC)])
def test_of_nobody_yet_and_at_the_end_of_time_every_command_has_a_route_or_reasons(module: Any, at: datetime) -> None:
    nothing = module.decider.state()
    for command in module.decider.commands:
        found = route_to(nothing, command, at)
        assert bool(found.steps) != bool(found.reasons), command


def test_a_route_of_nobody_yet_to_coaching_begins_with_the_enrolment() -> None:
    found = route_to(Participation(), "OpenCoaching", day(1))
    assert (names(found)[0], names(found)[-1]) == ("Enrol", "OpenCoaching")
    assert followed(Participation(), found).phase == COACHING


def test_from_enrolment_to_coaching() -> None:
    route = route_to(after(*enrolled()), COACHING, day(2))
    assert names(route) == [
        "RecordAttendance",
        "CommitToPractice",
        "BeginSupport",
        "RecordObservation",
        "IdentifyGrowthArea",
        "OpenCoaching",
    ]
    assert followed(after(*enrolled()), route).phase is COACHING


def test_a_step_says_who_acts_what_it_removes_and_that_the_goal_is_the_last() -> None:
    route = route_to(after(*observed()), "OpenCoaching", day(9))
    assert [(step.name, step.by, step.why and step.why.code) for step in route.steps] == [
        ("IdentifyGrowthArea", Actor("kim", Role.COACH), "coaching.no_growth_area"),
        ("OpenCoaching", Actor("kim", Role.COACH), None),
    ]


def test_a_goal_is_a_phase_or_a_command_by_its_type_or_its_name() -> None:
    state = after(*observed())
    routes = [route_to(state, goal, day(9)) for goal in (Phase.COACHING, "COACHING", OpenCoaching, "OpenCoaching")]
    assert [names(route) for route in routes] == [["IdentifyGrowthArea", "OpenCoaching"]] * 4


def test_what_is_possible_now_takes_one_step() -> None:
    assert names(route_to(after(*with_growth_area()), OpenCoaching, day(10))) == ["OpenCoaching"]


def test_a_phase_reached_already_needs_no_steps() -> None:
    assert route_to(after(*in_coaching()), COACHING, day(11)) == Route()


def test_a_no_op_needs_no_steps() -> None:
    assert route_to(after(*supported()), "Resume", day(5)) == Route()


def test_a_phase_that_nothing_leads_to_is_out_of_reach() -> None:
    route = route_to(after(*supported()), "ENROLLED", day(5))
    assert (route.steps, [reason.code for reason in route.reasons]) == ((), ["participation.not_in_phase"])


def test_a_goal_that_is_neither_a_command_nor_a_phase_is_an_error() -> None:
    with pytest.raises(
        ValueError, match=r"Compleet is neither a command nor a phase of the participation; .* Complete"
    ):
        route_to(after(*supported()), "Compleet", day(5))
    with pytest.raises(ValueError, match=r"COACHNG is neither .*; did you mean COACHING\?"):
        route_to(after(*supported()), "COACHNG", day(5))


def test_a_session_on_a_route_is_held_to_its_end_before_support() -> None:
    route = route_to(after(*in_coaching()), SUPPORT, day(11))
    assert names(route) == ["ShowModel", "CompareWithModel", "NameSteps", "Practise", "ScheduleVisit", "CloseCoaching"]


def test_a_goal_may_name_the_record_it_is_about() -> None:
    two_steps = after(*coached(), observe(kim(17), "ob2", "st1", visit="v1"))
    route = route_to(two_steps, "CompleteActionStep", day(18), step="st1", evidence="ob2")
    [step] = route.steps
    assert (step.command.step, step.command.evidence) == ("st1", "ob2")  # type: ignore[attr-defined]


def test_one_observation_shows_the_step_and_the_growth_area() -> None:
    route = route_to(after(*coached()), Complete, day(17))
    steps = ["RecordObservation", "CompleteActionStep", "CloseGrowthArea", "MeasureOutcome", "HoldCheckIn", "Complete"]
    assert names(route) == steps, "the check-in looks at what was committed to"


def test_measuring_waits_until_ninety_days_after_the_first_training() -> None:
    route = route_to(after(*settled()), Complete, day(20))
    assert [step.name for step in route.steps] == ["HoldCheckIn", "MeasureOutcome", "Complete"]
    assert [step.at.date() for step in route.steps[1:]] == [on(93), on(93)]


def test_a_planned_session_is_attended_once_it_was_held() -> None:
    route = route_to(after(*enrolled()), "BeginSupport", day(2))
    assert [(step.name, step.at) for step in route.steps[:1]] == [("RecordAttendance", day(3, 14))]
    assert all(step.at > day(3, 14) for step in route.steps[1:])


def test_somebody_on_leave_returns_on_the_day_of_return() -> None:
    away = after(*observed(), Pause(rosa(10), until=on(31)))
    route = route_to(away, "IdentifyGrowthArea", day(12))
    assert [(step.name, step.by.person, step.at.date()) for step in route.steps] == [
        ("Resume", "rosa", on(31)),
        ("IdentifyGrowthArea", "kim", on(31)),
    ]


def test_where_nobody_coaches_a_coach_is_named_first() -> None:
    no_coach = [*with_growth_area(), AssignTeam(office(9), team=(Supporter("lee", Role.FACILITATOR),))]
    route = route_to(after(*no_coach), OpenCoaching, day(10))
    assert [(step.name, step.by) for step in route.steps] == [
        ("AssignTeam", Actor("coordinator", Role.COORDINATOR)),
        ("OpenCoaching", Actor("lee", Role.COACH)),
    ]


def test_feedback_is_given_by_whoever_observed() -> None:
    seen_by_lee = [*with_growth_area(), observe(lee(10), "ob2", "g1")]
    route = route_to(after(*seen_by_lee), OpenCoaching, day(11))
    assert [(step.name, step.by.person) for step in route.steps] == [("GiveFeedback", "lee"), ("OpenCoaching", "kim")]


def test_a_year_of_three_cycles() -> None:
    route = route_to(after(*trained(policy=TEXAS_CYCLE)), "Complete", day(5))
    steps = names(route)
    assert steps[:13] == ["BeginSupport", *CYCLE, "BeginNextCycle"]
    assert steps[-4:] == ["CloseGrowthArea", "MeasureOutcome", "HoldCheckIn", "Complete"]
    assert [steps.count(name) for name in ("BeginSupport", "CloseCoaching", "BeginNextCycle")] == [3, 3, 2]
    assert followed(after(*trained(policy=TEXAS_CYCLE)), route).phase is Phase.COMPLETED


def test_where_there_is_no_route_the_reasons_are_listed_with_those_against_their_remedies() -> None:
    without_kim = AssignTeam(office(10), team=(Supporter("joe", Role.COACH),), coach="joe")
    gone = after(*with_growth_area(), observe(kim(10), "ob2", "g1"), without_kim)
    route = route_to(gone, OpenCoaching, day(11))
    assert route.steps == ()
    assert [reason.code for reason in route.reasons] == ["feedback.owed", "feedback.not_the_observer"]


def test_a_requirement_is_met_on_a_route_not_waived() -> None:
    late = after(*settled(policy=attrs.evolve(FULL, name="ours", remeasure_from=1, remeasure_until=5)))
    route = route_to(late, Complete, day(20))
    assert (route.steps, [reason.code for reason in route.reasons]) == ((), ["outcome.not_remeasured"])


def test_nobody_goes_in_circles() -> None:
    last = after(*settled(policy=attrs.evolve(FULL, name="ours", most_cycles=1)))
    assert [reason.code for reason in route_to(last, "BeginNextCycle", day(20)).reasons] == ["cycle.was_the_last"]


def test_values_for_a_phase_are_those_of_a_command_that_leads_to_it() -> None:
    route = route_to(after(*with_growth_area()), COACHING, day(10), growth_area="g1")
    assert [(step.name, step.values) for step in route.steps] == [("OpenCoaching", {"growth_area": "g1"})]
    with pytest.raises(ValueError, match="no command to COACHING has the fields colour"):
        route_to(after(*with_growth_area()), COACHING, day(10), colour="red")


def test_a_host_finds_routes_by_its_own_rules() -> None:
    @detail("ours.no_visit", remedy="ScheduleVisit")
    def no_visit(state: Participation, command: Command) -> Objection:
        return isinstance(command, OpenCoaching) and not state.visits

    ours = decider.with_rights(None, no_visit)
    route = route_to(after(*with_growth_area()), OpenCoaching, day(10), decider=ours)
    assert names(route) == ["ScheduleVisit", "OpenCoaching"]


def test_a_remedy_of_one_step_is_taken_even_where_another_command_would_do() -> None:
    """A practice is shared on evidence: an artifact is the remedy, an observation would do as well."""
    assert names(route_to(after(*supported()), "SharePractice", day(6))) == ["AddArtifact", "SharePractice"]


def test_each_session_of_coaching_on_a_route_is_opened_from_support_anew() -> None:
    """Three sessions are needed and one was held: the same reason may have to be removed twice."""
    deep = after(*coached(policy=attrs.evolve(FULL, name="ours", coaching_intensive=3)))
    route = route_to(deep, "BeginNextCycle", day(12))
    assert names(route).count("OpenCoaching") == names(route).count("CloseCoaching") == 2
    assert followed(deep, route).cycle == 2


def test_where_each_remedy_needs_the_other_there_is_no_route() -> None:
    closed = attrs.evolve(FULL, name="ours", priorities_at_once=0, growth_areas_at_once=3, steps_at_once=0)
    route = route_to(after(*enrolled(policy=closed)), "AgreeActionStep", day(2))
    assert route.steps == ()
    assert {"step.unaligned", "priority.too_many"} <= {reason.code for reason in route.reasons}
