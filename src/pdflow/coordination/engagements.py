"""What follows for engagements from what happened to their participations, and to the trainers they name."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import NAMESPACE_OID, uuid5

from pdflow.cadre import MemberCleared, MemberReinstated, MemberStoodDown
from pdflow.coordination.directory import (
    COORDINATION,
    Addressed,
    Directory,
    Happened,
    Member,
    header,
)
from pdflow.coordination.participations import catching_up
from pdflow.engagement import (
    AddToRoster,
    CollectEvaluation,
    EndParticipation,
    HowEnded,
    PersonSummary,
    RecordClearance,
    RecordReading,
    furthest,
)
from pdflow.kernel.fields import RecordId
from pdflow.kernel.messages import Event
from pdflow.participation import (
    BaselineTaken,
    Confidence,
    Enrolled,
    EvaluationSubmitted,
    OutcomeMeasured,
    ParticipationCompleted,
    Reopened,
    Summary,
    Withdrawn,
)
from pdflow.people import PersonId
from pdflow.values import EvaluationLevel

Calls = Iterator[Addressed]


def enrolled(cause: Happened[Enrolled], directory: Directory) -> Calls:
    """Whoever was enrolled for an engagement joins its roster, if they are not on it."""
    engagement, member = directory.engagement_named(cause.event.engagement or ""), directory.member(cause.stream)
    if engagement is not None and not (member and member.on_roster):
        yield _join(cause, engagement, cause.event)


def reopened(cause: Happened[Reopened], directory: Directory) -> Calls:
    """Whoever is back joins the roster again, or catches up where the engagement never let them go."""
    member = directory.member(cause.stream)
    if member is None:
        return
    if member.on_roster:
        yield from catching_up(member, directory)
    else:
        yield _join(cause, member.engagement, member)


def _join(cause: Happened[Event[Any]], engagement: str, who: Enrolled | Member) -> Addressed:
    told = header(cause, engagement, AddToRoster)
    add = AddToRoster(told, person=who.person, role_title=who.role_title, site=who.site, manager=who.manager)
    return Addressed(engagement, add)


def evaluated(cause: Happened[EvaluationSubmitted], directory: Directory) -> Calls:
    """An evaluation is collected without its author."""
    event, member = cause.event, directory.member(cause.stream)
    if member is None:
        return
    furthest_preferred = furthest(event.preferred)
    yield Addressed(
        member.engagement,
        CollectEvaluation(
            header(cause, member.engagement, CollectEvaluation),
            evaluation=unnamed(cause, event.evaluation),
            session=event.session,
            preferred=() if furthest_preferred is None else (furthest_preferred,),
            confident=int(event.confidence in (Confidence.FAIR, Confidence.HIGH)),
            unsure=int(event.confidence is Confidence.LOW),
            reactions=() if event.reaction is None else (event.reaction,),
            needs=event.needs,
            supersedes=event.supersedes and unnamed(cause, event.supersedes),
        ),
    )


def baseline_taken(cause: Happened[BaselineTaken], directory: Directory) -> Calls:
    """A baseline is handed on without its person; it has no level."""
    return _reading(cause, directory, cause.event.baseline, None, at_workplace=False)


def measured(cause: Happened[OutcomeMeasured], directory: Directory) -> Calls:
    """A reading is handed on without its person."""
    return _reading(cause, directory, cause.event.measurement, cause.event.level, at_workplace=cause.event.at_workplace)


def _reading(
    cause: Happened[BaselineTaken] | Happened[OutcomeMeasured],
    directory: Directory,
    record: RecordId,
    level: EvaluationLevel | None,
    *,
    at_workplace: bool,
) -> Calls:
    event, member = cause.event, directory.member(cause.stream)
    if member is None:
        return
    reading = RecordReading(
        header(cause, member.engagement, RecordReading),
        reading=unnamed(cause, record),
        outcome=event.outcome,
        value=event.value,
        on=event.on,
        level=level,
        at_workplace=at_workplace,
        supersedes=event.supersedes and unnamed(cause, event.supersedes),
    )
    yield Addressed(member.engagement, reading)


def unnamed(cause: Happened[Event[Any]], record: RecordId) -> RecordId:
    """The name under which the engagement keeps a participation's record: always the same, and it tells no person."""
    return str(uuid5(NAMESPACE_OID, f"{cause.stream}\n{record}"))


def ended(cause: Happened[ParticipationCompleted | Withdrawn], directory: Directory) -> Calls:
    """A participation is told as ended, but for what a cancelled engagement withdrew itself."""
    event, member = cause.event, directory.member(cause.stream)
    if member is None or event.by == COORDINATION:
        return
    how = HowEnded.WITHDRAWN if isinstance(event, Withdrawn) else HowEnded.COMPLETED
    told = header(cause, member.engagement, EndParticipation)
    end = EndParticipation(told, person=member.person, how=how, summary=summary_for_engagement(event.summary))
    yield Addressed(member.engagement, end)


def summary_for_engagement(summary: Summary) -> PersonSummary:
    """What an engagement keeps of a participation's summary."""
    return PersonSummary(
        training_minutes=summary.training_minutes,
        support_minutes=summary.support_minutes,
        coaching_minutes=summary.coaching_minutes,
        shared=summary.shared,
        waived=summary.waived,
    )


def cleared(cause: Happened[MemberCleared], directory: Directory) -> Calls:
    """Every engagement that names the trainer hears of the clearance."""
    return _clearance(cause, directory, cause.event.person, cause.event.subject, cause.event.until)


def stood_down(cause: Happened[MemberStoodDown], directory: Directory) -> Calls:
    """Every clearance of a trainer who stands down is taken back."""
    for subject in cause.event.subjects:
        yield from _clearance(cause, directory, cause.event.person, subject, None)


def reinstated(cause: Happened[MemberReinstated], directory: Directory) -> Calls:
    """The clearances that still run count again."""
    for given in cause.event.clearances:
        yield from _clearance(cause, directory, cause.event.person, given.subject, given.until)


def _clearance(
    cause: Happened[Event[Any]], directory: Directory, person: PersonId, subject: str, until: date | None
) -> Calls:
    for engagement in directory.engagements_naming(person):
        told = header(cause, engagement, RecordClearance, subject)
        record = RecordClearance(told, clearance=told.id, person=person, subject=subject, until=until)
        yield Addressed(engagement, record)
