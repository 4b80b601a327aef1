"""Rights: who may do what in an engagement. A host replaces them by its own with ``decider.with_rights``."""

from __future__ import annotations

from typing import Protocol

from pdflow.engagement.state import Engagement
from pdflow.kernel.fields import RecordId
from pdflow.kernel.header import Header
from pdflow.kernel.refusal import Reason
from pdflow.kernel.rights import Right, in_role
from pdflow.people import COMMISSIONER, COORDINATOR, FACILITATOR, PARTNER, SYSTEM

the_coordinator = in_role(COORDINATOR)
the_programme = in_role(COORDINATOR, SYSTEM)
the_commissioner = in_role(COMMISSIONER, COORDINATOR)
a_trainer = in_role(FACILITATOR, PARTNER, COORDINATOR)
an_evaluation_collector = in_role(FACILITATOR, PARTNER, COORDINATOR, SYSTEM)
a_side_of_the_partnership = in_role(COMMISSIONER, PARTNER, COORDINATOR)


class NamesTask(Protocol):
    """A command about somebody's task."""

    @property
    def header(self) -> Header: ...

    @property
    def task(self) -> RecordId: ...


def _task_of_another(state: Engagement, command: NamesTask) -> Reason | None:
    task, by = state.tasks.get(command.task), command.header.by
    if by.role == COORDINATOR or task is None or task.person == by.person:
        return None
    return Reason("right.role", {"has": by.role, "needs": (COORDINATOR,), "task_of": task.person})


the_owner_of_the_task = Right[Engagement](a_trainer.roles, a_trainer.forbids, _task_of_another)
"""The right of a trainer, over a task of their own."""
