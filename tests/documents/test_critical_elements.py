"""The critical elements of training and meeting designs."""

from tests.documents.example_engagement import engagement_year

from pdflow import Audience
from pdflow.documents import (
    critical_elements_of_meetings,
    critical_elements_of_training,
    to_markdown,
)


def test_trainings_and_meetings_have_elements_of_their_own() -> None:
    training, meeting = (
        critical_elements_of_training(engagement_year()),
        critical_elements_of_meetings(engagement_year()),
    )
    assert [each.design.training for each in training.designs] == ["tr1"]
    assert [each.design.training for each in meeting.designs] == ["tr2"]
    assert "Objectives" in to_markdown(training.for_reader(Audience.ALL))
    assert "Objectives" not in to_markdown(meeting.for_reader(Audience.ALL))
