"""Versions: the latest of each appointment, and how each comes to its next one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from pdflow.exchange.icalendar.appointments.appointment import Appointment


class Versions:
    """The latest version of each appointment, by the name of what it is made of."""

    def __init__(self) -> None:
        self._latest: dict[str, Appointment] = {}

    def __iter__(self) -> Iterator[str]:
        return iter([*self._latest])

    def __getitem__(self, name: str) -> Appointment:
        return self._latest[name]

    def items(self) -> Iterator[tuple[str, Appointment]]:
        """Each name with its latest version, in the order in which they came."""
        yield from self._latest.items()

    def values(self) -> Iterator[Appointment]:
        """The latest versions, in the order in which they came."""
        yield from self._latest.values()

    def keep(self, name: str, found: Appointment) -> None:
        """Keep an appointment as it was found, as a new version where anything that a calendar shows was changed."""
        known = self._latest.get(name)
        self._latest[name] = found if known is None else known.followed_by(found)

    def cancel(self, name: str, at: datetime) -> None:
        """Cancel an appointment, if there is one of this name."""
        known = self._latest.get(name)
        if known is not None:
            self._latest[name] = known.cancelled_at(at)
