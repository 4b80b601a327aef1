"""Milestones: added within a band, and reached, moved or dropped."""

import pytest
from tests.engagement.stories import after, day, in_design, office, on, void

from pdflow.engagement import (
    AddMilestone,
    Band,
    DropMilestone,
    MilestoneDropped,
    MilestoneMoved,
    MilestoneReached,
    MoveMilestone,
    ReachMilestone,
    band_and_day_of_milestone,
    open_milestones,
)

EARLY, LATER = Band.MONTHS_1_TO_6, Band.MONTHS_7_TO_12
ADDED = (*in_design(), AddMilestone(office(1), milestone="mi1", title="all trained", band=EARLY, on=on(60)))
ANOTHER = AddMilestone(office(1), milestone="mi2", title="all visited", band=EARLY, on=on(90))
REACHED = ReachMilestone(office(50), milestone="mi1")
DROPPED = DropMilestone(office(50), milestone="mi1", reason="not wanted")


def moved(n: float = 20, to: int = 90, band: Band = EARLY, reason: str = "exams", name: str = "mi1") -> MoveMilestone:
    return MoveMilestone(office(n), milestone=name, band=band, on=on(to), reason=reason)


def test_a_milestone_is_reached_once() -> None:
    state = after(*ADDED).when(REACHED).then(MilestoneReached(REACHED.header, milestone="mi1"))
    assert open_milestones(state) == []
    after(*ADDED, REACHED).when(ReachMilestone(office(51), milestone="mi1")).nothing()


def test_a_milestone_is_moved_with_a_reason_within_its_band() -> None:
    command = moved()
    after(*ADDED).when(command).then(
        MilestoneMoved(command.header, milestone="mi1", band=EARLY, on=on(90), reason="exams", note=None)
    )
    state = after(*ADDED, command, moved(30, 200, LATER)).state
    assert band_and_day_of_milestone(state, "mi1") == (LATER, on(200))
    after(*ADDED, command).when(moved(21)).nothing()
    after(*ADDED, command).when(moved(21, reason="other")).refused("record.unchanged")
    after(*ADDED).when(moved(reason=" ")).refused("milestone.no_reason")
    [reason] = after(*ADDED).when(moved(to=200)).refused("task.outside_band")
    assert reason.parameters["day"] == on(200)


def test_a_milestone_is_dropped_with_a_reason() -> None:
    after(*ADDED).when(DROPPED).then(MilestoneDropped(DROPPED.header, milestone="mi1", reason="not wanted", note=None))
    after(*ADDED, DROPPED).when(DropMilestone(office(51), milestone="mi1", reason="not wanted")).nothing()
    after(*ADDED, DROPPED).when(DropMilestone(office(51), milestone="mi1", reason="x")).refused("milestone.unknown")
    after(*ADDED).when(DropMilestone(office(50), milestone="mi1", reason="")).refused("milestone.no_reason")


@pytest.mark.parametrize(
    ("done", "command"), [(REACHED, moved(51)), (REACHED, DROPPED), (DROPPED, REACHED), (DROPPED, moved(51))]
)
def test_what_was_reached_or_dropped_stays_so_until_that_is_voided(done, command) -> None:
    [reason] = after(*ADDED, ANOTHER, done).when(command).refused("milestone.unknown")
    assert (reason.parameters, reason.remedy) == ({"milestone": "mi1", "done": day(50)}, "AddMilestone")
    assert after(*ADDED, done, void(office(52), done.header.id)).when(command).events


def test_a_move_voided_leaves_the_milestone_where_it_was() -> None:
    command = moved()
    state = after(*ADDED, command, void(office(21), command.header.id)).state
    assert band_and_day_of_milestone(state, "mi1") == (EARLY, on(60))


@pytest.mark.parametrize("command", [moved(name="mi9"), ReachMilestone(office(9), milestone="mi9")])
def test_what_nobody_added_is_unknown(command) -> None:
    after(*ADDED).when(command).refused("milestone.unknown")
    after(*in_design()).when(command).refused("milestone.unknown")
