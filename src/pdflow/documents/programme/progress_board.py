"""The progress board: who is in which phase and for how long, what is most urgent, and all that is late."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any, ClassVar, Final

import attrs

from pdflow.agenda import Calendar, Terms
from pdflow.audience import Audience
from pdflow.calendar import WorkingDays
from pdflow.documents.charts.bars import Bar, bar_picture
from pdflow.documents.history.folded import Life, lives
from pdflow.documents.page.blocks import (
    Cell,
    Drawing,
    Fact,
    Named,
    Picture,
    Section,
    Table,
    Words,
)
from pdflow.documents.page.document import Document
from pdflow.documents.page.reader import Reader
from pdflow.documents.programme.owed_rows import Owed, owed_in
from pdflow.kernel.messages import Event
from pdflow.participation import Phase
from pdflow.people import PersonId

STRETCHES: Final = (15, 29, 57)
"""From how many days on a stay in a phase counts to the next stretch."""
STRETCH_NAMES: Final = ("Up to 2 weeks", "Up to 4 weeks", "Up to 8 weeks", "Longer")


@attrs.frozen
class Place:
    """Where somebody is: in which phase, since when, in which cycle, on leave until when, and what is most urgent."""

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
    urgent: Owed | None = None
    """What is longest overdue, else due first, by whomever; None where nothing is owed."""


@attrs.frozen
class ProgressBoard(Document):
    """Everybody by phase, whoever has been there longest first; and all that is late, the most urgent first."""

    title: ClassVar[str] = "Progress board"
    at: datetime
    places: tuple[Place, ...]
    late: tuple[Owed, ...] = ()

    def facts(self) -> Iterator[Fact]:
        yield Fact("As of", self.at)
        yield Fact("People", len(self.places))
        yield Fact("Late", len(self.late), Audience.TEAM)
        yield Fact("Long overdue", sum(owed.breached for owed in self.late), Audience.TEAM)

    def counts(self) -> dict[Phase, tuple[int, ...]]:
        """For each phase in which there is anybody, how many have been there for each stretch of time."""
        found: dict[Phase, list[int]] = {}
        for place in self.places:
            found.setdefault(place.phase, [0] * len(STRETCH_NAMES))[bisect_right(STRETCHES, place.days)] += 1
        return {phase: tuple(found[phase]) for phase in Phase if phase in found}

    def sections(self) -> Iterator[Section]:
        if self.places:
            yield Section("", (Drawing(self._drawn),))
        columns = ("Name", "Site", "Coach", "Phase", "Since", "Days", "Cycle", "On leave until",
                   "Most urgent", "Who", "Due", "Status")  # fmt: skip
        table = Table("Progress", columns, map(_row, self.places), empty="Nobody is enrolled.")
        yield Section("Who is where", (table,))
        yield Section("What is late", (self._late_by_kind(),))
        if self.late:
            late = ("Name", "Site", "What", "Who", "Due", "Days late", "Status")
            yield Section("Late one by one", (Table("Late", late, map(_late, self.late)),), new_page=True)

    def _late_by_kind(self) -> Table:
        """How often each kind of obligation is late, how often long overdue, and for how many days at most."""
        kinds: dict[Words, list[Owed]] = {}
        for owed in self.late:
            kinds.setdefault(owed.label, []).append(owed)
        rows = [
            (what, len(late), sum(owed.breached for owed in late), max(owed.days for owed in late))
            for what, late in sorted(kinds.items(), key=lambda kind: -len(kind[1]))
        ]
        columns = ("What", "How often", "Long overdue", "Days late at most")
        return Table("Late by kind", columns, rows, empty="Nothing is late.")

    def _drawn(self, reader: Reader) -> Picture:
        counts = self.counts()
        bars = [Bar(reader.label(phase), parts) for phase, parts in counts.items()]
        told = ", ".join(f"{bar.label} {sum(bar.parts)}" for bar in bars)
        return bar_picture(reader.say("People in each phase"), f"{told}.", list(map(reader.say, STRETCH_NAMES)), bars)


def _row(place: Place) -> tuple[Cell, ...]:
    coach = None if place.coach is None else Named(place.coach)
    who = (Named(place.person), Named(place.site), coach, place.phase, place.since.date(), place.days, place.cycle)
    leave = place.until or (Words("No day set") if place.on_leave else None)
    owed = place.urgent
    return (*who, leave, *((owed.label, owed.who, owed.by, owed.item.status) if owed else (None,) * 4))


def _late(owed: Owed) -> tuple[Cell, ...]:
    return Named(owed.of), Named(owed.site or ""), owed.what, owed.who, owed.by, owed.days, owed.item.status


def progress_board(
    participations: Mapping[str, Iterable[Event[Any]]], at: datetime, calendar: Calendar | None = None
) -> ProgressBoard:
    """Who is in which phase at a moment, what is most urgent and what is late, from the events of each person's stream.

    ``calendar`` says which days are closed (weekends, if not given).
    """
    days, everybody = WorkingDays.of(calendar or Terms()), [*lives(participations)]
    owed = owed_in(everybody, at, days)
    urgent: dict[str, Owed] = {}
    for each in owed:
        urgent.setdefault(each.stream, each)
    places = sorted(
        (_place(life, at, urgent.get(life.stream)) for life in everybody),
        key=lambda place: (list(Phase).index(place.phase), -place.days, place.person),
    )
    return ProgressBoard(at, tuple(places), tuple(each for each in owed if each.late))


def _place(life: Life, at: datetime, urgent: Owed | None) -> Place:
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
        urgent=urgent,
    )
