"""A baseline is recorded late."""

import attrs
from tests.participation.course import Course
from tests.participation.stories import (
    ASKS,
    TEAM,
    ana,
    attend,
    commit,
    evaluate,
    host,
    lee,
    looked_at,
    measure,
    observe,
    office,
    on,
)

from pdflow import (
    FULL,
    Strategy,
    Tier,
)
from pdflow.participation import (
    AssignTeam,
    BeginSupport,
    BriefParticipant,
    Complete,
    Enrol,
    Phase,
    TakeBaseline,
    VoidRecord,
)


def test_a_baseline_was_forgotten_and_is_repaired() -> None:
    alone = attrs.evolve(ASKS, outcome="o2", statement="plans alone")
    course = Course()
    course.carries_out(
        "nobody thought of where Ana stood before she was trained",
        Enrol(host(0), person="ana", manager="rosa", policy=FULL, strategies=(Strategy.CHECK_IN,)),
        AssignTeam(office(0), team=TEAM, tier=Tier.GENERAL, ground="experienced"),
        attend(lee(3), "a1"),
        evaluate(ana(3, 16), "e1"),
        commit(ana(4), "c1", ask=20),
        BriefParticipant(host(5), outcomes=(ASKS, alone), strategies=(Strategy.CHECK_IN,)),
    )
    missing = course.refuses("so support waits", BeginSupport(lee(6)), "outcome.no_baseline", "outcome.no_baseline")
    assert [reason.parameters for reason in missing] == [{"outcome": "o1"}, {"outcome": "o2"}]
    course.refuses(
        "a reading of today is none of before",
        TakeBaseline(lee(6), baseline="b1", outcome="o1", value=50, on=on(6)),
        "outcome.baseline_after_training",
    )
    course.carries_out(
        "but one was taken on paper, and is entered late, with a slip of the pen",
        TakeBaseline(lee(7), baseline="b1", outcome="o1", value=200, on=on(2), how="counted in one lesson"),
        TakeBaseline(lee(7), baseline="b2", outcome="o1", value=20, on=on(2), how="counted in one lesson"),
    )
    course.carries_out(
        "the other is judged afterwards and says so; the slip is taken back",
        TakeBaseline(lee(7), baseline="b3", outcome="o2", value=2, on=on(7), retrospective=True),
        VoidRecord(office(7), record="b1", reason="slip of the pen"),
        BeginSupport(lee(8)),
    )
    assert course.state.granted_on == ("a1", "e1", "c1", "b2", "b3")
    course.refuses(
        "now support rests on them",
        VoidRecord(office(9), record="b2", reason="mistake"),
        "record.relied_upon",
    )
    course.refuses("no reading is older than its baseline", measure(lee(9), "r1", on(1)), "outcome.before_baseline")
    course.carries_out(
        "both outcomes are measured again in December",
        observe(lee(20), "ob1", "ask"),
        looked_at(lee(21)),
        measure(lee(100), "r1", on(100), value=40),
        measure(ana(100), "r2", on(100), outcome="o2", value=4),
        Complete(office(101)),
    )
    summary = course.ends_in(Phase.COMPLETED)
    assert (summary.cycles, summary.coaching_sessions, summary.contact_hours, summary.waived) == (
        1,
        0,
        6.5 + 10 / 60,
        (),
    )
