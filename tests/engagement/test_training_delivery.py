"""Training delivery: which session was held, and how long each person was present."""

from tests.engagement.stories import (
    after,
    closed,
    collect,
    commissioned,
    day,
    deliver,
    delivered,
    design,
    differs,
    eve,
    host,
    in_design,
    in_follow_up,
    lee,
    office,
    on,
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
    delivered_parts,
    first_training_day,
    people_present,
    sessions_held,
    sessions_to_come,
    training_days,
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
    assert differs(after(*scheduled(), command).when(deliver(lee(11), "d1", "s9"))) == ("there", "session")


def test_a_delivery_recorded_again_supersedes_the_former() -> None:
    assert after(*delivered()).when(deliver(lee(11), "d2", "s1", "ana")).events[0].supersedes == "d1"


def part(n: float, hour: int, delivery: str, continues: str | None, *there: str, held: int = 90) -> DeliverTraining:
    came = tuple(Presence(person, held) for person in there)
    return DeliverTraining(lee(n, hour), delivery=delivery, session="s1", held=held, there=came, continues=continues)


MORNING, AFTERNOON = part(10, 11, "d1", None, "ana", "bob"), part(10, 15, "d2", "d1", "bob", "cem")


def test_a_second_half_stands_beside_the_first_half() -> None:
    [event] = after(*scheduled(), MORNING).when(AFTERNOON).events
    assert (event.continues, event.supersedes) == ("d1", None)
    state = after(*scheduled(), MORNING, AFTERNOON).state
    assert delivered_parts(state, "s1") == ["d1", "d2"]
    assert people_present(state, "s1") == {"ana", "bob", "cem"}
    assert after(*scheduled(), MORNING, AFTERNOON).when(collect(host(11))).events[0].there == 3


def test_each_half_is_corrected_by_itself() -> None:
    story = (*scheduled(), MORNING, AFTERNOON)
    assert after(*story).when(part(30, 9, "d3", "d1", "cem")).events[0].supersedes == "d2"
    assert after(*story).when(part(30, 9, "d3", None, "ana")).events[0].supersedes == "d1"
    corrected = after(*story, part(30, 9, "d3", None, "ana")).state
    assert delivered_parts(corrected, "s1") == ["d3", "d2"]
    assert people_present(corrected, "s1") == {"ana", "bob", "cem"}
    third = after(*story, part(11, 9, "d3", "d2", "dee")).state
    assert delivered_parts(third, "s1") == ["d1", "d2", "d3"]
    after(*story).when(void(office(12), "d1")).refused("record.relied_upon")


def test_a_part_continues_a_delivery_of_its_own_session() -> None:
    after(*scheduled(), MORNING).when(part(10, 15, "d2", "d9", "ana")).refused("record.unknown")
    other = (design(lee(3), "tr2", "s2"), schedule(lee(3), "sch2", "tr2", session("s2", 10)))
    stray = DeliverTraining(lee(10, 15), delivery="d2", session="s2", held=90, continues="d1")
    after(*scheduled(), *other, MORNING).when(stray).refused("record.unknown")


def test_a_session_keeps_its_day_however_late_its_sheet_is_entered_or_corrected() -> None:
    assert first_training_day(after(*scheduled(), deliver(lee(31, 12))).state) == on(10)
    corrected = after(*scheduled(), deliver(lee(10, 12)), deliver(lee(31, 12), "d2", "s1", "ana")).state
    assert training_days(corrected) == [on(10)]
    next_day = (*scheduled(), MORNING, part(11, 15, "d2", "d1", "ana"), part(40, 9, "d3", "d1", "bob"))
    assert training_days(after(*next_day).state) == [on(10), on(11)]


def test_nobody_is_on_a_sheet_for_longer_than_it_was_held_not_even_twice() -> None:
    there = (Presence("ana", 100), Presence("ana", 81))
    command = DeliverTraining(lee(10, 12), delivery="d1", session="s1", held=180, there=there)
    [reason] = after(*scheduled()).when(command).refused("attendance.more_than_held")
    assert reason.parameters == {"person": "ana", "there": 181, "held": 180}


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
