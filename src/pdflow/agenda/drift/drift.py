"""Drift as a value, the drift that has ended, and the drift that an obligation becomes once it is late."""

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

    The cause ``level_fallen`` is confidential to the pair, like the level itself.
    """

    cause: str
    since: datetime
    missed: str | None
    """The record, practice or cycle whose commitment was missed."""
    command: str
    role: Role
    owner: PersonId | None
    through: PersonId | None = None
    """Of visits missed, the person who missed the last of them."""


@attrs.frozen
class EndedDrift:
    """A drift that is over, and the event that ended it."""

    drift: Drift
    by: Event[Any]


CausesByCode = Mapping[str, tuple[str, bool]]
"""By the code of an obligation, the cause of drift it becomes, and whether once it is breached, or already overdue."""


def drift_of_late(obligations: Iterable[Obligation], causes: CausesByCode) -> Iterator[Drift]:
    """The drift that obligations become once they are late."""
    for obligation in obligations:
        cause, when_breached = causes[obligation.code]
        since = obligation.breach if when_breached else obligation.due
        if since is not None:
            yield Drift(cause, since, obligation.about, obligation.command, obligation.role, obligation.owner)
