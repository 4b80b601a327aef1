"""Voided records: what participations were sent of a record of their engagement goes with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Any

from pdflow.coordination.directory import Directory, RosteredParticipation
from pdflow.coordination.envelopes import AddressedCommand, CommandMaker, EventInStream
from pdflow.coordination.follow_ups_given import FollowUpHandedOn
from pdflow.coordination.member_ids import member_header, member_record
from pdflow.coordination.participation_commands import (
    deliveries_sent,
    dropped_session,
    is_missed,
    session_plan,
)
from pdflow.coordination.participations import briefing_changed
from pdflow.coordination.sessions_sent import drops_sent, plans_sent, sessions_to_come
from pdflow.coordination.training_calendars import record_of
from pdflow.engagement import RecordVoided
from pdflow.kernel.fields import RecordId
from pdflow.participation import DropSession, PlanSession, ReceiveFollowUp, RecordAttendance, VoidRecord, Waive


def record_voided(cause: EventInStream[RecordVoided], directory: Directory) -> Iterator[CommandMaker]:
    """Briefs everybody on the roster for whom something is new, and voids what participations were sent of a record.

    That is the attendance of a delivery, the plans of sessions scheduled or rescheduled, the drops of those cancelled,
    a waiver for the roster, and follow-up given.
    """
    yield from briefing_changed(cause, directory)
    live = {member.participation: member for member in directory.live(cause.stream)}
    for member in live.values():
        calendar = [*directory.calendar(cause.stream)]
        for record in _training_of(cause.event.record, member, calendar):
            yield partial(_void, cause, member, record)
        yield from _sent_instead(cause.event.record, member, calendar)
    for sent in directory.waivers_handed_on(cause.stream, cause.event.record):
        member = live[sent.participation]
        yield partial(_void, cause, member, member_record(sent.cause, member, Waive, sent.requirement))
    # A host's directory that was written before there was this question does not answer it.
    given = getattr(directory, "follow_ups_handed_on", _none_known)
    for sent_follow_up in given(cause.stream, cause.event.record):
        # One that was reopened while another of the same person goes on is not among those of the roster.
        reached = live.get(sent_follow_up.participation) or directory.member(sent_follow_up.participation)
        if reached is not None:
            yield partial(_void, cause, reached, member_record(sent_follow_up.cause, reached, ReceiveFollowUp))


def _none_known(engagement: str, given: str) -> Iterable[FollowUpHandedOn]:
    return ()


def _training_of(
    record: RecordId, member: RosteredParticipation, calendar: Sequence[EventInStream[Any]]
) -> Iterator[RecordId]:
    """The names of what a member was sent of a record of training: attendance, sessions planned, sessions dropped."""
    for _, sent in deliveries_sent(calendar, member):
        if record_of(sent) == record:
            yield member_record(sent.id, member, RecordAttendance)
    for booking, session in plans_sent(calendar, member):
        if record_of(booking) == record:
            yield member_record(booking.id, member, PlanSession, session.session)
    for cancelled, name in drops_sent(calendar, member):
        if record_of(cancelled) == record:
            yield member_record(cancelled.id, member, DropSession, name)


def _sent_instead(
    record: RecordId, member: RosteredParticipation, calendar: Sequence[EventInStream[Any]]
) -> Iterator[CommandMaker]:
    """What a member has to be sent once a record of training is gone.

    That is the plan of a session that was booked last before they joined, and the drop of one that was cancelled once
    more while it was cancelled already. Each is the command that its own event would have caused.
    """
    left = [each for each in calendar if record_of(each) != record]
    if len(left) == len(calendar):
        return
    for booking, session in sessions_to_come(left, member):
        if is_missed(booking, member):
            yield partial(session_plan, booking, member, session)
    sent = {(cancelled.id, name) for cancelled, name in drops_sent(calendar, member)}
    for cancelled, name in drops_sent(left, member):
        if (cancelled.id, name) not in sent:
            yield partial(dropped_session, cancelled, member, name)


def _void(cause: EventInStream[RecordVoided], member: RosteredParticipation, record: RecordId) -> AddressedCommand:
    header = member_header(cause, member, VoidRecord, record)
    return AddressedCommand(member.participation, VoidRecord(header, record=record, reason=cause.event.reason))
