"""Somebody withdraws during a coaching session and returns."""

from tests.participation.course import Course, a_session
from tests.participation.stories import (
    ASKS,
    agree,
    ana,
    attend,
    commit,
    evaluate,
    host,
    identify,
    kim,
    looked_at,
    measure,
    observe,
    office,
    on,
    pat,
    rosa,
)

from pdflow import (
    FULL,
    Level,
    Role,
    Strategy,
    Supporter,
)
from pdflow.participation import (
    AssignTeam,
    BeginSupport,
    CloseCoaching,
    CloseGrowthArea,
    Complete,
    CompleteActionStep,
    CutCoachingShort,
    Enrol,
    ExtendActionStep,
    Phase,
    Reopen,
    TakeBaseline,
    Withdraw,
)


def test_somebody_withdraws_in_the_middle_of_a_session_and_comes_back() -> None:
    course = Course()
    course.carries_out(
        "Ana is trained and supported",
        Enrol(host(0), person="ana", manager="rosa", policy=FULL, outcomes=(ASKS,), strategies=(Strategy.COACHING,)),
        AssignTeam(office(0), team=(Supporter("kim", Role.COACH), Supporter("pat", Role.PEER)), coach="kim"),
        TakeBaseline(kim(1), baseline="b1", outcome="o1", value=20, on=on(1)),
        attend(kim(3), "a1"),
        evaluate(ana(3, 16), "e1"),
        commit(ana(4), "c1", ask=20),
        BeginSupport(kim(4)),
        observe(kim(8), "ob1", "ask", level=Level.PARTLY),
        identify(kim(9), "g1", "ob1"),
        agree(kim(9), "st1", "g1"),
    )
    course.carries_out(
        "in the middle of a session she gives up her post",
        *a_session(kim, 10, "s1", "g1", "ob1")[:3],
        Withdraw(rosa(10, 12), reason="left", note="moves to another town"),
    )
    assert course.ends_in(Phase.WITHDRAWN).coaching_sessions == 0
    course.refuses("she is no longer visited", observe(pat(17), "ob2", "g1"), "participation.not_in_phase")
    course.refuses("coming back needs a reason", Reopen(office(40), reason=""), "reopen.no_reason")
    course.carries_out("she returns in October and goes on where she was", Reopen(office(40), reason="returned"))
    assert (course.state.phase, course.state.session) == (Phase.COACHING, "s1")
    [missing, visit] = course.refuses(
        "the old session was never finished",
        CloseCoaching(kim(41), session="s1", minutes=45),
        "coaching.moves_missing",
        "coaching.no_return_visit",
    )
    assert (missing.parameters["moves"], visit.remedy) == (("STEPS", "PRACTICE"), "ScheduleVisit")
    course.carries_out(
        "it is broken off without credit, and her step is given more time",
        CutCoachingShort(kim(41), session="s1", reason="long ago"),
        ExtendActionStep(ana(41), step="st1", due=on(48), reason="absence"),
    )
    course.carries_out(
        "a new session is held, and practice seen afterwards",
        *a_session(kim, 42, "s2", "g1", "ob1"),
        observe(kim(49), "ob2", "g1", "st1", visit="s2-return"),
        CompleteActionStep(ana(49), step="st1", evidence="ob2"),
        CloseGrowthArea(kim(50), growth_area="g1"),
        looked_at(kim(99)),
        measure(kim(100), "r1", on(100)),
        Complete(kim(101)),
    )
    summary = course.ends_in(Phase.COMPLETED)
    assert (summary.coaching_sessions, summary.coaching_minutes, summary.observations) == (1, 45, 2)
    course.carries_out(
        "a reading in the new year stands beside the summary",
        measure(ana(150), "r2", on(150), value=60),
    )
    assert course.state.measurements.keys() == {"r1", "r2"}
