"""Commands for participations: what one member of a roster is sent, with ids derived from the event that caused it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

import attrs

from pdflow.coordination.command_ids import reaction_header, reaction_id
from pdflow.coordination.directory import Directory, PersonBriefing, RosteredParticipation
from pdflow.coordination.envelopes import AddressedCommand, EventInStream
from pdflow.coordination.member_ids import member_header, to_member
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
from pdflow.kernel.messages import Event
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
Part = tuple[str, int]
"""A part of a session: the session, and how many parts of it came before."""
DeliveredPart = tuple[Part, EventInStream[TrainingDelivered]]


def briefing_of(member: RosteredParticipation, briefing: Briefing, at: datetime) -> PersonBriefing:
    """Select what concerns one person in a briefing: every outcome, and the strategies meant for them at a moment."""
    strategies = briefing.strategies_for(member.person, member.site_at(at))
    return PersonBriefing(briefing.outcomes, strategies, briefing.planned_end)


def enrolment(cause: EventInStream[RosterJoined], stream: str, briefing: PersonBriefing) -> AddressedCommand:
    """Enrol whoever joined a roster, in this stream."""
    event = cause.event
    enrol = Enrol(
        reaction_header(cause, cause.id, Enrol),
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
    return AddressedCommand(stream, enrol, reaction_id(cause.id, stream, Enrol))


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
    return to_member(cause, member, brief)


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
    return to_member(cause, member, plan, session.session)


def dropped_session(
    cause: EventInStream[TrainingCancelled], member: RosteredParticipation, session: str
) -> AddressedCommand:
    """Drop a cancelled session from a participant's plan."""
    header = member_header(cause, member, DropSession, session)
    return to_member(cause, member, DropSession(header, session=session, reason=cause.event.reason), session)


def walk_in(cause: EventInStream[TrainingDelivered], person: PersonId) -> AddressedCommand:
    """Add somebody to the roster who was present without being on it."""
    place = [presence.person for presence in cause.event.there].index(person)
    header = reaction_header(cause, cause.stream, AddToRoster, str(place))
    former = reaction_id(cause.id, cause.stream, AddToRoster, person)
    return AddressedCommand(cause.stream, AddToRoster(header, person=person), former)


def withdrawal(cause: EventInStream[EngagementCancelled], member: RosteredParticipation) -> AddressedCommand:
    """Withdraw a participant whose engagement was cancelled."""
    header = member_header(cause, member, Withdraw)
    return to_member(cause, member, Withdraw(header, reason=cause.event.reason))


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
    return to_member(cause, member, record)


def _part_before(
    cause: EventInStream[TrainingDelivered], member: RosteredParticipation, directory: Directory
) -> str | None:
    """The attendance that this member was last sent for the part before; None where it is the first that they have.

    A member's parts follow one another as they were first sent, whichever part of the session each one is.
    """
    session, calendar = cause.event.session, [*directory.calendar(member.engagement), cause]
    sent: dict[Part, EventInStream[TrainingDelivered]] = {}
    for part, delivery in deliveries_sent(calendar, member):
        if delivery.id == cause.id:
            earlier = list(sent)[: list(sent).index(part) if part in sent else None]
            return member_header(sent[earlier[-1]], member, RecordAttendance).id if earlier else None
        if delivery.event.session == session:
            sent[part] = delivery
    return None


def deliveries_sent(calendar: Sequence[EventInStream[Any]], member: RosteredParticipation) -> Iterator[DeliveredPart]:
    """What a member was sent: of what they missed the last of each part if they were there, then all that followed."""
    missed = [each for each in calendar if is_missed(each, member)]
    yield from (each for each in last_of_parts(missed) if minutes_present(each[1].event, member))
    yield from (each for each in parts_delivered(calendar) if not is_missed(each[1], member))


def is_missed(event: EventInStream[Any], member: RosteredParticipation) -> bool:
    """Whether an event was recorded before this member joined."""
    return event.event.at <= member.since if member.missed is None else event.id in member.missed


def with_missed(member: RosteredParticipation, calendar: Iterable[EventInStream[Any]]) -> RosteredParticipation:
    """A member who joins for the first time, with what was recorded of training before."""
    return member if member.missed is not None else attrs.evolve(member, missed=frozenset(each.id for each in calendar))


def parts_delivered(calendar: Iterable[EventInStream[Any]]) -> Iterator[DeliveredPart]:
    """Each delivery in a calendar with the part it is of: its session, and how many parts of that came before."""
    number: dict[str, int] = {}
    for each in calendar:
        event = each.event
        if isinstance(event, TrainingDelivered):
            number[event.delivery] = number.get(event.continues or "", -1) + 1
            yield (event.session, number[event.delivery]), each


def last_of_parts(calendar: Iterable[EventInStream[Any]]) -> list[DeliveredPart]:
    """The last delivery of each part, by their times."""
    return sorted(dict(parts_delivered(calendar)).items(), key=lambda found: found[1].event.at)


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
    return to_member(cause, member, receive)


def waiver(
    cause: EventInStream[Event[Any]], member: RosteredParticipation, requirement: str, reason: str
) -> AddressedCommand:
    """Waive a requirement for a participant."""
    header = member_header(cause, member, Waive, requirement)
    waive = Waive(header, waiver=header.id, requirement=requirement, reason=reason)
    return to_member(cause, member, waive, requirement)
