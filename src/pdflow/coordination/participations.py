"""What follows for participations from what happened to their engagement."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pdflow.coordination.directory import (
    Addressed,
    Directory,
    Happened,
    Member,
    Told,
    header,
)
from pdflow.engagement import (
    AddToRoster,
    BaselineSet,
    Briefing,
    EngagementCancelled,
    FollowUpChosen,
    FollowUpPlanned,
    FollowUpRevised,
    MeasureChosen,
    OutcomeStated,
    RecordVoided,
    RequirementWaived,
    RosterJoined,
    ScheduledSession,
    TrainingCancelled,
    TrainingDelivered,
    TrainingRescheduled,
    TrainingScheduled,
)
from pdflow.kernel.header import Header
from pdflow.kernel.messages import Command, Event
from pdflow.participation import (
    BriefParticipant,
    DropSession,
    Enrol,
    PlanSession,
    RecordAttendance,
    Waive,
    Withdraw,
)

Booked = TrainingScheduled | TrainingRescheduled
Briefs = OutcomeStated | MeasureChosen | BaselineSet | FollowUpPlanned | FollowUpChosen | FollowUpRevised | RecordVoided
Calls = Iterator[Addressed]


def joined(cause: Happened[RosterJoined], directory: Directory) -> Calls:
    """Whoever joins is enrolled, is told how things stand where they were enrolled already, and catches up."""
    event, stream = cause.event, directory.participation_of(cause.event.person, cause.stream)
    known = directory.member(stream)
    member = known or Member(event.person, stream, cause.stream, event.at, event.role_title, event.site, event.manager)
    told = told_to(member, event.briefing)
    yield Addressed(stream, _enrol(cause, stream, told))
    if known and known.told != told:
        yield _brief(cause, member, told)
    for requirement in event.waived:
        yield _waive(cause, member, requirement, "roster")
    yield from catching_up(member, directory)


def _enrol(cause: Happened[RosterJoined], stream: str, told: Told) -> Enrol:
    event = cause.event
    return Enrol(
        header(cause, stream, Enrol),
        person=event.person,
        role_title=event.role_title,
        site=event.site,
        manager=event.manager,
        policy=event.policy,
        engagement=event.engagement,
        outcomes=told.outcomes,
        strategies=told.strategies,
        planned_end=told.planned_end,
    )


def catching_up(member: Member, directory: Directory) -> Calls:
    """The sessions still to come, and attendance at those where somebody was before they were on the roster.

    Each command is the one that its own event would have led to, so nothing is planned or recorded twice.
    """
    to_come: dict[str, tuple[Happened[Booked], ScheduledSession]] = {}
    held: dict[str, Happened[TrainingDelivered]] = {}
    for cause in directory.calendar(member.engagement):
        match cause.event:
            case TrainingScheduled() | TrainingRescheduled():
                to_come |= {session.session: (cause, session) for session in cause.event.sessions}
            case TrainingCancelled():
                to_come = {name: booked for name, booked in to_come.items() if name not in cause.event.sessions}
            case TrainingDelivered():
                held[cause.event.session] = cause
    for delivery in held.values():
        if there(delivery.event, member):
            yield _attendance(delivery, member)
    for name, (booking, session) in to_come.items():
        if name not in held and session.start >= member.since:
            yield _plan(booking, member, session)


def told_to(member: Member, briefing: Briefing) -> Told:
    """What a briefing says to one person: every outcome, and the strategies meant for them."""
    strategies = briefing.strategies_for(member.person, member.site)
    return Told(briefing.outcomes, strategies, briefing.planned_end)


def briefed(cause: Happened[Briefs], directory: Directory) -> Calls:
    """Those for whom a briefing says something new are told."""
    briefing = cause.event.briefing
    if briefing is None:
        return
    for member in directory.members(cause.stream):
        told = told_to(member, briefing)
        if told != member.told:
            yield _brief(cause, member, told)


def booked(cause: Happened[Booked], directory: Directory) -> Calls:
    """Sessions are planned for everybody, or planned anew."""
    for member in directory.members(cause.stream):
        for session in cause.event.sessions:
            yield _plan(cause, member, session)


def called_off(cause: Happened[TrainingCancelled], directory: Directory) -> Calls:
    """Sessions are dropped for everybody who had them in their plan."""
    starts = {
        session.session: session.start
        for earlier in directory.calendar(cause.stream)
        if isinstance(earlier.event, TrainingScheduled | TrainingRescheduled)
        for session in earlier.event.sessions
    }
    for member in directory.members(cause.stream):
        for session in cause.event.sessions:
            if starts.get(session, member.since) >= member.since:
                told = _header(cause, member, DropSession, session)
                yield Addressed(member.participation, DropSession(told, session=session, reason=cause.event.reason))


def delivered(cause: Happened[TrainingDelivered], directory: Directory) -> Calls:
    """Whoever walked in joins the roster, and catches up there; everybody else's attendance is recorded."""
    members = {member.person: member for member in directory.members(cause.stream)}
    for presence in cause.event.there:
        if presence.person not in members and presence.minutes:
            known = directory.member(directory.participation_of(presence.person, cause.stream))
            if known is None:
                told = header(cause, cause.stream, AddToRoster, presence.person)
                yield Addressed(cause.stream, AddToRoster(told, person=presence.person))
            else:
                members[presence.person] = known
    for member in members.values():
        yield _attendance(cause, member)


def waived(cause: Happened[RequirementWaived], directory: Directory) -> Calls:
    """What is waived for the roster is waived for everybody on it."""
    if cause.event.for_roster:
        for member in directory.members(cause.stream):
            yield _waive(cause, member, cause.event.requirement, cause.event.reason)


def cancelled(cause: Happened[EngagementCancelled], directory: Directory) -> Calls:
    """Everybody whose participation has not ended is withdrawn."""
    for member in directory.members(cause.stream):
        told = _header(cause, member, Withdraw)
        yield Addressed(member.participation, Withdraw(told, reason=cause.event.reason))


def there(event: TrainingDelivered, member: Member) -> int:
    """For how many minutes somebody was at a session."""
    return sum(presence.minutes for presence in event.there if presence.person == member.person)


def _brief(cause: Happened[Event[Any]], member: Member, told: Told) -> Addressed:
    brief = BriefParticipant(
        _header(cause, member, BriefParticipant),
        outcomes=told.outcomes,
        strategies=told.strategies,
        planned_end=told.planned_end,
    )
    return Addressed(member.participation, brief)


def _plan(cause: Happened[Booked], member: Member, session: ScheduledSession) -> Addressed:
    told = _header(cause, member, PlanSession, session.session)
    plan = PlanSession(told, plan=told.id, session=session.session, start=session.start, minutes=session.minutes)
    return Addressed(member.participation, plan)


def _attendance(cause: Happened[TrainingDelivered], member: Member) -> Addressed:
    event, told = cause.event, _header(cause, member, RecordAttendance)
    minutes = there(event, member)
    record = RecordAttendance(told, attendance=told.id, session=event.session, held=event.held, there=minutes)
    return Addressed(member.participation, record)


def _waive(cause: Happened[Event[Any]], member: Member, requirement: str, reason: str) -> Addressed:
    told = _header(cause, member, Waive, requirement)
    return Addressed(member.participation, Waive(told, waiver=told.id, requirement=requirement, reason=reason))


def _header(cause: Happened[Any], member: Member, kind: type[Command[Any]], about: str = "") -> Header:
    """Nothing of a participation is dated before its enrolment, however early its cause."""
    return header(cause, member.participation, kind, about, at=max(cause.event.at, member.since))
