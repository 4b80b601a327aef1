"""Outcome readings: outcomes measured again, and which readings count as that."""

from __future__ import annotations

from datetime import date

from pdflow.engagement.outcomes import no_outcome_stated
from pdflow.engagement.rights import the_programme
from pdflow.engagement.state import CLOSED, DESIGN_ON, Engagement, Moves, Reading, first_training_day, last_recorded
from pdflow.kernel.fields import RecordId, key, names
from pdflow.kernel.guards import Objection, detail, fact
from pdflow.kernel.lifecycle import move
from pdflow.kernel.messages import Command, Event, command, event
from pdflow.values import EvaluationLevel, OutcomeKind, OutcomeOf

GROUP_LEVELS = frozenset({EvaluationLevel.ORGANISATION, EvaluationLevel.USE, EvaluationLevel.LEARNER_OUTCOME})
LEARNED_KINDS = frozenset({OutcomeKind.ATTITUDE, OutcomeKind.SKILL})


@command(by=the_programme)
class RecordReading(Command[Engagement]):
    """Record a reading of an outcome: of the group, or of a person without naming the person.

    Args:
        level: What the reading is evidence of; without a level it is taken as a baseline.
        supersedes: A reading that this one corrects.
    """

    reading: RecordId = key("readings")
    outcome: RecordId = names("outcomes", unknown="outcome.unknown")
    value: float
    on: date
    level: EvaluationLevel | None = None
    at_workplace: bool = False
    supersedes: RecordId | None = None


@event("engagement.reading_recorded")
class ReadingRecorded(Event[Engagement]):
    """An outcome was read; a reading after the closing does not change the frozen summary."""

    reading: RecordId
    outcome: RecordId
    value: float
    on: date
    level: EvaluationLevel | None
    at_workplace: bool
    supersedes: RecordId | None

    def apply(self, state: Engagement) -> None:
        values = (self.value, self.on, self.level, self.at_workplace, self.supersedes, self.outcome)
        state.readings[self.reading] = Reading(self.at, *values)


@detail("outcome.before_baseline")
def before_baseline(state: Engagement, record: RecordReading) -> Objection:
    """A reading is compared only with a baseline that was read, and not where it is itself a baseline."""
    name = last_recorded(state.baselines, lambda baseline: baseline.outcome == record.outcome)
    known = state.baselines.get(name or "")
    if known is None or known.value is None or record.level is None or record.on >= known.on:
        return None
    return {"on": record.on, "baseline": known.on}


@fact("outcome.not_remeasured", remedy="RecordReading", waivable=True)
def not_remeasured(state: Engagement) -> Objection:
    """Only outcomes of the group; those of a person are judged on each participation."""
    if not state.policy.remeasure_before_complete:
        return None
    of_the_group = (name for name, outcome in state.outcomes.items() if outcome.whose is OutcomeOf.GROUP)
    when = state.policy.measured_when(first_training_day(state))
    return tuple({"outcome": name} | when for name in of_the_group if not is_remeasured(state, name))


def is_remeasured(state: Engagement, outcome: RecordId) -> bool:
    """Whether a reading in the policy's window after the first training counts as measuring the outcome again (GUSKEY).

    Evidence of use, of the organisation or of learners counts. Learning counts for an attitude or a skill where it was
    read at the workplace; reaction never does.
    """
    kind = state.outcomes[outcome].kind
    return any(
        reading.outcome == outcome and _counts(kind, reading) and _in_the_window(state, reading.on)
        for reading in state.readings.values()
    )


def _counts(kind: OutcomeKind, reading: Reading) -> bool:
    if reading.level is EvaluationLevel.LEARNING:
        return reading.at_workplace and kind in LEARNED_KINDS
    return reading.level in GROUP_LEVELS


def _in_the_window(state: Engagement, day: date) -> bool:
    trained = first_training_day(state)
    return trained is not None and state.policy.measures_after((day - trained).days)


MOVES: Moves = (
    move(RecordReading, (*DESIGN_ON, CLOSED), guards=[no_outcome_stated, before_baseline], then=ReadingRecorded),
)
