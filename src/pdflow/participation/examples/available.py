"""What is at hand when an example is made: free names, goals looked at, evidence, visits that are due."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from pdflow.kernel.fields import RecordId
from pdflow.kernel.header import Header
from pdflow.kernel.messages import Command
from pdflow.participation.state.records import (
    Artifact,
    CheckIn,
    Observation,
    VisitKind,
)
from pdflow.participation.state.state import Participation
from pdflow.participation.visits import open_visits

ExampleMaker = Callable[[Participation, Header], Command[Participation]]
Piece = Observation | Artifact | CheckIn


def free_name(state: Participation, kind: str, ledger: Mapping[RecordId, object]) -> RecordId:
    """A name for a new record that the stream does not know: its kind, the cycle, and a number."""
    number = len(ledger) + 1
    while (name := f"{kind}-{state.cycle}.{number}") in state.voided or state.ledger_of(name):
        number += 1
    return name


def goals(state: Participation) -> tuple[RecordId, ...]:
    """What practice is looked at for: open growth areas and steps, else what was last committed or set."""
    at_hand = (*state.open_growth_areas(), *state.open_steps())
    committed = [step for made in state.commitments.values() for step in made.steps]
    earlier = (*state.steps, *state.growth_areas, *state.priorities, *state.still_open(state.priorities), *committed)
    return at_hand or earlier[-1:]


def pieces(state: Participation) -> list[tuple[RecordId, Piece]]:
    """The evidence on record that looked at something, by when it was taken."""
    taken: dict[RecordId, Piece] = {**state.check_ins, **state.artifacts, **state.observations}
    return sorted(((name, piece) for name, piece in taken.items() if piece.levels), key=lambda piece: piece[1].at)


def visit_due(state: Participation, kind: VisitKind, at: datetime) -> RecordId | None:
    """An open visit of this kind whose time has come; None where there is none."""
    due = (name for name in open_visits(state) if state.visits[name].kind is kind and state.visits[name].start <= at)
    return next(due, None)
