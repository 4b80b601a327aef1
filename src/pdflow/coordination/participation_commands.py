"""Commands for participations: what one member of a roster is sent, with ids derived from the event that caused it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from typing import Any

from pdflow.coordination.command_ids import reaction_header
from pdflow.coordination.directory import Directory, PersonBriefing, RosteredParticipation
from pdflow.coordination.envelopes import AddressedCommand, CommandMaker, EventInStream
from pdflow.engagement import (
    AddToRoster,
    Briefing,
    EngagementCancelled,
    FollowUpGiven,
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
    ReceiveFollowUp,
    RecordAttendance,
    Waive,
    Withdraw,
)
from pdflow.people import PersonId
from pdflow.values import Strategy

Booking = TrainingScheduled | TrainingRescheduled


def briefing_of(member: RosteredParticipation, briefing: Briefing, at: datetime) -> PersonBriefing:
    """Select what concerns one person in a briefing: every outcome, and the strategies meant for them at a moment."""
    strategies = briefing.strategies_for(member.person, member.site_at(at))
    return PersonBriefing(briefing.outcomes, strategies, briefing.planned_end)


def enrolment(cause: EventInStream[RosterJoined], stream: str, briefing: PersonBriefing) -> AddressedCommand:
    """Enrol whoever joined a roster, in this stream."""
    event = cause.event
    enrol = Enrol(
        reaction_header(cause, stream, Enrol),
        person=event.person,
        role_title=event.role_title,
        site=event.site,
        manager=event.manager,
        policy=event.policy,
        engagement=event.engagement,
        outcomes=briefing.outcomes,
        strategies=briefing.strategies,
        planned_end=briefing.planned_end,
    )
    return AddressedCommand(stream, enrol)


def briefing_update(
    cause: EventInStream[Event[Any]], member: RosteredParticipation, briefing: PersonBriefing
) -> AddressedCommand:
    """Brief a participant anew."""
    brief = BriefParticipant(
        member_header(cause, member, BriefParticipant),
        outcomes=briefing.outcomes,
        strategies=briefing.strategies,
        planned_end=briefing.planned_end,
    )
    return AddressedCommand(member.participation, brief)


def session_plan(
    cause: EventInStream[Booking], member: RosteredParticipation, session: ScheduledSession
) -> AddressedCommand:
    """Plan a scheduled session for a participant."""
    header = member_header(cause, member, PlanSession, session.session)
    plan = PlanSession(
        header,
        plan=header.id,
        session=session.session,
        start=session.start,
        minutes=session.minutes,
        cycle=session.cycle,
    )
    return AddressedCommand(member.participation, plan)


def dropped_session(
    cause: EventInStream[TrainingCancelled], member: RosteredParticipation, session: str
) -> AddressedCommand:
    """Drop a cancelled session from a participant's plan."""
    header = member_header(cause, member, DropSession, session)
    return AddressedCommand(member.participation, DropSession(header, session=session, reason=cause.event.reason))


def walk_in(cause: EventInStream[TrainingDelivered], person: PersonId) -> AddressedCommand:
    """Add somebody to the roster who was present without being on it."""
    header = reaction_header(cause, cause.stream, AddToRoster, person)
    return AddressedCommand(cause.stream, AddToRoster(header, person=person))


def withdrawal(cause: EventInStream[EngagementCancelled], member: RosteredParticipation) -> AddressedCommand:
    """Withdraw a participant whose engagement was cancelled."""
    header = member_header(cause, member, Withdraw)
    return AddressedCommand(member.participation, Withdraw(header, reason=cause.event.reason))


def attendance(
    cause: EventInStream[TrainingDelivered], member: RosteredParticipation, directory: Directory
) -> AddressedCommand:
    """Record a participant's attendance, or absence, at a session that was delivered, or at a part of one."""
    event, header = cause.event, member_header(cause, member, RecordAttendance)
    record = RecordAttendance(
        header,
        attendance=header.id,
        session=event.session,
        held=event.held,
        there=minutes_present(event, member),
        continues=_part_before(cause, member, directory),
    )
    return AddressedCommand(member.participation, record)


def _part_before(
    cause: EventInStream[TrainingDelivered], member: RosteredParticipation, directory: Directory
) -> str | None:
    """The attendance of the part that a delivery continues; None where it is the first that concerns this member."""
    for earlier in directory.calendar(member.engagement) if cause.event.continues else ():
        delivery = earlier.event
        if isinstance(delivery, TrainingDelivered) and delivery.delivery == cause.event.continues:
            was_sent = delivery.at > member.since or minutes_present(delivery, member)
            return member_header(earlier, member, RecordAttendance).id if was_sent else None
    return None


def minutes_present(event: TrainingDelivered, member: RosteredParticipation) -> int:
    """The minutes that a participant was present at a session."""
    return sum(presence.minutes for presence in event.there if presence.person == member.person)


def follow_up(
    cause: EventInStream[FollowUpGiven], member: RosteredParticipation, strategy: Strategy
) -> AddressedCommand:
    """Record a follow-up strategy with somebody whom it reached."""
    event, header = cause.event, member_header(cause, member, ReceiveFollowUp)
    receive = ReceiveFollowUp(
        header,
        follow_up=header.id,
        strategy=strategy,
        minutes=event.minutes,
        given_by=event.given_by or event.by.person,
        group=event.group or None,
    )
    return AddressedCommand(member.participation, receive)


def waiver(
    cause: EventInStream[Event[Any]], member: RosteredParticipation, requirement: str, reason: str
) -> AddressedCommand:
    """Waive a requirement for a participant."""
    header = member_header(cause, member, Waive, requirement)
    return AddressedCommand(
        member.participation, Waive(header, waiver=header.id, requirement=requirement, reason=reason)
    )


def member_header(
    cause: EventInStream[Any], member: RosteredParticipation, kind: type[Command[Any]], subject: str = ""
) -> Header:
    """Make a reaction's header, dated at the enrolment where the cause is earlier than that."""
    return reaction_header(cause, member.participation, kind, subject, at=max(cause.event.at, member.since))


def missed_so_far(member: RosteredParticipation, directory: Directory) -> Iterator[CommandMaker]:
    """Plan the sessions to come for a late member, and record attendance where they were present before joining.

    Each command is the one that its own event would have caused, so nothing is planned or recorded twice.
    """
    planned: dict[str, tuple[EventInStream[Booking], ScheduledSession]] = {}
    deliveries: dict[tuple[str, str | None], EventInStream[TrainingDelivered]] = {}
    for cause in directory.calendar(member.engagement):
        match cause.event:
            case TrainingScheduled() | TrainingRescheduled():
                planned |= {session.session: (cause, session) for session in cause.event.sessions}
            case TrainingCancelled():
                planned = {name: booked for name, booked in planned.items() if name not in cause.event.sessions}
            case TrainingDelivered():
                deliveries[cause.event.session, cause.event.continues] = cause
    for delivery in deliveries.values():
        if minutes_present(delivery.event, member):
            yield partial(attendance, delivery, member, directory)
    delivered = {session for session, _ in deliveries}
    for name, (booking, session) in planned.items():
        if name not in delivered and session.start >= member.since:
            yield partial(session_plan, booking, member, session)
