"""The subjects of obligations and drift: which commitment, outcome, session, visit, task or strategy they are about."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final

from pdflow.documents.page import Cell, DayCell, NameCell, PhraseCell, RecordCell
from pdflow.engagement import TaskAssigned
from pdflow.history import EngagementHistory, ParticipationHistory, training_sessions
from pdflow.kernel.fields import RecordId
from pdflow.participation import PracticeCommitted

StreamHistory = ParticipationHistory | EngagementHistory


def obligation_subject(history: StreamHistory, code: str, record: RecordId | None) -> Cell:
    """What an obligation is about, as far as the team may read it; else an empty text."""
    if record is None:
        return ""
    if isinstance(history, ParticipationHistory):
        return OF_PERSON[code](history, record) if code in OF_PERSON else ""
    return OF_ENGAGEMENT[code](history, record) if code in OF_ENGAGEMENT else ""


def commitment_text(history: ParticipationHistory, step: RecordId) -> Cell:
    """The text of a committed step."""
    made = (each for event in history.events.of_type(PracticeCommitted) for each in event.steps)
    return next((each.text for each in made if each.step == step), "")


def strategy_of_plan(history: EngagementHistory, plan: RecordId) -> Cell:
    """The strategy that a follow-up plan names."""
    return history.state.plans[plan].strategy


def _outcome(history: ParticipationHistory, name: RecordId) -> Cell:
    return next((outcome.statement for outcome in history.state.own_outcomes() if outcome.outcome == name), "")


def _session(history: ParticipationHistory, name: RecordId) -> Cell:
    described = history.state.describe(name, kind="session")
    if described is None or described.when is None:
        return NameCell(name)
    day = DayCell(described.when) if isinstance(described.when, datetime) else described.when
    return RecordCell(name, (PhraseCell("Training session"), day))


def _observation_day(history: ParticipationHistory, name: RecordId) -> Cell:
    return DayCell(history.state.observations[name].at)


def _visit(history: ParticipationHistory, name: RecordId) -> Cell:
    visit = history.state.visits[name]
    return visit.kind, visit.start


def _task(history: EngagementHistory, name: RecordId) -> Cell:
    return next(task.title for task in history.events.of_type(TaskAssigned) if task.task == name)


def _training_session(history: EngagementHistory, name: RecordId) -> Cell:
    return next((each.name for each in training_sessions(history.events) if each.session == name), "")


OF_PERSON: Final[Mapping[str, Callable[[ParticipationHistory, RecordId], Cell]]] = {
    "baseline.take": _outcome,
    "outcome.measure": _outcome,
    "outcome.waive": _outcome,
    "session.make_up": _session,
    "evaluation.submit": _session,
    "commitment.review": commitment_text,
    "observation.debrief": _observation_day,
    "observation.hand_over": _observation_day,
    "visit.record": _visit,
    "coaching.return_visit": _visit,
}
"""What a person's obligations are about, by their code."""
OF_ENGAGEMENT: Final[Mapping[str, Callable[[EngagementHistory, RecordId], Cell]]] = {
    "task.complete": _task,
    "follow_up.give": strategy_of_plan,
    "training.deliver": _training_session,
}
"""What an engagement's obligations are about, by their code."""
