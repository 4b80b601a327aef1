"""A day of snow: every visit of the day is called off or moved by one call."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import attrs
from tests.participation.stories import day, kim, lee, observe, office, on, rosa, schedule, supported

from pdflow import Command, Header
from pdflow.agenda import Terms, close_day
from pdflow.desk import Desk
from pdflow.participation import (
    CancelVisit,
    Enrol,
    MissVisit,
    Participation,
    Pause,
    ScheduleVisit,
    VisitKind,
    decider,
    open_visits,
)
from pdflow.storage.memory import MemoryStore
from pdflow.testing.spec import given

CHICAGO = ZoneInfo("America/Chicago")
SCHOOL = Terms(zone=CHICAGO)
SNOW, LATER = on(10), on(17)


def visited(*visits: Command) -> Participation:
    return given(decider, *supported(), *visits).state


def in_chicago(day_of_month: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 9, day_of_month, hour, minute, tzinfo=CHICAGO)


def by_the_office() -> Header:
    return office(9, 20)


def carried_out(desk: Desk[Participation], commands: list[tuple[str, CancelVisit | ScheduleVisit]]) -> int:
    receipts = [desk.carry_out(name, command) for name, command in commands]
    return sum(bool(receipt.events) and not receipt.repeated for receipt in receipts)


def thirty_people() -> Desk[Participation]:
    """Thirty people with a visit each on the day of snow, and one on the day after."""
    desk = Desk(decider, MemoryStore())
    for number in range(30):
        for command in supported():
            person = {"person": f"p{number}"} if isinstance(command, Enrol) else {}
            who = {"by": attrs.evolve(command.by, person=f"p{number}")} if command.by.person == "ana" else {}
            header = attrs.evolve(command.header, id=_id(), **who)
            desk.carry_out(f"s{number}", attrs.evolve(command, header=header, **person))
        at = in_chicago(11, 8) + timedelta(minutes=10 * number)
        desk.carry_out(f"s{number}", schedule(kim(5), "v1", at, minutes=20))
        desk.carry_out(f"s{number}", schedule(kim(5), "v2", day(11, 20), kind=VisitKind.CHECK_IN))
    return desk


def _id() -> str:
    return kim(0).id


def states(desk: Desk[Participation]) -> dict[str, Participation]:
    return {name: desk.load(name)[0] for name in (f"s{number}" for number in range(30))}


def test_thirty_visits_are_cancelled_by_one_call() -> None:
    desk, header = thirty_people(), by_the_office()
    commands = close_day(states(desk), SNOW, header, SCHOOL, reason="snow")
    assert [type(command) for _, command in commands] == [CancelVisit] * 30
    assert {command.reason for _, command in commands if isinstance(command, CancelVisit)} == {"snow"}
    assert carried_out(desk, commands) == 30
    assert [open_visits(state) for state in states(desk).values()] == [["v2"]] * 30


def test_thirty_visits_are_moved_to_the_same_time_of_another_day() -> None:
    desk, header = thirty_people(), by_the_office()
    before = [state.visits["v1"] for state in states(desk).values()]
    assert carried_out(desk, close_day(states(desk), SNOW, header, SCHOOL, reason="snow", to=LATER)) == 60
    for former, state in zip(before, states(desk).values(), strict=True):
        [_, moved] = open_visits(state)
        visit = state.visits[moved]
        assert visit.start == former.start + timedelta(days=7)
        assert (visit.kind, visit.minutes, visit.supporter) == (former.kind, former.minutes, former.supporter)


def test_an_interrupted_call_goes_on_where_it_stopped_and_a_repeated_one_does_nothing() -> None:
    desk, header = thirty_people(), by_the_office()
    first = close_day(states(desk), SNOW, header, SCHOOL, reason="snow", to=LATER)
    carried_out(desk, first[:31])
    again = close_day(states(desk), SNOW, header, SCHOOL, reason="snow", to=LATER)
    assert again == first[30:], "the visit that was scheduled anew and not yet cancelled comes again"
    assert carried_out(desk, again) == 29
    assert close_day(states(desk), SNOW, header, SCHOOL, reason="snow", to=LATER) == []
    assert sum(len(open_visits(state)) for state in states(desk).values()) == 60


def test_a_day_is_one_of_the_calendars_zone_and_a_visit_past_midnight_has_both() -> None:
    visits = {"evening": in_chicago(10, 23, 30), "night": in_chicago(11, 23, 30), "next": in_chicago(12, 0, 30)}
    state = visited(*[schedule(kim(5), name, start, minutes=60) for name, start in visits.items()])

    def called_off(day: date) -> list[str]:
        return [command.visit for _, command in close_day({"ana": state}, day, by_the_office(), SCHOOL, reason="snow")]

    assert called_off(date(2026, 9, 10)) == ["evening"]
    assert called_off(date(2026, 9, 11)) == ["evening", "night"]
    assert called_off(date(2026, 9, 12)) == ["night", "next"]


def test_a_visit_is_moved_by_the_clock_on_the_wall_over_a_change_of_clocks() -> None:
    morning = datetime(2026, 10, 31, 9, tzinfo=CHICAGO)
    state = visited(schedule(kim(5), "v1", morning))
    [(_, moved), _] = close_day(
        {"ana": state}, date(2026, 10, 31), by_the_office(), SCHOOL, reason="snow", to=date(2026, 11, 2)
    )
    assert isinstance(moved, ScheduleVisit)
    assert moved.start.isoformat() == "2026-11-02T09:00:00-06:00"


def test_visits_kept_missed_or_cancelled_are_left_alone() -> None:
    kept, missed, cancelled = (
        schedule(kim(5), name, day(10, hour)) for name, hour in (("a", 14), ("b", 15), ("c", 16))
    )
    over = [
        observe(kim(10, 14), "ob1", "ask", visit="a"),
        MissVisit(kim(10, 16), visit="b", missed_by="ana"),
        CancelVisit(kim(6), visit="c", reason="ill"),
    ]
    state = visited(kept, missed, cancelled, *over)
    assert close_day({"ana": state}, SNOW, by_the_office(), SCHOOL, reason="snow") == []


def test_a_visit_whose_new_time_is_refused_is_not_yet_cancelled() -> None:
    state = visited(schedule(kim(5), "v1", day(10, 16)), schedule(lee(5), "v2", day(17, 16), supporter="lee"))
    [(_, moved), (_, cancelled)] = close_day({"ana": state}, SNOW, by_the_office(), SCHOOL, reason="snow", to=LATER)
    assert [reason.code for reason in decider.why_not(state, moved)] == ["visit.clashes"]
    assert decider.permits(state, cancelled)


def test_a_visit_within_a_leave_fell_away_and_gets_no_command() -> None:
    booked = schedule(kim(5), "v1", day(10, 12))
    on_leave = visited(booked, Pause(rosa(9), until=on(20)))
    day_of_snow = [
        close_day({"ana": state}, SNOW, by_the_office(), SCHOOL, reason="snow") for state in (visited(booked), on_leave)
    ]
    assert [len(commands) for commands in day_of_snow] == [1, 0]
