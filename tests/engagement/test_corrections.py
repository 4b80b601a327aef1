"""Corrections: a record is voided unless others rely on it."""

from tests.engagement.stories import (
    after,
    choose,
    closed,
    commissioned,
    day,
    deliver,
    design,
    evaluated,
    in_design,
    lee,
    measure,
    office,
    outcome,
    payer,
    plan,
    schedule,
    session,
    void,
)

from pdflow.engagement import (
    RecordVoided,
    VoidRecord,
)
from pdflow.engagement.state import current_briefing


def test_a_record_is_voided_by_its_name_at_any_stage() -> None:
    command = void(office(3), "m1")
    story = (*in_design(), outcome(payer(1)), measure(payer(2)))
    [event] = after(*story).when(command).events
    after_it = after(*story, command).state
    assert event == RecordVoided(
        command.header, record="m1", reason="mistake", note=None, briefing=current_briefing(after_it)
    )
    assert event.briefing.outcomes[0].measure is None
    after(*closed()).when(void(office(200), "r1")).then(RecordVoided)


def test_voiding_a_record_outside_the_briefing_changes_no_briefing() -> None:
    assert after(*evaluated()).when(void(office(20), "ev1")).events[0].briefing is None
    not_chosen = (*evaluated(), choose(office(12)), plan(lee(13), "f2"))
    assert after(*not_chosen).when(void(office(20), "f2")).events[0].briefing is None


def test_voiding_the_void_is_a_no_op_and_the_unknown_refused() -> None:
    story = (*in_design(), outcome(payer(1)), void(office(2), "o1"))
    after(*story).when(void(office(3), "o1")).nothing()
    [reason] = after(*story).when(void(office(3), "o9")).refused("record.unknown")
    assert reason.parameters == {"record": "o9"}
    after().when(void(office(3), "o1")).refused("engagement.not_in_stage")
    after(*story[:-1]).when(VoidRecord(office(3), record="o1", reason="")).refused("record.no_reason")


def test_a_late_retry_does_not_bring_back_a_voided_record() -> None:
    booked = (*commissioned(), design(lee(3)), schedule(lee(3), "sch1", "tr1", session()))
    done = deliver(lee(10, 12))
    story = (*booked, done, void(office(12), "d1"))
    after(*story).when(done).refused("record.void")


def test_what_happened_earlier_may_be_recorded_later() -> None:
    state = after(*in_design(), outcome(payer(9), "o1"), outcome(payer(3), "o2")).state
    assert {name: stated.at for name, stated in state.outcomes.items()} == {"o1": day(9), "o2": day(3)}
