"""A teacher has a year of three rounds."""

from tests.participation.course import Course, a_session, home
from tests.participation.stories import (
    ASKS,
    TEAM,
    ana,
    attend,
    check_in,
    commit,
    day,
    debrief,
    evaluate,
    host,
    identify,
    kim,
    lee,
    measure,
    observe,
    office,
    on,
    plan,
    rosa,
    schedule,
    tom,
)

from pdflow import (
    TEXAS_CYCLE,
    Handover,
    Level,
    Strategy,
)
from pdflow.participation import (
    AssignTeam,
    BeginNextCycle,
    BeginSupport,
    BriefParticipant,
    CarryGrowthArea,
    CloseGrowthArea,
    Complete,
    CompleteActionStep,
    Enrol,
    OpenCoaching,
    ParticipationSummary,
    Pause,
    Phase,
    Progress,
    Resume,
    StepReview,
    TakeBaseline,
    Transfer,
    open_visits,
)

PROMISED = ("ask", "wait", "pause")


def test_a_teacher_has_a_year_of_three_rounds_with_a_day_missed_a_move_and_a_leave() -> None:
    year = Course()
    year.carries_out(
        "Ana joins in September; two days of training are planned, and where she stands is counted in a lesson",
        Enrol(host(0), person="ana", site="north", manager="rosa", policy=TEXAS_CYCLE, outcomes=(ASKS,)),
        BriefParticipant(host(0), outcomes=(ASKS,), strategies=(Strategy.COACHING, Strategy.CHECK_IN)),
        AssignTeam(office(0), team=TEAM, coach="kim"),
        plan(host(0), "plan-1", "d1", start=day(3)),
        plan(host(0), "plan-2", "d2", start=day(10)),
        TakeBaseline(lee(1), baseline="b1", outcome="o1", value=20, on=on(1)),
    )
    year.carries_out(
        "she is there on the first day and ill on the second",
        attend(lee(3), "a1", "d1"),
        evaluate(ana(3, 16), "e1", "d1", reaction=4),
        attend(lee(10), "a2", "d2", there=0),
        commit(ana(11), "c1", ask=25),
    )
    [short] = year.refuses("half is not enough", BeginSupport(kim(12)), "training.attendance_short")
    assert short.parameters == {"cycle": 1, "have": 0.5, "needed": 0.8, "reachable": False}
    year.carries_out(
        "she makes the day up with the next group, and support begins",
        attend(lee(17), "a3", "d2-again", makes_up="d2"),
        BeginSupport(kim(18)),
    )
    year.carries_out(
        "Kim observes her, finds the gap and coaches her on it",
        observe(kim(22), "ob1", "ask", level=Level.PARTLY),
        identify(kim(23), "g1", "ob1"),
        *a_session(kim, 24, "s1", "g1", "ob1", home("st1")),
    )
    year.refuses("the round is not over yet", BeginNextCycle(kim(25), cycle=2), "growth_area.open", "cycle.too_soon")
    year.carries_out(
        "a week later it is seen in class, and the first round is over",
        observe(kim(31), "ob2", "g1", "st1", visit="s1-return"),
        CompleteActionStep(ana(31, 9), step="st1", evidence="ob2"),
        CloseGrowthArea(kim(31, 9), growth_area="g1"),
        BeginNextCycle(kim(40), cycle=2),
    )
    year.carries_out(
        "the second round begins with another day",
        plan(host(40), "plan-3", "d3", start=day(42)),
        attend(lee(42), "a4", "d3"),
        evaluate(ana(42, 16), "e2", "d3", reaction=5),
        commit(ana(43), "c2", wait=60),
        BeginSupport(kim(45)),
        observe(kim(48), "ob3", "wait", level=Level.NOT_YET),
    )
    year.carries_out(
        "in the middle of it she moves to the south campus, where Lee takes over from Kim",
        Transfer(rosa(50), site="south", role_title="teacher", manager="tom", from_day=on(50)),
        AssignTeam(office(51), team=TEAM[1:], coach="lee", handovers=(Handover("lee", "kim"),)),
    )
    year.refuses("Kim is off the team", identify(kim(52), "g2", "ob3"), "coaching.not_the_coach")
    year.carries_out(
        "Lee owes what Kim owed, and coaches her",
        debrief(lee(52), "f3", "ob3"),
        identify(lee(53), "g2", "ob3"),
        *a_session(lee, 54, "s2", "g2", "ob3", home("st2")),
    )
    year.carries_out("then she goes on leave for a month", Pause(tom(58), until=on(88), reason="leave"))
    assert open_visits(year.state) == []
    year.refuses("nobody visits her meanwhile", observe(lee(61), "ob4", "g2"), "participation.paused")
    year.carries_out(
        "she is back two days early, is seen again, and carries the growth area into the last round",
        Resume(tom(86)),
        schedule(lee(86), "v2", day(90), supporter="lee"),
        observe(lee(90), "ob4", "g2", "st2", level=Level.PARTLY, visit="v2"),
        CompleteActionStep(ana(90, 9), step="st2", evidence="ob4"),
        CarryGrowthArea(lee(91), growth_area="g2", reason="time"),
        BeginNextCycle(lee(95), cycle=3),
    )
    year.carries_out(
        "the last round: a day of training, of which no evaluation is handed in",
        attend(lee(97), "a5", "d4"),
        commit(ana(97), "c3", pause=110),
        BeginSupport(lee(98)),
        observe(lee(100), "ob5", "g2", level=Level.PARTLY),
    )
    opening = OpenCoaching(lee(101), session="s3", growth_area="g2")
    [owed] = year.refuses("feedback comes before coaching", opening, "feedback.owed")
    assert owed.parameters == {"observations": ("ob5",)}
    year.carries_out(
        "after a last session she has it in place",
        debrief(lee(101), "f5", "ob5"),
        *a_session(lee, 101, "s3", "g2", "ob5"),
        observe(lee(108), "ob6", "g2", level=Level.FULLY, visit="s3-return"),
        CloseGrowthArea(lee(108), growth_area="g2"),
    )
    year.carries_out("a reading is taken, too early", measure(lee(120), "r1", on(120), value=45))
    year.refuses("a fourth round is not in this policy", BeginNextCycle(lee(125), cycle=4), "cycle.was_the_last")
    year.carries_out(
        "Lee looks at what she promised in each round",
        check_in(
            lee(120, 9), "k1", reviews=tuple(StepReview(step, Progress.DONE) for step in ("ask", "wait", "pause"))
        ),
    )
    reasons = year.refuses(
        "the days of leave are not counted, and credit is held for the evaluation",
        Complete(lee(121)),
        "outcome.not_remeasured",
        "training.evaluation_missing",
    )
    assert reasons[0].parameters == {"cycle": 3}
    year.carries_out(
        "one day later the window is open, and the year is complete",
        measure(lee(121), "r2", on(121), value=55),
        evaluate(ana(121), "e3", "d4", anonymous=True),
        Complete(lee(121, 9)),
    )
    assert year.ends_in(Phase.COMPLETED) == ParticipationSummary(
        cycles=3,
        training_minutes=4 * 360,
        support_minutes=6 * 30 + 20,
        coaching_minutes=3 * 45,
        observations=6,
        check_ins=1,
        artifacts=0,
        steps_completed=2,
        coaching_sessions=3,
        shared=(),
        waived=(),
        carried=(),
    )
