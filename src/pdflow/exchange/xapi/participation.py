"""Statements about one person: what each event of a participation says in xAPI."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

from pdflow.exchange.xapi.facts import StreamFacts
from pdflow.exchange.xapi.scores import assessment_result, baseline_result, reading_result
from pdflow.exchange.xapi.statement import Draft, activities, duration, recipe, without_nothing
from pdflow.exchange.xapi.vocabulary import OBSERVATION_RECIPE, ActivityType, Verb
from pdflow.kernel.messages import AnyEvent
from pdflow.participation import (
    AttendanceRecorded,
    BaselineTaken,
    CheckInHeld,
    CoachingClosed,
    Enrolled,
    FeedbackGiven,
    FollowUpReceived,
    LearningAssessed,
    ObservationRecorded,
    OutcomeMeasured,
    ParticipationCompleted,
    RequirementWaived,
    Withdrawn,
)
from pdflow.storage.json_values import JsonObject

Drafts = Iterator[Draft]


def context(facts: StreamFacts, *categories: str, **more: Any) -> JsonObject:
    """What every statement about a person has around it: the registration and the engagement."""
    around = activities(grouping=[facts.course()], category=[recipe(each) for each in categories])
    return {"registration": facts.registration, **around, **without_nothing(**more)}


def lasted(minutes: int, **more: Any) -> JsonObject:
    """A result that took so many minutes."""
    return without_nothing(duration=duration(minutes), **more)


def enrolled(event: Enrolled, facts: StreamFacts) -> Drafts:
    """The beginning: registered for the engagement."""
    yield Draft(facts.source.agent(event.person), Verb.REGISTERED, facts.course(), event.at, context(facts))


def attended(event: AttendanceRecorded, facts: StreamFacts) -> Drafts:
    """An attendance begins as planned; a part that continues another, and a session never planned, as recorded."""
    if not event.there:
        return
    planned = None if event.continues else facts.planned_start(event.session)
    start = planned or event.took_place or event.at
    session, actor = facts.training_session(event.session), facts.source.agent(facts.person)
    yield Draft(actor, Verb.ATTENDED, session, start, context(facts), lasted(event.there))


def assessed(event: LearningAssessed, facts: StreamFacts) -> Drafts:
    """A score of an instrument, before or after the training."""
    instrument = facts.source.activity(ActivityType.ASSESSMENT, "instruments", event.instrument, name=event.instrument)
    actor, at = facts.source.agent(facts.person), event.took_place or event.at
    yield Draft(actor, Verb.SCORED, instrument, at, context(facts), assessment_result(event, facts))


def observed(event: ObservationRecorded, facts: StreamFacts) -> Drafts:
    """Whoever observed is the instructor, one agent; who observed with them stands in an extension."""
    source = facts.source
    others = [source.agent(person) for person in event.observed_with]
    around = context(
        facts,
        OBSERVATION_RECIPE,
        instructor=source.agent(event.by.person),
        extensions=facts.extensions(**{"observed-with": others}),
    )
    result = lasted(event.minutes, extensions=facts.extensions(levels=_levels(facts.shown(event, "focus"))))
    checklist = facts.own_activity(ActivityType.CHECKLIST, "observations", event.observation)
    yield Draft(source.agent(facts.person), Verb.OBSERVED, checklist, event.at, around, result)


def _levels(shown: Iterable[JsonObject] | None) -> list[JsonObject]:
    """What was looked at, each with its level where one was given."""
    looks = [(each["on"], each["level"]) for each in shown or ()]
    return [{"on": on} if level is None else {"on": on, "level": level} for on, level in looks]


def commented(event: FeedbackGiven, facts: StreamFacts) -> Drafts:
    """Feedback, without what it says: a comment on the observation, whose statement it points to."""
    issued = facts.issued.get(event.observation)
    pointer = None if issued is None else {"objectType": "StatementRef", "id": issued}
    checklist = facts.own_activity(ActivityType.CHECKLIST, "observations", event.observation)
    actor = facts.source.agent(event.by.person)
    kind = facts.extensions(**{"feedback-kind": event.kind.value})
    yield Draft(actor, Verb.COMMENTED, checklist, event.at, context(facts, statement=pointer, extensions=kind))


def checked_in(event: CheckInHeld, facts: StreamFacts) -> Drafts:
    """A check-in, attended by the person and led by whoever supports them."""
    meeting = facts.own_activity(ActivityType.MEETING, "check-ins", event.check_in)
    around = context(facts, instructor=facts.source.agent(event.by.person))
    result = lasted(event.minutes, extensions=facts.extensions(levels=_levels(facts.shown(event, "shows"))))
    yield Draft(facts.source.agent(facts.person), Verb.ATTENDED, meeting, event.at, around, result)


def coached(event: CoachingClosed, facts: StreamFacts) -> Drafts:
    """A coaching session: the person attended it, and the coach mentored the person."""
    coach, person = facts.source.agent(event.by.person), facts.source.agent(facts.person)
    session = facts.own_activity(ActivityType.TUTOR_SESSION, "coaching", event.session)
    began, result = facts.coaching_began(event.session, event.at), lasted(event.minutes)
    yield Draft(person, Verb.ATTENDED, session, began, context(facts, instructor=coach), result)
    around = activities(parent=[session], grouping=[facts.course()])
    yield Draft(coach, Verb.MENTORED, person, began, around, result, part="mentored")


def followed_up(event: FollowUpReceived, facts: StreamFacts) -> Drafts:
    """A follow-up strategy that reached the person."""
    meeting = facts.own_activity(ActivityType.MEETING, "follow-ups", event.follow_up)
    around = context(facts, instructor=facts.source.agent(event.given_by))
    result = lasted(event.minutes, extensions=facts.extensions(strategy=event.strategy.value))
    yield Draft(facts.source.agent(facts.person), Verb.EXPERIENCED, meeting, event.at, around, result)


def baseline_taken(event: BaselineTaken, facts: StreamFacts) -> Drafts:
    """A reading of an outcome before the training."""
    yield _reading(event, facts, baseline_result(event, facts))


def measured(event: OutcomeMeasured, facts: StreamFacts) -> Drafts:
    """A later reading of an outcome."""
    yield _reading(event, facts, reading_result(event, facts))


def _reading(event: BaselineTaken | OutcomeMeasured, facts: StreamFacts, result: JsonObject) -> Draft:
    outcome = facts.outcomes.get(event.outcome)
    measure = None if outcome is None or outcome.measure is None else outcome.measure.name
    around = () if facts.engagement is None else ("engagements", facts.engagement)
    activity = facts.source.activity(ActivityType.ASSESSMENT, *around, "outcomes", event.outcome, name=measure)
    actor = facts.source.agent(facts.person)
    return Draft(actor, Verb.SCORED, activity, event.at, context(facts), result)


def waived(event: RequirementWaived, facts: StreamFacts) -> Drafts:
    """A waiver, without its reason, which may be about the person."""
    code = event.requirement
    requirement = facts.source.activity(ActivityType.OBJECTIVE, "requirements", code, name=code)
    yield Draft(facts.source.agent(facts.person), Verb.WAIVED, requirement, event.at, context(facts))


def completed(event: ParticipationCompleted, facts: StreamFacts) -> Drafts:
    """The end, with the minutes of training, support and coaching together."""
    summary = event.summary
    minutes = summary.training_minutes + summary.support_minutes + summary.coaching_minutes
    actor, result = facts.source.agent(facts.person), lasted(minutes, completion=True)
    yield Draft(actor, Verb.COMPLETED, facts.course(), event.at, context(facts), result)


def withdrawn(event: Withdrawn, facts: StreamFacts) -> Drafts:
    """The end without completion, without its reason."""
    actor = facts.source.agent(facts.person)
    yield Draft(actor, Verb.ABANDONED, facts.course(), event.at, context(facts), {"completion": False})


ABOUT_A_PERSON: Final[Mapping[type[AnyEvent], Callable[[Any, StreamFacts], Drafts]]] = {
    AttendanceRecorded: attended,
    BaselineTaken: baseline_taken,
    CheckInHeld: checked_in,
    CoachingClosed: coached,
    Enrolled: enrolled,
    FeedbackGiven: commented,
    FollowUpReceived: followed_up,
    LearningAssessed: assessed,
    ObservationRecorded: observed,
    OutcomeMeasured: measured,
    ParticipationCompleted: completed,
    RequirementWaived: waived,
    Withdrawn: withdrawn,
}
"""What an event of a participation says, for those that xAPI has words for."""
