"""The drift report: where practice slides back for want of follow-through (follow-through article)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import ClassVar, Final

import attrs

from pdflow.agenda import Calendar, Terms
from pdflow.audience import Audience
from pdflow.calendar import WorkingDays
from pdflow.documents.page import (
    Cell,
    DayCell,
    Fact,
    NameCell,
    Paragraph,
    PeopleDocument,
    PhraseCell,
    Section,
    ShareCell,
    Table,
    zone_of,
)
from pdflow.documents.programme.aggregate_copy import AggregateCopy, group_figures
from pdflow.documents.programme.drift_rows import DriftRow, ended_drift, running_drift
from pdflow.documents.programme.obligation_rows import LATE, obligation_rows
from pdflow.documents.programme.obligation_subjects import StreamHistory
from pdflow.engagement import Engagement
from pdflow.history import engagement_histories, participation_histories, programme_names
from pdflow.kernel.messages import Event
from pdflow.participation import Participation
from pdflow.people import PersonId

DRIFT: Final = (
    "Drift is practice that slides back because follow-through failed: no contact, a promise not looked at, a step "
    "long overdue. It is counted by cause, and is only a part of what is late."
)
OF_ENGAGEMENTS: Final = (
    "An engagement drifts where what it planned for everybody slips: follow-up not given on its date, protected time "
    "lost, key messages not revisited."
)


@attrs.frozen
class EnrolledPerson:
    """Somebody who takes part, and where they work."""

    person: PersonId
    site: str


@attrs.frozen
class DriftReport(PeopleDocument):
    """Drift that is running, the longest first, with who can end it and how; and drift that has ended."""

    title: ClassVar[str] = "Drift report"
    at: datetime
    people: int
    running: tuple[DriftRow, ...]
    ended: tuple[DriftRow, ...]
    engagements: int = 0
    enrolled: tuple[EnrolledPerson, ...] = ()
    """Everybody, drifting or not."""
    late: int = 0
    """How many obligations are late, as on the progress board."""

    def facts(self) -> Iterator[Fact]:
        yield Fact("As of", self.at)
        yield Fact("People", self.people)
        yield Fact("Of them drifting", len({row.person for row in self.running} - {None}))
        if self.engagements:
            yield Fact("Engagements", self.engagements)
            yield Fact("Engagements drifting", len({row.engagement for row in self.running} - {None}))

        yield Fact("Late", self.late, Audience.TEAM)

    def aggregate(self, districts: Mapping[str, str] | None = None) -> DriftAggregate:
        """The copy for a governing board.

        Args:
            districts: The district of each site, as the host's directory has it.
        """
        drifting = {row.person for row in self.running}
        groups = group_figures(self.enrolled, districts, lambda people: _drifting(people, drifting))
        of_people = [row for row in self.running if row.person]
        return DriftAggregate(
            as_of=self.at,
            headings=("Drifting",),
            groups=groups,
            by_district=bool(districts),
            more=(*((_causes(of_people),) if groups else ()), *self._of_engagements()),
            programmes=self.programmes,
            zone=self.zone,
        )

    def _of_engagements(self) -> Iterator[Section]:
        """The drift of each engagement itself by cause, without the words of its plans and without anybody in it."""
        if not self.engagements:
            return
        found: dict[tuple[str, str], list[int]] = {}
        for row in self.running:
            if row.engagement is not None:
                found.setdefault((row.engagement, row.drift.cause), []).append(row.days)
        rows = [
            (NameCell(name), PhraseCell(f"drift.{cause}"), len(days), max(days))
            for (name, cause), days in found.items()
        ]
        columns = ("Engagement", "Cause", "How often", "Days at most")
        table = Table("Drift of engagements", columns, rows, empty="Nothing has slipped.")
        yield Section("Drift of engagements", (Paragraph(OF_ENGAGEMENTS), table))

    def sections(self) -> Iterator[Section]:
        yield _causes(self.running)
        columns = ("Name", "Site", "Cause", "Since", "Days", "What ends it", "Who")
        table = Table("Drift", columns, map(_running, self.running), empty="Nothing has slipped.")
        yield Section("What has slipped", (table,))
        if self.ended:
            columns = ("Name", "Site", "Cause", "Since", "Days", "Ended by", "On")
            yield Section("What is over", (Table("Drift ended", columns, map(_ended, self.ended)),))


@attrs.frozen
class DriftAggregate(AggregateCopy):
    """How many people drift, by district and site."""

    title: ClassVar[str] = "Drift report: aggregate copy"


def _causes(running: Iterable[DriftRow]) -> Section:
    counts = Counter(row.drift.cause for row in running)
    causes = [(PhraseCell(f"drift.{cause}"), count) for cause, count in counts.most_common()]
    table = Table("Causes", ("Cause", "How often"), causes, empty="Nothing has slipped.")
    return Section("Causes", (Paragraph(DRIFT), Paragraph(LATE), table))


def _drifting(people: Sequence[EnrolledPerson], drifting: Collection[PersonId | None]) -> tuple[Cell, ...]:
    """The share of people who drift."""
    return (ShareCell(sum(each.person in drifting for each in people) / len(people)),)


def _drift(row: DriftRow) -> tuple[Cell, ...]:
    drift = row.drift
    through = None if drift.through is None else NameCell(drift.through)
    cause = ((PhraseCell(f"drift.{drift.cause}"),), (row.about,), (PhraseCell("The last missed by"), through))
    site = None if row.site is None else NameCell(row.site)
    return NameCell(row.subject), site, cause, DayCell(drift.since), row.days


def _running(row: DriftRow) -> tuple[Cell, ...]:
    drift = row.drift
    return (*_drift(row), PhraseCell(f"command.{drift.command}"), NameCell(drift.owner) if drift.owner else drift.role)


def _ended(row: DriftRow) -> tuple[Cell, ...]:
    assert row.ended is not None
    return (*_drift(row), PhraseCell(f"event.{row.ended.by.name}"), DayCell(row.ended.by.at))


def drift_report(
    participations: Mapping[str, Iterable[Event[Participation]]],
    at: datetime,
    calendar: Calendar | None = None,
    *,
    engagements: Mapping[str, Iterable[Event[Engagement]]] | None = None,
    over_since: datetime | None = None,
) -> DriftReport:
    """Report the drift that is running at a moment, and if wanted the drift that has ended.

    Args:
        participations: The events of each person's stream.
        at: The moment.
        calendar: Which days are closed, and the zone of the days; by default weekends are, in the moment's zone.
        engagements: The events of each engagement's stream.
        over_since: From when on ended drift is listed, which takes a look at every moment of every history.
    """
    working = calendar or Terms(zone_of(at))
    days = WorkingDays.of(working)
    people = [*participation_histories(participations)]
    programmes = [*engagement_histories(engagements or {})]
    histories: list[StreamHistory] = [*people, *programmes]
    return DriftReport(
        at,
        people=len(people),
        running=running_drift(histories, at, days),
        ended=() if over_since is None else ended_drift(histories, over_since, at, days),
        engagements=len(programmes),
        enrolled=tuple(EnrolledPerson(history.name, history.site_at(at)) for history in people),
        late=sum(each.late for each in obligation_rows(people, at, days)),
        programmes=programme_names(histories),
        zone=working.zone,
    )
