"""Training delivery: which session was held, and how long each person was present."""

from tests.engagement.stories import (
    after,
    closed,
    commissioned,
    day,
    deliver,
    delivered,
    design,
    eve,
    in_design,
    in_follow_up,
    lee,
    office,
    schedule,
    scheduled,
    session,
    void,
)

from pdflow.engagement import (
    CancelTraining,
    DeliverTraining,
    LogisticsItem,
    Presence,
    RescheduleTraining,
    TrainingDelivered,
    sessions_held,
    sessions_to_come,
)

ITEMS = (LogisticsItem("rooms", "book two rooms"), LogisticsItem("food", "order lunch"))
ARRANGED = (*in_design(), design(lee(3)), schedule(lee(3), "sch1", "tr1", session(), logistics=ITEMS))


def test_a_delivery_is_of_one_session_with_the_minutes_held_and_present() -> None:
    there = (Presence("ana", 180), Presence("bob", 90), Presence("cem", 0))
    command = DeliverTraining(eve(10, 12), delivery="d1", session="s1", held=180, there=there)
    state = (
        after(*scheduled())
        .when(command)
        .then(
            TrainingDelivered(
                command.header,
                delivery="d1",
                training="tr1",
                session="s1",
                booking="sch1",
                held=180,
                there=there,
                continues=None,
                supersedes=None,
            )
        )
    )
    assert (sessions_held(state), sessions_to_come(state), state.deliveries["d1"].there) == ({"s1"}, [], 2)
    after(*scheduled(), command).when(deliver(lee(11), "d1", "s9")).nothing()


def test_a_delivery_recorded_again_supersedes_the_former() -> None:
    assert after(*delivered()).when(deliver(lee(11), "d2", "s1", "ana")).events[0].supersedes == "d1"


def test_nothing_is_delivered_that_is_not_in_the_calendar() -> None:
    [reason] = after(*commissioned()).when(deliver(lee(10, 12))).refused("training.not_scheduled")
    assert reason.remedy == "ScheduleTraining"
    after(*scheduled()).when(deliver(lee(10, 12), "d1", "s9")).refused("training.not_scheduled")
    after(*scheduled()).when(deliver(lee(10, 12), "d1", "tr1")).refused("training.not_scheduled")
    cancelled = (*scheduled(), CancelTraining(lee(4), training="tr1", reason="snow"))
    after(*cancelled).when(deliver(lee(10, 12))).refused("training.not_scheduled")


def test_nothing_is_delivered_before_it_starts() -> None:
    [reason] = after(*scheduled()).when(deliver(lee(10, 8))).refused("training.before_start")
    assert reason.parameters == {"start": day(10, 9)}
    moved = RescheduleTraining(lee(4), training="tr1", sessions=(session("s1", 20),), reason="snow")
    after(*scheduled(), moved).when(deliver(lee(10, 12))).refused("training.before_start")
    after(*scheduled(), moved).when(deliver(lee(20, 12))).then(TrainingDelivered)


def test_nobody_is_present_longer_than_the_session_was_held() -> None:
    there = (Presence("ana", 180), Presence("bob", 181))
    command = DeliverTraining(lee(10, 12), delivery="d1", session="s1", held=180, there=there)
    [reason] = after(*scheduled()).when(command).refused("attendance.more_than_held")
    assert reason.parameters == {"person": "bob", "there": 181, "held": 180}


def test_training_is_delivered_from_the_commission_on_and_in_follow_up_too() -> None:
    after(*ARRANGED).when(deliver(lee(10, 12))).refused("engagement.not_in_stage")
    after(*closed()).when(deliver(lee(200), "d9")).refused("engagement.not_in_stage")
    second = (*in_follow_up(), design(lee(40), "tr2", "s2"), schedule(lee(40), "sch2", "tr2", session("s2", 50)))
    after(*second).when(deliver(lee(50, 12), "d2", "s2")).then(TrainingDelivered)


def test_what_was_delivered_relies_on_its_booking_and_its_design() -> None:
    [reason] = after(*delivered()).when(void(office(12), "sch1")).refused("record.relied_upon")
    assert reason.parameters["by"] == "d1"
    after(*delivered()).when(void(office(12), "tr1")).refused("record.relied_upon")
    voided = (*delivered(), void(office(12), "d1"), void(office(12), "sch1"), void(office(12), "tr1"))
    assert not after(*voided).state.trainings
