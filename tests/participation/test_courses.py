"""Courses that a director walks through: a hand-over in mid-cycle, a late coaching, a change of clocks."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from tests.participation.course import Course, a_session, home
from tests.participation.stories import (
    ASKS,
    TEAM,
    Somebody,
    Story,
    ana,
    attend,
    commit,
    day,
    debrief,
    evaluate,
    host,
    identify,
    joe,
    kim,
    lee,
    looked_at,
    measure,
    observe,
    office,
    on,
    plan,
    rosa,
    schedule,
)

from pdflow import (
    AGENCY_CADRE,
    COLLEGE_CPD,
    LIGHT,
    TEXAS_CYCLE,
    Actor,
    Handover,
    Header,
    Level,
    Policy,
    Role,
    Strategy,
    Supporter,
    Tier,
)
from pdflow.participation import (
    AssignTeam,
    BeginNextCycle,
    BeginSupport,
    BriefParticipant,
    CloseGrowthArea,
    Complete,
    CompleteActionStep,
    Enrol,
    Phase,
    TakeBaseline,
    remeasure_window,
)


def enrolled_and_trained(policy: Policy, end: date | None = None) -> Story:
    """Trained on day 3, supported from day 4 on, with a step promised by day 20."""
    return [
        Enrol(host(0), person="ana", manager="rosa", policy=policy, outcomes=(ASKS,), planned_end=end),
        BriefParticipant(host(0), outcomes=(ASKS,), strategies=(Strategy.COACHING,), planned_end=end),
        AssignTeam(office(0), team=TEAM, coach="kim"),
        TakeBaseline(lee(1), baseline="b1", outcome="o1", value=20, on=on(1)),
        attend(lee(3), "a1", held=360),
        evaluate(ana(3, 16), "e1"),
        commit(ana(4), "c1", ask=20),
        BeginSupport(kim(4, 9)),
    ]


def test_a_coach_leaves_in_mid_cycle_and_her_late_sheets_are_entered_after_the_hand_over() -> None:
    course = Course()
    course.carries_out(
        "Kim supports Ana until day 15, then Joe does",
        *enrolled_and_trained(COLLEGE_CPD),
        AssignTeam(office(15), team=(Supporter("joe", Role.COACH),), coach="joe", handovers=(Handover("joe", "kim"),)),
    )
    course.carries_out(
        "Kim's sheets of the week before come in late: what she saw and said counts as hers, on its day",
        observe(kim(12), "ob1", "ask", level=Level.PARTLY),
        debrief(kim(13), "f1", "ob1"),
        identify(kim(14), "g1", "ob1"),
        *a_session(kim, 14, "s1", "g1", "ob1", home("st1")),
    )
    assert course.state.observations["ob1"].observer == "kim"
    course.refuses("but nothing of hers is dated after it", observe(kim(16), "ob2", "g1"), "right.not_on_team")
    course.refuses("and Joe was not there before it", observe(joe(14, 12), "ob2", "g1"), "right.not_on_team")
    course.carries_out(
        "Joe goes on where she was",
        observe(joe(21), "ob2", "g1", "st1", visit="s1-return"),
        CompleteActionStep(ana(21, 9), step="st1", evidence="ob2"),
        CloseGrowthArea(joe(21, 9), growth_area="g1"),
        looked_at(joe(22)),
        measure(joe(100), "r1", on(100)),
        Complete(joe(101)),
    )
    summary = course.ends_in(Phase.COMPLETED)
    assert (summary.observations, summary.coaching_sessions, summary.waived) == (2, 1, ())


def test_a_teacher_coached_after_day_180_is_measured_in_may_and_completes_without_a_waiver() -> None:
    last_day = date(2027, 6, 1)
    one_round = {"name": "ONE_ROUND", "fewest_cycles": 1, "version": 1}
    policy = Policy(**TEXAS_CYCLE.differs() | one_round)
    course = Course()
    course.carries_out(
        "trained in September, observed in autumn, measured in January; the planned end is June 1",
        *enrolled_and_trained(policy, last_day),
        observe(kim(8), "ob1", "ask", level=Level.PARTLY),
        looked_at(kim(40)),
        measure(kim(130), "r1", on(130)),
    )
    course.carries_out(
        "only in March, long after day 180, is there coaching",
        identify(kim(199), "g1", "ob1"),
        *a_session(kim, 200, "s1", "g1", "ob1"),
        observe(kim(207), "ob2", "g1", visit="s1-return"),
        CloseGrowthArea(kim(207), growth_area="g1"),
    )
    [reason] = course.refuses("the reading of January says nothing of it", Complete(kim(208)), "outcome.not_remeasured")
    assert reason.parameters == {"outcome": "o1", "last_day": on(200 + 90), "opens": on(214)}
    assert reason.remedy == "MeasureOutcome"
    course.refuses(
        "nor does one of the next week",
        Complete(kim(213)),
        "outcome.not_remeasured",
    )
    course.carries_out("measured again in May", measure(kim(250), "r2", on(250)), Complete(kim(251)))
    assert (on(250).month, course.ends_in(Phase.COMPLETED).waived) == (5, ())


MADRID = ZoneInfo("Europe/Madrid")


def nurse(year: int, month: int, day_of_month: int, hour: int, minute: int = 0, *, fold: int = 0) -> Header:
    """The header of the ward's mentor at a time on the wall in Madrid."""
    at = datetime(year, month, day_of_month, hour, minute, tzinfo=MADRID, fold=fold)
    return Header(f"{host(0).id}", Actor("kim", Role.COACH), at)


def test_a_nurse_on_night_shifts_is_seen_across_the_change_of_clocks() -> None:
    """On October 25, 2026 the clocks in Madrid go back from 3:00 to 2:00, so that 2:30 comes twice."""
    first = nurse(2026, 10, 25, 2, 30)
    second = nurse(2026, 10, 25, 2, 30, fold=1)
    assert second.at - first.at == timedelta(hours=1)
    course = Course()
    course.carries_out(
        "the shift of that night is trained and seen",
        *enrolled_and_trained(COLLEGE_CPD),
        plan(host(40), "p2", "night", start=datetime(2026, 10, 24, 23, tzinfo=MADRID), minutes=120),
        schedule(nurse(2026, 10, 20, 10), "v1", first.at, minutes=60),
    )
    course.refuses(
        "half past one in summer time is an hour before it, not two",
        schedule(nurse(2026, 10, 20, 11), "v2", datetime(2026, 10, 25, 1, 45, tzinfo=MADRID), minutes=60),
        "visit.clashes",
    )
    course.carries_out(
        "the second half past two is free, though the clock on the wall says the same",
        schedule(nurse(2026, 10, 20, 12), "v2", second.at, minutes=60),
        attend(nurse(2026, 10, 24, 22, 50), "a2", "night", held=120, there=120),
        observe(nurse(2026, 10, 25, 2, 40), "ob1", "ask", visit="v1"),
        observe(nurse(2026, 10, 25, 2, 40, fold=1), "ob2", "ask", visit="v2"),
    )
    assert course.state.observations["ob2"].at - course.state.observations["ob1"].at == timedelta(hours=1)
    assert course.state.attendance["a2"].at.astimezone(UTC) == datetime(2026, 10, 24, 20, 50, tzinfo=UTC)
    course.carries_out(
        "the year goes on as for everybody",
        looked_at(kim(60)),
        measure(kim(100), "r1", on(100)),
        Complete(kim(101)),
    )
    assert course.ends_in(Phase.COMPLETED).training_minutes == 480


# Nobody completes without follow-up


@pytest.mark.parametrize("policy", [COLLEGE_CPD, AGENCY_CADRE, TEXAS_CYCLE], ids=lambda policy: policy.name)
def test_nobody_completes_without_contact(policy: Policy) -> None:
    course = Course()
    course.carries_out("trained and measured", *enrolled_and_trained(policy), measure(lee(100), "r1", on(100)))
    reasons = course.decider.why_not(course.state, Complete(kim(101)))
    [contact] = [reason for reason in reasons if reason.code == "support.no_contact"]
    assert contact.parameters == {"cycle": 1, "needed": 1, "have": 0, "only_manager": False}
    assert contact.remedy == "RecordObservation"


def test_under_the_light_policy_training_is_enough() -> None:
    course = Course()
    course.carries_out(
        "enrolled and there", Enrol(host(0), person="ana", policy=LIGHT), attend(office(3), "a1"), Complete(office(3))
    )
    assert course.ends_in(Phase.COMPLETED).contact_hours == 6


def test_contact_by_the_line_manager_alone_is_not_enough_where_another_supporter_is_asked() -> None:
    tom = Somebody("tom", Role.MANAGER)
    course = Course()
    course.carries_out(
        "only tom, who manages, looks in",
        *enrolled_and_trained(COLLEGE_CPD),
        looked_at(tom(30)),
        measure(lee(100), "r1", on(100)),
    )
    [reason] = course.refuses("that is no follow-up", Complete(kim(101)), "support.no_contact")
    assert reason.parameters == {"cycle": 1, "needed": 1, "have": 1, "only_manager": True}
    course.carries_out("Lee sees her too", observe(lee(50), "ob1", "ask"), Complete(kim(101)))


def test_three_rounds_are_not_made_in_three_days_though_no_coaching_is_asked() -> None:
    course = Course()
    general = AssignTeam(office(4), team=TEAM, coach="kim", tier=Tier.GENERAL, ground="experienced")
    course.carries_out(
        "a general tier, seen on the day after her training",
        *enrolled_and_trained(TEXAS_CYCLE),
        general,
        observe(kim(5), "ob1", "ask"),
    )
    [reason] = course.refuses("the next round is weeks away", BeginNextCycle(kim(5), cycle=2), "cycle.too_soon")
    assert reason.parameters == {"cycle": 1, "trained": on(3), "earliest": on(31)}
    course.refuses("still", BeginNextCycle(kim(30), cycle=2), "cycle.too_soon")
    course.carries_out("four weeks after the training it begins", BeginNextCycle(kim(31), cycle=2))
    course.refuses(
        "the second needs contact of its own, and as many weeks",
        BeginNextCycle(kim(32), cycle=3),
        "participation.not_in_phase",
    )
    course.carries_out("support goes on", commit(ana(31), "c2", wait=50), BeginSupport(kim(32)))
    reasons = course.refuses("not yet", BeginNextCycle(kim(33), cycle=3), "cycle.too_soon", "support.no_contact")
    assert {reason.parameters["cycle"] for reason in reasons} == {2}
    assert [reason.parameters for reason in reasons if reason.code == "cycle.too_soon"] == [
        {"cycle": 2, "begun": on(31), "earliest": on(59)}
    ]
    assert day(31).date() == on(31)


def test_the_window_is_the_one_that_the_agenda_shows() -> None:
    course = Course()
    course.carries_out("trained", *enrolled_and_trained(TEXAS_CYCLE, on(270)))
    window = remeasure_window(course.state, rosa(10).at)
    assert window is not None
    assert (window.first_input, window.last_input, window.end) == (on(3), on(3), on(270))
    assert (window.opens, window.due, window.last_day) == (on(93), on(93), on(270))
