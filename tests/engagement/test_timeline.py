"""Timeline: milestones and tasks, in bands counted from the start."""

from datetime import date

import pytest
from tests.engagement.stories import after, differs, eve, in_design, lee, office, requested, task, void

from pdflow.calendar import months_after
from pdflow.engagement import (
    AddMilestone,
    Band,
    CompleteTask,
    MilestoneAdded,
    MoveTask,
    TaskAssigned,
    TaskCompleted,
    TaskMoved,
    band_and_day,
    open_tasks,
)

FIRST, SECOND, LATER = Band
DESIGN = in_design()
ASSIGNED = (*DESIGN, task(office(1)))


def milestone(name: str, band: Band, on: date) -> AddMilestone:
    return AddMilestone(office(1), milestone=name, title="first visits done", band=band, on=on)


def move(header, band: Band = FIRST, due: date = date(2026, 11, 1), task: str = "t1") -> MoveTask:
    return MoveTask(header, task=task, band=band, due=due)


def test_a_milestone_has_a_day_in_its_band() -> None:
    command = milestone("mi1", SECOND, date(2027, 3, 1))
    after(*DESIGN).when(command).then(
        MilestoneAdded(command.header, milestone="mi1", title="first visits done", band=SECOND, on=date(2027, 3, 1))
    )
    assert differs(after(*DESIGN, command).when(milestone("mi1", FIRST, date(1999, 1, 1)))) == ("on", "band")


@pytest.mark.parametrize(
    ("band", "day", "within"),
    [
        (FIRST, date(2026, 8, 31), False),
        (FIRST, date(2026, 9, 1), True),
        (FIRST, date(2027, 2, 28), True),
        (FIRST, date(2027, 3, 1), False),
        (SECOND, date(2027, 2, 28), False),
        (SECOND, date(2027, 3, 1), True),
        (SECOND, date(2027, 8, 31), True),
        (SECOND, date(2027, 9, 1), False),
        (LATER, date(2027, 8, 31), False),
        (LATER, date(2027, 9, 1), True),
        (LATER, date(2031, 1, 1), True),
    ],
)
def test_bands_are_six_months_twelve_months_and_beyond(band: Band, day: date, within: bool) -> None:
    for command in (milestone("mi1", band, day), task(office(1), "t9", band=band, due=day)):
        outcome = after(*DESIGN).when(command)
        assert [reason.code for reason in outcome.reasons] == ([] if within else ["task.outside_band"])


def test_a_day_outside_its_band_is_refused_with_the_band_s_bounds() -> None:
    [reason] = after(*DESIGN).when(milestone("mi1", FIRST, date(2027, 4, 1))).refused("task.outside_band")
    assert reason.parameters == {
        "day": date(2027, 4, 1),
        "band": FIRST,
        "from": date(2026, 9, 1),
        "until": date(2027, 3, 1),
    }


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 1, 31), 12, date(2027, 1, 31)),
        (date(2026, 5, 5), 0, date(2026, 5, 5)),
    ],
)
def test_months_later_is_the_same_day_or_the_month_s_last(day: date, months: int, later: date) -> None:
    assert months_after(day, months) == later


def test_a_task_is_given_to_a_named_member_towards_a_milestone() -> None:
    story = (*DESIGN, milestone("mi1", FIRST, date(2026, 12, 1)))
    command = task(office(2), milestone="mi1")
    after(*story).when(command).then(
        TaskAssigned(
            command.header,
            task="t1",
            person="lee",
            title="send the reading",
            band=FIRST,
            due=date(2026, 10, 1),
            milestone="mi1",
        )
    )
    after(*story).when(task(office(2), milestone="mi9")).refused("record.unknown")
    after(*story, command).when(void(office(3), "mi1")).refused("record.relied_upon")


@pytest.mark.parametrize("nobody", [None, ""])
def test_a_task_for_nobody_is_refused(nobody: str | None) -> None:
    after(*DESIGN).when(task(office(1), person=nobody)).refused("task.nobody")


def test_a_task_moves_to_another_day_and_band_as_often_as_needed() -> None:
    first = move(lee(2))
    state = after(*ASSIGNED).when(first).then(TaskMoved(first.header, task="t1", band=FIRST, due=date(2026, 11, 1)))
    assert band_and_day(state, "t1") == (FIRST, date(2026, 11, 1))
    second = move(lee(3), SECOND, date(2027, 4, 1))
    state = after(*ASSIGNED, first, second).state
    assert band_and_day(state, "t1") == (SECOND, date(2027, 4, 1))
    state = after(*ASSIGNED, first, second, void(office(4), second.header.id)).state
    assert band_and_day(state, "t1") == (FIRST, date(2026, 11, 1))


def test_moving_a_task_to_its_own_day_is_a_no_op_and_out_of_its_band_refused() -> None:
    after(*ASSIGNED).when(move(lee(2), FIRST, date(2026, 10, 1))).nothing()
    after(*ASSIGNED).when(move(lee(2), SECOND, date(2026, 10, 1))).refused("task.outside_band")


def test_a_task_is_completed_once_and_no_longer_moved() -> None:
    done = CompleteTask(lee(20), task="t1")
    state = after(*ASSIGNED).when(done).then(TaskCompleted(done.header, task="t1"))
    assert open_tasks(state) == []
    after(*ASSIGNED, done).when(CompleteTask(lee(21), task="t1")).nothing()
    after(*ASSIGNED, task(office(1), "t2"), done).when(move(lee(21))).refused("task.unknown")


@pytest.mark.parametrize("ask", [move, lambda header, task="t1": CompleteTask(header, task=task)])
def test_a_task_nobody_assigned_cannot_be_moved_or_completed(ask) -> None:
    [reason] = after(*DESIGN).when(ask(office(2))).refused("task.unknown")
    assert reason.remedy == "AssignTask"
    after(*ASSIGNED).when(ask(office(2), task="t9")).refused("task.unknown")
    after(*ASSIGNED).when(ask(office(0, 9))).refused("record.before")


@pytest.mark.parametrize("ask", [move, lambda header: CompleteTask(header, task="t1")])
def test_a_trainer_moves_and_completes_tasks_of_their_own_only(ask) -> None:
    assert not after(*ASSIGNED).when(ask(lee(2))).reasons
    assert not after(*ASSIGNED).when(ask(office(2))).reasons
    [reason] = after(*ASSIGNED).when(ask(eve(2))).refused("right.role")
    assert reason.parameters == {"has": "PARTNER", "needs": ("COORDINATOR",), "task_of": "lee"}


def test_the_timeline_is_kept_from_the_design_on() -> None:
    for command in (
        milestone("mi1", FIRST, date(2026, 10, 1)),
        task(office(1)),
        move(lee(2)),
        CompleteTask(lee(2), task="t1"),
    ):
        after(*requested()).when(command).refused("engagement.not_in_stage")
