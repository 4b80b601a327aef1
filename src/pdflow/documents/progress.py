"""The progress board: who is in which phase, and for how long."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import ClassVar, Final

import attrs

from pdflow.documents.bars import Bar, bar_picture
from pdflow.documents.body import Cell, Drawing, Fact, Named, Picture, Section, Table, Words
from pdflow.documents.document import Document
from pdflow.documents.people import Life, lives
from pdflow.documents.reader import Reader
from pdflow.kernel.declare import Event
from pdflow.participation import Phase
from pdflow.people import PersonId

STRETCHES: Final = (15, 29, 57)
"""From how many days on a stay in a phase counts to the next stretch."""
STRETCH_NAMES: Final = ("Up to 2 weeks", "Up to 4 weeks", "Up to 8 weeks", "Longer")


@attrs.frozen
class Place:
    """Where somebody is: in which phase, since when, in which cycle, and on leave until when."""

    person: PersonId
    site: str
    coach: PersonId | None
    phase: Phase
    since: datetime
    days: int
    cycle: int
    on_leave: bool
    until: date | None
    planned_end: date | None


@attrs.frozen
class ProgressBoard(Document):
    """Everybody by phase, whoever has been there longest first."""

    title: ClassVar[str] = "Progress board"
    at: datetime
    places: tuple[Place, ...]

    def facts(self) -> Iterator[Fact]:
        yield Fact("As of", self.at)
        yield Fact("People", len(self.places))

    def counts(self) -> dict[Phase, tuple[int, ...]]:
        """For each phase in which there is anybody, how many have been there for each stretch of time."""
        found: dict[Phase, list[int]] = {}
        for place in self.places:
            found.setdefault(place.phase, [0] * len(STRETCH_NAMES))[bisect_right(STRETCHES, place.days)] += 1
        return {phase: tuple(found[phase]) for phase in Phase if phase in found}

    def sections(self) -> Iterator[Section]:
        if self.places:
            yield Section("", (Drawing(self._drawn),))
        columns = ("Name", "Site", "Coach", "Phase", "Since", "Days", "Cycle", "On leave until")
        table = Table("Progress", columns, map(_row, self.places), empty="Nobody is enrolled.")
        yield Section("Who is where", (table,))

    def _drawn(self, reader: Reader) -> Picture:
        counts = self.counts()
        bars = [Bar(reader.label(phase), parts) for phase, parts in counts.items()]
        told = ", ".join(f"{bar.label} {sum(bar.parts)}" for bar in bars)
        return bar_picture(reader.say("People in each phase"), f"{told}.", list(map(reader.say, STRETCH_NAMES)), bars)


def _row(place: Place) -> tuple[Cell, ...]:
    coach = None if place.coach is None else Named(place.coach)
    who = (Named(place.person), Named(place.site), coach, place.phase, place.since.date(), place.days, place.cycle)
    return (*who, place.until or (Words("No day set") if place.on_leave else None))


def progress_board(participations: Mapping[str, Iterable[Event]], at: datetime) -> ProgressBoard:
    """Who is in which phase at a moment, from the events of each person's stream."""
    places = sorted(
        (_place(life, at) for life in lives(participations)),
        key=lambda place: (list(Phase).index(place.phase), -place.days, place.person),
    )
    return ProgressBoard(at, tuple(places))


def _place(life: Life, at: datetime) -> Place:
    state = life.state
    since = at if state.turned is None else state.turned.at
    return Place(
        person=state.person,
        site=state.site,
        coach=state.coach,
        phase=state.phase,
        since=since,
        days=(at - since).days,
        cycle=state.cycle,
        on_leave=state.paused is not None,
        until=None if state.paused is None else state.paused.until,
        planned_end=state.planned_end,
    )
