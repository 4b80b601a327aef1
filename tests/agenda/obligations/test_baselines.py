"""Baselines of a person and of a group: by which day each is taken."""

import attrs
from tests.agenda import engagements
from tests.agenda.participations import after, closed, codes, found, last_day
from tests.engagement import stories as s
from tests.participation.stories import (
    ASKS,
    Story,
    attend,
    day,
    enrolled,
    host,
    lee,
    on,
    plan,
    rosa,
)

from pdflow import (
    FULL,
)
from pdflow.participation import (
    DropSession,
    Pause,
    Resume,
)


def without_baseline(**more: object) -> Story:
    return enrolled(**more)[:3]


def test_no_baseline_is_owed_where_the_policy_asks_for_none() -> None:
    assert "baseline.take" in codes(after(*without_baseline()), 1)
    unasked = attrs.evolve(FULL, name="ours", baseline_before_support=False)
    assert "baseline.take" not in codes(after(*without_baseline(policy=unasked)), 1)


def test_a_baseline_has_its_own_day_that_a_leave_puts_off() -> None:
    dated = without_baseline(outcomes=(attrs.evolve(ASKS, baseline_by=on(20)),))
    assert last_day(found("baseline.take", after(*dated), 1).due) == on(20)
    away = [Pause(rosa(5), until=on(15)), Resume(rosa(15))]
    assert last_day(found("baseline.take", after(*dated, *away), 16).due) == on(30)


def test_a_baseline_is_taken_by_the_first_training_day_still_planned() -> None:
    """Planned for day 3, and now for days 5 and 9; else four weeks after the enrolment."""
    story = without_baseline()
    again = [plan(host(1), "p3", "d3", start=day(9)), plan(host(1), "p2", "d2", start=day(5))]
    dropped = DropSession(host(2), session="d1", reason="snow")
    dues = [found("baseline.take", after(*history), 2).due for history in (story, [*story, *again, dropped], story[:2])]
    assert [last_day(due) for due in dues] == [on(3), on(5), on(28)]
    assert last_day(found("baseline.take", after(*story), 2, closed(3)).due) == on(4)


def test_a_baseline_is_owed_by_the_day_somebody_was_trained_unplanned() -> None:
    assert last_day(found("baseline.take", after(*without_baseline(), attend(lee(2), "a9", "d9")), 2).due) == on(2)


def test_a_promised_baseline_is_taken_by_a_reading_before_the_training_not_by_one_of_its_effect() -> None:
    promised = (*s.in_design(), s.outcome(s.payer(1)), s.baseline(s.payer(1), value=None, on=s.on(20)))
    assert "baseline.take" not in engagements.codes(*promised, s.read(s.office(15), level=None))
    assert "baseline.take" in engagements.codes(*promised, s.read(s.office(15)))
