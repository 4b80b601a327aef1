"""Who did it, when, and under which id: the one header that commands and events share."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import attrs

from pdflow.errors import NaiveTime


@attrs.frozen
class Actor:
    """Who acts: an opaque person id of the host, and the role in which they act."""

    person: str
    role: str


def _uuid_text(value: UUID | str) -> str:
    return str(value).lower()


@attrs.frozen
class Header:
    """Stands on every command and on each event it led to.

    ``id`` is the command's UUID, kept as text; it makes a retry safe. ``at`` is when the thing happened, not when
    it was typed: an aware date and time, whose offset also decides on which day it was. Raises NaiveTime.
    """

    id: str = attrs.field(converter=_uuid_text)
    by: Actor
    at: datetime

    def __attrs_post_init__(self) -> None:
        if getattr(self.at, "tzinfo", None) is None:
            raise NaiveTime("header.at", self.at)
