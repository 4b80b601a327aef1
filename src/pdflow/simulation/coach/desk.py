"""Desk work: what is done about an obligation without meeting the person."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from pdflow.agenda import Obligation
from pdflow.participation import Resume
from pdflow.people import Handover
from pdflow.simulation.participant.action_steps import review_own_step
from pdflow.simulation.participant.completion import measure
from pdflow.simulation.participant.enrolment import assign_team, take_baseline_late
from pdflow.simulation.participant.person import SimulatedPerson
from pdflow.simulation.participant.remedies import waive
from pdflow.simulation.participant.requests import answer
from pdflow.simulation.participant.support import begin_support
from pdflow.simulation.participant.training_results import evaluate_late
from pdflow.simulation.world.stories import Story


def name_team(person: SimulatedPerson, owed: Obligation, days: range) -> None:
    """Assign the team that nobody assigned."""
    assign_team(person)


def hand_over(person: SimulatedPerson, owed: Obligation, days: range) -> None:
    """Hand over to the coach the debrief of what a former supporter observed."""
    observation = person.state.observations[owed.about or ""]
    assign_team(person, Handover(person.coach.person, observation.observer))


def resume(person: SimulatedPerson, owed: Obligation, days: range) -> None:
    """Enter a return from leave that the manager forgot to enter."""
    person.ask(Resume(person.header(person.manager)))


def remind_of_evaluation(person: SimulatedPerson, owed: Obligation, days: range) -> None:
    """Remind somebody of an evaluation; not everybody submits it."""
    if person.happens(person.world.parameters.heeds, "reminder of evaluation"):
        _begin_once(person, owed, partial(evaluate_late, reason=None))


def waive_attendance(person: SimulatedPerson, owed: Obligation, days: range) -> None:
    """Decide on a waiver of missed training once no make-up is offered any more."""
    if not person.making_up:
        _ask_waiver_once(person, "training.attendance_short")


def waive_measurement(person: SimulatedPerson, owed: Obligation, days: range) -> None:
    """Decide on a waiver of a measurement whose window is over."""
    _ask_waiver_once(person, "outcome.not_remeasured")


def _ask_waiver_once(person: SimulatedPerson, requirement: str) -> None:
    """Ask for a waiver, unless it was denied before in this cycle."""
    key = f"{person.state.cycle} {requirement}"
    if key not in person.denied and not waive(person, requirement):
        person.denied.add(key)


def measure_again(person: SimulatedPerson, owed: Obligation, days: range) -> None:
    """Measure an outcome before its window is over."""
    _begin_once(person, owed, measure)


def start_support(person: SimulatedPerson, owed: Obligation, days: range) -> None:
    """Begin support, remedying what is missing."""
    _begin_once(person, owed, begin_support)


def take_baseline(person: SimulatedPerson, owed: Obligation, days: range) -> None:
    """Take a baseline that nobody took."""
    _begin_once(person, owed, partial(take_baseline_late, reason=None))


def answer_request(person: SimulatedPerson, owed: Obligation, days: range) -> None:
    """Answer by phone what somebody asked for, and was not answered at a visit."""
    answer(person, owed.about or "")


def review_step(person: SimulatedPerson, owed: Obligation, days: range) -> None:
    """Let somebody review a step of their own, if they think of it."""
    if owed.about is not None and person.happens(person.world.parameters.heeds, f"step {owed.about}"):
        review_own_step(person, owed.about)


def _begin_once(person: SimulatedPerson, owed: Obligation, activity: Callable[[SimulatedPerson], Story[None]]) -> None:
    """Begin an activity, unless one for the same obligation is under way since an earlier week."""
    if owed.code not in person.under_way:
        person.under_way.add(owed.code)
        person.begin(partial(_until_done, code=owed.code, activity=activity))


def _until_done(person: SimulatedPerson, code: str, activity: Callable[[SimulatedPerson], Story[None]]) -> Story[None]:
    try:
        yield from activity(person)
    finally:
        person.under_way.discard(code)
