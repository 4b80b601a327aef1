"""Who did it, when, and under which id: the one header that commands and events share."""

from __future__ import annotations

import re
from datetime import datetime
from enum import Enum
from typing import Final
from uuid import UUID

import attrs

from pdflow.errors import NaiveTime, WrongType
from pdflow.kernel.fields import Name, instant

_is_uuid: Final = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}").fullmatch


@attrs.frozen
class Actor:
    """Who acts: an opaque person id of the host, and the role in which they act."""

    person: Name
    role: Name


def _uuid_text(value: UUID | str) -> str:
    if type(value) is str and _is_uuid(value):
        return value
    try:
        return str(value if isinstance(value, UUID) else UUID(value))
    except (AttributeError, TypeError, ValueError):
        raise WrongType("header.id", value, "a UUID") from None


@attrs.frozen
class Header:
    """Stands on every command and on each event it led to.

    Args:
        id: The command's UUID, kept as text in lower case; the same id makes a retry safe.
        by: Who did it.
        at: When it happened, not when it was typed: an aware date and time, whose offset also decides on which day
            it was. Of a zone it keeps the offset that holds then.

    Raises:
        WrongType: An argument is of another type, as when two of them are swapped.
        NaiveTime: ``at`` has no offset from UTC.
    """

    id: str = attrs.field(converter=_uuid_text)
    by: Actor
    at: datetime = instant()

    def __attrs_post_init__(self) -> None:
        by, at = self.by, self.at
        if type(by) is not Actor or type(by.person) is not str or type(at) is not datetime or at.tzinfo is None:
            self._check(by, at)

    def _check(self, by: object, at: object) -> None:
        if type(by) is not Actor:
            raise WrongType("header.by", by, "an Actor")
        if isinstance(by.person, Enum):
            raise WrongType("header.by.person", by.person, "a person's id")
        if not isinstance(at, datetime):
            raise WrongType("header.at", at, "a datetime")
        if at.tzinfo is None:
            raise NaiveTime("header.at", at)
