"""What is owed, as documents tell it: of whom, in words that the team may read, and by which last day."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Final

import attrs

from pdflow.agenda import (
    Item,
    Status,
    directors_list,
    week,
)
from pdflow.calendar import WorkingDays
from pdflow.documents.history.folded import Effort, Life
from pdflow.documents.history.sessions import sittings
from pdflow.documents.page.blocks import Cell, Named, Words
from pdflow.engagement import TaskAssigned
from pdflow.kernel.fields import RecordId
from pdflow.participation import PracticeCommitted
from pdflow.people import PersonId, Role

Stream = Life | Effort


@attrs.frozen
class Owed:
    """Something owed of a person or in an engagement: about what, by which last day, and for how many days late."""

    stream: str
    of: str
    """The person it is about, or the engagement."""
    site: str | None
    item: Item
    about: Cell
    by: date
    days: int

    @property
    def late(self) -> bool:
        """Whether its last day in time has gone by."""
        return self.breached or self.item.status is Status.OVERDUE

    @property
    def breached(self) -> bool:
        """Whether it is long overdue."""
        return self.item.status is Status.BREACHED

    @property
    def label(self) -> Words:
        """What is owed."""
        return Words(f"obligation.{self.item.owed.code}")

    @property
    def what(self) -> tuple[tuple[Cell, ...], ...]:
        """What is owed, and below it what it is about."""
        return (self.label,), (self.about,)

    @property
    def who(self) -> Cell:
        """The person who owes it, or else the role."""
        owed = self.item.owed
        return owed.role if owed.owner is None else Named(owed.owner)


def owed_in(
    streams: Sequence[Stream],
    at: datetime,
    days: WorkingDays,
    owner: PersonId | None = None,
    roles: Collection[Role] = (),
) -> list[Owed]:
    """Everything owed in these streams, or what one person owes in a week: the most urgent first."""
    states = {str(place): stream.state for place, stream in enumerate(streams)}
    items = directors_list(states, at, days) if owner is None else week(owner, states, at, days, roles)
    return [_owed(streams[int(item.of)], item, at, days) for item in items]


def _owed(stream: Stream, item: Item, at: datetime, days: WorkingDays) -> Owed:
    by = item.owed.last_day
    about = _about(stream, item.owed.code, item.owed.about)
    return Owed(stream.stream, stream.name, stream.site, item, about, by, max((days.day(at) - by).days, 0))


def _about(stream: Stream, code: str, name: RecordId | None) -> Cell:
    """What an obligation is about, where that is the team's to read; empty where it is the pair's, or says no more."""
    if name is None:
        return ""
    if isinstance(stream, Life):
        return OF_PERSON.get(code, _nothing)(stream, name)
    return OF_ENGAGEMENT.get(code, _nothing)(stream, name)


def _nothing(stream: Stream, name: RecordId) -> Cell:
    return ""


def committed(life: Life, step: RecordId) -> Cell:
    """The words of a commitment."""
    made = (each for event in life.told.each(PracticeCommitted) for each in event.steps)
    return next((each.text for each in made if each.step == step), "")


def strategy(effort: Effort, plan: RecordId) -> Cell:
    """Which follow-up strategy is planned."""
    return effort.state.plans[plan].strategy


def _outcome(life: Life, name: RecordId) -> Cell:
    return next((outcome.statement for outcome in life.state.own_outcomes() if outcome.outcome == name), "")


def _session(life: Life, name: RecordId) -> Cell:
    return Named(name)


def _observed(life: Life, name: RecordId) -> Cell:
    return life.state.observations[name].at.date()


def _visit(life: Life, name: RecordId) -> Cell:
    visit = life.state.visits[name]
    return visit.kind, visit.start


def _task(effort: Effort, name: RecordId) -> Cell:
    return next(task.title for task in effort.told.each(TaskAssigned) if task.task == name)


def _sitting(effort: Effort, name: RecordId) -> Cell:
    return next((sitting.name for sitting in sittings(effort.told) if sitting.session == name), "")


OF_PERSON: Final[Mapping[str, Callable[[Life, RecordId], Cell]]] = {
    "baseline.take": _outcome,
    "outcome.measure": _outcome,
    "outcome.waive": _outcome,
    "session.make_up": _session,
    "evaluation.submit": _session,
    "commitment.review": committed,
    "observation.debrief": _observed,
    "observation.hand_over": _observed,
    "visit.record": _visit,
    "coaching.return_visit": _visit,
}
OF_ENGAGEMENT: Final[Mapping[str, Callable[[Effort, RecordId], Cell]]] = {
    "task.complete": _task,
    "follow_up.give": strategy,
    "training.deliver": _sitting,
}
"""Of what somebody by name owes."""
