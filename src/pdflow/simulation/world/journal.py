"""Counts of a run: decisions, refusals and their end, people by phase, waiting times, coaches' hours."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import zip_longest
from typing import Final, NamedTuple

import attrs

from pdflow.kernel.records import Aggregate
from pdflow.kernel.refusal import Reason
from pdflow.people import PersonId
from pdflow.simulation.world.obligation_counts import ObligationCounts

PAUSED = "PAUSED"
"""The status of people on leave, whatever their phase."""
LOST = "LOST"
"""The kind of visit under which a coach's time counts when the other person did not come."""


NOBODY: Final[Mapping[str, int]] = {}


class RefusalKey(NamedTuple):
    """A kind of refusal: the command's name and the reason's code."""

    command: str
    code: str


@attrs.define
class RefusalCounts:
    """Number of refusals of one kind, and of those after which the command was accepted."""

    example: Reason
    state: Aggregate
    """A copy of the state that refused the example, whose records have words for people."""
    times: int = 0
    remedied: int = 0
    days: list[int] = attrs.field(factory=list)
    """Days from each first refusal to the accepted command."""

    def add(self, other: RefusalCounts) -> None:
        """Add the refusals of another run."""
        self.times += other.times
        self.remedied += other.remedied
        self.days += other.days


@attrs.define
class Journal:
    """The counts of one run. Every command attempted counts as one decision, accepted or not."""

    decisions: int = 0
    events: int = 0
    no_ops: int = 0
    """Commands accepted without an event, because they repeat what is recorded."""
    refused: int = 0
    """Commands refused, each for one reason or several."""
    phases: Counter[str] = attrs.field(factory=Counter)
    """Number of people by status: their phase, or PAUSED."""
    weeks: list[Mapping[str, int]] = attrs.field(factory=list)
    """Number of people by status at the end of each week."""
    coached: list[int] = attrs.field(factory=list)
    """By week: people in support at its end who were coached in the course of it."""
    refusals: dict[RefusalKey, RefusalCounts] = attrs.field(factory=dict)
    waits: dict[PersonId, list[int]] = attrs.field(factory=lambda: defaultdict(list))
    """By coach: days from being ready for coaching to the session."""
    first_follow_ups: list[int] = attrs.field(factory=list)
    """Days from the end of the first training to the first follow-up."""
    minutes: dict[PersonId, list[Counter[str]]] = attrs.field(factory=lambda: defaultdict(list))
    """By coach and week: minutes by kind of visit, and those lost."""
    obligations: dict[str, ObligationCounts] = attrs.field(factory=lambda: defaultdict(ObligationCounts))
    """By obligation code: what became of the obligations on the weekly lists."""
    readings: list[tuple[float | None, float]] = attrs.field(factory=list)
    """Each outcome measured again, paired with its baseline, or with None where no baseline was taken."""
    practice: list[float] = attrs.field(factory=list)
    """At the start and by week: the sum of everybody's skill in the practice, which nobody sees."""

    def move(self, left: str, entered: str) -> None:
        """Count a person under another status."""
        self.phases[left] -= 1
        self.phases[entered] += 1

    def refuse(self, command: str, reasons: Iterable[Reason], state: Aggregate) -> None:
        """Count a refusal by a state under each of its reasons."""
        self.refused += 1
        for reason in reasons:
            key = RefusalKey(command, reason.code)
            if key not in self.refusals:
                self.refusals[key] = RefusalCounts(reason, state.copy())
            self.refusals[key].times += 1

    def remedy(self, key: RefusalKey, days: int) -> None:
        """Count a command that was refused before and is accepted now, so many days later."""
        counts = self.refusals[key]
        counts.remedied += 1
        counts.days.append(days)

    def spend(self, coach: PersonId, week: int, kind: str, minutes: int) -> None:
        """Add minutes of a coach's week to a kind of visit."""
        weeks = self.minutes[coach]
        while len(weeks) <= week:
            weeks.append(Counter())
        weeks[week][kind] += minutes

    def measure(self, baseline: float | None, value: float) -> None:
        """Record an outcome measured again."""
        self.readings.append((baseline, value))

    def end_week(self, coached: int, practice: float) -> None:
        """Record how many people have which status, how many in support were coached in the week, and their skill."""
        self.coached.append(coached)
        self.practice.append(practice)
        self.weeks.append({status: count for status, count in self.phases.items() if count})

    def add(self, other: Journal) -> None:
        """Add the counts of another run."""
        self.decisions += other.decisions
        self.events += other.events
        self.no_ops += other.no_ops
        self.refused += other.refused
        self.phases.update(other.phases)
        self.weeks = [_sum(one, more) for one, more in zip_longest(self.weeks, other.weeks, fillvalue=NOBODY)]
        self.coached = [sum(pair) for pair in zip_longest(self.coached, other.coached, fillvalue=0)]
        self.practice = [sum(pair) for pair in zip_longest(self.practice, other.practice, fillvalue=0.0)]
        self.first_follow_ups += other.first_follow_ups
        self.readings += other.readings
        for coach, days in other.waits.items():
            self.waits[coach] += days
        self._add_minutes(other)
        for code, counts in other.obligations.items():
            self.obligations[code].add(counts)
        for key, refusals in other.refusals.items():
            self.refusals.setdefault(key, RefusalCounts(refusals.example, refusals.state)).add(refusals)

    def _add_minutes(self, other: Journal) -> None:
        for coach, weeks in other.minutes.items():
            for week, kinds in enumerate(weeks):
                for kind, minutes in kinds.items():
                    self.spend(coach, week, kind, minutes)


def _sum(one: Mapping[str, int], other: Mapping[str, int]) -> dict[str, int]:
    return {status: one.get(status, 0) + other.get(status, 0) for status in (*one, *other)}
