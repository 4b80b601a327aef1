"""Rights: who may ask what of an engagement. A host with its own permissions replaces them: ``decider.with_rights``."""

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
whoever_collects = in_role(FACILITATOR, PARTNER, COORDINATOR, SYSTEM)
either_side = in_role(COMMISSIONER, PARTNER, COORDINATOR)


class NamesTask(Protocol):
    """A command about somebody's task."""

    @property
    def header(self) -> Header: ...

    @property
    def task(self) -> RecordId: ...


def _task_of_another(state: Engagement, act: NamesTask) -> Reason | None:
    task, by = state.tasks.get(act.task), act.header.by
    if by.role == COORDINATOR or task is None or task.person == by.person:
        return None
    return Reason("right.role", {"has": by.role, "needs": (COORDINATOR,), "task_of": task.person})


whose_task_it_is = Right[Engagement](a_trainer.roles, a_trainer.forbids, _task_of_another)
"""A trainer, of a task of their own."""
