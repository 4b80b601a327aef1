"""The training workshop request, and the answer to it."""

from tests.documents.decided_events import story
from tests.documents.example_engagement import engagement_year
from tests.engagement import stories
from tests.engagement.stories import payer

from pdflow import Audience
from pdflow.documents import (
    to_markdown,
    workshop_request,
)
from pdflow.engagement import DeclineRequest


def test_a_request_is_open_accepted_or_declined() -> None:
    asked, declined = (
        workshop_request(story(*stories.requested())),
        DeclineRequest(payer(1), reason="no trainer free"),
    )
    assert "Not answered yet" in to_markdown(asked.for_reader(Audience.ALL))
    assert "Accepted on" in to_markdown(workshop_request(engagement_year()).for_reader(Audience.ALL))
    page = to_markdown(workshop_request(story(*stories.requested(), declined)).for_reader(Audience.ALL))
    assert "- Reason: no trainer free" in page
