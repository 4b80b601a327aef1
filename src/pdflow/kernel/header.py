"""Who did it, when, and under which id: the one header that commands and events share."""

from __future__ import annotations

import re
from datetime import datetime
from enum import Enum
from functools import lru_cache
from typing import ClassVar, Final
from uuid import UUID

import attrs

from pdflow.errors import NaiveTime, OutOfRange, WrongType
from pdflow.kernel.fields import FIRST_YEAR, LAST_YEAR, Name, NameLimit, instant
from pdflow.kernel.frozen import lightly_frozen

is_uuid: Final = re.compile("-".join(f"[0-9a-f]{{{length}}}" for length in (8, 4, 4, 4, 12))).fullmatch
"""Whether a text is a UUID in its usual form: lower case, with hyphens."""
_NAME: Final = NameLimit()


def _is_a_name(value: object) -> bool:
    return isinstance(value, str) and _NAME.allows(value)


@lightly_frozen
class Actor:
    """Who acts: an opaque person id of the host, and the role in which they act.

    Raises:
        WrongType: A role in the place of the person, or no text.
        OutOfRange: A text that is no name: empty, over 200 characters, or with control characters.
    """

    person: Name
    role: Name

    def __attrs_post_init__(self) -> None:
        person, role = self.person, self.role
        if isinstance(person, Enum) or not (_is_a_name(person) and _is_a_name(role)):
            self._check()

    def _check(self) -> None:
        if isinstance(self.person, Enum):
            raise WrongType("header.by.person", self.person, "a person's id")
        for field, value in (("person", self.person), ("role", self.role)):
            if not isinstance(value, str):
                raise WrongType(f"header.by.{field}", value, "a text")
            if not _NAME.allows(value):
                raise OutOfRange(f"header.by.{field}", value, str(_NAME))


def _uuid_text(value: UUID | str) -> str:
    if type(value) is str and is_uuid(value):
        return value
    try:
        return str(value if isinstance(value, UUID) else UUID(value))
    except (AttributeError, TypeError, ValueError):
        raise WrongType("header.id", value, "a UUID") from None


@lightly_frozen
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
        OutOfRange: ``at`` is not within 1900 and 2199.
    """

    id: str = attrs.field(converter=_uuid_text)
    by: Actor
    at: datetime = instant()
    checked_when_made: ClassVar = True
    """Whoever holds one need not look into it again."""

    def __attrs_post_init__(self) -> None:
        by, at = self.by, self.at
        if type(by) is not Actor:
            raise WrongType("header.by", by, "an Actor")
        if not isinstance(at, datetime):
            raise WrongType("header.at", at, "a datetime")
        if at.tzinfo is None or at.utcoffset() is None:
            raise NaiveTime("header.at", at)
        if not FIRST_YEAR <= at.year <= LAST_YEAR:
            raise OutOfRange("header.at", at, f"within {FIRST_YEAR} and {LAST_YEAR}")


def stored_header(id: str, person: str, role: str, at: datetime) -> Header:
    """A header as it was stored, without the checks made at the door; for texts and times of the right form."""
    return unchecked_header(id, _stored_actor(person, role), at)


def unchecked_header(id: str, by: Actor, at: datetime) -> Header:
    """A header without the checks made at the door; for an id, an actor and a time of the right form."""
    header = _new(Header)
    header.id, header.by, header.at = id, by, at  # type: ignore[misc]
    return header


@lru_cache(maxsize=4096)
def _stored_actor(person: str, role: str) -> Actor:
    actor = _new(Actor)
    actor.person, actor.role = person, role  # type: ignore[misc]
    return actor


_new: Final = object.__new__
