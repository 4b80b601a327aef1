"""Training schedule: sessions put into the calendar, from the design on."""

from tests.engagement.stories import (
    after,
    commissioned,
    deliver,
    design,
    differs,
    in_design,
    lee,
    office,
    on,
    payer,
    propose,
    requested,
    schedule,
    scheduled,
    session,
    void,
)

from pdflow.engagement import (
    LogisticsItem,
    TrainingScheduled,
    scheduled_session as in_the_calendar,
)

DESIGNED = (*in_design(), design(lee(1), "tr1", "s1", "s2"))


def test_sessions_are_put_into_the_calendar_with_trainers_and_what_to_arrange() -> None:
    sessions = (session("s1", 10), session("s2", 11, "lee", "pat"))
    items = (LogisticsItem("rooms", "book two rooms", on(5)),)
    command = schedule(lee(2), "sch1", "tr1", *sessions, logistics=items)
    state = (
        after(*DESIGNED)
        .when(command)
        .then(
            TrainingScheduled(
                command.header,
                schedule="sch1",
                training="tr1",
                sessions=sessions,
                site="North",
                logistics=items,
                supersedes=None,
            )
        )
    )
    assert in_the_calendar(state, "s2") == sessions[1]
    assert differs(after(*DESIGNED, command).when(schedule(lee(3), "sch1", "tr9"))) == (
        "sessions",
        "logistics",
        "training",
    )


def test_sessions_may_be_scheduled_one_after_the_other_and_anew() -> None:
    first = (*DESIGNED, schedule(lee(2), "sch1", "tr1", session("s1", 10)))
    assert after(*first).when(schedule(lee(3), "sch2", "tr1", session("s2", 11))).events[0].supersedes is None
    anew = schedule(lee(3), "sch2", "tr1", session("s1", 12))
    assert after(*first).when(anew).events[0].supersedes == "sch1"
    assert in_the_calendar(after(*first, anew).state, "s1") == session("s1", 12)
    assert in_the_calendar(after(*first, anew, void(office(4), "sch2")).state, "s1") == session("s1", 10)


def test_what_was_not_designed_is_not_scheduled() -> None:
    [reason] = after(*in_design()).when(schedule(lee(2), "sch1", "tr1", session())).refused("training.not_designed")
    assert reason.remedy == "DesignTraining"
    after(*DESIGNED).when(schedule(lee(2), "sch1", "tr9", session())).refused("training.not_designed")
    [reason] = after(*DESIGNED).when(schedule(lee(2), "sch1", "tr1", session("s9"))).refused("training.not_designed")
    assert reason.parameters == {"training": "tr1", "sessions": ("s9",)}
    after(*DESIGNED).when(schedule(lee(2), "sch1", "tr1")).refused("training.not_designed")


def test_no_session_is_scheduled_into_the_past_of_the_command_s_own_time() -> None:
    command = schedule(lee(11), "sch1", "tr1", session("s1", 10), session("s2", 12))
    [reason] = after(*DESIGNED).when(command).refused("training.in_the_past")
    assert reason.parameters == {"sessions": ("s1",)}
    at_once = schedule(lee(10, 9), "sch1", "tr1", session("s1", 10))
    after(*DESIGNED).when(at_once).then(TrainingScheduled)


def test_a_session_that_was_held_is_not_scheduled_again() -> None:
    held = (*scheduled(), deliver(lee(10, 12)))
    after(*held).when(schedule(lee(11), "sch2", "tr1", session("s1", 20))).refused("training.already_delivered")


def test_an_item_s_name_is_free() -> None:
    items = (LogisticsItem("rooms", "book two rooms"),)
    story = (*DESIGNED, schedule(lee(2), "sch1", "tr1", session("s1", 10), logistics=items))
    after(*story).when(schedule(lee(2), "sch2", "tr1", session("s2", 11), logistics=items)).refused("record.name_taken")
    after(*DESIGNED).when(schedule(lee(2), "sch1", "tr1", session("s1", 10), logistics=items * 2)).refused(
        "record.name_taken"
    )


def test_who_sends_a_trainer_must_be_known() -> None:
    command = schedule(lee(2), "sch1", "tr1", session("s1", 10, "eve", sent_by="p9"))
    [reason] = after(*DESIGNED).when(command).refused("partnership.not_proposed")
    assert reason.parameters == {"unknown": ("p9",)}


def test_a_partner_who_sends_a_trainer_cannot_be_voided() -> None:
    story = (*DESIGNED, propose(payer(2)), schedule(lee(3), "sch1", "tr1", session("s1", 10, "eve", sent_by="p1")))
    [reason] = after(*story).when(void(office(4), "p1")).refused("record.relied_upon")
    assert reason.parameters["by"] == "sch1"


def test_sessions_are_scheduled_from_the_design_on() -> None:
    after(*requested()).when(schedule(lee(2), "sch1", "tr1", session())).refused("engagement.not_in_stage")
    command = schedule(lee(3), "sch1", "tr1", session())
    after(*commissioned(), design(lee(3))).when(command).then(TrainingScheduled)


def test_the_name_of_a_session_is_no_training() -> None:
    [reason] = after(*DESIGNED).when(schedule(lee(2), "sch1", "s1", session("s1", 10))).refused("training.not_designed")
    assert reason.parameters == {"unknown": ("s1",)}
