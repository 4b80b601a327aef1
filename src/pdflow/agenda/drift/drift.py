"""Drift: practice slides back because what was agreed was not followed through (follow-through article). Computed, never set by hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

import attrs

from pdflow.agenda.obligations.obligation import Obligation
from pdflow.kernel.messages import Event
from pdflow.people import PersonId, Role


@attrs.frozen
class Drift:
    """One cause of drift: since when, what was missed, and who can end it by which command.

    That a level has fallen is the pair's to know, like the level itself.
    """

    cause: str
    since: datetime
    missed: str | None
    """The record, practice or cycle whose commitment was missed."""
    command: str
    role: Role
    owner: PersonId | None
    through: PersonId | None = None
    """Of visits missed, who missed the last of them."""


@attrs.frozen
class Ended:
    """A drift that is over, and the event that ended it."""

    drift: Drift
    by: Event[Any]


Slips = Mapping[str, tuple[str, bool]]
"""The obligations by code that become drift: its cause, and whether by their breach, or once they are overdue."""


def slipped(obligations: Iterable[Obligation], slips: Slips, at: datetime) -> Iterator[Drift]:
    """The drift that obligations have become by then."""
    for owed in obligations:
        cause, is_breach = slips[owed.code]
        since = owed.breach if is_breach else owed.due
        if since is not None and at >= since:
            yield Drift(cause, since, owed.about, owed.command, owed.role, owed.owner)
