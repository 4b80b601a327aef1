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
from pdflow.people import COORDINATION_ID, SYSTEM

COORDINATION: Final = Actor(COORDINATION_ID, SYSTEM)
"""The actor of every command that a reaction gives."""
SHORTEST_SECRET: Final = 16
"""Bytes of a secret: fewer could be tried out."""


def reaction_header(
    cause: EventInStream[Event[Any]],
    whose: str,
    kind: type[Command[Any]],
    subject: str = "",
    at: datetime | None = None,
) -> Header:
    """Make the header of a command that reacts to an event, with an id derived from the event's.

    Args:
        cause: The event reacted to.
        whose: Whose command it is: an engagement's stream, or the event by which somebody joined.
        kind: The type of the command.
        subject: Distinguishes several commands of one kind for one stream: a session, a requirement.
        at: When the command is dated; without it, when its cause is.
    """
    return Header(reaction_id(cause.id, whose, kind, subject), COORDINATION, at or cause.event.at)


def reaction_id(cause: str, whose: str, kind: type[Command[Any]], subject: str = "") -> str:
    """The id of a command that reacts to the event of this id."""
    return str(uuid5(UUID(cause), "\n".join((whose, kind.__name__, subject))))


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
        self._handed_on: set[str] = set()

    def of(self, whose: str, record: str, stream: str = "") -> str:
        """The UUID for a record of somebody, always the same: one of before, made of their stream, where there is."""
        known = self._keyed(whose, record)
        former = (self._keyed(stream, record), str(uuid5(NAMESPACE_OID, f"{stream}\n{record}"))) if stream else ()
        return next((each for each in (known, *former) if each in self._handed_on), known)

    def learn(self, record: RecordId) -> None:
        """Take notice of a record that was handed on, perhaps under an id of before."""
        self._handed_on.add(record)

    def _keyed(self, whose: str, record: str) -> str:
        digest = hmac.digest(self._secret, f"{whose}\n{record}".encode(), "sha256")
        return str(UUID(bytes=digest[:16], version=4))
