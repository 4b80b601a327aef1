"""Command ids: the same event always gives the same commands, so that delivering it twice changes nothing."""

from __future__ import annotations

import hmac
from datetime import datetime
from typing import Any, Final
from uuid import NAMESPACE_OID, UUID, uuid5

from pdflow.coordination.envelopes import EventInStream
from pdflow.errors import OutOfRange, WrongType
from pdflow.kernel.fields import RecordId
from pdflow.kernel.header import Actor, Header
from pdflow.kernel.messages import Command, Event
from pdflow.people import SYSTEM

COORDINATION: Final = Actor("coordination", SYSTEM)
"""The actor of every command that a reaction gives."""
FORMER_VERSION: Final = 5
"""The version of the UUIDs under which records were handed on before such ids were keyed."""
SHORTEST_SECRET: Final = 16
"""Bytes of a secret: fewer could be tried out."""


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
    return Header(reaction_id(cause.id, stream, kind, subject), COORDINATION, at or cause.event.at)


def reaction_id(cause: str, stream: str, kind: type[Command[Any]], subject: str = "") -> str:
    """The id of a command that reacts to the event of this id."""
    return str(uuid5(UUID(cause), "\n".join((stream, kind.__name__, subject))))


class Pseudonyms:
    """Gives the ids under which an engagement keeps what it is handed without the person.

    They are keyed by a secret of the host's: without it nobody finds the person again by trying those on a roster.
    """

    def __init__(self, secret: bytes) -> None:
        """Take the secret; with another one, what is handed on a second time is counted a second time.

        Raises:
            FieldError: The secret is not 16 bytes or more.
        """
        if not isinstance(secret, bytes):
            raise WrongType("secret", secret, f"the host's secret, {SHORTEST_SECRET} bytes or more,")
        if len(secret) < SHORTEST_SECRET:
            raise OutOfRange("secret", secret, f"{SHORTEST_SECRET} bytes or more")
        self._secret = secret
        self._former: set[str] = set()

    def of(self, stream: str, record: str) -> str:
        """The UUID for a record of a stream, always the same; the former one where that was handed on."""
        name = f"{stream}\n{record}"
        former = str(uuid5(NAMESPACE_OID, name))
        if former in self._former:
            return former
        digest = hmac.digest(self._secret, name.encode(), "sha256")
        return str(UUID(bytes=digest[:16], version=4))

    def learn(self, record: RecordId) -> None:
        """Take notice of a record that was handed on, perhaps under an id of before such ids were keyed."""
        if UUID(record).version == FORMER_VERSION:
            self._former.add(record)
