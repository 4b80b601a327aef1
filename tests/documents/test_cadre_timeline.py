"""The cadre's timeline: milestones and tasks, in a table and in a chart."""

from tests.documents.decided_events import story
from tests.documents.drawn_pictures import all_of, drawn, texts
from tests.documents.example_engagement import engagement_year
from tests.engagement import stories
from tests.engagement.stories import day, lee, office, on

from pdflow import (
    Audience,
)
from pdflow.documents import (
    cadre_timeline,
    to_markdown,
)
from pdflow.engagement import AddMilestone, Band, CompleteTask, DropMilestone, MoveTask, decider as engagement_decider


def test_a_moved_task_has_its_new_months_and_is_done_once_it_is_completed() -> None:
    moved = MoveTask(lee(5), task="t1", band=Band.MONTHS_7_TO_12, due=on(200))
    timeline = cadre_timeline(
        story(*stories.in_design(), stories.task(office(2)), moved, CompleteTask(lee(9), task="t1"))
    )
    [task] = timeline.tasks
    assert (task.band, task.due, task.done) == (Band.MONTHS_7_TO_12, on(200), stories.day(9))
    page = to_markdown(timeline.for_reader(Audience.ALL))
    assert page.index("Months 7 to 12") < page.rindex("send the reading")


def test_the_timeline_numbers_tasks_as_its_table_does() -> None:
    timeline = cadre_timeline(engagement_year())
    [picture] = drawn(timeline)
    assert [text for text in sorted(texts(picture)) if text.isdigit()] == [
        str(n + 1) for n in range(len(timeline.tasks))
    ]
    filled = [dot.attrib["fill"] != "#fff" for dot in all_of(picture, "circle")]
    assert sum(filled) == 2 + 1


def test_milestones_are_shown_where_they_were_moved_to_and_as_reached_or_dropped() -> None:
    dropped = DropMilestone(office(160), milestone="mi3", reason="no trainers")
    state = engagement_decider.fold(engagement_year())
    events = [*engagement_year(), *engagement_decider.decide(state, dropped)]
    marks = {mark.milestone: mark for mark in cadre_timeline(events).milestones}
    assert (marks["mi1"].reached, marks["mi1"].dropped) == (day(20), None)
    assert (marks["mi2"].planned, marks["mi2"].on) == (on(100), on(130))
    assert marks["mi3"].dropped == day(160)
    page = to_markdown(cadre_timeline(events).for_reader(Audience.ALL))
    assert f"| [x] | All trained | {on(12)} |  | {on(20)} |  |" in page
    assert f"| [ ] | Half of the teachers coached once | {on(130)} | {on(100)} |  |  |" in page
    [picture] = drawn(cadre_timeline(events))
    assert "Own trainers lead alone" not in picture.description


def test_where_every_milestone_was_dropped_none_is_drawn() -> None:
    added = AddMilestone(office(2), milestone="mi1", title="Trained", band=Band.MONTHS_1_TO_6, on=on(30))
    events = story(*stories.in_design(), added, DropMilestone(office(3), milestone="mi1", reason="late"))
    [picture] = drawn(cadre_timeline(events))
    assert picture.description == ""
