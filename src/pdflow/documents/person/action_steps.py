"""One person's action steps, and how each ended."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime

import attrs

from pdflow.audience import Audience
from pdflow.documents.history import EffectiveEvents
from pdflow.documents.page import Column, DayCell, Table, day_of
from pdflow.documents.person.record_texts import record_texts
from pdflow.kernel.fields import RecordId
from pdflow.participation import (
    ActionStepAgreed,
    ActionStepCompleted,
    ActionStepDropped,
    ActionStepExtended,
    Ending,
    Participation,
)


@attrs.frozen
class ActionStepHistory:
    """An action step as agreed, its due date as last extended, and how it ended."""

    step: RecordId
    agreed: datetime
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
            due=extended.get(step.step, step.due),
            statement=step.statement,
            look_for=step.look_for,
            serves=texts.get(step.serves, step.serves),
            how=how,
            until=until,
        )


def action_step_table(steps: Iterable[ActionStepHistory]) -> Table:
    """A person's action steps; what they say is for the pair."""
    private = [Column(heading, Audience.PAIR) for heading in ("Step", "Look for", "Serves")]
    rows = [(DayCell(s.agreed), s.due, s.statement, s.look_for, s.serves, s.how, day_of(s.until)) for s in steps]
    return Table("Action steps", ("Agreed", "Due", *private, "Ended", "On"), rows)
