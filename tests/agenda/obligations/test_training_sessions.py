"""Training sessions of an engagement: delivered on their day, rescheduled where they were called off."""

from tests.agenda.engagements import after, codes, found
from tests.agenda.participations import last_day
from tests.engagement.stories import (
    commissioned,
    design,
    lee,
    on,
    schedule,
    scheduled,
    session,
)

from pdflow.engagement import CancelTraining, RescheduleTraining


def test_two_sessions_called_off_are_one_training_to_reschedule() -> None:
    two = (*commissioned(), design(lee(3), "tr1", "s1", "s2"))
    booked = schedule(lee(3), "sch1", "tr1", session("s1", 10), session("s2", 12))
    off = (*two, booked, CancelTraining(lee(5), training="tr1", reason="snow"))
    assert last_day(found("training.reschedule", after(*off)).due) == on(10)
    one_back = RescheduleTraining(lee(6), training="tr1", sessions=(session("s1", 20),), reason="snow")
    assert last_day(found("training.reschedule", after(*off, one_back)).due) == on(12)


def test_a_session_across_midnight_is_delivered_on_the_day_it_ends() -> None:
    late = schedule(lee(3), "sch1", "tr1", session("s1", 10, hour=22))
    assert last_day(found("training.deliver", after(*commissioned(), design(lee(3)), late)).due) == on(11)


def test_a_training_that_never_stood_in_the_calendar_is_not_to_be_rescheduled() -> None:
    assert "training.reschedule" not in codes(*commissioned(), design(lee(3)))


def test_a_session_moved_and_then_called_off_is_rescheduled_by_the_day_it_was_moved_to() -> None:
    moved = RescheduleTraining(lee(5), training="tr1", sessions=(session("s1", 20),), reason="snow")
    off = CancelTraining(lee(6), training="tr1", reason="more snow")
    assert last_day(found("training.reschedule", after(*scheduled(), moved, off)).due) == on(20)
