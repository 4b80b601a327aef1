"""Values that examples share: a free name, the goals to look at, evidence, a visit that is due."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from pdflow.kernel.fields import RecordId
from pdflow.kernel.header import Header
from pdflow.kernel.messages import Command
from pdflow.participation.state import Artifact, CheckIn, Observation, Participation, VisitKind, open_visits
from pdflow.people import PersonId

ExampleMaker = Callable[[Participation, Header], Command[Participation]]
EvidenceRecord = Observation | Artifact | CheckIn


def participant(state: Participation) -> PersonId:
    """The participant; a made-up id before anybody is enrolled."""
    return state.person or "participant"


def free_name(state: Participation, kind: str, ledger: Mapping[RecordId, object]) -> RecordId:
    """A name for a new record that is neither taken nor voided: its kind, the cycle and a number."""
    number = len(ledger) + 1
    while (name := f"{kind}-{state.cycle}.{number}") in state.voided or state.taken_by(name):
        number += 1
    return name


def goals_to_look_at(state: Participation) -> tuple[RecordId, ...]:
    """The open growth areas and steps, else the last step committed to, priority, growth area or step."""
    open_goals = (*state.open_growth_areas(), *state.open_steps())
    committed = [step for commitment in state.commitments.values() for step in commitment.steps]
    earlier = (*state.steps, *state.growth_areas, *state.priorities, *state.still_open(state.priorities), *committed)
    return open_goals or earlier[-1:]


def evidence_with_levels(state: Participation) -> list[tuple[RecordId, EvidenceRecord]]:
    """The observations, artifacts and check-ins that give a level of something, the earlier first."""
    records: dict[RecordId, EvidenceRecord] = {**state.check_ins, **state.artifacts, **state.observations}
    return sorted(((name, record) for name, record in records.items() if record.levels), key=lambda item: item[1].at)


def visit_due(state: Participation, kind: VisitKind, at: datetime) -> RecordId | None:
    """An open visit of this kind whose time has come; None if there is none."""
    due = (name for name in open_visits(state) if state.visits[name].kind is kind and state.visits[name].start <= at)
    return next(due, None)
