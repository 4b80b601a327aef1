"""Observations: practice observed at work or shown in an artifact, with feedback at once or in a debrief."""

from __future__ import annotations

from functools import partial
from typing import Final

from pdflow.kernel.fields import RecordId
from pdflow.participation import FeedbackKind, GiveFeedback, RecordObservation, VisitKind
from pdflow.simulation.participant.booked_visit import BookedVisit
from pdflow.simulation.participant.check_ins import hold_check_in
from pdflow.simulation.participant.evidence import add_artifact, observed_focus
from pdflow.simulation.participant.person import SimulatedPerson
from pdflow.simulation.participant.remedies import insist, remedy_by
from pdflow.simulation.participant.visit_attendance import come_together, keep, meet
from pdflow.simulation.world.skill import learned_from_feedback
from pdflow.simulation.world.stories import Story

DEBRIEF_MINUTES: Final = 15


def observation_kind(person: SimulatedPerson) -> VisitKind:
    """Return the kind of visit on which the person's practice is looked at."""
    return VisitKind.OBSERVATION if person.is_observed else VisitKind.CHECK_IN


def keep_and_look(person: SimulatedPerson, visit: BookedVisit) -> Story[None]:
    """Look at the person's practice on a visit in the calendar, if it is kept."""
    if (yield from keep(person, visit)):
        yield from look_at(person, visit)


def look_at(person: SimulatedPerson, visit: BookedVisit) -> Story[RecordId]:
    """Record what a visit shows: an observation with feedback, or a check-in with an artifact."""
    if visit.kind is VisitKind.OBSERVATION:
        return (yield from observe(person, visit))
    yield from hold_check_in(person, visit)
    return add_artifact(person)


def observe(person: SimulatedPerson, visit: BookedVisit) -> Story[RecordId]:
    """Observe practice, and give feedback at once or put a debrief in the diary."""
    yield person.world.env.timeout(30)
    name, phrase = person.new_id("observation"), person.phrase
    yield from insist(
        person,
        lambda careful: RecordObservation(
            person.header(person.coach),
            observation=name,
            setting="at work",
            minutes=30,
            focus=observed_focus(person),
            strengths=phrase.strength if careful or not person.slips("observation") else None,
            struggles=phrase.struggle if careful else None,
            visit=visit.name,
        ),
    )
    person.note_contact()
    person.looks += 1
    numbers = person.world.parameters
    if person.happens(numbers.feedback_at_once, "feedback at once"):
        give_feedback(person, name, FeedbackKind.REAL_TIME)
    elif not person.happens(numbers.passed_over, "debrief passed over"):
        book_debrief(person, name, range(person.today + 1, person.today + 7))
    return name


def book_debrief(person: SimulatedPerson, observation: RecordId, days: range) -> None:
    """Put a debrief in the coach's diary; where it has no time on these days, it stays on the list."""
    diary = person.world.diaries[person.coach.person]
    if observation in person.under_way:
        return
    if (start := diary.book(days.start, DEBRIEF_MINUTES, days.stop - 1)) is not None:
        person.under_way.add(observation)
        person.begin(partial(debrief, observation=observation, start=start))


def debrief(person: SimulatedPerson, observation: RecordId, start: int) -> Story[None]:
    """Debrief an observation, if both come; now and then a colleague who did not observe attempts it first."""
    both = yield from come_together(person, VisitKind.OBSERVATION, start, DEBRIEF_MINUTES)
    person.under_way.discard(observation)
    if not both or observation not in person.state.observations:
        return
    if person.slips("debrief"):
        command = GiveFeedback(
            person.header(person.world.facilitator),
            feedback=person.new_id("feedback"),
            observation=observation,
            kind=FeedbackKind.DEBRIEF,
            said=person.phrase.step,
        )
        person.ask(command)
    give_feedback(person, observation, FeedbackKind.DEBRIEF)


def give_feedback(person: SimulatedPerson, observation: RecordId, kind: FeedbackKind) -> None:
    """Give feedback as the coach; the person learns from it."""
    phrase = person.phrase
    command = GiveFeedback(
        person.header(person.coach),
        feedback=person.new_id("feedback"),
        observation=observation,
        kind=kind,
        said=phrase.step,
        reflection=phrase.struggle,
    )
    if not person.ask(command):
        person.take_in(learned_from_feedback(person.world.parameters.skill))


@remedy_by(RecordObservation)
def observe_again(person: SimulatedPerson, reason: object) -> Story[None]:
    """Visit once more where too little was observed."""
    visit = yield from meet(person, observation_kind(person), 2)
    yield from look_at(person, visit)
