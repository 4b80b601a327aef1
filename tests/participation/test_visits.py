"""Visits in the calendar: scheduled, cancelled, missed, or kept."""

from datetime import datetime, timedelta, timezone

import attrs
import pytest
from tests.participation.permissions import LIVE, CommandMaker, people_allowed, phases_allowed, says_otherwise
from tests.participation.stories import (
    SUPPORTERS,
    TEAM,
    Story,
    ana,
    check_in,
    coached,
    day,
    in_cycle_two,
    kim,
    lee,
    observe,
    office,
    ready,
    schedule,
    settled,
    supported,
    with_growth_area,
)

from pdflow import Command, Handover, Header
from pdflow.participation import (
    AssignTeam,
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
    VisitKind,
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


def test_the_same_visit_again_is_a_no_op() -> None:
    given(decider, *with_visit()).when(schedule(kim(6), "v1", day(10))).nothing()
    elsewhere = day(10).astimezone(timezone(timedelta(hours=-5)))
    given(decider, *with_visit()).when(schedule(kim(6), "v1", elsewhere)).nothing()


def test_a_visit_of_the_same_name_at_another_time_is_refused_so_that_the_change_is_not_lost() -> None:
    moved = given(decider, *with_visit()).when(schedule(kim(6), "v1", day(12), supporter="lee"))
    assert says_otherwise(moved) == ("start", "supporter")


def test_a_visit_is_cancelled() -> None:
    command = cancel(ana(6))
    assert open_visits(given(decider, *with_visit()).when(command).then(VisitCancelled.of(command))) == []


def test_a_visit_is_missed_and_by_whom() -> None:
    command = miss(ana(10), by="kim")
    assert open_visits(given(decider, *with_visit()).when(command).then(VisitMissed.of(command))) == []


def test_cancelling_or_missing_it_again_is_a_no_op() -> None:
    given(decider, *with_visit(cancel(kim(6)))).when(cancel(ana(7))).nothing()
    given(decider, *with_visit(miss(kim(11)))).when(miss(ana(12))).nothing()


def test_who_missed_a_visit_is_not_changed_without_a_word() -> None:
    [reason] = given(decider, *with_visit(miss(kim(11)))).when(miss(ana(12), by="ana")).refused("visit.unknown")
    assert reason.parameters == {"visit": "v1", "ended": "MISSED"}


def test_what_was_cancelled_was_not_missed() -> None:
    story = with_visit(cancel(kim(6)), schedule(kim(6), "v2", day(11)))
    [reason] = given(decider, *story).when(miss(ana(12))).refused("visit.unknown")
    assert (reason.parameters, reason.remedy) == ({"visit": "v1", "ended": "CANCELLED"}, "ScheduleVisit")


@pytest.mark.parametrize(
    "command", [cancel(kim(6), "v9"), miss(kim(6), "v9"), observe(kim(6), "ob1", "ask", visit="v9")]
)
def test_a_visit_that_is_in_no_calendar_is_unknown(command: Command) -> None:
    [reason] = given(decider, *with_visit()).when(command).refused("visit.unknown")
    assert reason.parameters == {"unknown": ("v9",)}


@pytest.mark.parametrize(
    ("command", "also"),
    [
        (cancel(kim(4, 10)), ()),
        (miss(kim(4, 10)), ("visit.not_yet",)),
        (observe(kim(4, 10), "ob1", "ask", visit="v1"), ("visit.not_yet",)),
    ],
)
def test_a_visit_is_not_kept_before_it_was_scheduled(command: Command, also: tuple[str, ...]) -> None:
    reasons = given(decider, *with_visit()).when(command).refused("record.before", *also)
    [reason] = [reason for reason in reasons if reason.code == "record.before"]
    assert reason.parameters == {"record": "v1", "at": day(5)}


def test_the_record_that_keeps_a_visit_names_it() -> None:
    state = given(decider, *with_visit()).when(observe(kim(10), "ob1", "ask", visit="v1")).then(ObservationRecorded)
    assert open_visits(state) == []


KEPT: list[Command] = [
    observe(kim(10), "ob9", "ask", visit="v1"),
    check_in(kim(10), "k9", visit="v1"),
    OpenCoaching(kim(10), session="s1", growth_area="g1", visit="v1"),
]
KINDS = dict(zip(VisitKind, (KEPT[0], KEPT[1], KEPT[2]), strict=True))


@pytest.mark.parametrize("kind", VisitKind)
def test_a_kept_visit_is_not_kept_cancelled_or_missed_any_more(kind: VisitKind) -> None:
    visits = [schedule(kim(9), "v1", day(10), kind=kind), schedule(kim(9), "v2", day(20))]
    kept = given(decider, *with_growth_area(), *visits, KINDS[kind])
    again = check_in(kim(11), "k8", visit="v1")
    for command in (cancel(kim(11)), miss(kim(11)), again):
        codes = {reason.code for reason in kept.when(command).reasons}
        assert "visit.unknown" in codes
        assert codes <= {"visit.unknown", "visit.other_kind"}


@pytest.mark.parametrize("kind", VisitKind)
@pytest.mark.parametrize("kept_by", VisitKind)
def test_a_visit_is_kept_by_a_record_of_its_own_kind(kind: VisitKind, kept_by: VisitKind) -> None:
    visit = schedule(kim(9), "v1", day(10), kind=kind)
    outcome = given(decider, *with_growth_area(), visit).when(KINDS[kept_by])
    if kind is kept_by:
        assert outcome.events
    else:
        [reason] = outcome.refused("visit.other_kind")
        assert reason.parameters == {"visit": "v1", "kind": kind}


@pytest.mark.parametrize("keep", [KINDS[kind] for kind in VisitKind], ids=[*VisitKind])
def test_a_visit_is_kept_from_its_day_on(keep: Command) -> None:
    kind = type(keep).visit_kind  # type: ignore[attr-defined]
    story = [*with_growth_area(), schedule(kim(9), "v1", day(10, 20), kind=kind)]
    early = attrs.evolve(keep, header=kim(9, 23))
    [reason] = given(decider, *story).when(early).refused("visit.not_yet")
    assert reason.parameters == {"visit": "v1", "start": day(10, 20)}
    assert given(decider, *story).when(keep).events, "earlier on its day"
    assert given(decider, *story).when(attrs.evolve(keep, header=kim(12))).events, "entered with a later day"


def test_the_day_of_a_visit_is_the_one_at_its_place() -> None:
    chicago = timezone(timedelta(hours=-5))
    late = datetime(2026, 9, 10, 23, 30, tzinfo=chicago)
    story = [*supported(), schedule(kim(5), "v1", late, minutes=60)]
    before_midnight = observe(kim(9, 22), "ob1", "ask", visit="v1")
    assert before_midnight.at < late
    given(decider, *story).when(before_midnight).then(ObservationRecorded)
    after_midnight = attrs.evolve(before_midnight, header=attrs.evolve(kim(9), at=late + timedelta(hours=1)))
    given(decider, *story).when(after_midnight).then(ObservationRecorded)


def test_a_visit_is_not_missed_before_it_began() -> None:
    [reason] = given(decider, *with_visit()).when(miss(kim(10, 7))).refused("visit.not_yet")
    assert reason.parameters == {"visit": "v1", "start": day(10)}


def test_a_visit_is_missed_by_somebody_who_is_in_it() -> None:
    [reason] = given(decider, *with_visit()).when(miss(kim(10), by="lee")).refused("visit.not_in_it")
    assert reason.parameters == {"person": "lee", "supporter": "kim"}
    given(decider, *with_visit()).when(miss(kim(10), by="ana")).then(VisitMissed)
    handed_over = AssignTeam(office(9), team=TEAM, coach="joe", handovers=(Handover("joe", "kim"),))
    given(decider, *with_visit(handed_over)).when(miss(lee(10), by="joe")).then(VisitMissed)


def test_a_visit_is_by_a_supporter_of_its_day() -> None:
    [reason] = (
        given(decider, *supported()).when(schedule(kim(5), "v1", day(10), supporter="joe")).refused("visit.not_on_team")
    )
    assert (reason.parameters, reason.remedy) == ({"person": "joe"}, "AssignTeam")
    left = AssignTeam(office(7), team=TEAM[1:], coach="lee")
    entered_late = given(decider, *supported(), left)
    entered_late.when(schedule(kim(5), "v1", day(10))).then(VisitScheduled)
    entered_late.when(schedule(lee(8), "v1", day(10))).refused("visit.not_on_team")


def test_a_session_cut_short_has_kept_its_visit_all_the_same() -> None:
    opened = [
        schedule(kim(9), "v1", day(10), kind=VisitKind.COACHING),
        KEPT[2],
        CutCoachingShort(kim(10, 9), session="s1", reason="fire drill"),
    ]
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
    story = [*with_growth_area(), schedule(kim(9), "v1", day(10), kind=VisitKind.COACHING)]
    given(decider, *story).when(KEPT[2]).then(CoachingOpened)
