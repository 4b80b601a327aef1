"""The moves of one person's coaching sessions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

import attrs

from pdflow.audience import Audience
from pdflow.documents.page import Cell, NameCell, Table, note_cells, pair_cells
from pdflow.history import EffectiveEvents
from pdflow.participation import CoachingMove, ModelCompared, ModelShown, Participation, StepsNamed, StepsPractised
from pdflow.people import PersonId
from pdflow.values import Level


@attrs.frozen
class CoachingMoveRow:
    """A move of a coaching session, with the steps named, or how often and how well they were practiced."""

    at: datetime
    who: PersonId
    move: CoachingMove
    note: str | None = None
    steps: tuple[str, ...] = ()
    rounds: int | None = None
    level: Level | None = None


def coaching_moves(events: EffectiveEvents[Participation]) -> Iterator[CoachingMoveRow]:
    """The moves of a person's coaching sessions, in the order in which they were recorded."""
    for event in events.all:
        who, at = event.by.person, event.at
        match event:
            case ModelShown():
                yield CoachingMoveRow(at, who, CoachingMove.MODEL, event.model)
            case ModelCompared():
                yield CoachingMoveRow(at, who, CoachingMove.COMPARE, event.gap)
            case StepsNamed():
                yield CoachingMoveRow(at, who, CoachingMove.STEPS, steps=event.steps)
            case StepsPractised():
                yield CoachingMoveRow(
                    at, who, CoachingMove.PRACTICE, event.feedback, rounds=event.rounds, level=event.level
                )


def coaching_move_table(person: PersonId, pair: frozenset[PersonId], moves: Iterable[CoachingMoveRow]) -> Table:
    """The moves of a person's coaching sessions, for the pair, and for who coached."""
    columns = ("When", "With", "Move", "Steps", "Rounds", "Level", "Said")
    rows: list[tuple[Cell, ...]] = []
    for made in moves:
        content = pair_cells(pair | {made.who}, made.move, made.steps, made.rounds, made.level)
        rows.append((made.at, NameCell(made.who), *content, *note_cells((person, made.who), made.note)))
    return Table("Coaching moves", columns, rows, reader=Audience.PAIR)
