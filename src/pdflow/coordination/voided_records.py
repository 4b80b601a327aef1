"""Voided records: what participations were sent of a record of their engagement goes with it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from pdflow.coordination.command_ids import reaction_id
from pdflow.coordination.directory import Directory, RosteredParticipation
from pdflow.coordination.envelopes import AddressedCommand, CommandMaker, EventInStream
from pdflow.coordination.participation_commands import deliveries_sent, member_header
from pdflow.coordination.participations import briefing_changed
from pdflow.engagement import RecordVoided
from pdflow.kernel.fields import RecordId
from pdflow.participation import RecordAttendance, VoidRecord, Waive


def record_voided(cause: EventInStream[RecordVoided], directory: Directory) -> Iterator[CommandMaker]:
    """Briefs everybody on the roster for whom something is new, and voids what was made of a delivery or a waiver."""
    yield from briefing_changed(cause, directory)
    live = {member.participation: member for member in directory.live(cause.stream)}
    for member in live.values():
        for record in _attendance_of(cause.event.record, member, directory):
            yield partial(_void, cause, member, record)
    for sent in directory.waivers_handed_on(cause.stream, cause.event.record):
        record = reaction_id(sent.cause, sent.participation, Waive, sent.requirement)
        yield partial(_void, cause, live[sent.participation], record)


def _attendance_of(delivery: RecordId, member: RosteredParticipation, directory: Directory) -> Iterator[RecordId]:
    """The name of the attendance that a member was sent of a delivery, if they were sent any."""
    calendar = [*directory.calendar(member.engagement)]
    for _, sent in deliveries_sent(calendar, member):
        if sent.event.delivery == delivery:
            yield reaction_id(sent.id, member.participation, RecordAttendance)


def _void(cause: EventInStream[RecordVoided], member: RosteredParticipation, record: RecordId) -> AddressedCommand:
    header = member_header(cause, member, VoidRecord, record)
    return AddressedCommand(member.participation, VoidRecord(header, record=record, reason=cause.event.reason))
