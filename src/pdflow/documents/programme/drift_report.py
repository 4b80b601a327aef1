"""The drift report: where practice slides back for want of follow-through (follow-through article)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, ClassVar, Final

import attrs

from pdflow import engagement, participation
from pdflow.agenda import Calendar, Drift, EndedDrift, Terms, drifts, drifts_ended
from pdflow.audience import Audience
from pdflow.calendar import WorkingDays
from pdflow.documents.history import (
    EngagementHistory,
    ParticipationHistory,
    engagement_histories,
    participation_histories,
    programme_names,
)
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
from pdflow.documents.programme.obligation_rows import LATE, obligation_rows
from pdflow.documents.programme.obligation_subjects import StreamHistory, commitment_text, strategy_of_plan
from pdflow.engagement import Engagement, RevisitPlanned, SlotLost
from pdflow.kernel.decider import Decider
from pdflow.kernel.fields import RecordId
from pdflow.kernel.messages import Event
from pdflow.participation import Participation
from pdflow.people import PersonId

PRIVATE_CAUSES: Final = frozenset({"level_fallen"})
"""Causes in no report: a level is known to the pair only, and so is its fall."""

DRIFT: Final = (
    "Drift is practice that slides back because follow-through failed: no contact, a promise not looked at, a step "
    "long overdue. It is counted by cause, and is only a part of what is late."
)


@attrs.frozen
class DriftRow:
    """A drift of a person or an engagement, what it is about, and if it ended, the event that ended it."""

    person: PersonId | None
    engagement: str | None
    site: str | None
    coach: PersonId | None
    drift: Drift
    about: Cell
    days: int
    ended: EndedDrift | None = None

    @property
    def subject(self) -> str:
        """The person, or the engagement."""
        return self.person or self.engagement or ""


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
        return DriftAggregate(
            as_of=self.at,
            headings=("Drifting",),
            groups=groups,
            by_district=bool(districts),
            more=(self._causes(),) if groups else (),
            programmes=self.programmes,
            zone=self.zone,
        )

    def _causes(self) -> Section:
        counts = Counter(row.drift.cause for row in self.running)
        causes = [(PhraseCell(f"drift.{cause}"), count) for cause, count in counts.most_common()]
        table = Table("Causes", ("Cause", "How often"), causes, empty="Nothing has slipped.")
        return Section("Causes", (Paragraph(DRIFT), Paragraph(LATE), table))

    def sections(self) -> Iterator[Section]:
        yield self._causes()
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
    counts: Counter[type[StreamHistory]] = Counter()
    running: list[DriftRow] = []
    ended: list[DriftRow] = []
    people = [*participation_histories(participations)]
    histories: list[StreamHistory] = [*people, *engagement_histories(engagements or {})]
    for history in histories:
        counts[type(history)] += 1
        running += [_row(history, drift, at) for drift in drifts(history.state, at, days)]
        if over_since is not None:
            ended += [
                _row(history, each.drift, each.by.at, each) for each in _ended_drift(history, over_since, at, days)
            ]
    return DriftReport(
        at,
        people=counts[ParticipationHistory],
        running=_reported(running),
        ended=_reported(ended),
        engagements=counts[EngagementHistory],
        enrolled=tuple(EnrolledPerson(history.name, history.site_at(at)) for history in people),
        late=sum(each.late for each in obligation_rows(people, at, days)),
        programmes=programme_names(histories),
        zone=working.zone,
    )


def _ended_drift(history: StreamHistory, since: datetime, until: datetime, days: WorkingDays) -> Iterator[EndedDrift]:
    for ended in drifts_ended(history.events.all, days, DECIDERS[type(history)]):
        if since <= ended.by.at <= until:
            yield ended


def _reported(rows: Iterable[DriftRow]) -> tuple[DriftRow, ...]:
    """The rows for the report, the longest drift first."""
    reported = (row for row in rows if row.drift.cause not in PRIVATE_CAUSES)
    return tuple(sorted(reported, key=lambda row: (-row.days, row.subject, row.drift.cause)))


def _row(history: StreamHistory, drift: Drift, until: datetime, ended: EndedDrift | None = None) -> DriftRow:
    about = "" if drift.missed is None else _about(history, drift.cause, drift.missed)
    days = (until - drift.since).days
    if isinstance(history, EngagementHistory):
        return DriftRow(None, history.name, None, None, drift, about, days, ended)
    site, coach = history.site_at(until), history.state.coach_at(until)
    return DriftRow(history.name, None, site, coach, drift, about, days, ended)


def _about(history: StreamHistory, cause: str, missed: RecordId) -> Cell:
    """The text of a commitment, a strategy or messages, or what protected time was last lost to."""
    if isinstance(history, ParticipationHistory):
        return commitment_text(history, missed) if cause == "commitment_unreviewed" else ""
    if cause == "strategy_not_given":
        return strategy_of_plan(history, missed)
    if cause == "revisit_passed_over":
        return next(each.messages for each in history.events.of_type(RevisitPlanned) if each.revisit == missed)
    return next(each.put_first for each in history.events.of_type(SlotLost) if each.slot == missed)


DECIDERS: Final[Mapping[type[StreamHistory], Decider[Any]]] = {
    ParticipationHistory: participation.decider,
    EngagementHistory: engagement.decider,
}
