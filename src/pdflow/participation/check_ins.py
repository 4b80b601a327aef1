"""Check-ins: short recurring contacts on priorities, steps and what stands in the way."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import attrs

from pdflow.audience import Audience, PairNote
from pdflow.kernel.fields import RecordId, key, names
from pdflow.kernel.guards import Objection, detail, fact
from pdflow.kernel.lifecycle import move
from pdflow.kernel.messages import (
    Command,
    Event,
    command,
    event,
)
from pdflow.participation.observations import GOALS
from pdflow.participation.rights import a_supporter
from pdflow.participation.state.records import CheckIn, Progress
from pdflow.participation.state.state import LIVE, Moves, Participation
from pdflow.participation.visits import visit_not_open
from pdflow.values import Level


@attrs.frozen
class PriorityProgress:
    """How far a priority has come."""

    priority: RecordId
    progress: Progress


@attrs.frozen
class StepReview:
    """How far an action step or committed step has come, and what stood in the way (a code of the host's)."""

    step: RecordId
    progress: Progress
    obstacle: str = ""


@attrs.frozen
class Shown:
    """How far a practice is in place, and the evidence that was looked at (the host's own pointer)."""

    on: RecordId
    level: Level
    evidence: str = ""


@command(by=a_supporter)
class HoldCheckIn(Command[Participation]):
    """Look at priorities and steps together (Texas model): every open step, and every committed one whose date has come."""

    check_in: RecordId = key("check_ins")
    minutes: int
    progress: tuple[PriorityProgress, ...] = names("priorities", each="priority", default=())
    reviews: tuple[StepReview, ...] = names("steps", "commitments", each="step", default=())
    shows: tuple[Shown, ...] = names(*GOALS, each="on", default=())
    reflection: str | None = None
    visit: RecordId | None = names("visits", unknown="visit.unknown", default=None)


@event("participation.check_in_held")
class CheckInHeld(Event[Participation]):
    """A check-in took place."""

    check_in: RecordId
    minutes: int
    progress: Annotated[tuple[PriorityProgress, ...], Audience.PAIR]
    reviews: Annotated[tuple[StepReview, ...], Audience.PAIR]
    shows: Annotated[tuple[Shown, ...], Audience.PAIR]
    reflection: PairNote
    visit: RecordId | None

    def apply(self, state: Participation) -> None:
        reviews = {review.step: review.progress for review in self.reviews}
        levels: dict[RecordId, Level | None] = {shown.on: shown.level for shown in self.shows if shown.evidence}
        named = (*[each.priority for each in self.progress], *[each.on for each in self.shows if not each.evidence])
        state.check_ins[self.check_in] = CheckIn(self.at, self.minutes, reviews, levels, self.visit, named)


@fact("check_in.nothing_to_check", remedy="SetPriority")
def nothing_to_check(state: Participation) -> Objection:
    if state.commitments:
        return None
    return not (state.still_open(state.priorities) or state.open_growth_areas() or state.open_steps())


@detail("check_in.step_not_reviewed")
def step_not_reviewed(state: Participation, hold: HoldCheckIn) -> Objection:
    reviewed = {review.step for review in hold.reviews}
    agreed = [step for step in state.open_steps() if state.steps[step].at <= hold.at]
    owed = tuple([step for step in (*agreed, *commitments_due(state, hold.at.date())) if step not in reviewed])
    return {"steps": owed} if owed else None


def commitments_due(state: Participation, day: date) -> list[RecordId]:
    """The committed steps whose date has come and that no check-in has found done."""
    seen, made = state.check_ins.values(), state.commitments.values()
    done = {step for each in seen for step, progress in each.reviews.items() if progress is Progress.DONE}
    return [step for each in made for step, by in each.steps.items() if by <= day and step not in done]


MOVES: Moves = (
    move(HoldCheckIn, LIVE, guards=[nothing_to_check, step_not_reviewed, visit_not_open], then=CheckInHeld),
)
