"""How urgent an obligation is as time goes by."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import attrs
from tests.agenda.participations import after, found
from tests.participation.stories import (
    day,
    observed,
    settled,
)

from pdflow.agenda import (
    Status,
    Terms,
)


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
