"""The caseload: how many people each coach has, and how their visits are spread over them."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from statistics import median
from typing import ClassVar, Final

import attrs

from pdflow.agenda import Calendar, Terms
from pdflow.calendar import WorkingDays
from pdflow.documents.charts import Bar, bar_chart
from pdflow.documents.page import (
    AmountCell,
    Cell,
    Column,
    Drawing,
    Fact,
    NameCell,
    Paragraph,
    PeopleDocument,
    PhraseCell,
    Picture,
    Reader,
    Section,
    Table,
    zone_of,
)
from pdflow.documents.programme.obligation_rows import LATE, obligation_rows
from pdflow.history import ParticipationHistory, participation_histories, programme_names
from pdflow.kernel.messages import Event
from pdflow.participation import (
    LIVE,
    CheckInHeld,
    CoachingOpened,
    ObservationRecorded,
    Participation,
    VisitMissed,
    VisitScheduled,
    open_visits,
)
from pdflow.people import PersonId, Tier

VISIT_LIMITS: Final = (1, 3, 6)
"""From how many visits on somebody counts to the next group."""
VISIT_GROUPS: Final = ("No visit", "1 or 2", "3 to 5", "6 or more")
BARS: Final = 32
"""The most coaches in one picture, so that it fits on a page."""


@attrs.frozen
class CaseloadPerson:
    """One of a coach's people, with the visits of this coach: held, missed and to come."""

    person: PersonId
    tier: Tier
    visits: int
    missed: int
    to_come: int
    last: datetime | None
    late: int
    """How many of the obligations about them are late, as on the progress board."""
    unseen_after: int | None
    """After how many days without a visit the policy warns."""
    unseen: bool
    """Whether the last visit, or the beginning of support, is longer ago than that; never of somebody on leave."""


@attrs.frozen
class CoachLoad:
    """A coach, None for no coach yet, and their people."""

    coach: PersonId | None
    people: tuple[CaseloadPerson, ...]
    intensive_limit: int | None
    limit: int | None

    @property
    def intensive(self) -> int:
        """How many of them are in the intensive tier."""
        return sum(each.tier is Tier.INTENSIVE for each in self.people)

    @property
    def over(self) -> bool:
        """Whether they are more people than the policy's limit."""
        return self.coach is not None and self.limit is not None and len(self.people) > self.limit

    @property
    def over_intensive(self) -> bool:
        """Whether more of them are in the intensive tier than the policy's limit."""
        return self.coach is not None and self.intensive_limit is not None and self.intensive > self.intensive_limit

    def spread(self) -> tuple[int, ...]:
        """How many people had no visit, one or two, three to five, six or more."""
        counts = [0] * len(VISIT_GROUPS)
        for each in self.people:
            counts[bisect_right(VISIT_LIMITS, each.visits)] += 1
        return tuple(counts)


@attrs.frozen
class Caseload(PeopleDocument):
    """Each coach's people and visits."""

    title: ClassVar[str] = "Caseload and visit spread"
    at: datetime
    loads: tuple[CoachLoad, ...]

    def facts(self) -> Iterator[Fact]:
        yield Fact("As of", self.at)
        yield Fact("Coaches", sum(load.coach is not None for load in self.loads))
        yield Fact("People", sum(len(load.people) for load in self.loads))

    def sections(self) -> Iterator[Section]:
        for first in range(0, len(self.loads), BARS):
            yield Section("People by the visits they had" if not first else "", (Drawing(_CaseloadChart(self, first)),))
        columns: list[str | Column] = [
            "Coach", "People", "Over the limit", "Intensive", "Over the intensive limit", "Visits", "Fewest", "Median",
            "Most", "Missed", "To come", "Late", *self._unseen()]  # fmt: skip
        rows = (_row(load)[: len(columns)] for load in self.loads)
        table = Table("Caseload", columns, rows, empty="Nobody is enrolled.")
        yield Section("Coach by coach", (table, Paragraph(LATE)))

    def _unseen(self) -> Iterator[Column]:
        """The heading of those not seen, where a policy sets a limit."""
        limits = {each.unseen_after for load in self.loads for each in load.people} - {None}
        if len(limits) == 1:
            yield Column("Not seen for {days} days", values={"days": next(iter(limits))})
        elif limits:
            yield Column("Not seen for longer than their policy allows")


@attrs.frozen
class _CaseloadChart:
    caseload: Caseload
    first: int

    def __call__(self, reader: Reader) -> Picture:
        loads = self.caseload.loads[self.first : self.first + BARS]
        nobody = reader.translate("No coach yet")
        bars = [Bar(nobody if load.coach is None else reader.name(load.coach), load.spread()) for load in loads]
        description = ", ".join(f"{bar.label} {sum(bar.parts)}" for bar in bars)
        groups = [reader.translate(group) for group in VISIT_GROUPS]
        limits = {load.limit for load in self.caseload.loads}
        [only] = limits if len(limits) == 1 else [None]
        limit = None if only is None else (only, reader.fill_in("Limit of people: {limit}", {"limit": only}))
        name = reader.translate("People by the visits they had")
        most = max(len(load.people) for load in self.caseload.loads)
        return bar_chart(name, f"{description}.", groups, bars, limit, reader.translate("People"), most)


def _row(load: CoachLoad) -> tuple[Cell, ...]:
    visits = [each.visits for each in load.people]
    spread = (sum(visits), min(visits), float(median(visits)), max(visits))
    counts = (
        sum(c.missed for c in load.people),
        sum(c.to_come for c in load.people),
        sum(c.late for c in load.people),
        sum(c.unseen for c in load.people),
    )
    coach = PhraseCell("No coach yet") if load.coach is None else NameCell(load.coach)
    people = (AmountCell(len(load.people), of=load.limit), load.over)
    intensive = (AmountCell(load.intensive, of=load.intensive_limit), load.over_intensive)
    return (coach, *people, *intensive, *spread, *counts)


def caseload(
    participations: Mapping[str, Iterable[Event[Participation]]], at: datetime, calendar: Calendar | None = None
) -> Caseload:
    """Make the overview of each coach's people and visits.

    Args:
        participations: The events of each person's stream.
        at: The moment of which it is.
        calendar: Which days are closed, and the zone of the days; by default weekends are, in the moment's zone.
    """
    found: dict[PersonId | None, list[ParticipationHistory]] = {}
    histories, working = [*participation_histories(participations)], calendar or Terms(zone_of(at))
    for history in histories:
        if history.state.phase in LIVE:
            found.setdefault(history.state.coach_at(at), []).append(history)
    owed = obligation_rows(histories, at, WorkingDays.of(working))
    late = Counter(each.stream for each in owed if each.late)
    loads = (_load(coach, theirs, at, late) for coach, theirs in found.items())
    ordered = sorted(loads, key=lambda load: (load.coach is None, -len(load.people), load.coach or ""))
    return Caseload(at, tuple(ordered), programmes=programme_names(histories), zone=working.zone)


def _load(
    coach: PersonId | None, theirs: list[ParticipationHistory], at: datetime, late: Mapping[str, int]
) -> CoachLoad:
    """The load of a coach, with the strictest limits of the policies of their people."""
    people = tuple(_person(coach, history, at, late.get(history.stream, 0)) for history in theirs)
    policies = [history.state.policy_at(at) for history in theirs]
    intensive = _strictest(policy.caseload_intensive for policy in policies)
    return CoachLoad(coach, people, intensive, _strictest(policy.caseload_total for policy in policies))


def _strictest(limits: Iterable[int | None]) -> int | None:
    return min((limit for limit in limits if limit is not None), default=None)


def _person(coach: PersonId | None, history: ParticipationHistory, at: datetime, late: int) -> CaseloadPerson:
    state, events = history.state, history.events
    contacts = events.of_type(ObservationRecorded, CheckInHeld, CoachingOpened)
    held = [event for event in contacts if event.by.person == coach]
    planned = {visit.visit for visit in events.of_type(VisitScheduled) if visit.supporter == coach}
    ahead = (name for name in open_visits(state) if name in planned and state.visits[name].start > at)
    last = max((event.at for event in held), default=None)
    since, unseen_after = last or state.supported_since, state.policy_at(at).unobserved_warning
    overdue = since is not None and unseen_after is not None and at - since > timedelta(days=unseen_after)
    return CaseloadPerson(
        person=state.person,
        tier=state.team_at(at).tier,
        visits=len(held),
        missed=sum(missed.visit in planned for missed in events.of_type(VisitMissed)),
        to_come=sum(1 for _ in ahead),
        last=last,
        late=late,
        unseen_after=unseen_after,
        unseen=overdue and state.paused is None,
    )
