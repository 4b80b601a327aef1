"""Outcome readings: outcomes measured again."""

from __future__ import annotations

from datetime import date, datetime

from pdflow.engagement.chronology import in_the_future
from pdflow.engagement.outcomes import no_outcome_stated
from pdflow.engagement.rights import the_programme
from pdflow.engagement.state import (
    CLOSED,
    DESIGN_ON,
    Engagement,
    Moves,
    Reading,
    ReadingWindow,
    is_remeasured,
    kept,
    last_recorded,
    remeasure_window,
)
from pdflow.kernel.fields import RecordId, key, names
from pdflow.kernel.guards import Objection, detail, moment
from pdflow.kernel.lifecycle import move
from pdflow.kernel.messages import Command, Event, command, event
from pdflow.values import EvaluationLevel, OutcomeId, OutcomeOf


@command(by=the_programme)
class RecordReading(Command[Engagement]):
    """Record a reading of an outcome: of the group, or of a person without naming the person.

    Args:
        level: What the reading is evidence of; without a level it is taken as a baseline.
        supersedes: A reading that this one corrects.
    """

    reading: RecordId = key("readings")
    outcome: OutcomeId = names("outcomes", unknown="outcome.unknown")
    value: float
    on: date
    level: EvaluationLevel | None = None
    at_workplace: bool = False
    supersedes: RecordId | None = None


@event("engagement.reading_recorded")
class ReadingRecorded(Event[Engagement]):
    """An outcome was read; a reading after the closing does not change the frozen summary."""

    reading: RecordId
    outcome: OutcomeId
    value: float
    on: date
    level: EvaluationLevel | None
    at_workplace: bool
    supersedes: RecordId | None

    def apply(self, state: Engagement) -> None:
        state.readings[self.reading] = kept(Reading, self)


@detail("outcome.before_baseline")
def before_baseline(state: Engagement, record: RecordReading) -> Objection:
    """A reading is compared only with a baseline that was read, and not where it is itself a baseline."""
    name = last_recorded(state.baselines, lambda baseline: baseline.outcome == record.outcome)
    known = state.baselines.get(name or "")
    if known is None or known.value is None or record.level is None or record.on >= known.on:
        return None
    return {"on": record.on, "baseline": known.on}


@moment("outcome.not_remeasured", remedy="RecordReading", waivable=True)
def not_remeasured(state: Engagement, at: datetime) -> Objection:
    """Only outcomes of the group; those of a person are judged on each participation."""
    window = remeasure_window(state, state.policy_at(at))
    return None if window is not None and window.is_over(at.date()) else _unmeasured(state, at, window)


@moment("outcome.not_remeasured", remedy="Waive", waivable=True)
def never_remeasured(state: Engagement, at: datetime) -> Objection:
    """Once the last day has passed, nothing can be read that counts."""
    window = remeasure_window(state, state.policy_at(at))
    return _unmeasured(state, at, window) if window is not None and window.is_over(at.date()) else None


def _unmeasured(state: Engagement, at: datetime, window: ReadingWindow | None) -> Objection:
    policy = state.policy_at(at)
    if not policy.remeasure_before_complete:
        return None
    when = policy.measured_when() if window is None else {"opens": window.opens, "last_day": window.last_day}
    of_the_group = (name for name, outcome in state.outcomes.items() if outcome.whose is OutcomeOf.GROUP)
    return tuple({"outcome": name} | when for name in of_the_group if not is_remeasured(state, name, policy))


@detail("record.in_the_future")
def read_in_the_future(state: Engagement, record: RecordReading) -> Objection:
    return in_the_future(record.at, "on", record.on)


MOVES: Moves = (
    move(
        RecordReading,
        (*DESIGN_ON, CLOSED),
        guards=[no_outcome_stated, before_baseline, read_in_the_future],
        then=ReadingRecorded,
    ),
)
