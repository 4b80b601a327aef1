"""What happened, counted while it happens: phases by week, refusals and their end, waiting, coaches' hours."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import attrs

from pdflow.agenda import Obligation
from pdflow.kernel.refusal import Reason
from pdflow.people import PersonId

PAUSED = "PAUSED"
"""Where somebody on leave is counted, whatever their phase."""
LOST = "LOST"
"""How a coach's time is counted that somebody missed."""


class Asked(NamedTuple):
    """What was refused, and for which reason."""

    command: str
    code: str


@attrs.define
class Refusal:
    """How often a command was refused for a reason, and how often it was carried out after all."""

    example: Reason
    times: int = 0
    remedied: int = 0
    days: list[int] = attrs.field(factory=list)
    """From the first refusal to the command carried out."""


class Key(NamedTuple):
    """By what an obligation on a list is known: its code, and what it is about."""

    code: str
    about: str | None


@attrs.frozen
class Listed:
    """An obligation as it stood on a list: when that was read, and on how many lists it has been by then."""

    owed: Obligation
    read: float
    times: int


@attrs.define
class Slips:
    """What became of the obligations of one code that came onto a list."""

    listed: int = 0
    in_time: int = 0
    late: int = 0
    fell_away: int = 0
    """Ended otherwise than by being done: by a waiver, a cycle's end, somebody's leaving."""
    carried: int = 0
    """On more than one list."""

    def end(self, in_time: bool | None) -> None:
        """Count one that is no longer owed; None where it was not done."""
        if in_time is None:
            self.fell_away += 1
        elif in_time:
            self.in_time += 1
        else:
            self.late += 1


@attrs.define
class Journal:
    """The counts of one run. A decision is a command asked, whatever its answer."""

    decisions: int = 0
    events: int = 0
    silences: int = 0
    refused: int = 0
    """Commands refused, each with one reason or several."""
    phases: Counter[str] = attrs.field(factory=Counter)
    weeks: list[Mapping[str, int]] = attrs.field(factory=list)
    """How many people were where at the end of each week."""
    refusals: dict[Asked, Refusal] = attrs.field(factory=dict)
    waits: dict[PersonId, list[int]] = attrs.field(factory=lambda: defaultdict(list))
    """By coach: days from being ready for coaching to the session."""
    first_follow_ups: list[int] = attrs.field(factory=list)
    """Days from the end of the first training to the first follow-up."""
    minutes: dict[PersonId, list[Counter[str]]] = attrs.field(factory=lambda: defaultdict(list))
    """By coach and week: minutes by kind of visit, and those lost."""
    duties: dict[str, Slips] = attrs.field(factory=lambda: defaultdict(Slips))
    """By code: how what was on the lists was worked."""
    readings: list[tuple[float | None, float]] = attrs.field(factory=list)
    """Each outcome read again, beside the baseline where there is one."""

    def moved(self, left: str, entered: str) -> None:
        """Count somebody where they now are."""
        self.phases[left] -= 1
        self.phases[entered] += 1

    def refuse(self, command: str, reasons: Iterable[Reason]) -> None:
        """Count a refusal under each of its reasons."""
        self.refused += 1
        for reason in reasons:
            asked = Asked(command, reason.code)
            if asked not in self.refusals:
                self.refusals[asked] = Refusal(reason)
            self.refusals[asked].times += 1

    def remedy(self, asked: Asked, days: int) -> None:
        """Count a command that was refused before and is now carried out."""
        refusal = self.refusals[asked]
        refusal.remedied += 1
        refusal.days.append(days)

    def spend(self, coach: PersonId, week: int, kind: str, minutes: int) -> None:
        """Count a coach's time."""
        weeks = self.minutes[coach]
        while len(weeks) <= week:
            weeks.append(Counter())
        weeks[week][kind] += minutes

    def read(self, baseline: float | None, value: float) -> None:
        """Count an outcome that was read again."""
        self.readings.append((baseline, value))

    def end_week(self) -> None:
        """Keep how many people are where."""
        self.weeks.append({where: count for where, count in self.phases.items() if count})
