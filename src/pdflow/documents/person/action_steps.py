"""One person's action steps, and how each ended."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime

import attrs

from pdflow.audience import Audience
from pdflow.documents.page import Cell, Column, DayCell, Table, day_of, pair_cells
from pdflow.documents.person.record_texts import record_texts
from pdflow.history import EffectiveEvents
from pdflow.kernel.fields import RecordId
from pdflow.participation import (
    ActionStepAgreed,
    ActionStepCompleted,
    ActionStepDropped,
    ActionStepExtended,
    Ending,
    Participation,
)
from pdflow.people import PersonId


@attrs.frozen
class ActionStepHistory:
    """An action step as agreed, its due date as last extended, and how it ended."""

    step: RecordId
    agreed: datetime
    who: PersonId
    due: date
    statement: str
    look_for: str
    serves: str
    """The text of the growth area or priority that it serves."""
    how: Ending | None
    until: datetime | None


def action_steps(events: EffectiveEvents[Participation]) -> Iterator[ActionStepHistory]:
    """A person's action steps, in the order in which they were agreed."""
    texts = record_texts(events)
    extended = {extension.step: extension.due for extension in events.of_type(ActionStepExtended)}
    endings = {completed.step: (Ending.COMPLETED, completed.at) for completed in events.of_type(ActionStepCompleted)}
    endings |= {dropped.step: (Ending.DROPPED, dropped.at) for dropped in events.of_type(ActionStepDropped)}
    for step in events.of_type(ActionStepAgreed):
        how, until = endings.get(step.step, (None, None))
        yield ActionStepHistory(
            step=step.step,
            agreed=step.at,
            who=step.by.person,
            due=extended.get(step.step, step.due),
            statement=step.statement,
            look_for=step.look_for,
            serves=texts.get(step.serves, step.serves),
            how=how,
            until=until,
        )


def action_step_table(pair: frozenset[PersonId], steps: Iterable[ActionStepHistory]) -> Table:
    """A person's action steps; what they say is for the pair, and for who agreed on them."""
    private = [Column(heading, Audience.PAIR) for heading in ("Step", "Look for", "Serves")]
    rows: list[tuple[Cell, ...]] = []
    for step in steps:
        texts = pair_cells(pair | {step.who}, step.statement, step.look_for, step.serves)
        rows.append((DayCell(step.agreed), step.due, *texts, step.how, day_of(step.until)))
    return Table("Action steps", ("Agreed", "Due", *private, "Ended", "On"), rows)
