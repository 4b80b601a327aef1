"""What can still be met by the planned end, and the latest moment to go on: worked out by hand, and tried out."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import attrs
from tests.agenda.live_states import live_states
from tests.participation.stories import (
    Story,
    attend,
    check_in,
    completed,
    day,
    enrolled,
    host,
    in_cycle_two,
    kim,
    lee,
    office,
    on,
    plan,
    rosa,
    supported,
    trained,
)

from pdflow import (
    FULL,
    TEXAS_CYCLE,
    Actor,
    Command,
    Header,
    Role,
)
from pdflow.agenda import (
    Calendar,
    EveryDay,
    Reach,
    Target,
    Terms,
    still_reachable,
)
from pdflow.participation import (
    BriefParticipant,
    Participation,
    Pause,
    PlannedSession,
    Progress,
    RecordAttendance,
    StepReview,
    attendance_shortfall,
    decider,
    latest_attendance,
    minutes_missed,
)
from pdflow.testing.spec import given

ALWAYS = EveryDay()
WEEKDAYS = Terms()


def after(*history: Command) -> Participation:
    return given(decider, *history).state


def reach(target: Target, state: Participation, n: float, calendar: Calendar = ALWAYS) -> Reach:
    [found] = [found for found in still_reachable(state, day(n), calendar) if found.target is target]
    return found


def until(n: int, history: Story) -> Participation:
    """After a story whose planned end is day n."""
    state = after(*history)
    briefed = BriefParticipant(office(0), outcomes=state.outcomes, strategies=state.strategies, planned_end=on(n))
    return decider.evolve(state, *decider.decide(state, briefed))


def five_days() -> Story:
    """Sessions of an hour on days 2 to 6, one of them long: 360 minutes on day 3."""
    hours = [plan(host(0), f"p{n}", f"d{n}", start=day(n), minutes=60) for n in (2, 4, 5, 6)]
    return [*enrolled(policy=attrs.evolve(FULL, name="ours", shortest_session=0, attendance_share=0.75)), *hours]


def test_attendance_is_reachable_while_the_sessions_ahead_are_enough() -> None:
    found = reach(Target.ATTENDANCE, after(*five_days()), 1)
    assert (found.have, found.needed, found.reachable, found.reached) == (0, 0.75, True, False)
    assert found.latest == day(3)


def test_the_latest_moment_is_the_beginning_of_the_session_that_must_not_be_missed() -> None:
    attended = after(*five_days(), attend(lee(3), "a1"))
    found = reach(Target.ATTENDANCE, attended, 3.5)
    assert (found.have, found.latest) == (0.6, day(5))
    missed = after(*five_days(), attend(lee(3), "a1"), attend(lee(4), "a4", "d4", there=0, held=60))
    assert reach(Target.ATTENDANCE, missed, 4.5).latest == day(5)


def test_attendance_is_out_of_reach_until_a_make_up_is_planned() -> None:
    missed = [*five_days(), attend(lee(3), "a1", there=0)]
    assert not reach(Target.ATTENDANCE, after(*missed), 3.5).reachable
    assert reach(Target.ATTENDANCE, after(*missed), 3.5).latest is None
    again = plan(host(4), "p9", "d9", start=day(9), minutes=360, makes_up="d3")
    assert not reach(Target.ATTENDANCE, after(*missed, again), 4.5).reachable
    again = plan(host(4), "p9", "d9", start=day(9), minutes=360, makes_up="d1")
    assert reach(Target.ATTENDANCE, after(*missed, again), 4.5).latest == day(5)
    assert reach(Target.ATTENDANCE, after(*missed, again), 5.5).reachable is False


def test_attendance_that_was_reached_cannot_be_lost() -> None:
    found = reach(Target.ATTENDANCE, after(*trained()), 5)
    assert (found.have, found.reached, found.reachable, found.latest) == (1, True, True, None)


def test_without_sessions_there_is_no_attendance_to_reach() -> None:
    assert Target.ATTENDANCE not in {found.target for found in still_reachable(after(*in_cycle_two()), day(21), ALWAYS)}


def test_three_cycles_need_two_times_four_weeks_after_this_one() -> None:
    state = until(100, supported(policy=TEXAS_CYCLE))
    found = reach(Target.CYCLES, state, 10)
    assert (found.have, found.needed, found.reachable) == (1, 3, True)
    assert found.latest == day(45) - timedelta(hours=8)
    assert reach(Target.CYCLES, state, 44).reachable
    assert not reach(Target.CYCLES, state, 45).reachable


def test_a_cycle_takes_longer_where_more_coaching_is_asked() -> None:
    twice = attrs.evolve(TEXAS_CYCLE, name="ours", coaching_intensive=2, days_between_cycles=None)
    assert reach(Target.CYCLES, until(100, supported(policy=twice)), 10).latest == day(45) - timedelta(hours=8)


def test_a_cycle_without_coaching_takes_as_long_as_one_with_a_session() -> None:
    none = attrs.evolve(TEXAS_CYCLE, name="ours", coaching_intensive=0, days_between_cycles=None)
    assert reach(Target.CYCLES, until(100, supported(policy=none)), 10).latest == day(73) - timedelta(hours=8)


def test_the_last_cycle_is_reached() -> None:
    found = reach(Target.CYCLES, until(100, in_cycle_two(policy=attrs.evolve(FULL, name="ours", fewest_cycles=2))), 99)
    assert (found.reached, found.reachable, found.latest) == (True, True, None)


def test_contact_hours_must_fit_into_the_working_days_that_are_left() -> None:
    """14 hours are needed, 6 had: 8 hours are two days' work. Day 30 is a Thursday."""
    state = until(30, supported())
    found = reach(Target.DOSAGE, state, 10, WEEKDAYS)
    assert (found.have, found.needed, found.reachable) == (6, 14, True)
    assert (on(30), found.latest) == (date(2026, 10, 1), datetime(2026, 10, 1, tzinfo=UTC))
    assert not reach(Target.DOSAGE, state, 30, WEEKDAYS).reachable


def test_six_contact_hours_fit_into_a_day() -> None:
    """6 hours had: 12 needed are one day's work more, on the last day, and 13 are two."""
    for needed, last in ((12, 30), (13, 29)):
        policy = attrs.evolve(FULL, name="ours", dosage_note_hours=needed)
        assert reach(Target.DOSAGE, until(30, supported(policy=policy)), 10).latest == day(last + 1, 0)


def test_a_policy_without_a_note_on_hours_sets_no_such_target() -> None:
    unasked = supported(policy=attrs.evolve(FULL, name="ours", dosage_note_hours=None))
    assert Target.DOSAGE not in {found.target for found in still_reachable(after(*unasked), day(9), ALWAYS)}


def test_check_ins_are_reachable_at_twice_the_pace_of_the_cadence() -> None:
    """From day 4 to day 60 one is due on 18, 32, 46 and 60; from day 39 on four can be held, on 39, 46, 53 and 60."""
    state = until(60, supported())
    found = reach(Target.CADENCE, state, 5)
    assert (found.have, found.needed, found.reachable) == (0, 4, True)
    assert found.latest == day(40) - timedelta(hours=8)
    assert reach(Target.CADENCE, state, 39).reachable
    assert not reach(Target.CADENCE, state, 40).reachable
    held = until(60, [*supported(), check_in(kim(17), "ci1")])
    assert reach(Target.CADENCE, held, 19).latest == day(47) - timedelta(hours=8)


def test_an_odd_cadence_is_caught_up_at_no_more_than_twice_its_pace() -> None:
    """Every 15 days from day 4: on 19, 34, 49 and 64; every 8 days from day 40: on 40, 48, 56 and 64."""
    odd = attrs.evolve(FULL, name="ours", check_in_every=15)
    found = reach(Target.CADENCE, until(64, supported(policy=odd)), 5)
    assert (found.needed, found.latest) == (4, day(41, 0))


def test_the_last_check_in_is_held_on_an_open_day() -> None:
    """Days 59 and 60, the last, are closed: of those due on 18, 32 and 46 the third is held by day 58."""
    closed, done = Terms(weekend=frozenset(), closed={on(59), on(60)}), (StepReview("ask", Progress.DONE),)
    state = until(60, [*supported(), check_in(kim(17), "ci1", reviews=done), check_in(kim(31), "ci2")])
    found = reach(Target.CADENCE, state, 32, closed)
    assert (found.have, found.needed, found.latest) == (2, 3, day(59, 0))


def test_a_school_holiday_asks_for_fewer_check_ins() -> None:
    school = Terms(ZoneInfo("UTC"), terms=((on(0), on(20)), (on(40), on(60))))
    assert reach(Target.CADENCE, until(60, supported()), 5, school).needed == 3


def test_a_leave_brings_the_latest_moment_forward() -> None:
    away = until(100, [*supported(policy=TEXAS_CYCLE), Pause(rosa(80), until=on(90))])
    assert reach(Target.CYCLES, away, 10).latest == day(35) - timedelta(hours=8)


def test_without_a_planned_end_nothing_is_out_of_reach() -> None:
    found = still_reachable(after(*supported(policy=TEXAS_CYCLE)), day(900), ALWAYS)
    assert {each.target: (each.reachable, each.latest) for each in found} == {
        Target.ATTENDANCE: (True, None),
        Target.CYCLES: (True, None),
        Target.DOSAGE: (True, None),
    }


def test_after_the_planned_end_what_lacks_is_out_of_reach() -> None:
    late = still_reachable(until(30, supported(policy=TEXAS_CYCLE)), day(31), ALWAYS)
    assert {each.target for each in late if not each.reachable} == {Target.CYCLES, Target.DOSAGE, Target.CADENCE}


def test_what_has_ended_has_no_targets() -> None:
    assert still_reachable(after(*completed()), day(102), ALWAYS) == []


def planned_ahead(state: Participation, at: datetime) -> list[PlannedSession]:
    """The sessions of this cycle that are planned, not dropped and not attended."""
    latest = {made.session: (name, made) for name, made in state.plans.items()}
    planned = [made for name, made in latest.values() if name not in state.ends and made.cycle == state.cycle]
    ahead = [each for each in planned if each.start > at and latest_attendance(state, each.session) is None]
    return sorted(ahead, key=lambda each: each.start)


def attending(state: Participation, sessions: list[PlannedSession]) -> Participation:
    """The state after somebody was there, all the time, for these planned sessions."""
    after_all = decider.evolve(state)
    for number, planned in enumerate(sessions):
        makes_up = planned.makes_up
        if makes_up is None or minutes_missed(after_all, makes_up, planned.start):
            record = RecordAttendance(
                Header(f"{number:032x}", Actor("host", Role.SYSTEM), planned.start),
                attendance=f"attended {number}",
                session=planned.session,
                held=planned.minutes,
                there=planned.minutes,
                makes_up=makes_up,
            )
            decider.fold(decider.decide(after_all, record), onto=after_all)
    return after_all


def test_attendance_is_reachable_where_being_there_from_now_on_is_enough() -> None:
    looked, lost = 0, 0
    for state, at in live_states(every=10):
        planned = planned_ahead(state, at)
        found = [each for each in still_reachable(state, at, ALWAYS) if each.target is Target.ATTENDANCE]
        if state.paused is None and planned and found:
            looked, lost = looked + 1, lost + (not found[0].reachable)
            assert found[0].reachable == (not attendance_shortfall(attending(state, planned), state.cycle))
            if (latest := found[0].latest) is not None:
                from_then = [each for each in planned if each.start >= latest]
                assert not attendance_shortfall(attending(state, from_then), state.cycle)
                assert attendance_shortfall(attending(state, from_then[1:]), state.cycle)
    assert looked > 50
    assert lost > 5
