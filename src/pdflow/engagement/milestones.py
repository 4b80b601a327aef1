"""Milestones: days in the bands of the timeline, reached, moved or dropped (agency guide)."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pdflow.audience import Audience, TeamNote
from pdflow.engagement.chronology import outside_band
from pdflow.engagement.rights import the_coordinator
from pdflow.engagement.state import (
    DESIGN_ON,
    Band,
    Engagement,
    Milestone,
    MilestoneEnd,
    MilestoneMove,
    Moves,
    band_and_day_of_milestone,
    kept,
    last_recorded,
    open_milestones,
)
from pdflow.kernel.fields import RecordId, is_blank, key, names, restates_of
from pdflow.kernel.guards import Objection, detail, fact
from pdflow.kernel.lifecycle import move
from pdflow.kernel.messages import Command, Event, command, event


@command(by=the_coordinator)
class AddMilestone(Command[Engagement]):
    """Add a milestone, to be reached by a day within a band."""

    milestone: RecordId = key("milestones")
    title: str
    band: Band
    on: date


@command(by=the_coordinator)
class ReachMilestone(Command[Engagement]):
    """Record a milestone as reached."""

    milestone: RecordId = names("milestones", unknown="milestone.unknown")


@command(by=the_coordinator)
class MoveMilestone(Command[Engagement]):
    """Move a milestone to another day, perhaps in another band, with a reason."""

    milestone: RecordId = names("milestones", unknown="milestone.unknown")
    band: Band = restates_of("milestone", lambda state, milestone: band_and_day_of_milestone(state, milestone)[0])
    on: date = restates_of("milestone", lambda state, milestone: band_and_day_of_milestone(state, milestone)[1])
    reason: str
    note: TeamNote = None


@command(by=the_coordinator)
class DropMilestone(Command[Engagement]):
    """Drop a milestone that is no longer wanted, with a reason."""

    milestone: RecordId = names("milestones", unknown="milestone.unknown")
    reason: str
    note: TeamNote = None


@event("engagement.milestone_added")
class MilestoneAdded(Event[Engagement]):
    """A milestone was added."""

    milestone: Annotated[RecordId, Audience.ALL]
    title: Annotated[str, Audience.ALL]
    band: Annotated[Band, Audience.ALL]
    on: Annotated[date, Audience.ALL]

    def apply(self, state: Engagement) -> None:
        state.milestones[self.milestone] = kept(Milestone, self)


@event("engagement.milestone_reached")
class MilestoneReached(Event[Engagement]):
    """A milestone was reached."""

    milestone: Annotated[RecordId, Audience.ALL]

    def apply(self, state: Engagement) -> None:
        state.milestone_ends[self.milestone] = MilestoneEnd(self.at, self.header.id, True, self.milestone)


@event("engagement.milestone_moved")
class MilestoneMoved(Event[Engagement]):
    """A milestone was moved to another day."""

    milestone: Annotated[RecordId, Audience.ALL]
    band: Annotated[Band, Audience.ALL]
    on: Annotated[date, Audience.ALL]
    reason: Annotated[str, Audience.ALL]
    note: TeamNote

    def apply(self, state: Engagement) -> None:
        moved = MilestoneMove(self.at, self.header.id, self.band, self.on, self.milestone, self.reason)
        state.milestone_moves[self.header.id] = moved


@event("engagement.milestone_dropped")
class MilestoneDropped(Event[Engagement]):
    """A milestone was dropped."""

    milestone: Annotated[RecordId, Audience.ALL]
    reason: Annotated[str, Audience.ALL]
    note: TeamNote

    def apply(self, state: Engagement) -> None:
        state.milestone_ends[self.milestone] = MilestoneEnd(self.at, self.header.id, False, self.milestone, self.reason)


@detail("task.outside_band")
def milestone_outside_band(state: Engagement, command: AddMilestone | MoveMilestone) -> Objection:
    return outside_band(state, command.band, command.on)


@fact("milestone.unknown", remedy="AddMilestone")
def no_open_milestone(state: Engagement) -> Objection:
    return not open_milestones(state)


@detail("milestone.unknown", remedy="AddMilestone")
def milestone_settled(state: Engagement, command: ReachMilestone | MoveMilestone | DropMilestone) -> Objection:
    """A milestone that was reached or dropped stays so, unless that is voided."""
    end = state.milestone_ends.get(command.milestone)
    return {"milestone": command.milestone, "done": end.at} if end else None


@detail("record.unchanged")
def not_moved(state: Engagement, move: MoveMilestone) -> Objection:
    """A move is to another day or band, unless the last move is repeated as it was."""
    is_open = move.milestone in open_milestones(state)
    return is_open and band_and_day_of_milestone(state, move.milestone) == (move.band, move.on)


@detail("milestone.no_reason")
def no_reason(state: Engagement, change: MoveMilestone | DropMilestone) -> Objection:
    return is_blank(change.reason)


def reached_already(state: Engagement, reach: ReachMilestone) -> bool:
    end = state.milestone_ends.get(reach.milestone)
    return end is not None and end.reached


def dropped_already(state: Engagement, drop: DropMilestone) -> bool:
    end = state.milestone_ends.get(drop.milestone)
    return end is not None and not end.reached and not any(end.difference(drop))


def moved_already(state: Engagement, move: MoveMilestone) -> bool:
    """Whether the last move of the milestone was the same, or an earlier one is sent again."""
    if move.header.id in state.milestone_moves:
        return True
    name = last_recorded(state.milestone_moves, lambda former: former.milestone == move.milestone)
    is_open = move.milestone in open_milestones(state)
    return is_open and name is not None and not any(state.milestone_moves[name].difference(move))


MOVES: Moves = (
    move(AddMilestone, DESIGN_ON, guards=[milestone_outside_band], then=MilestoneAdded),
    move(
        ReachMilestone,
        DESIGN_ON,
        guards=[no_open_milestone, milestone_settled],
        then=MilestoneReached,
        no_op_if=reached_already,
    ),
    move(
        MoveMilestone,
        DESIGN_ON,
        guards=[no_open_milestone, milestone_settled, not_moved, no_reason, milestone_outside_band],
        then=MilestoneMoved,
        no_op_if=moved_already,
    ),
    move(
        DropMilestone,
        DESIGN_ON,
        guards=[no_open_milestone, milestone_settled, no_reason],
        then=MilestoneDropped,
        no_op_if=dropped_already,
        gives_up=True,
    ),
)
