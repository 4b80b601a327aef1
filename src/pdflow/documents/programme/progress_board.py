"""The progress board: who is in which phase and for how long, what is most urgent, and all that is late."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from statistics import median
from typing import ClassVar, Final

import attrs

from pdflow.agenda import Calendar, Terms
from pdflow.audience import Audience
from pdflow.calendar import WorkingDays
from pdflow.documents.charts import Bar, bar_chart
from pdflow.documents.page import (
    Cell,
    DayCell,
    Drawing,
    Fact,
    NameCell,
    Paragraph,
    PeopleDocument,
    PhraseCell,
    Picture,
    Reader,
    Section,
    ShareCell,
    Table,
    zone_of,
)
from pdflow.documents.programme.aggregate_copy import AggregateCopy, group_figures
from pdflow.documents.programme.obligation_rows import LATE, ObligationRow, obligation_rows
from pdflow.history import ParticipationHistory, participation_histories, programme_names
from pdflow.kernel.messages import Event
from pdflow.participation import Participation, Phase
from pdflow.people import PersonId

DURATION_LIMITS: Final = (15, 29, 57)
"""From how many days in a phase on somebody counts to the next duration."""
DURATIONS: Final = ("Up to 2 weeks", "Up to 4 weeks", "Up to 8 weeks", "Longer")


@attrs.frozen
class BoardRow:
    """The phase, cycle and leave of a person, and their most urgent obligation."""

    person: PersonId
    site: str
    coach: PersonId | None
    phase: Phase
    since: datetime
    days: int
    """The days in this phase."""
    cycle: int
    on_leave: bool
    until: date | None
    """The last day of leave, if one is set."""
    planned_end: date | None
    stream: str = ""
    """The name of the participation's stream."""
    urgent: ObligationRow | None = None
    """What is longest overdue, else due first, whoever owes it; None where nothing is owed."""


@attrs.frozen
class ProgressBoard(PeopleDocument):
    """Everybody by phase, the longest in it first; and all that is late, the most urgent first."""

    title: ClassVar[str] = "Progress board"
    at: datetime
    rows: tuple[BoardRow, ...]
    late: tuple[ObligationRow, ...] = ()

    def facts(self) -> Iterator[Fact]:
        yield Fact("As of", self.at)
        yield Fact("People", len(self.rows))
        yield Fact("Late", len(self.late), Audience.TEAM)
        yield Fact("Long overdue", sum(owed.breached for owed in self.late), Audience.TEAM)

    def counts(self) -> dict[Phase, tuple[int, ...]]:
        """For each phase with anybody in it, how many have been there for each duration."""
        found: dict[Phase, list[int]] = {}
        for row in self.rows:
            found.setdefault(row.phase, [0] * len(DURATIONS))[bisect_right(DURATION_LIMITS, row.days)] += 1
        return {phase: tuple(found[phase]) for phase in Phase if phase in found}

    def aggregate(self, districts: Mapping[str, str] | None = None) -> ProgressAggregate:
        """The copy for a governing board.

        Args:
            districts: The district of each site, as the host's directory has it.
        """
        late = {owed.stream for owed in self.late}
        return ProgressAggregate(
            as_of=self.at,
            headings=("Not in support yet", "In support", "Completed", "Withdrawn", "Median days in phase", "Late"),
            groups=group_figures(self.rows, districts, lambda rows: _phase_figures(rows, late)),
            by_district=bool(districts),
            more=(Section("", (Paragraph(SHARES), Paragraph(LATE))),),
            programmes=self.programmes,
            zone=self.zone,
        )

    def sections(self) -> Iterator[Section]:
        if self.rows:
            yield Section("", (Drawing(self._draw),))
        columns = ("Name", "Site", "Coach", "Phase", "Since", "Days", "Cycle", "On leave until",
                   "Most urgent", "Who", "Due", "Status")  # fmt: skip
        table = Table("Progress", columns, map(_row, self.rows), empty="Nobody is enrolled.")
        yield Section("Who is where", (table,))
        yield Section("What is late", (Paragraph(LATE), self._late_by_kind()))
        if self.late:
            late = ("Name", "Site", "What", "Who", "Due", "Days late", "Status")
            yield Section("Late one by one", (Table("Late", late, map(_late_row, self.late)),), new_page=True)

    def _late_by_kind(self) -> Table:
        """How often each kind of obligation is late, how often long overdue, and for how many days at most."""
        kinds: dict[PhraseCell, list[ObligationRow]] = {}
        for owed in self.late:
            kinds.setdefault(owed.label, []).append(owed)
        rows = [
            (what, len(late), sum(owed.breached for owed in late), max(owed.days_late for owed in late))
            for what, late in sorted(kinds.items(), key=lambda kind: -len(kind[1]))
        ]
        columns = ("What", "How often", "Long overdue", "Days late at most")
        return Table("Late by kind", columns, rows, empty="Nothing is late.")

    def _draw(self, reader: Reader) -> Picture:
        bars = [Bar(reader.label(phase), parts) for phase, parts in self.counts().items()]
        description = ", ".join(f"{bar.label} {sum(bar.parts)}" for bar in bars)
        durations = list(map(reader.translate, DURATIONS))
        return bar_chart(
            reader.translate("People in each phase"),
            f"{description}.",
            durations,
            bars,
            axis=reader.translate("People"),
        )


@attrs.frozen
class ProgressAggregate(AggregateCopy):
    """Where people stand, by district and site."""

    title: ClassVar[str] = "Progress board: aggregate copy"


SHARES: Final = "Shares are of the people of the group: in each phase, and of those about whom something is late."
BEFORE_SUPPORT: Final = frozenset({Phase.ENROLLED, Phase.TRAINING})
IN_SUPPORT: Final = frozenset({Phase.SUPPORT, Phase.COACHING})


def _phase_figures(rows: Sequence[BoardRow], late: Collection[str]) -> tuple[Cell, ...]:
    """The share of people in each phase, their median days in it, and the share of whom something is late."""
    phases = (BEFORE_SUPPORT, IN_SUPPORT, frozenset({Phase.COMPLETED}), frozenset({Phase.WITHDRAWN}))
    shares = [ShareCell(sum(row.phase in phase for row in rows) / len(rows)) for phase in phases]
    owing = ShareCell(sum(row.stream in late for row in rows) / len(rows))
    return (*shares, float(median(row.days for row in rows)), owing)


def _row(row: BoardRow) -> tuple[Cell, ...]:
    coach = None if row.coach is None else NameCell(row.coach)
    who = (NameCell(row.person), NameCell(row.site), coach, row.phase, DayCell(row.since), row.days, row.cycle)
    leave = row.until or (PhraseCell("No day set") if row.on_leave else None)
    owed = row.urgent
    return (*who, leave, *((owed.label, owed.who, owed.last_day, owed.item.status) if owed else (None,) * 4))


def _late_row(owed: ObligationRow) -> tuple[Cell, ...]:
    who = (NameCell(owed.subject), NameCell(owed.site or ""))
    return (*who, owed.what, owed.who, owed.last_day, owed.days_late, owed.item.status)


def progress_board(
    participations: Mapping[str, Iterable[Event[Participation]]], at: datetime, calendar: Calendar | None = None
) -> ProgressBoard:
    """Make the board of everybody's phase and obligations.

    Args:
        participations: The events of each person's stream.
        at: The moment of which it is.
        calendar: Which days are closed, and the zone of the days; by default weekends are, in the moment's zone.
    """
    histories, working = [*participation_histories(participations)], calendar or Terms(zone_of(at))
    obligations = obligation_rows(histories, at, WorkingDays.of(working))
    urgent: dict[str, ObligationRow] = {}
    for owed in obligations:
        urgent.setdefault(owed.stream, owed)
    rows = sorted(
        (_board_row(history, at, urgent.get(history.stream)) for history in histories),
        key=lambda row: (list(Phase).index(row.phase), -row.days, row.person),
    )
    late = tuple(owed for owed in obligations if owed.late)
    return ProgressBoard(at, tuple(rows), late, programmes=programme_names(histories), zone=working.zone)


def _board_row(history: ParticipationHistory, at: datetime, urgent: ObligationRow | None) -> BoardRow:
    state = history.state
    since = at if state.turned is None else state.turned.at
    return BoardRow(
        person=state.person,
        site=state.site_at(at),
        coach=state.coach_at(at),
        phase=state.phase,
        since=since,
        days=(at - since).days,
        cycle=state.cycle,
        on_leave=state.paused is not None,
        until=None if state.paused is None else state.paused.until,
        planned_end=state.planned_end,
        stream=history.stream,
        urgent=urgent,
    )
