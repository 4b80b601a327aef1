"""Trainer clearance: who may lead a session, of which subject and until when."""

import attrs
import pytest
from tests.engagement.stories import (
    after,
    design,
    differs,
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
    session,
    vet,
    void,
    waive,
)

from pdflow import AGENCY_CADRE
from pdflow.engagement import (
    ClearanceRecorded,
    EndPartnership,
    RecordClearance,
    TrainingKind,
    TrainingScheduled,
)
from pdflow.engagement.state import cleared_until

STRICT = attrs.evolve(AGENCY_CADRE, name="ours", questions=frozenset())
DESIGNED = (*in_design(), design(lee(1), "tr1", "s1", "s2"))
GUARDED = (*in_design(policy=STRICT), design(lee(1), "tr1", "s1", "s2"))


def clear(name: str = "c1", person: str = "lee", until: int | None = 30, n: int = 2, **values: str) -> RecordClearance:
    last = None if until is None else on(until)
    return RecordClearance(host(n), clearance=name, person=person, until=last, **{"subject": "questioning", **values})


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
    voided = clear("c2", until=None, n=3)
    assert after(*GUARDED, command).when(voided).events[0].supersedes == "c1"
    assert cleared_until(after(*GUARDED, command, voided).state, "lee", "questioning") is None
    assert cleared_until(after(*GUARDED, command, voided, void(office(4), "c2")).state, "lee", "questioning") == on(30)
    assert after(*GUARDED, command).when(clear("c2", subject="feedback")).events[0].supersedes is None
    assert differs(after(*GUARDED, command).when(clear(until=None))) == ("until",)
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
