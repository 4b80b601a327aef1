"""One plausible example of every command: allowed if it can be, and refused with a reason if not."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from tests.participation.corpus import NEXT_ID, enrolment, examples, participations, sample
from tests.participation.stories import enrolled, on

from pdflow import PROFILES, Header, Policy
from pdflow.kernel.fields import fields
from pdflow.kernel.messages import Command
from pdflow.participation import BriefParticipant, Participation, Phase, decider
from pdflow.participation.examples import EXAMPLES, an_actor, example
from pdflow.testing.spec import given as given_commands
from pdflow.testing.walks import MORNING, History

REASONS_WITHOUT_RECORDS = {
    "CancelVisit": "visit.unknown",
    "MissVisit": "visit.unknown",
    "RetirePriority": "record.unknown",
    "RecordObservation": "observation.no_focus",
    "GiveFeedback": "feedback.no_observation",
    "IdentifyGrowthArea": "growth_area.no_evidence",
    "CloseGrowthArea": "growth_area.unknown",
    "CarryGrowthArea": "growth_area.unknown",
    "DropGrowthArea": "growth_area.unknown",
    "AgreeActionStep": "step.unaligned",
    "CompleteActionStep": "step.unknown",
    "ExtendActionStep": "step.unknown",
    "DropActionStep": "step.unknown",
    "HoldCheckIn": "check_in.nothing_to_check",
    "OpenCoaching": "coaching.no_growth_area",
    "DropSession": "session.unknown",
    "SubmitEvaluation": "evaluation.not_present",
    "VoidRecord": "record.unknown",
    "SharePractice": "sharing.nothing_yet",
}
"""The reason that refuses each example if the state has no record that it could name."""


def header(state: Participation, kind: type[Command], days: float) -> Header:
    return Header(NEXT_ID, an_actor(state, kind), MORNING + timedelta(days=days))


def test_every_command_has_an_example() -> None:
    assert EXAMPLES.keys() == decider.commands.keys()


def test_an_example_is_found_by_the_commands_name_too() -> None:
    state = decider.state()
    for name, kind in decider.commands.items():
        assert example(state, name, header(state, kind, 1)) == example(state, kind, header(state, kind, 1))


@settings(max_examples=60)
@given(participations())
def test_an_example_is_of_its_command_changes_nothing_and_is_always_the_same(history: History[Participation]) -> None:
    state, before = history.state, history.state.copy()
    first, second = [*examples(state)], [*examples(state)]
    assert [type(command) for command in first] == [*decider.commands.values()]
    assert first == second
    assert state == before


@settings(max_examples=60)
@given(participations())
def test_what_an_example_makes_has_a_name_that_nothing_had_before(history: History[Participation]) -> None:
    used = {name for attempt in history.attempts if attempt.events for name in keys(attempt.command)}
    for command in examples(history.state):
        assert used.isdisjoint(keys(command))


def keys(command: Command) -> list[str]:
    return [getattr(command, field.name) for field in fields(type(command)) if "key" in field.metadata]


def test_every_example_is_lawful_somewhere() -> None:
    assert {type(c) for state in sample() for c in examples(state) if happens(state, c)} == {*decider.commands.values()}


def happens(state: Participation, command: Command) -> bool:
    return decider.permits(state, command) and bool(decider.decide(state, command))


def test_the_actor_of_an_example_has_the_right_if_there_is_a_coach() -> None:
    for state in sample():
        if state.coach is not None:
            for command in examples(state):
                if state.coach != state.coach_at(command.at):
                    continue
                codes = {reason.code for reason in decider.why_not(state, command)}
                assert not {code for code in codes if code.startswith("right.")} | codes & {"coaching.not_the_coach"}


@pytest.mark.parametrize(("name", "code"), REASONS_WITHOUT_RECORDS.items())
def test_an_example_without_a_record_to_name_is_refused_with_the_reason(name: str, code: str) -> None:
    state = decider.state()
    for step in (enrolment(PROFILES["LIGHT"]), "AssignTeam", "RecordAttendance", "BeginSupport"):
        command = example(state, step, header(state, decider.commands[step], 1)) if isinstance(step, str) else step
        decider.fold(decider.decide(state, command), onto=state)
    if name in ("SubmitEvaluation", "VoidRecord"):
        state = decider.fold(decider.decide(decider.state(), enrolment(PROFILES["LIGHT"])))
    command = example(state, name, header(state, decider.commands[name], 2))
    assert code in {reason.code for reason in decider.why_not(state, command)}


@pytest.mark.parametrize("policy", PROFILES.values(), ids=PROFILES)
@pytest.mark.parametrize("hours", [30, 48])
def test_whoever_follows_the_remedies_completes_under_every_policy(policy: Policy, hours: int) -> None:
    state, steps = decider.fold(decider.decide(decider.state(), enrolment(policy))), 0
    while state.phase is not Phase.COMPLETED:
        steps += 1
        assert steps < 150, "this leads nowhere"
        if (command := first_lawful(state, "Complete", steps * hours / 24)) is not None:
            decider.fold(decider.decide(state, command), onto=state)


def first_lawful(state: Participation, first: str, days: float) -> Command | None:
    """The goal's example, or that of its first remedy, or of that one's: the first not refused; None to wait."""
    tried: list[str] = []
    goal: str | None = first
    while goal is not None:
        tried.append(goal)
        command = example(state, goal, header(state, decider.commands[goal], days))
        reasons = decider.why_not(state, command)
        if not reasons:
            return command
        goal = next((reason.remedy for reason in reasons if reason.remedy and reason.remedy not in tried), None)
    return None


def test_an_example_of_a_briefing_keeps_the_planned_end_that_is_set() -> None:
    state = given_commands(decider, *enrolled(planned_end=on(300))).state
    assert example(state, BriefParticipant, header(state, BriefParticipant, 5)).planned_end == on(300)
