"""Training changes: sessions rescheduled and cancelled, one or all not yet held."""

import attrs
import pytest
from tests.engagement.stories import (
    after,
    commissioned,
    deliver,
    design,
    in_design,
    lee,
    office,
    requested,
    schedule,
    session,
    void,
)

from pdflow import AGENCY_CADRE
from pdflow.engagement import (
    AdoptPolicy,
    CancelTraining,
    LogisticsItem,
    RescheduleTraining,
    TrainingCancelled,
    TrainingRescheduled,
    scheduled_session,
    sessions_to_come,
)

STRICT = attrs.evolve(AGENCY_CADRE, name="ours", questions=frozenset())
TWO = (session("s1", 10), session("s2", 11))
DESIGNED = (*commissioned(), design(lee(3), "tr1", "s1", "s2"))
BOOKED = (*DESIGNED, schedule(lee(3), "sch1", "tr1", *TWO))
ONE_HELD = (*BOOKED, deliver(lee(10, 12)))
ALL_HELD = (*ONE_HELD, deliver(lee(11, 12), "d2", "s2"))


def cancel(*sessions: str, n: float = 4, training: str = "tr1", reason: str = "snow") -> CancelTraining:
    return CancelTraining(lee(n), training=training, sessions=sessions, reason=reason)


def move(*sessions: object, n: float = 5, training: str = "tr1", **values: object) -> RescheduleTraining:
    return RescheduleTraining(lee(n), training=training, sessions=sessions, **{"reason": "snow", **values})


def names(*story: object) -> list[str]:
    return [each.session for each in sessions_to_come(after(*story).state)]


def test_one_session_is_cancelled_or_all_that_are_left() -> None:
    command = cancel("s2")
    after(*BOOKED).when(command).then(
        TrainingCancelled(command.header, training="tr1", sessions=("s2",), reason="snow", note=None)
    )
    assert names(*BOOKED, command) == ["s1"]
    assert after(*BOOKED).when(cancel()).events[0].sessions == ("s1", "s2")
    assert after(*ONE_HELD).when(cancel(n=10.5)).events[0].sessions == ("s2",)
    assert names(*ONE_HELD, cancel(n=10.5)) == []


def test_calling_off_what_is_cancelled_is_a_no_op() -> None:
    after(*BOOKED, cancel("s2")).when(cancel("s2")).nothing()
    [reason] = after(*BOOKED, cancel("s2")).when(cancel("s2", reason="again")).refused("training.not_scheduled")
    assert reason.parameters == {"training": "tr1", "sessions": ("s2",)}
    assert after(*BOOKED, cancel("s2")).when(cancel("s1", "s2")).events[0].sessions == ("s1", "s2")
    after(*BOOKED, cancel()).when(cancel()).nothing()
    after(*ONE_HELD, cancel(n=10.5)).when(cancel(n=10.6)).nothing()
    assert after(*BOOKED, cancel("s2")).when(cancel()).events[0].sessions == ("s1",)


def test_what_is_cancelled_or_moved_so_already_is_still_looked_for_in_its_training() -> None:
    other = (*BOOKED, design(lee(3), "tr2", "s3"))
    for change in (cancel("s2", training="nope", n=6), move(TWO[0], training="nope", n=6)):
        assert "training.unknown" in {reason.code for reason in after(*other, cancel("s2")).when(change).reasons}
    for change in (cancel("s2", training="tr2", n=6), move(TWO[0], training="tr2", n=6)):
        assert "training.not_scheduled" in {reason.code for reason in after(*other, cancel("s2")).when(change).reasons}


def test_what_was_held_is_not_cancelled_nor_moved() -> None:
    [reason] = after(*ONE_HELD).when(cancel("s1", "s2", n=11)).refused("training.already_delivered")
    assert reason.parameters == {"sessions": ("s1",)}
    after(*ONE_HELD).when(move(session("s1", 20), n=11)).refused("training.already_delivered")
    after(*ALL_HELD).when(cancel(n=12)).refused("training.already_delivered")
    after(*ALL_HELD).when(move(site="South", n=12)).refused("training.already_delivered")


@pytest.mark.parametrize("ask", [cancel, lambda *sessions, **values: move(*map(session, sessions), **values)])
def test_what_was_never_scheduled_is_neither_cancelled_nor_moved(ask) -> None:
    [reason] = after(*DESIGNED).when(ask("s1")).refused("training.not_scheduled")
    assert reason.parameters == {"training": "tr1", "sessions": ("s1",)}
    assert reason.remedy == "ScheduleTraining"
    after(*DESIGNED).when(ask()).refused("training.not_scheduled")
    half = (*DESIGNED, schedule(lee(3), "sch1", "tr1", TWO[0]))
    [reason] = after(*half).when(ask("s1", "s2")).refused("training.not_scheduled")
    assert reason.parameters["sessions"] == ("s2",)
    other = (*BOOKED, design(lee(3), "tr2", "s3"), schedule(lee(3), "sch2", "tr2", session("s3", 20)))
    assert "training.not_scheduled" in {reason.code for reason in after(*other).when(ask("s3")).reasons}


@pytest.mark.parametrize("ask", [cancel, move])
def test_a_training_nobody_designed_is_unknown_and_a_change_needs_a_reason(ask) -> None:
    [reason] = after(*in_design()).when(ask(n=4)).refused("training.unknown")
    assert reason.remedy == "DesignTraining"
    after(*BOOKED).when(ask(n=4, training="tr9", **({"site": "South"} if ask is move else {}))).refused(
        "training.unknown"
    )
    given_none = ask(*([session("s1", 20)] if ask is move else ["s1"]), n=4, reason="")
    after(*BOOKED).when(given_none).refused("training.no_reason")
    after(*requested()).when(ask(n=4)).refused("engagement.not_in_stage")


def test_a_session_gets_another_date_trainer_or_site() -> None:
    moved = session("s2", 20, "pat")
    items = (LogisticsItem("van", "hire a van"),)
    command = move(moved, site="South", logistics=items, note="the heating failed")
    state = (
        after(*BOOKED)
        .when(command)
        .then(
            TrainingRescheduled(
                command.header,
                training="tr1",
                sessions=(moved,),
                site="South",
                logistics=items,
                reason="snow",
                note="the heating failed",
            )
        )
    )
    assert (scheduled_session(state, "s1"), scheduled_session(state, "s2")) == (TWO[0], moved)
    after(*BOOKED, command).when(move(moved, site="South")).nothing()
    after(*BOOKED, command).when(move(moved)).nothing()


def test_sessions_cancelled_can_be_moved_too() -> None:
    moved = session("s1", 20)
    cancelled = (*BOOKED, cancel())
    assert names(*cancelled, move(moved)) == ["s1"]
    assert names(*cancelled, move(moved), cancel("s1", n=6)) == []


def test_without_sessions_all_that_are_left_go_to_another_site() -> None:
    [event] = after(*ONE_HELD).when(move(site="South", n=10.6)).events
    assert (event.sessions, event.site) == ((TWO[1],), "South")
    after(*BOOKED).when(move(site="North")).refused("record.unchanged")
    after(*BOOKED).when(move()).refused("record.unchanged")
    after(*BOOKED, move(site="South")).when(move(site="South")).nothing()
    after(*BOOKED, move(site="South")).when(move(site="South", reason="heat")).refused("record.unchanged")
    after(*BOOKED, cancel()).when(move(site="South")).refused("training.not_scheduled")


def test_a_session_moved_without_a_site_stays_where_it_was() -> None:
    assert after(*BOOKED).when(move(session("s1", 20))).events[0].site == "North"
    cancelled = after(*BOOKED, move(TWO[0], site="South"), cancel(n=6))
    assert cancelled.when(move(session("s1", 20), n=7)).events[0].site == "South"
    assert cancelled.when(move(session("s2", 20), n=7)).events[0].site == "North"


def test_what_is_new_is_judged_like_a_schedule() -> None:
    after(*BOOKED).when(move(session("s1", 1))).refused("training.in_the_past")
    after(*BOOKED).when(move(session("s1", 10, "pat"), n=10.5)).then(TrainingRescheduled)
    after(*BOOKED).when(move(session("s1", 20, "eve", sent_by="p9"))).refused("partnership.not_proposed")
    after(*BOOKED).when(move(session("s1", 20), logistics=(LogisticsItem("tr1", "x"),))).refused("record.name_taken")
    after(*BOOKED).when(move(session("s9", 20))).refused("training.not_designed", "training.not_scheduled")


def test_a_session_moved_needs_a_cleared_trainer_where_the_policy_asks() -> None:
    guarded = (*BOOKED, AdoptPolicy(office(4), policy=STRICT))
    [reason] = after(*guarded).when(move(session("s1", 20), session("s2", 21))).reasons[:1]
    assert reason.parameters == {"training": "tr1", "session": "s1"}
    after(*guarded).when(move(site="South")).then(TrainingRescheduled)


def test_a_change_voided_leaves_the_session_as_it_was() -> None:
    change, cancelled = move(session("s1", 20)), cancel("s1", n=6)
    state = after(*BOOKED, change, cancelled, void(office(7), cancelled.header.id)).state
    assert scheduled_session(state, "s1") == session("s1", 20)
    state = after(*BOOKED, change, void(office(7), change.header.id)).state
    assert scheduled_session(state, "s1") == TWO[0]
