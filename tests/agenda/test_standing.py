"""How obligations stand as time goes by: opening, leaves, school holidays, and what makes them not be owed at all."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import attrs
import pytest
from tests.agenda.owing import after, codes, found, last_day, owed
from tests.participation.stories import (
    Story,
    agree,
    ana,
    artifact,
    attend,
    check_in,
    coached,
    commit,
    day,
    enrolled,
    host,
    kim,
    lee,
    observe,
    observed,
    office,
    on,
    plan,
    rosa,
    schedule,
    settled,
    supported,
    with_growth_area,
)

from pdflow import (
    FULL,
    Handover,
    NaiveTime,
    Role,
    Supporter,
    Tier,
)
from pdflow.agenda import (
    Status,
    Terms,
    agenda,
    directors_list,
    drifts,
    route_to,
    still_reachable,
    week,
)
from pdflow.participation import (
    AdoptPolicy,
    AssignTeam,
    BeginNextCycle,
    BeginSupport,
    DropSession,
    Enrol,
    ExtendActionStep,
    Pause,
    Progress,
    Resume,
    StepReview,
    decider,
)
from pdflow.policy import Contact

JOE_ALONE = AssignTeam(office(9), team=(Supporter("joe", Role.COACH),), coach="joe")
OF_THE_COACH = ("kim", Role.COACH)


def with_step() -> Story:
    return [*with_growth_area(), agree(kim(9), "st1", "g1"), artifact(ana(12), "ar1", "st1")]


def test_an_obligation_is_upcoming_then_due_on_its_day_then_overdue_then_breached() -> None:
    obligation = found("observation.debrief", after(*observed()), 9)
    moments = (day(9, 23), day(10, 0), day(10, 23), day(11, 0), day(18, 23), day(19, 0))
    assert [obligation.status(moment) for moment in moments] == [
        Status.UPCOMING,
        Status.DUE,
        Status.DUE,
        Status.OVERDUE,
        Status.OVERDUE,
        Status.BREACHED,
    ]


def test_what_opens_is_due_from_then_on() -> None:
    measuring = found("outcome.measure", after(*settled()), 30)
    assert [measuring.status(day(n)) for n in (92, 93, 183, 184)] == [
        Status.UPCOMING,
        Status.DUE,
        Status.DUE,
        Status.OVERDUE,
    ]
    assert [measuring.status(day(93, 0) + timedelta(seconds=n)) for n in (-1, 0)] == [Status.UPCOMING, Status.DUE]


def test_a_visit_is_due_on_its_day_and_overdue_when_the_day_is_over() -> None:
    visit = found("visit.record", after(*supported(), schedule(kim(5), "v1", day(12, 10))), 6)
    assert visit.opens == day(12, 10)
    assert [visit.status(day(n)) for n in (11.6, 12, 12.6, 13)] == [
        Status.UPCOMING,
        Status.DUE,
        Status.DUE,
        Status.OVERDUE,
    ]


def test_who_takes_over_owes_the_visits_of_who_left() -> None:
    visit = schedule(kim(5), "v1", day(12))
    handed = AssignTeam(office(9), team=JOE_ALONE.team, coach="joe", handovers=(Handover("joe", "kim"),))
    assert found("visit.record", after(*supported(), visit, handed), 10).owner == "joe"


def test_where_nobody_took_over_the_coach_owes_the_visits_of_who_left() -> None:
    visit = schedule(kim(5), "v1", day(12))
    assert found("visit.record", after(*supported(), visit, JOE_ALONE), 10).owner == "joe"


def test_the_return_visit_is_listed_once() -> None:
    state = after(*coached(), schedule(kim(11), "v2", day(20)))
    assert [(each.code, each.about) for each in owed(state, 12) if each.opens and each.code != "outcome.measure"] == [
        ("commitment.review", "ask"),
        ("coaching.return_visit", "v1"),
        ("visit.record", "v2"),
    ]


def test_a_visit_before_coaching_nobody_recorded_is_not_the_return() -> None:
    told = owed(after(*coached(), schedule(kim(5), "v0", day(8, 14))), 12)
    assert {(each.about, each.code) for each in told if each.about in ("v0", "v1")} == {
        ("v0", "visit.record"),
        ("v1", "coaching.return_visit"),
    }


def test_a_leave_puts_every_deadline_off() -> None:
    away = after(*supported(), Pause(rosa(10), until=on(31)))
    back = after(*supported(), Pause(rosa(10), until=on(31)), Resume(rosa(24)))
    assert last_day(found("check_in.hold", away, 12).due) == on(18 + 21)
    assert last_day(found("check_in.hold", away, 40).due) == on(18 + 30)
    assert last_day(found("check_in.hold", back, 40).due) == on(18 + 14)
    assert last_day(found("outcome.measure", back, 40).due) == on(183 + 14)


def test_an_extension_after_a_leave_is_not_put_off_by_it() -> None:
    leave = [Pause(rosa(10), until=on(20)), Resume(rosa(20))]
    held = after(*with_step()[:-1], *leave)
    extended = after(*with_step()[:-1], *leave, ExtendActionStep(ana(21), step="st1", due=on(30), reason="ill"))
    assert last_day(found("step.review", held, 22).due) == on(26)
    assert last_day(found("step.review", extended, 22).due) == on(30)


def test_a_session_missed_is_not_owed_while_those_ahead_make_up_the_share() -> None:
    five_days = [plan(host(0), f"p{n}", f"d{n}", start=day(n)) for n in range(2, 6)]
    four_of_five = after(*enrolled(), *five_days, *[attend(lee(n), f"a{n}", f"d{n}", there=0) for n in (2,)])
    assert "session.make_up" not in codes(four_of_five, 2.5)
    three_of_five = after(*enrolled(), *five_days, *[attend(lee(n), f"a{n}", f"d{n}", there=0) for n in (2, 3)])
    assert [each.about for each in owed(three_of_five, 3.5) if each.code == "session.make_up"] == ["d1", "d2", "d3"]


def test_a_session_moved_to_the_next_cycle_no_longer_comes_up_to_the_share_of_this_one() -> None:
    later = range(40, 44)
    missed = [
        *enrolled(),
        *[plan(host(0), f"p{n}", f"d{n}", start=day(n)) for n in later],
        attend(lee(3), "a1", there=0),
    ]
    moved = [plan(host(4), f"q{n}", f"d{n}", start=day(n), cycle=2) for n in later]
    assert "session.make_up" not in codes(after(*missed), 5)
    assert [each.about for each in owed(after(*missed, *moved), 5) if each.code == "session.make_up"] == ["d1"]


def test_a_session_that_was_dropped_is_not_to_be_made_up() -> None:
    two = [*enrolled(), plan(host(0), "p2", "d2", start=day(4)), attend(lee(3), "a1", there=0)]
    assert [each.about for each in owed(after(*two), 5) if each.code == "session.make_up"] == ["d1", "d2"]
    dropped = after(*two, DropSession(host(4), session="d2", reason="snow"))
    assert [each.about for each in owed(dropped, 5) if each.code == "session.make_up"] == ["d1"]


def test_a_session_nobody_planned_is_made_up_too() -> None:
    walked_in = after(*enrolled()[:2], attend(lee(3), "a1", "d9", there=100))
    assert (found("session.make_up", walked_in, 5).about, last_day(found("session.make_up", walked_in, 5).due)) == (
        "d9",
        on(31),
    )


def test_a_session_of_an_earlier_cycle_is_still_to_be_made_up() -> None:
    lenient = attrs.evolve(FULL, attendance_share=0.2, coaching_intensive=0)
    short = [*enrolled(policy=lenient), attend(lee(3), "a1", there=100), commit(ana(4), "c1", ask=20)]
    next_cycle = [BeginSupport(kim(4, 9)), BeginNextCycle(kim(20), cycle=2)]
    later = after(*short, *next_cycle, AdoptPolicy(office(21), policy=FULL))
    assert found("session.make_up", later, 30).about == "d1"
    made_up = decider.decide(later, attend(lee(31), "a2", "d2", there=260, held=260, makes_up="d1"))
    assert "session.make_up" not in codes(decider.evolve(later, *made_up), 32)


def test_a_first_follow_up_is_only_what_the_policy_counts() -> None:
    visits_only = attrs.evolve(FULL, counts_as_follow_up=frozenset({Contact.OBSERVATION}))
    assert "follow_up.first" in codes(after(*supported(policy=visits_only), check_in(kim(6), "ci1")), 7)
    assert "follow_up.first" not in codes(after(*supported(policy=visits_only), observe(kim(6), "ob1", "ask")), 7)


def test_somebody_in_the_general_tier_needs_no_coach() -> None:
    general = AssignTeam(office(1), team=(Supporter("lee", Role.FACILITATOR),), tier=Tier.GENERAL)
    assert "coach.name" not in codes(after(Enrol(office(0), person="ana", policy=FULL), general), 2)


SCHOOL = Terms(
    ZoneInfo("America/Chicago"),
    terms=((date(2026, 8, 17), date(2026, 12, 18)), (date(2027, 1, 5), date(2027, 6, 4))),
    closed={date(2026, 9, 7), *(date(2026, 11, n) for n in range(23, 28))},
)


def test_a_school_year_with_holidays_a_snow_day_and_clocks_that_go_back() -> None:
    """Observed on Wednesday 9 September; training was on Friday the 4th, support began on Saturday the 5th."""
    state = after(*observed())
    snow = attrs.evolve(SCHOOL, closed=SCHOOL.closed | {date(2026, 9, 11)})
    assert found("observation.debrief", state, 9, SCHOOL).due == datetime(2026, 9, 12, 5, tzinfo=UTC)
    assert found("observation.debrief", state, 9, snow).due == datetime(2026, 9, 15, 5, tzinfo=UTC)
    assert found("observation.debrief", state, 9, snow).breach == datetime(2026, 9, 25, 5, tzinfo=UTC)
    assert found("check_in.hold", state, 9, SCHOOL).due == datetime(2026, 9, 22, 5, tzinfo=UTC)
    assert found("outcome.measure", state, 9, SCHOOL).opens == datetime(2026, 12, 3, 6, tzinfo=UTC)
    assert found("outcome.measure", state, 9, SCHOOL).due == datetime(2027, 3, 4, 6, tzinfo=UTC)
    assert found("outcome.measure", state, 9, SCHOOL).last_day == date(2027, 3, 3)
    assert found("observation.debrief", state, 9, snow).last_day == date(2026, 9, 14)


def test_a_leave_across_the_winter_break() -> None:
    """Trained on 4 September, the window ends on 3 March; 28 days away make it 31 March, a Wednesday in term."""
    winter = [Pause(rosa(104), until=date(2027, 1, 11)), Resume(rosa(132))]
    state = after(*supported(), check_in(kim(100), "ci1", reviews=(StepReview("ask", Progress.DONE),)), *winter)
    assert state.pauses == ((day(104), day(132)),)
    assert (on(100), on(104), on(132)) == (date(2026, 12, 10), date(2026, 12, 14), date(2027, 1, 11))
    assert found("check_in.hold", state, 133, SCHOOL).due == datetime(2027, 1, 22, 6, tzinfo=UTC)
    assert found("outcome.measure", state, 133, SCHOOL).due == datetime(2027, 4, 1, 5, tzinfo=UTC)


MORNING = datetime(2026, 9, 14, 8)  # noqa: DTZ001
ASKED = {
    "agenda": lambda state: agenda(state, MORNING, Terms()),
    "directors_list": lambda state: directors_list({"ana": state}, MORNING, Terms()),
    "week": lambda state: week("kim", {"ana": state}, MORNING, Terms()),
    "drifts": lambda state: drifts(state, MORNING, Terms()),
    "still_reachable": lambda state: still_reachable(state, MORNING, Terms()),
    "route_to": lambda state: route_to(state, "Complete", MORNING),
    "status": lambda state: agenda(state, day(12), Terms())[0].status(MORNING),
}


@pytest.mark.parametrize("asked", ASKED)
def test_a_moment_without_a_time_zone_is_refused(asked: str) -> None:
    with pytest.raises(NaiveTime, match="2026-09-14 08:00:00 has no time zone"):
        ASKED[asked](after(*observed()))
