"""The critique of a teach-back: ratings, notes and the empty form."""

import pytest
from tests.cadre import course
from tests.documents.decided_events import events_of
from tests.documents.example_cadre import cadre_streams

from pdflow import (
    Audience,
    cadre,
)
from pdflow.documents import (
    teach_back_critique,
    to_markdown,
)


def test_a_critique_has_every_rating_and_their_mean() -> None:
    page = to_markdown(teach_back_critique(cadre_streams()["cadre-lee"]).for_reader(Audience.PAIR, "lee"))
    assert "| Design and delivery | 4 | 3 | 3.5 |" in page
    assert "Two questions at once: ask one, and wait" in page


def test_a_critique_by_the_same_peer_replaces_the_first() -> None:
    again = course.critique("c-2", day=10.5, content=1)
    events = events_of(cadre.decider, (*course.PREPARING, course.hold(), course.critique(), again))
    [critique] = teach_back_critique(events).teach_back.critiques
    assert critique.critique == "c-2"


def test_before_the_first_critique_there_is_an_empty_form() -> None:
    page = to_markdown(teach_back_critique(cadre_streams()["cadre-pat"]).for_reader(Audience.TEAM))
    assert "| Criterion, rated 1 to 4 | Rating | Remarks |" in page


def test_the_latest_teach_back_is_taken_if_none_is_named() -> None:
    events = events_of(cadre.decider, (*course.TAUGHT, course.hold("t-2", 20)))
    assert teach_back_critique(events).teach_back.held.teach_back == "t-2"
    assert teach_back_critique(events, "t-1").teach_back.held.teach_back == "t-1"
    with pytest.raises(KeyError):
        teach_back_critique(events, "t-3")
