"""The records of a participation: what its state keeps of each event, without personal texts.

A record keeps every other field of the command that makes it, under the same name, so that one that says something
else under a known name is noticed; ``difference`` says how to compare a field that is kept in another shape.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, datetime
from typing import Any

from pdflow.kernel.fields import RecordId
from pdflow.kernel.records import Action, Description, Record, record, relies_on
from pdflow.participation.state.record_parts import CommittedStep
from pdflow.participation.state.vocabulary import (
    AssessmentTime,
    Confidence,
    Ending,
)
from pdflow.people import PersonId
from pdflow.values import EvaluationLevel, Strategy


@record
class PlannedSession(Record):
    """A training session planned for this person."""

    session: str
    cycle: int
    start: datetime
    minutes: int
    makes_up: str | None
    handed_on: bool = False
    """Whether coordination made it."""

    def difference(self, command: Any) -> Iterator[str]:
        """A command that names no cycle leaves it to the state, so that it cannot say another one."""
        yield from (field for field in super().difference(command) if field != "cycle" or command.cycle is not None)

    def described(self, kind: str) -> Description:
        return Description(kind, when=self.start)


@record
class Attendance(Record):
    """Minutes held of a training session or of a part of it, and minutes the person attended.

    Its time is that of the session: a correction keeps it.
    """

    session: str
    cycle: int
    held: int
    there: int
    makes_up: str | None
    continues: RecordId | None = relies_on(default=None)
    handed_on: bool = False
    """Whether coordination made it."""

    def with_minutes(self, at: datetime, held: int, there: int) -> Attendance:
        """The same of another time, with other minutes."""
        return Attendance(at, self.session, self.cycle, held, there, self.makes_up, self.continues, self.handed_on)


@record
class Assessment(Record):
    """An assessment of learning: by which instrument, before the training or after it."""

    instrument: str
    time: AssessmentTime
    score: float
    out_of: float


@record
class SessionEvaluation(Record):
    """An evaluation of a training session that was handed in; of an anonymous one only that."""

    session: str
    cycle: int
    anonymous: bool
    reaction: int | None
    confidence: Confidence | None
    commitment: int | None
    needs: tuple[str, ...]
    preferred: tuple[Strategy, ...]

    def difference(self, command: Any) -> Iterator[str]:
        """What somebody says again in an anonymous evaluation is not kept, so that it cannot be another."""
        is_kept = ("session", "anonymous") if self.anonymous else None
        yield from (field for field in super().difference(command) if is_kept is None or field in is_kept)


@record
class Commitment(Record):
    """The steps a person committed to, each with its date, and as they were promised."""

    steps: dict[RecordId, date]
    promised: tuple[CommittedStep, ...]

    @property
    def parts(self) -> Collection[RecordId]:
        return self.steps

    def described_part(self, part: RecordId) -> Description:
        text = next((step.text for step in self.promised if step.step == part), "")
        return Description("committed_step", text, self.steps[part])

    def difference(self, command: Any) -> Iterator[str]:
        if command.steps != self.promised:
            yield "steps"


@record
class Extension(Action):
    """A new due date of an action step."""

    due: date
    step: RecordId = relies_on()
    reason: str = ""


@record
class End(Action):
    """The end of a plan, priority, visit, growth area or step: how, on what evidence, through whom or why."""

    how: Ending
    record: RecordId = relies_on()
    evidence: RecordId | None = relies_on(default=None)
    through: PersonId | None = None
    reason: str = ""
    handed_on: bool = False
    """Whether coordination made it."""


@record
class PersonBaseline(Record):
    """A reading of an outcome before the training, or a judgement afterwards of what it was."""

    outcome: str
    on: date
    value: float
    how: str
    retrospective: bool


@record
class Measurement(Record):
    """A later reading of an outcome."""

    outcome: str
    on: date
    level: EvaluationLevel
    at_workplace: bool
    value: float
