"""Command ids: the same event always gives the same commands, so that delivering it twice changes nothing."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final
from uuid import NAMESPACE_OID, UUID, uuid5

from pdflow.coordination.envelopes import EventInStream
from pdflow.kernel.fields import RecordId
from pdflow.kernel.header import Actor, Header
from pdflow.kernel.messages import Command, Event
from pdflow.people import SYSTEM

COORDINATION: Final = Actor("coordination", SYSTEM)
"""The actor of every command that a reaction gives."""


def reaction_header(
    cause: EventInStream[Event[Any]],
    stream: str,
    kind: type[Command[Any]],
    subject: str = "",
    at: datetime | None = None,
) -> Header:
    """Make the header of a command that reacts to an event, with an id derived from the event's.

    Args:
        cause: The event reacted to.
        stream: The stream that the command is for.
        kind: The type of the command.
        subject: Distinguishes several commands of one kind for one stream: a session, a requirement.
        at: When the command is dated; without it, when its cause is.
    """
    id = uuid5(UUID(cause.id), "\n".join((stream, kind.__name__, subject)))
    return Header(id, COORDINATION, at or cause.event.at)


def anonymous_id(cause: EventInStream[Event[Any]], record: RecordId) -> RecordId:
    """Derive the id under which an engagement keeps a participation's record, without naming the person."""
    return str(uuid5(NAMESPACE_OID, f"{cause.stream}\n{record}"))
