"""The cadre's timeline: milestones and tasks, in a table and in a chart."""

from tests.documents.decided_events import story
from tests.documents.drawn_pictures import all_of, drawn, texts
from tests.documents.example_engagement import engagement_year
from tests.engagement import stories
from tests.engagement.stories import lee, office, on

from pdflow import (
    Audience,
)
from pdflow.documents import (
    cadre_timeline,
    to_markdown,
)
from pdflow.engagement import Band, CompleteTask, MoveTask


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
