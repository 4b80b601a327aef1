"""Training sessions: what the calendar of an engagement and the deliveries come to."""

from tests.documents.decided_events import story
from tests.engagement import stories
from tests.engagement.stories import lee

from pdflow.engagement import DeliverTraining, Presence
from pdflow.history import EffectiveEvents, TrainingSession, training_sessions


def first_session(*commands: DeliverTraining) -> TrainingSession:
    return training_sessions(EffectiveEvents(story(*stories.delivered(), *commands)))[0]


def part(day: int, delivery: str, held: int, continues: str | None = None, **there: int) -> DeliverTraining:
    came = tuple(Presence(person, minutes) for person, minutes in there.items())
    return DeliverTraining(lee(10, day), delivery=delivery, session="s1", held=held, there=came, continues=continues)


def test_a_session_delivered_once_was_held_for_its_minutes() -> None:
    session = first_session()
    assert (session.held, session.attendance) == (180, {"ana": 180, "bob": 180})


def test_minutes_of_both_parts_of_a_session_are_added() -> None:
    session = first_session(part(15, "d2", 60, "d1", ana=45))
    assert (session.held, session.attendance) == (240, {"ana": 225, "bob": 180})


def test_a_second_sheet_of_a_part_takes_the_place_of_the_first() -> None:
    session = first_session(part(15, "d2", 60, "d1", ana=45), part(16, "d3", 90, "d1", ana=90, bob=80))
    assert (session.held, session.attendance) == (270, {"ana": 270, "bob": 260})
    session = first_session(part(15, "d2", 60, "d1", ana=45), part(16, "d3", 170, bob=170))
    assert (session.held, session.attendance) == (230, {"ana": 45, "bob": 170})
