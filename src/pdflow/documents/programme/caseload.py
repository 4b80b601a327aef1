"""The caseload: how many people each coach has, and how their visits are spread over them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from statistics import median
from typing import ClassVar, Final

import attrs

from pdflow.documents.charts import Bar, bar_chart
from pdflow.documents.history import ParticipationHistory, participation_histories, programme_names
from pdflow.documents.page import (
    Cell,
    Drawing,
    Fact,
    NameCell,
    PeopleDocument,
    PhraseCell,
    Picture,
    Reader,
    Section,
    Table,
    zone_of,
)
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

UNSEEN_AFTER: Final = timedelta(days=30)
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
    unseen: bool
    """Whether the last visit, or the beginning of support, is over thirty days ago; never of somebody on leave."""


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
        """Whether they are more than the limits of the policy."""
        over_intensive = self.intensive_limit is not None and self.intensive > self.intensive_limit
        return self.coach is not None and (over_intensive or (self.limit is not None and len(self.people) > self.limit))

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
        columns = ("Coach", "People", "Intensive", "Over the limit", "Visits", "Fewest", "Median", "Most", "Missed",
                   "To come", "Not seen for 30 days")  # fmt: skip
        rows = map(_row, self.loads)
        yield Section("Coach by coach", (Table("Caseload", columns, rows, empty="Nobody is enrolled."),))


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
        limits = [load.limit for load in loads if load.limit is not None]
        largest = max(sum(bar.parts) for bar in bars)
        limit = (limits[0], f"{reader.translate('Limit')} {limits[0]}") if limits and limits[0] <= 3 * largest else None
        name = reader.translate("People by the visits they had")
        return bar_chart(name, f"{description}.", groups, bars, limit)


def _row(load: CoachLoad) -> tuple[Cell, ...]:
    visits = [each.visits for each in load.people]
    spread = (sum(visits), min(visits), float(median(visits)), max(visits))
    counts = (
        sum(c.missed for c in load.people),
        sum(c.to_come for c in load.people),
        sum(c.unseen for c in load.people),
    )
    coach = PhraseCell("No coach yet") if load.coach is None else NameCell(load.coach)
    return (coach, len(load.people), load.intensive, load.over or None, *spread, *counts)


def caseload(participations: Mapping[str, Iterable[Event[Participation]]], at: datetime) -> Caseload:
    """Make the overview of each coach's people and visits at a moment, from the events of each person's stream."""
    found: dict[PersonId | None, list[ParticipationHistory]] = {}
    histories = [*participation_histories(participations)]
    for history in histories:
        if history.state.phase in LIVE:
            found.setdefault(history.state.coach, []).append(history)
    loads = (_load(coach, theirs, at) for coach, theirs in found.items())
    ordered = sorted(loads, key=lambda load: (load.coach is None, -len(load.people), load.coach or ""))
    return Caseload(at, tuple(ordered), programmes=programme_names(histories), zone=zone_of(at))


def _load(coach: PersonId | None, theirs: list[ParticipationHistory], at: datetime) -> CoachLoad:
    policy = theirs[0].state.policy
    people = tuple(_person(coach, history, at) for history in theirs)
    return CoachLoad(coach, people, policy.caseload_intensive, policy.caseload_total)


def _person(coach: PersonId | None, history: ParticipationHistory, at: datetime) -> CaseloadPerson:
    state, events = history.state, history.events
    contacts = events.of_type(ObservationRecorded, CheckInHeld, CoachingOpened)
    held = [event for event in contacts if event.by.person == coach]
    planned = {visit.visit for visit in events.of_type(VisitScheduled) if visit.supporter == coach}
    ahead = (name for name in open_visits(state) if name in planned and state.visits[name].start > at)
    last = max((event.at for event in held), default=None)
    since = last or state.supported_since
    return CaseloadPerson(
        person=state.person,
        tier=state.tier,
        visits=len(held),
        missed=sum(missed.visit in planned for missed in events.of_type(VisitMissed)),
        to_come=sum(1 for _ in ahead),
        last=last,
        unseen=since is not None and state.paused is None and at - since > UNSEEN_AFTER,
    )
