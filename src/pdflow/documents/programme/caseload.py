"""The caseload: how many people each coach has, and how their visits are spread over them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from statistics import median
from typing import Any, ClassVar, Final

import attrs

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
from pdflow.kernel.messages import Event
from pdflow.participation import (
    CheckInHeld,
    CoachingOpened,
    ObservationRecorded,
    VisitMissed,
    VisitScheduled,
)
from pdflow.participation.state.state import LIVE
from pdflow.participation.visits import open_visits
from pdflow.people import PersonId, Tier

UNSEEN_AFTER: Final = timedelta(days=30)
STEPS: Final = (1, 3, 6)
"""From how many visits on somebody counts to the next step."""
STEP_NAMES: Final = ("No visit", "1 or 2", "3 to 5", "6 or more")
BARS: Final = 32
"""As many coaches as a picture on one page holds."""


@attrs.frozen
class Caller:
    """One of a coach's people: their tier, the visits had with this coach, missed and to come, and the last one."""

    person: PersonId
    tier: Tier
    visits: int
    missed: int
    to_come: int
    last: datetime | None
    unseen: bool
    """Whether the last visit, or the beginning of support, is over thirty days ago; nobody on leave is."""


@attrs.frozen
class Load:
    """A coach and their people; None stands for those without a coach."""

    coach: PersonId | None
    people: tuple[Caller, ...]
    intensive_limit: int | None
    limit: int | None

    @property
    def intensive(self) -> int:
        """How many are in the intensive tier."""
        return sum(caller.tier is Tier.INTENSIVE for caller in self.people)

    @property
    def over(self) -> bool:
        """Whether it is more than the policy warns of."""
        over_intensive = self.intensive_limit is not None and self.intensive > self.intensive_limit
        return self.coach is not None and (over_intensive or (self.limit is not None and len(self.people) > self.limit))

    def spread(self) -> tuple[int, ...]:
        """How many people had no visit, one or two, three to five, six or more."""
        counts = [0] * len(STEP_NAMES)
        for caller in self.people:
            counts[bisect_right(STEPS, caller.visits)] += 1
        return tuple(counts)


@attrs.frozen
class Caseload(Document):
    """Each coach's people and visits."""

    title: ClassVar[str] = "Caseload and visit spread"
    at: datetime
    loads: tuple[Load, ...]

    def facts(self) -> Iterator[Fact]:
        yield Fact("As of", self.at)
        yield Fact("Coaches", sum(load.coach is not None for load in self.loads))
        yield Fact("People", sum(len(load.people) for load in self.loads))

    def sections(self) -> Iterator[Section]:
        for first in range(0, len(self.loads), BARS):
            yield Section("People by the visits they had" if not first else "", (Drawing(_Drawn(self, first)),))
        columns = ("Coach", "People", "Intensive", "Over the limit", "Visits", "Fewest", "Median", "Most", "Missed",
                   "To come", "Not seen for 30 days")  # fmt: skip
        rows = map(_row, self.loads)
        yield Section("Coach by coach", (Table("Caseload", columns, rows, empty="Nobody is enrolled."),))


@attrs.frozen
class _Drawn:
    caseload: Caseload
    first: int

    def __call__(self, reader: Reader) -> Picture:
        loads = self.caseload.loads[self.first : self.first + BARS]
        nobody = reader.say("No coach yet")
        bars = [Bar(nobody if load.coach is None else reader.name(load.coach), load.spread()) for load in loads]
        told = ", ".join(f"{bar.label} {sum(bar.parts)}" for bar in bars)
        steps = [reader.say(step) for step in STEP_NAMES]
        limits = [load.limit for load in loads if load.limit is not None]
        largest = max(sum(bar.parts) for bar in bars)
        limit = (limits[0], f"{reader.say('Limit')} {limits[0]}") if limits and limits[0] <= 3 * largest else None
        return bar_picture(reader.say("People by the visits they had"), f"{told}.", steps, bars, limit)


def _row(load: Load) -> tuple[Cell, ...]:
    visits = [caller.visits for caller in load.people]
    spread = (sum(visits), min(visits), float(median(visits)), max(visits))
    counts = (
        sum(c.missed for c in load.people),
        sum(c.to_come for c in load.people),
        sum(c.unseen for c in load.people),
    )
    coach = Words("No coach yet") if load.coach is None else Named(load.coach)
    return (coach, len(load.people), load.intensive, load.over or None, *spread, *counts)


def caseload(participations: Mapping[str, Iterable[Event[Any]]], at: datetime) -> Caseload:
    """Each coach's people and their visits at a moment, from the events of each person's stream."""
    found: dict[PersonId | None, list[Life]] = {}
    for life in lives(participations):
        if life.state.phase in LIVE:
            found.setdefault(life.state.coach, []).append(life)
    loads = (_load(coach, theirs, at) for coach, theirs in found.items())
    return Caseload(
        at, tuple(sorted(loads, key=lambda load: (load.coach is None, -len(load.people), load.coach or "")))
    )


def _load(coach: PersonId | None, theirs: list[Life], at: datetime) -> Load:
    policy = theirs[0].state.policy
    callers = tuple(_caller(coach, life, at) for life in theirs)
    return Load(coach, callers, policy.caseload_intensive, policy.caseload_total)


def _caller(coach: PersonId | None, life: Life, at: datetime) -> Caller:
    state, told = life.state, life.told
    had = [
        e
        for e in told.events
        if isinstance(e, ObservationRecorded | CheckInHeld | CoachingOpened) and e.by.person == coach
    ]
    with_coach = {visit.visit for visit in told.each(VisitScheduled) if visit.supporter == coach}
    ahead = (name for name in open_visits(state) if name in with_coach and state.visits[name].start > at)
    last = max((event.at for event in had), default=None)
    since = last or state.supported_since
    return Caller(
        person=state.person,
        tier=state.tier,
        visits=len(had),
        missed=sum(missed.visit in with_coach for missed in told.each(VisitMissed)),
        to_come=sum(1 for _ in ahead),
        last=last,
        unseen=since is not None and state.paused is None and at - since > UNSEEN_AFTER,
    )
