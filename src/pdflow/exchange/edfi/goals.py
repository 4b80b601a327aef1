"""Goals: the action steps of one person, as a data store takes them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

import attrs

from pdflow.exchange.edfi.resources import GOALS, EdFiRecord
from pdflow.exchange.edfi.source import EdFiSource
from pdflow.exchange.edfi.titles import acceptable, unique_title
from pdflow.history import EffectiveEvents, ParticipationHistory
from pdflow.participation import (
    ActionStepAgreed,
    ActionStepCompleted,
    ActionStepDropped,
    ActionStepExtended,
    Participation,
)
from pdflow.storage.json_values import JsonObject


@attrs.define
class ActionStep:
    """An action step, and what became of it."""

    agreed: ActionStepAgreed
    due: date
    completed_at: datetime | None = None
    is_dropped: bool = False


def action_steps(events: EffectiveEvents[Participation]) -> list[ActionStep]:
    """The action steps of a person, in all cycles; a later cycle may use the name of a former step again."""
    found: list[ActionStep] = []
    by_name: dict[str, ActionStep] = {}
    for event in events.of_type(ActionStepAgreed, ActionStepExtended, ActionStepCompleted, ActionStepDropped):
        match event:
            case ActionStepAgreed():
                by_name[event.step] = ActionStep(event, event.due)
                found.append(by_name[event.step])
            case ActionStepExtended():
                by_name[event.step].due = event.due
            case ActionStepCompleted():
                by_name[event.step].completed_at = event.at
            case ActionStepDropped():
                by_name[event.step].is_dropped = True
    return found


def goals(history: ParticipationHistory, source: EdFiSource, person: JsonObject) -> Iterator[EdFiRecord]:
    """The goals of one person: their action steps, but those dropped. Only the pair may read what they say.

    Args:
        person: The reference to the person.
    """
    for step in action_steps(history.events):
        if not step.is_dropped:
            yield EdFiRecord(GOALS, _goal(step, history.stream, source, person))


def _goal(step: ActionStep, stream: str, source: EdFiSource, person: JsonObject) -> JsonObject:
    agreed = step.agreed
    body: JsonObject = {
        "assignmentDate": source.day(agreed.at).isoformat(),
        "goalTitle": unique_title(agreed.statement, stream, agreed.header.id, agreed.step, most=255),
        "personReference": person,
        "goalDescription": acceptable(agreed.look_for, 1024),
        "dueDate": step.due.isoformat(),
        "completedIndicator": step.completed_at is not None,
    }
    if step.completed_at is not None:
        body["completedDate"] = source.day(step.completed_at).isoformat()
    return body
