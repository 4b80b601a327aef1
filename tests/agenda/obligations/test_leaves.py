"""Leaves: how they postpone deadlines, and the day of return."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from tests.agenda.participations import after, closed, found, last_day
from tests.participation.stories import (
    check_in,
    day,
    kim,
    office,
    on,
    rosa,
    supported,
)

from pdflow.agenda import Terms
from pdflow.participation import (
    Pause,
    Progress,
    Resume,
    StepReview,
    Transfer,
)


def test_a_return_on_a_closed_day_is_due_on_the_next_open_one() -> None:
    away = after(*supported(), Pause(rosa(10), until=on(31)))
    assert last_day(found("leave.return", away, 12, closed(31, 32)).due) == on(33)


def test_a_leave_puts_every_deadline_off() -> None:
    away = after(*supported(), Pause(rosa(10), until=on(31)))
    back = after(*supported(), Pause(rosa(10), until=on(31)), Resume(rosa(24)))
    assert last_day(found("check_in.hold", away, 12).due) == on(18 + 21)
    assert last_day(found("check_in.hold", away, 40).due) == on(18 + 30)
    assert last_day(found("check_in.hold", back, 40).due) == on(18 + 14)
    assert last_day(found("outcome.measure", back, 40).due) == on(183 + 14)


SCHOOL = Terms(
    ZoneInfo("America/Chicago"),
    terms=((date(2026, 8, 17), date(2026, 12, 18)), (date(2027, 1, 5), date(2027, 6, 4))),
    closed={date(2026, 9, 7), *(date(2026, 11, n) for n in range(23, 28))},
)


def test_a_leave_across_the_winter_break() -> None:
    """Trained on 4 September, the window ends on 3 March; 28 days away make it 31 March, a Wednesday in term."""
    winter = [Pause(rosa(104), until=date(2027, 1, 11)), Resume(rosa(132))]
    state = after(*supported(), check_in(kim(100), "ci1", reviews=(StepReview("ask", Progress.DONE),)), *winter)
    assert state.pauses == ((day(104), day(132)),)
    assert (on(100), on(104), on(132)) == (date(2026, 12, 10), date(2026, 12, 14), date(2027, 1, 11))
    assert found("check_in.hold", state, 133, SCHOOL).due == datetime(2027, 1, 22, 6, tzinfo=UTC)
    assert found("outcome.measure", state, 133, SCHOOL).due == datetime(2027, 4, 1, 5, tzinfo=UTC)


def test_until_a_transfer_holds_the_former_manager_ends_the_leave() -> None:
    move = Transfer(office(9), site="north", role_title="teacher", manager="mia", from_day=on(20))
    away = after(*supported(), move, Pause(rosa(10), until=on(31)))
    assert found("leave.return", away, 12).owner == "rosa"
    assert found("leave.return", away, 21).owner == "mia"
