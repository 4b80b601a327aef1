"""One person's growth areas, and how each was settled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

import attrs

from pdflow.audience import Audience
from pdflow.documents.page import Cell, Column, DayCell, Table, day_of, note_cells, pair_cells
from pdflow.history import EffectiveEvents
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


def growth_area_table(person: PersonId, pair: frozenset[PersonId], areas: Iterable[GrowthAreaHistory]) -> Table:
    """A person's growth areas; what they are about is for the pair, and for who identified them."""
    private = [Column(heading, Audience.PAIR) for heading in ("Practice", "Why this one", "Also considered")]
    rows: list[tuple[Cell, ...]] = []
    for area in areas:
        about = (*pair_cells(pair | {area.who}, area.practice),)
        notes = note_cells((person, area.who), area.rationale, area.considered)
        rows.append((DayCell(area.since), *about, *notes, area.how, day_of(area.until)))
    return Table("Growth areas", ("Since", *private, "Settled", "On"), rows)
