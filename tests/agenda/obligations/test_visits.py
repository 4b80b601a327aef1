"""Visits and the return visit after coaching: who records them, and until when."""

from datetime import date, timedelta

from tests.agenda.participations import after, coached_again, codes, found, last_day, owed
from tests.participation.stories import (
    coached,
    day,
    kim,
    observe,
    office,
    on,
    schedule,
    supported,
)

from pdflow import (
    Handover,
    Role,
    Supporter,
)
from pdflow.agenda import (
    Status,
    Terms,
)
from pdflow.agenda.obligations.visits import last_coaching_closed
from pdflow.participation import (
    AssignTeam,
    CancelVisit,
)


def test_the_last_coaching_is_the_one_closed_last() -> None:
    assert last_coaching_closed(after(*supported())) is None
    assert last_coaching_closed(after(*coached())) == day(10, 12)
    assert last_coaching_closed(after(*coached_again())) == day(24, 12)


def test_what_happens_as_coaching_is_closed_is_no_return_to_it() -> None:
    called_off = CancelVisit(kim(10, 13), visit="v1")
    at_its_end, after_it = (observe(kim(10, hour), "ob2", "g1") for hour in (12, 13))
    assert "coaching.return_visit" in codes(after(*coached(), called_off, at_its_end), 11)
    assert "coaching.return_visit" not in codes(after(*coached(), called_off, after_it), 11)


def test_a_visit_across_midnight_is_recorded_on_the_day_it_ends() -> None:
    late = schedule(kim(5), "v1", day(12, 23) + timedelta(minutes=45))
    assert last_day(found("visit.record", after(*supported(), late), 6).due) == on(13)


JOE_ALONE = AssignTeam(office(9), team=(Supporter("joe", Role.COACH),), coach="joe")


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
    listed = owed(after(*coached(), schedule(kim(5), "v0", day(8, 14))), 12)
    assert {(each.about, each.code) for each in listed if each.about in ("v0", "v1")} == {
        ("v0", "visit.record"),
        ("v1", "coaching.return_visit"),
    }


def test_a_visit_on_a_snow_day_is_recorded_on_the_next_school_day() -> None:
    state = after(*supported(), schedule(kim(6), "v1", day(16)))
    assert on(16) == date(2026, 9, 17)
    snow = Terms(closed={date(2026, 9, 17)})
    assert (found("visit.record", state, 16).last_day, found("visit.record", state, 16, snow).last_day) == (
        date(2026, 9, 17),
        date(2026, 9, 18),
    )
