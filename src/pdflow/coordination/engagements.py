"""Reactions to events of participations and of trainers: the commands that they cause for engagements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial
from typing import Any

from pdflow.cadre import MemberCleared, MemberReinstated, MemberStoodDown
from pdflow.coordination.command_ids import COORDINATION, reaction_header
from pdflow.coordination.directory import Directory, RosteredParticipation
from pdflow.coordination.envelopes import AddressedCommand, CommandMaker, EventInStream
from pdflow.coordination.sessions_sent import missed_so_far
from pdflow.engagement import (
    AddToRoster,
    CollectEvaluation,
    EndParticipation,
    HowEnded,
    PersonSummary,
    RecordClearance,
    RecordReading,
    TrainingRescheduled,
    TrainingScheduled,
    most_intense,
)
from pdflow.kernel.fields import RecordId
from pdflow.kernel.header import Header
from pdflow.kernel.messages import Command, Event
from pdflow.participation import (
    BaselineTaken,
    Confidence,
    Enrolled,
    EvaluationSubmitted,
    OutcomeMeasured,
    ParticipationCompleted,
    ParticipationSummary,
    Place,
    Reopened,
    Withdrawn,
)
from pdflow.people import PersonId
from pdflow.values import EvaluationLevel

Commands = Iterator[CommandMaker]


def enrolled(cause: EventInStream[Enrolled], directory: Directory) -> Commands:
    """Adds whoever was enrolled for an engagement to its roster, unless they are on it."""
    engagement, member = directory.engagement_named(cause.event.engagement or ""), directory.member(cause.stream)
    if engagement is not None and not (member and member.on_roster):
        yield partial(_joining, cause, engagement, cause.event.person, cause.event)


def reopened(cause: EventInStream[Reopened], directory: Directory) -> Commands:
    """Adds whoever is back to the roster again, or catches up with what they missed if they never left it."""
    member = directory.member(cause.stream)
    if member is None:
        return
    if member.on_roster:
        yield from missed_so_far(member, directory)
    else:
        place = member.place_at(cause.event.at)
        yield partial(_joining, cause, member.engagement, member.person, place)


def _joining(
    cause: EventInStream[Event[Any]], engagement: str, person: PersonId, place: Enrolled | Place
) -> AddressedCommand:
    header = reaction_header(cause, engagement, AddToRoster)
    add = AddToRoster(header, person=person, role_title=place.role_title, site=place.site, manager=place.manager)
    return AddressedCommand(engagement, add)


def evaluation_submitted(cause: EventInStream[EvaluationSubmitted], directory: Directory) -> Commands:
    """Collects an evaluation without its author.

    One of a make-up that the engagement did not schedule stays with the person: the session it makes up had them not
    among those there, who are what its returns are counted against.
    """
    member = directory.member(cause.stream)
    if member is not None and not _is_own_make_up(cause.event, directory.calendar(member.engagement)):
        yield partial(_collection, cause, directory, member.engagement)


def _is_own_make_up(event: EvaluationSubmitted, calendar: Iterable[EventInStream[Any]]) -> bool:
    """Whether a session that was evaluated makes up another, and is none of the engagement's calendar."""
    if event.makes_up is None:
        return False
    booked = (each.event for each in calendar if isinstance(each.event, TrainingScheduled | TrainingRescheduled))
    return all(session.session != event.session for booking in booked for session in booking.sessions)


def _collection(cause: EventInStream[EvaluationSubmitted], directory: Directory, engagement: str) -> AddressedCommand:
    event, preferred = cause.event, most_intense(cause.event.preferred)
    collect = CollectEvaluation(
        _header_without_person(cause, directory, CollectEvaluation),
        evaluation=directory.pseudonym(cause.stream, event.evaluation),
        session=event.session,
        preferred=() if preferred is None else (preferred,),
        confident=int(event.confidence in (Confidence.FAIR, Confidence.HIGH)),
        unsure=int(event.confidence is Confidence.LOW),
        reactions=() if event.reaction is None else (event.reaction,),
        needs=event.needs,
        supersedes=event.supersedes and directory.pseudonym(cause.stream, event.supersedes),
    )
    return AddressedCommand(engagement, collect)


def baseline_taken(cause: EventInStream[BaselineTaken], directory: Directory) -> Commands:
    """Records a baseline as a reading without its person; it has no level."""
    return _reading(cause, directory, cause.event.baseline, None, at_workplace=False)


def outcome_measured(cause: EventInStream[OutcomeMeasured], directory: Directory) -> Commands:
    """Records a measurement as a reading without its person."""
    event = cause.event
    return _reading(cause, directory, event.measurement, event.level, at_workplace=event.at_workplace)


def _reading(
    cause: EventInStream[BaselineTaken] | EventInStream[OutcomeMeasured],
    directory: Directory,
    record: RecordId,
    level: EvaluationLevel | None,
    *,
    at_workplace: bool,
) -> Commands:
    member = directory.member(cause.stream)
    if member is not None:
        yield partial(_reading_of, cause, directory, member.engagement, record, level, at_workplace=at_workplace)


def _reading_of(
    cause: EventInStream[BaselineTaken] | EventInStream[OutcomeMeasured],
    directory: Directory,
    engagement: str,
    record: RecordId,
    level: EvaluationLevel | None,
    *,
    at_workplace: bool,
) -> AddressedCommand:
    event = cause.event
    reading = RecordReading(
        _header_without_person(cause, directory, RecordReading),
        reading=directory.pseudonym(cause.stream, record),
        outcome=event.outcome,
        value=event.value,
        on=event.on,
        level=level,
        at_workplace=at_workplace,
        supersedes=event.supersedes and directory.pseudonym(cause.stream, event.supersedes),
    )
    return AddressedCommand(engagement, reading)


def _header_without_person(cause: EventInStream[Event[Any]], directory: Directory, kind: type[Command[Any]]) -> Header:
    """The header of a command from whose id nobody finds its cause again."""
    return Header(directory.pseudonym(cause.id, kind.__name__), COORDINATION, cause.event.at)


def participation_ended(cause: EventInStream[ParticipationCompleted | Withdrawn], directory: Directory) -> Commands:
    """Ends the participation in the engagement's roster, unless the engagement's own cancellation withdrew it."""
    event, member = cause.event, directory.member(cause.stream)
    if member is None or event.by == COORDINATION:
        return
    yield partial(_end, cause, member)


def _end(cause: EventInStream[ParticipationCompleted | Withdrawn], member: RosteredParticipation) -> AddressedCommand:
    event = cause.event
    end = EndParticipation(
        reaction_header(cause, member.engagement, EndParticipation),
        person=member.person,
        how=HowEnded.WITHDRAWN if isinstance(event, Withdrawn) else HowEnded.COMPLETED,
        summary=summary_for_engagement(event.summary),
    )
    return AddressedCommand(member.engagement, end)


def summary_for_engagement(summary: ParticipationSummary) -> PersonSummary:
    """Select what an engagement keeps of a participation's summary."""
    return PersonSummary(
        training_minutes=summary.training_minutes,
        support_minutes=summary.support_minutes,
        coaching_minutes=summary.coaching_minutes,
        shared=summary.shared,
        waived=summary.waived,
    )


def trainer_cleared(cause: EventInStream[MemberCleared], directory: Directory) -> Commands:
    """Records the clearance in every engagement that names the trainer."""
    return _clearance(cause, directory, cause.event.person, cause.event.subject, cause.event.until)


def trainer_stood_down(cause: EventInStream[MemberStoodDown], directory: Directory) -> Commands:
    """Ends every clearance of a trainer who is stood down."""
    for subject in cause.event.subjects:
        yield from _clearance(cause, directory, cause.event.person, subject, None)


def trainer_reinstated(cause: EventInStream[MemberReinstated], directory: Directory) -> Commands:
    """Records again the clearances that still run."""
    for clearance in cause.event.clearances:
        yield from _clearance(cause, directory, cause.event.person, clearance.subject, clearance.until)


def _clearance(
    cause: EventInStream[Event[Any]], directory: Directory, person: PersonId, subject: str, until: date | None
) -> Commands:
    for engagement in directory.engagements_naming(person):
        yield partial(_clearance_record, cause, engagement, person, subject, until)


def _clearance_record(
    cause: EventInStream[Event[Any]], engagement: str, person: PersonId, subject: str, until: date | None
) -> AddressedCommand:
    header = reaction_header(cause, engagement, RecordClearance, subject)
    record = RecordClearance(header, clearance=header.id, person=person, subject=subject, until=until)
    return AddressedCommand(engagement, record)
