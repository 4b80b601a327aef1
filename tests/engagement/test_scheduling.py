"""Scheduling: who may lead, and sessions put into the calendar."""

import attrs
import pytest
from tests.engagement.stories import (
    after,
    commissioned,
    deliver,
    design,
    host,
    in_design,
    lee,
    office,
    on,
    partnered,
    payer,
    propose,
    requested,
    schedule,
    scheduled,
    session,
    vet,
    void,
    waive,
)

from pdflow import AGENCY_CADRE
from pdflow.engagement import (
    ClearanceRecorded,
    EndPartnership,
    LogisticsItem,
    RecordClearance,
    TrainingKind,
    TrainingScheduled,
    scheduled_session as in_the_calendar,
)
from pdflow.engagement.state import cleared_until

STRICT = attrs.evolve(AGENCY_CADRE, name="ours", questions=frozenset())
DESIGNED = (*in_design(), design(lee(1), "tr1", "s1", "s2"))
GUARDED = (*in_design(policy=STRICT), design(lee(1), "tr1", "s1", "s2"))


def clear(name: str = "c1", person: str = "lee", until: int | None = 30, n: int = 2, **values: str) -> RecordClearance:
    last = None if until is None else on(until)
    return RecordClearance(host(n), clearance=name, person=person, until=last, **{"subject": "questioning", **values})


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
    after(*DESIGNED, command).when(schedule(lee(3), "sch1", "tr9")).nothing()


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


def test_a_partner_who_sends_a_trainer_cannot_be_taken_back() -> None:
    story = (*DESIGNED, propose(payer(2)), schedule(lee(3), "sch1", "tr1", session("s1", 10, "eve", sent_by="p1")))
    [reason] = after(*story).when(void(office(4), "p1")).refused("record.relied_upon")
    assert reason.parameters["by"] == "sch1"


def test_a_clearance_is_recorded_and_a_later_one_counts() -> None:
    command = clear()
    state = (
        after(*GUARDED)
        .when(command)
        .then(
            ClearanceRecorded(
                command.header, clearance="c1", person="lee", subject="questioning", until=on(30), supersedes=None
            )
        )
    )
    assert cleared_until(state, "lee", "questioning") == on(30)
    taken_back = clear("c2", until=None, n=3)
    assert after(*GUARDED, command).when(taken_back).events[0].supersedes == "c1"
    assert cleared_until(after(*GUARDED, command, taken_back).state, "lee", "questioning") is None
    assert cleared_until(after(*GUARDED, command, taken_back, void(office(4), "c2")).state, "lee", "questioning") == on(
        30
    )
    assert after(*GUARDED, command).when(clear("c2", subject="feedback")).events[0].supersedes is None
    after(*GUARDED, command).when(clear(until=None)).nothing()
    after(*requested()).when(clear()).refused("engagement.not_in_stage")


def test_where_the_policy_asks_each_session_needs_one_cleared_trainer() -> None:
    command = schedule(lee(3), "sch1", "tr1", session("s1", 10), session("s2", 11, "pat"))
    reasons = after(*GUARDED).when(command).refused(*["training.no_cleared_trainer"] * 2)
    assert reasons[0].parameters == {"training": "tr1", "session": "s1"}
    assert reasons[0].remedy == "RecordClearance"
    [reason] = after(*GUARDED, clear()).when(command).refused("training.no_cleared_trainer")
    assert reason.parameters == {"training": "tr1", "session": "s2"}
    co_trained = schedule(lee(3), "sch1", "tr1", session("s1", 10), session("s2", 11, "pat", "lee"))
    after(*GUARDED, clear()).when(co_trained).then(TrainingScheduled)
    after(*DESIGNED).when(command).then(TrainingScheduled)


@pytest.mark.parametrize(
    "clearance",
    [clear(until=9), clear(subject="feedback"), clear(person="pat"), clear(until=None)],
    ids=["until the day before", "for another subject", "of another", "taken back"],
)
def test_a_clearance_counts_for_its_person_and_subject_on_that_day(clearance: RecordClearance) -> None:
    command = schedule(lee(3), "sch1", "tr1", session("s1", 10))
    after(*GUARDED, clearance).when(command).refused("training.no_cleared_trainer")
    after(*GUARDED, clear("c9", until=10)).when(command).then(TrainingScheduled)


def test_a_trainer_sent_by_an_agreed_partner_needs_no_clearance_of_ours() -> None:
    command = schedule(lee(6), "sch1", "tr1", session("s1", 10, "eve", sent_by="p1"))
    agreed = partnered(*GUARDED)
    after(*agreed).when(command).then(TrainingScheduled)
    after(*GUARDED, propose(payer(2)), vet(payer(3))).when(command).refused("training.no_cleared_trainer")
    after(*agreed, EndPartnership(payer(6), partner="p1", reason="fees")).when(command).refused(
        "training.no_cleared_trainer"
    )


def test_a_meeting_needs_no_cleared_trainer_an_information_session_does() -> None:
    for kind in TrainingKind:
        story = (*in_design(policy=STRICT), design(lee(1), kind=kind))
        codes = [reason.code for reason in after(*story).when(schedule(lee(3), "sch1", "tr1", session())).reasons]
        assert codes == ([] if kind is TrainingKind.MEETING else ["training.no_cleared_trainer"])


def test_a_waiver_covers_one_session_or_a_whole_training() -> None:
    command = schedule(lee(3), "sch1", "tr1", session("s1", 10), session("s2", 11))
    code = "training.no_cleared_trainer"
    [reason] = after(*GUARDED, waive(payer(2), "w1", code, subject="s2")).when(command).refused(code)
    assert reason.parameters["session"] == "s1"
    after(*GUARDED, waive(payer(2), "w1", code, subject="tr1")).when(command).then(TrainingScheduled)
    other = (*GUARDED, design(lee(2), "tr2", "s3"), waive(payer(2), "w1", code, subject="tr2"))
    after(*other).when(command).refused(code, code)


def test_sessions_are_scheduled_from_the_design_on() -> None:
    after(*requested()).when(schedule(lee(2), "sch1", "tr1", session())).refused("engagement.not_in_stage")
    command = schedule(lee(3), "sch1", "tr1", session())
    after(*commissioned(), design(lee(3))).when(command).then(TrainingScheduled)
