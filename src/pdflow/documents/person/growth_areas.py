"""One person's growth areas, and how each was settled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

import attrs

from pdflow.audience import Audience
from pdflow.documents.history import EffectiveEvents
from pdflow.documents.page import Column, DayCell, Table, day_of, note_cells
from pdflow.kernel.fields import RecordId
from pdflow.participation import (
    Ending,
    GrowthAreaCarried,
    GrowthAreaClosed,
    GrowthAreaDropped,
    GrowthAreaIdentified,
    Participation,
)
from pdflow.people import PersonId


@attrs.frozen
class GrowthAreaHistory:
    """A growth area, why it was chosen, and how it was settled."""

    growth_area: RecordId
    since: datetime
    who: PersonId
    practice: str
    rationale: str | None
    considered: str | None
    how: Ending | None
    until: datetime | None


def growth_areas(events: EffectiveEvents[Participation]) -> Iterator[GrowthAreaHistory]:
    """A person's growth areas, in the order in which they were identified."""
    endings = _endings(events)
    for area in events.of_type(GrowthAreaIdentified):
        how, until = endings.get(area.growth_area, (None, None))
        yield GrowthAreaHistory(
            growth_area=area.growth_area,
            since=area.at,
            who=area.by.person,
            practice=area.practice,
            rationale=area.rationale,
            considered=area.considered,
            how=how,
            until=until,
        )


def _endings(events: EffectiveEvents[Participation]) -> dict[RecordId, tuple[Ending, datetime]]:
    endings: dict[RecordId, tuple[Ending, datetime]] = {}
    for event in events.all:
        match event:
            case GrowthAreaClosed():
                endings[event.growth_area] = Ending.CLOSED, event.at
            case GrowthAreaCarried():
                endings[event.growth_area] = Ending.CARRIED, event.at
            case GrowthAreaDropped():
                endings[event.growth_area] = Ending.DROPPED, event.at
    return endings


def growth_area_table(person: PersonId, areas: Iterable[GrowthAreaHistory]) -> Table:
    """A person's growth areas; what they are about is for the pair."""
    private = [Column(heading, Audience.PAIR) for heading in ("Practice", "Why this one", "Also considered")]
    rows = [
        (DayCell(a.since), a.practice, *note_cells((person, a.who), a.rationale, a.considered), a.how, day_of(a.until))
        for a in areas
    ]
    return Table("Growth areas", ("Since", *private, "Settled", "On"), rows)
