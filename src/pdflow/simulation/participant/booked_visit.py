"""A visit in somebody's calendar, with the diary that holds its time."""

from __future__ import annotations

import attrs

from pdflow.participation import VisitKind
from pdflow.people import PersonId
from pdflow.simulation.world.diary import Diary


@attrs.frozen
class BookedVisit:
    """A visit in the calendar; ``start`` is a simulated minute, and one with a line manager is in no diary."""

    name: str
    kind: VisitKind
    supporter: PersonId
    start: int
    minutes: int
    diary: Diary | None
