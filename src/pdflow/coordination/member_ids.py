"""Member ids: those of commands for members of a roster, made of no name, and those that they had before."""

from __future__ import annotations

from typing import Any

from pdflow.coordination.command_ids import reaction_header, reaction_id
from pdflow.coordination.directory import RosteredParticipation
from pdflow.coordination.envelopes import AddressedCommand, EventInStream
from pdflow.kernel.fields import RecordId
from pdflow.kernel.header import Header
from pdflow.kernel.messages import Command


def to_member(
    cause: EventInStream[Any], member: RosteredParticipation, command: Command[Any], subject: str = ""
) -> AddressedCommand:
    """Address a command to a member, with the id that it had while ids were made of the names of streams."""
    former = reaction_id(cause.id, member.participation, type(command), subject)
    return AddressedCommand(member.participation, command, former)


def member_header(
    cause: EventInStream[Any], member: RosteredParticipation, kind: type[Command[Any]], subject: str = ""
) -> Header:
    """Make a reaction's header, dated at the enrolment where the cause is earlier than that."""
    return reaction_header(cause, _whose(member), kind, subject, at=max(cause.event.at, member.since))


def member_record(cause: str, member: RosteredParticipation, kind: type[Command[Any]], subject: str = "") -> RecordId:
    """The name of the record that a member was sent because of an event: the id of the command that made it."""
    return reaction_id(cause, _whose(member), kind, subject)


def _whose(member: RosteredParticipation) -> str:
    return member.joined or member.participation
