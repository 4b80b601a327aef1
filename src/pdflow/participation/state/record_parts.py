"""Parts of records: what a command lists, each item with the name of what it is about."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pdflow.kernel.fields import Makes, RecordId
from pdflow.kernel.frozen import frozen
from pdflow.kernel.header import Header
from pdflow.participation.state.vocabulary import Progress
from pdflow.people import COORDINATION_ID, SYSTEM
from pdflow.values import Level


def is_handed_on(header: Header, record: RecordId) -> bool:
    """Whether coordination made a record: in the role of the host's automation, and under the id of its command."""
    return header.id == record and header.by.role == SYSTEM


def is_by_coordination(header: Header) -> bool:
    """Whether coordination did something to a record."""
    return header.by.role == SYSTEM and header.by.person == COORDINATION_ID


@frozen
class CommittedStep:
    """A step of a commitment, with a name by which it can be reviewed.

    Args:
        step: The name of the step.
        text: What will be done.
        by: The day by which it will be done.
        help_wanted: What help with it the person wishes for, and from whom.
    """

    step: Annotated[RecordId, Makes("commitments")]
    text: str
    by: date | None = None
    help_wanted: str = ""


@frozen
class Focus:
    """A goal looked at (a committed step, priority, growth area or action step), and how far it is in place."""

    on: RecordId
    level: Level | None = None


@frozen
class PriorityProgress:
    """How far a priority has come."""

    priority: RecordId
    progress: Progress


@frozen
class StepReview:
    """How far an action step or committed step has come."""

    step: RecordId
    progress: Progress


@frozen
class Shown:
    """How far a practice is in place, and the evidence for it (the host's own reference)."""

    on: RecordId
    level: Level
    evidence: str = ""


@frozen
class HomeStep:
    """An action step taken home from a session; it serves the session's growth area."""

    step: Annotated[RecordId, Makes("steps")]
    statement: str
    look_for: str
    due: date | None = None
