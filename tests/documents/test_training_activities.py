"""The training activities design: the agenda, minute by minute, and the share of practice."""

from tests.documents.decided_events import story
from tests.documents.example_engagement import engagement_year
from tests.engagement import stories
from tests.engagement.stories import lee

from pdflow import Audience
from pdflow.documents import (
    to_markdown,
    training_activities,
)


def test_an_agenda_is_listed_minute_by_minute() -> None:
    page = to_markdown(training_activities(engagement_year()).for_reader(Audience.ALL))
    assert "| 100 | Plan three questions for next week's lesson | In pairs | [x] | 40 |" in page
    assert "- Practice: 45.4%" in page


def test_little_practice_is_noted() -> None:
    few = story(
        *stories.in_design(),
        stories.design(lee(3), agenda=(stories.Activity("talk", 90), stories.Activity("try", 10, practice=True))),
    )
    assert "Note: 10% of the minutes is practice, less than 30%." in to_markdown(
        training_activities(few).for_reader(Audience.ALL)
    )
    assert "Note:" not in to_markdown(training_activities(engagement_year()).for_reader(Audience.ALL))
