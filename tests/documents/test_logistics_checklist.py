"""The travel and logistics checklist."""

from tests.documents.decided_events import story
from tests.engagement import stories
from tests.engagement.stories import day, lee, on

from pdflow.documents import (
    logistics_checklist,
)
from pdflow.engagement import LogisticsItem, TickLogistics


def test_what_is_arranged_is_ticked_and_the_earliest_comes_first() -> None:
    items = (LogisticsItem("late", "lunch", on(9)), LogisticsItem("early", "hall", on(5)), LogisticsItem("any", "pens"))
    booked = stories.schedule(lee(3), "sch2", "tr1", stories.session(), logistics=items)
    checklist = logistics_checklist(story(*stories.scheduled(), booked, TickLogistics(lee(4), item="early")))
    assert [(item.item, item.arranged) for item in checklist.items] == [
        ("early", day(4)),
        ("late", None),
        ("any", None),
    ]
