"""Visits in the calendar: scheduled, cancelled, missed, or kept."""

import pytest
from tests.participation.permissions import LIVE, CommandMaker, people_allowed, phases_allowed
from tests.participation.stories import (
    SUPPORTERS,
    Story,
    ana,
    check_in,
    coached,
    day,
    in_cycle_two,
    kim,
    observe,
    office,
    ready,
    schedule,
    settled,
    supported,
    with_growth_area,
)

from pdflow import Command, Header
from pdflow.participation import (
    CancelVisit,
    CoachingOpened,
    Complete,
    CutCoachingShort,
    MissVisit,
    ObservationRecorded,
    OpenCoaching,
    ParticipationCompleted,
    RecordVoided,
    Reopen,
    VisitCancelled,
    VisitMissed,
    VisitScheduled,
    VoidRecord,
    decider,
    open_visits,
)
from pdflow.testing.spec import given


def cancel(header: Header, visit: str = "v1") -> Command:
    return CancelVisit(header, visit=visit, reason="fog")


def miss(header: Header, visit: str = "v1", by: str = "kim") -> Command:
    return MissVisit(header, visit=visit, missed_by=by)


def with_visit(*then: Command) -> Story:
    return [*supported(), schedule(kim(5), "v1", day(10)), *then]


def test_a_visit_is_put_in_the_calendar() -> None:
    command = schedule(kim(5), "v1", day(10))
    state = given(decider, *supported()).when(command).then(VisitScheduled.of(command))
    assert open_visits(state) == ["v1"]


def test_a_visit_is_not_scheduled_for_a_time_before_the_command() -> None:
    [reason] = given(decider, *supported()).when(schedule(kim(5), "v1", day(5, 7))).refused("visit.in_the_past")
    assert reason.parameters == {"start": day(5, 7)}


def test_a_visit_scheduled_long_ago_may_be_entered_late() -> None:
    story = with_visit(observe(kim(30), "ob1", "ask"))
    given(decider, *story).when(schedule(kim(6), "v2", day(11))).then(VisitScheduled)


@pytest.mark.parametrize(("hour", "minutes"), [(8, 30), (8, 5), (7, 61)])
def test_two_visits_of_one_person_do_not_overlap(hour: int, minutes: int) -> None:
    command = schedule(kim(6), "v2", day(10, hour), minutes=minutes, supporter="lee")
    [reason] = given(decider, *with_visit()).when(command).refused("visit.clashes")
    assert (reason.parameters, reason.remedy) == ({"visit": "v1", "start": day(10)}, "CancelVisit")


def test_one_visit_may_begin_when_another_ends() -> None:
    command = schedule(kim(6), "v2", day(10, 7), minutes=60)
    given(decider, *with_visit()).when(command).then(VisitScheduled)


@pytest.mark.parametrize("end", [cancel(kim(6)), miss(kim(10, 9)), observe(kim(10), "ob1", "ask", visit="v1")])
def test_a_visit_that_is_over_clashes_with_nothing(end: Command) -> None:
    given(decider, *with_visit(end)).when(schedule(kim(6), "v2", day(10))).then(VisitScheduled)


def test_the_same_visit_again_is_a_no_op_whatever_its_other_values() -> None:
    given(decider, *with_visit()).when(schedule(kim(6), "v1", day(1))).nothing()


def test_a_visit_is_cancelled() -> None:
    command = cancel(ana(6))
    assert open_visits(given(decider, *with_visit()).when(command).then(VisitCancelled.of(command))) == []


def test_a_visit_is_missed_and_by_whom() -> None:
    command = miss(ana(10), by="kim")
    assert open_visits(given(decider, *with_visit()).when(command).then(VisitMissed.of(command))) == []


def test_cancelling_or_missing_it_again_is_a_no_op() -> None:
    given(decider, *with_visit(cancel(kim(6)))).when(cancel(ana(7))).nothing()
    given(decider, *with_visit(miss(kim(11)))).when(miss(ana(12), by="ana")).nothing()


def test_what_was_cancelled_was_not_missed() -> None:
    [reason] = given(decider, *with_visit(cancel(kim(6)))).when(miss(ana(12))).refused("visit.unknown")
    assert (reason.parameters, reason.remedy) == ({"visit": "v1", "ended": "CANCELLED"}, "ScheduleVisit")


@pytest.mark.parametrize(
    "command", [cancel(kim(6), "v9"), miss(kim(6), "v9"), observe(kim(6), "ob1", "ask", visit="v9")]
)
def test_a_visit_that_is_in_no_calendar_is_unknown(command: Command) -> None:
    [reason] = given(decider, *with_visit()).when(command).refused("visit.unknown")
    assert reason.parameters == {"unknown": ("v9",)}


@pytest.mark.parametrize(
    "command", [cancel(kim(4, 10)), miss(kim(4, 10)), observe(kim(4, 10), "ob1", "ask", visit="v1")]
)
def test_a_visit_is_not_kept_before_it_was_scheduled(command: Command) -> None:
    [reason] = given(decider, *with_visit()).when(command).refused("record.before")
    assert reason.parameters == {"record": "v1", "at": day(5)}


def test_the_record_that_keeps_a_visit_names_it() -> None:
    state = given(decider, *with_visit()).when(observe(kim(10), "ob1", "ask", visit="v1")).then(ObservationRecorded)
    assert open_visits(state) == []


KEPT: list[Command] = [
    observe(kim(10), "ob9", "ask", visit="v1"),
    check_in(kim(10), "k9", visit="v1"),
    OpenCoaching(kim(10), session="s1", growth_area="g1", visit="v1"),
]


@pytest.mark.parametrize("keep", KEPT, ids=lambda keep: type(keep).__name__)
def test_a_kept_visit_is_not_kept_cancelled_or_missed_any_more(keep: Command) -> None:
    kept = given(decider, *with_growth_area(), schedule(kim(9), "v1", day(10)), keep)
    for command in (cancel(kim(11)), miss(kim(11)), observe(kim(11), "ob8", "ask", visit="v1")):
        kept.when(command).refused("visit.unknown")


def test_a_session_cut_short_has_kept_its_visit_all_the_same() -> None:
    opened = [schedule(kim(9), "v1", day(10)), KEPT[2], CutCoachingShort(kim(10, 9), session="s1", reason="fire drill")]
    given(decider, *with_growth_area(), *opened).when(cancel(kim(11))).refused("visit.unknown")


def test_voiding_what_kept_a_visit_opens_it_again() -> None:
    story = with_visit(observe(kim(10), "ob1", "ask", visit="v1"))
    void = VoidRecord(office(11), record="ob1", reason="other class")
    assert open_visits(given(decider, *story).when(void).then(RecordVoided)) == ["v1"]


@pytest.mark.parametrize("command", [schedule, cancel, miss])
def test_participant_team_and_line_manager_keep_the_calendar(command: CommandMaker) -> None:
    def schedule_visit(header: Header) -> Command:
        return schedule(header, "v9", day(40)) if command is schedule else command(header)

    assert people_allowed(schedule_visit, with_visit()) == {"ana", *SUPPORTERS, "rosa", "office"}
    assert phases_allowed(schedule(kim(200), "v9", day(240))) == LIVE
    assert phases_allowed(cancel(kim(200))) == phases_allowed(miss(kim(200))) == LIVE


def test_there_is_no_visit_for_appraisal() -> None:
    command = schedule(kim(1), "v1", day(10))
    assert set(type(command.kind)) == {"OBSERVATION", "CHECK_IN", "COACHING"}


# Cycles and completion


def test_visits_still_to_come_pass_over_into_the_next_cycle() -> None:
    story = [*settled(), schedule(kim(18), "v2", day(30))]
    state = given(decider, *story, in_cycle_two()[-1]).state
    assert open_visits(state) == ["v2"]


def test_visits_still_to_come_fall_away_on_completion() -> None:
    story = [*ready(), schedule(kim(100), "v2", day(130))]
    [event] = given(decider, *story).when(Complete(kim(101))).events
    assert isinstance(event, ParticipationCompleted)
    assert event.visits_dropped == ("v2",)


def test_visits_that_fell_away_do_not_come_back_with_reopening() -> None:
    story = [*ready(), schedule(kim(100), "v2", day(130)), Complete(kim(101)), Reopen(office(102), reason="mistake")]
    reopened = given(decider, *story)
    assert open_visits(reopened.state) == []
    reopened.when(observe(kim(130), "ob9", "ask", visit="v2")).refused("visit.unknown")
    reopened.when(schedule(kim(103), "v3", day(130))).then(VisitScheduled)


def test_a_return_visit_may_be_cancelled_though_a_session_closed_on_it() -> None:
    given(decider, *coached()).when(cancel(ana(12))).then(VisitCancelled)


def test_coaching_keeps_a_coaching_visit() -> None:
    story = [*with_growth_area(), schedule(kim(9), "v1", day(10))]
    given(decider, *story).when(KEPT[2]).then(CoachingOpened)
