"""Check-ins: short recurring contacts on priorities, steps and obstacles."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, ClassVar

from pdflow.audience import Audience, PairNote
from pdflow.kernel.fields import RecordId, is_blank, key, names
from pdflow.kernel.guards import Objection, detail, fact
from pdflow.kernel.lifecycle import move
from pdflow.kernel.messages import Command, Event, command, event
from pdflow.participation.observations import GOALS
from pdflow.participation.rights import a_supporter
from pdflow.participation.state import (
    LIVE,
    CheckIn,
    Moves,
    Participation,
    PriorityProgress,
    Progress,
    Shown,
    StepReview,
    VisitKind,
)
from pdflow.participation.visits import VISIT_KEPT
from pdflow.values import ContactMinutes, Level


@command(by=a_supporter)
class HoldCheckIn(Command[Participation]):
    """Review priorities and steps (Texas model): every open step, and every committed one whose date has come.

    ``obstacle`` says what stood in the way of what was not done.
    """

    visit_kind: ClassVar[VisitKind] = VisitKind.CHECK_IN
    check_in: RecordId = key("check_ins")
    minutes: ContactMinutes
    progress: tuple[PriorityProgress, ...] = names("priorities", each="priority", default=())
    reviews: tuple[StepReview, ...] = names("steps", "commitments", each="step", parts=True, default=())
    shows: tuple[Shown, ...] = names(*GOALS, each="on", parts=True, default=())
    obstacle: PairNote = None
    reflection: PairNote = None
    visit: RecordId | None = names("visits", unknown="visit.unknown", default=None)
    request: RecordId | None = names("requests", unknown="request.unknown", default=None)


def _with_one_obstacle(data: dict[str, Any]) -> dict[str, Any]:
    """Version 1 had an obstacle in each review, which could not be erased, and knew no request."""
    obstacles = [review["obstacle"] for review in data["reviews"] if review.get("obstacle")]
    reviews = [{"step": review["step"], "progress": review["progress"]} for review in data["reviews"]]
    return {**data, "reviews": reviews, "obstacle": "; ".join(obstacles) or None, "request": None}


@event("participation.check_in_held", version=2, upcasters={1: _with_one_obstacle})
class CheckInHeld(Event[Participation]):
    """A check-in took place."""

    check_in: RecordId
    minutes: ContactMinutes
    progress: Annotated[tuple[PriorityProgress, ...], Audience.PAIR]
    reviews: Annotated[tuple[StepReview, ...], Audience.PAIR]
    shows: Annotated[tuple[Shown, ...], Audience.PAIR]
    obstacle: PairNote
    reflection: PairNote
    visit: RecordId | None
    request: RecordId | None

    def apply(self, state: Participation) -> None:
        reviews = {review.step: review.progress for review in self.reviews}
        levels, named = dict[RecordId, Level | None](), [progress.priority for progress in self.progress]
        for shown in self.shows:
            if is_blank(shown.evidence):
                named.append(shown.on)
            else:
                levels[shown.on] = shown.level
        state.check_ins[self.check_in] = CheckIn(
            self.at,
            self.minutes,
            reviews,
            levels,
            self.visit,
            self.header.by.person,
            self.progress,
            self.shows,
            tuple(named),
            self.request,
        )


@fact("check_in.nothing_to_check", remedy="SetPriority")
def nothing_to_check(state: Participation) -> Objection:
    if state.commitments or state.past.commitments:
        return None
    return not (state.still_open(state.priorities) or state.open_growth_areas() or state.open_steps())


@detail("check_in.step_not_reviewed")
def step_not_reviewed(state: Participation, hold: HoldCheckIn) -> Objection:
    at, reviewed = hold.at, {review.step for review in hold.reviews}
    agreed = [name for name, step in state.steps.items() if name not in state.ends and step.at <= at]
    owed = tuple([step for step in (*agreed, *committed_steps_due(state, at)) if step not in reviewed])
    return {"steps": owed} if owed else None


def committed_steps_due(state: Participation, at: datetime) -> list[RecordId]:
    """The steps promised by this time whose date has come, and that no check-in found done."""
    due, today = list[RecordId](), at.date()
    for commitment in state.commitments.values():
        if commitment.at <= at:
            due += [step for step, by in commitment.steps.items() if by <= today]
    for check_in in state.check_ins.values() if due else ():
        due = [step for step in due if check_in.reviews.get(step) is not Progress.DONE]
    return due


MOVES: Moves = (move(HoldCheckIn, LIVE, guards=[nothing_to_check, step_not_reviewed, *VISIT_KEPT], then=CheckInHeld),)
