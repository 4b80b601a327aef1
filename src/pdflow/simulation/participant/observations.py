"""Practice looked at: observed at work or shown in an artifact, with feedback at once or later."""

from __future__ import annotations

from functools import partial
from typing import Final

from pdflow.kernel.fields import RecordId
from pdflow.participation.observations import FeedbackKind, GiveFeedback, RecordObservation
from pdflow.participation.state.records import VisitKind
from pdflow.simulation.participant.check_ins import check_in
from pdflow.simulation.participant.evidence import focus, show
from pdflow.simulation.participant.person import Person, Story
from pdflow.simulation.participant.remedies import insist, remedy
from pdflow.simulation.participant.visits import (
    Visit,
    come_together,
    keep,
    meet,
)
from pdflow.simulation.world.phrases import of

TALK: Final = 15
"""Minutes of a debrief that was not given at once."""


def look(person: Person, days: float) -> Story[RecordId]:
    """Look at somebody's practice, so many days on; the record that came of it."""
    visit = yield from meet(person, kind_of_look(person), days)
    return (yield from look_at(person, visit))


def keep_and_look(person: Person, visit: Visit) -> Story[None]:
    """Look at somebody's practice on a visit in the calendar, if it is kept."""
    if (yield from keep(person, visit)):
        yield from look_at(person, visit)


def kind_of_look(person: Person) -> VisitKind:
    """How this person's practice is looked at."""
    return VisitKind.OBSERVATION if person.is_observed else VisitKind.CHECK_IN


def look_at(person: Person, visit: Visit) -> Story[RecordId]:
    """What a visit brings: an observation with feedback, or a check-in with an artifact."""
    person.practice.use(person.today)
    person.contacted()
    if visit.kind is VisitKind.OBSERVATION:
        return (yield from observe(person, visit))
    yield from check_in(person, visit)
    return show(person)


def observe(person: Person, visit: Visit) -> Story[RecordId]:
    """Observe practice and say what was seen."""
    yield person.cohort.env.timeout(30)
    name, phrase = person.name("observation"), of(person)
    yield from insist(
        person,
        lambda careful: RecordObservation(
            person.head(person.coach),
            observation=name,
            setting="at work",
            minutes=30,
            focus=focus(person),
            strengths=phrase.strength if careful or not person.slips() else None,
            struggles=phrase.struggle if careful else None,
            visit=visit.name,
        ),
    )
    numbers = person.cohort.parameters
    if person.happens(numbers.feedback_at_once):
        give_feedback(person, name, FeedbackKind.REAL_TIME)
    elif not person.happens(numbers.passed_over):
        find_time_to_talk(person, name, range(person.today + 1, person.today + 7))
    return name


def find_time_to_talk(person: Person, observation: RecordId, days: range) -> None:
    """Put a debrief in the coach's diary; where it has no time on these days, it stays on the list."""
    diary = person.cohort.diaries[person.coach.person]
    if observation not in person.under_way and (start := diary.book(days.start, TALK, days.stop - 1)) is not None:
        person.under_way.add(observation)
        person.begin(partial(debrief, observation=observation, start=start))


def debrief(person: Person, observation: RecordId, start: int) -> Story[None]:
    """Talk an observation through, if both come; a colleague who was not there may try first."""
    both = yield from come_together(person, VisitKind.OBSERVATION, start, TALK)
    person.under_way.discard(observation)
    if not both or observation not in person.state.observations:
        return
    if person.slips():
        asked = GiveFeedback(
            person.head(person.cohort.facilitator),
            feedback=person.name("feedback"),
            observation=observation,
            kind=FeedbackKind.DEBRIEF,
        )
        person.ask(asked)
    give_feedback(person, observation, FeedbackKind.DEBRIEF)


def give_feedback(person: Person, observation: RecordId, kind: FeedbackKind) -> None:
    """The coach gives feedback, and something is learned from it."""
    phrase = of(person)
    asked = GiveFeedback(
        person.head(person.coach),
        feedback=person.name("feedback"),
        observation=observation,
        kind=kind,
        said=phrase.step,
        reflection=phrase.struggle,
    )
    if not person.ask(asked):
        person.practice.contact(person.today, person.cohort.parameters.from_feedback)


@remedy(RecordObservation)
def look_once_more(person: Person, reason: object) -> Story[None]:
    """Where too little was seen, somebody comes once more."""
    yield from look(person, 2)
