"""Roles: what managers and trainers do for the implementation (follow-through article)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any

from pdflow.audience import Audience
from pdflow.engagement.rights import the_commissioner
from pdflow.engagement.state import DESIGN_ON, DefinedRole, Engagement, Moves, last_recorded
from pdflow.kernel.fields import RecordId, is_blank, key, restates
from pdflow.kernel.lifecycle import move
from pdflow.kernel.messages import Command, Event, command, event
from pdflow.policy import Question


def _restates(question: Question, part: str) -> Any:
    """A part of a role's definition, which a new one replaces."""

    def in_force(state: Engagement, at: datetime) -> str:
        name = last_recorded(state.roles, lambda entry: entry.question is question and entry.at <= at)
        return "" if name is None else state.roles[name].parts[part]

    return restates(in_force)


@command(by=the_commissioner)
class DefineManagerRole(Command[Engagement]):
    """Define how managers support the implementation, and how they track it."""

    definition: RecordId = key("roles")
    supports: str = _restates(Question.MANAGER_ROLE, "supports")
    tracks: str = _restates(Question.MANAGER_ROLE, "tracks")


@command(by=the_commissioner)
class DefineTrainerRole(Command[Engagement]):
    """Define what the trainer advises on implementation steps, and the trainer's part in the follow-up."""

    definition: RecordId = key("roles")
    advice: str = _restates(Question.TRAINER_ROLE, "advice")
    part: str = _restates(Question.TRAINER_ROLE, "part")


@event("engagement.manager_role_defined")
class ManagerRoleDefined(Event[Engagement]):
    """The managers' part in the implementation was defined."""

    definition: Annotated[RecordId, Audience.ALL]
    supports: Annotated[str, Audience.ALL]
    tracks: Annotated[str, Audience.ALL]
    supersedes: RecordId | None

    def apply(self, state: Engagement) -> None:
        state.roles[self.definition] = DefinedRole(
            self.at, Question.MANAGER_ROLE, {"supports": self.supports, "tracks": self.tracks}
        )


@event("engagement.trainer_role_defined")
class TrainerRoleDefined(Event[Engagement]):
    """The trainer's part in the implementation was defined."""

    definition: Annotated[RecordId, Audience.ALL]
    advice: Annotated[str, Audience.ALL]
    part: Annotated[str, Audience.ALL]
    supersedes: RecordId | None

    def apply(self, state: Engagement) -> None:
        state.roles[self.definition] = DefinedRole(
            self.at, Question.TRAINER_ROLE, {"advice": self.advice, "part": self.part}
        )


def role_of(state: Engagement, question: Question) -> RecordId | None:
    """The definition in force of the managers' role or of the trainer's; None where there is none."""
    return last_recorded(state.roles, lambda entry: entry.question is question)


def is_defined(state: Engagement, question: Question) -> bool:
    """Whether the definition in force of a role says something of each part."""
    name = role_of(state, question)
    return name is not None and not any(map(is_blank, state.roles[name].parts.values()))


def manager_role_defined(state: Engagement, define: DefineManagerRole) -> Sequence[ManagerRoleDefined]:
    return (ManagerRoleDefined.of(define, supersedes=role_of(state, Question.MANAGER_ROLE)),)


def trainer_role_defined(state: Engagement, define: DefineTrainerRole) -> Sequence[TrainerRoleDefined]:
    return (TrainerRoleDefined.of(define, supersedes=role_of(state, Question.TRAINER_ROLE)),)


MOVES: Moves = (
    move(DefineManagerRole, DESIGN_ON, then=manager_role_defined),
    move(DefineTrainerRole, DESIGN_ON, then=trainer_role_defined),
)
