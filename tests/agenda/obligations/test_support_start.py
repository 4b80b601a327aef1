"""Start of support: from when and for whom it is owed."""

import attrs
from tests.agenda.participations import after, codes, found, last_day, owed
from tests.participation.stories import (
    attend,
    day,
    enrolled,
    host,
    kim,
    lee,
    observe,
    office,
    on,
    plan,
    settled,
)

from pdflow import (
    FULL,
)
from pdflow.agenda import (
    Status,
)
from pdflow.participation import (
    BeginNextCycle,
    Waive,
)


def waived(requirement: str) -> Waive:
    return Waive(office(4), waiver="w1", requirement=requirement, reason="agreed")


def test_support_is_begun_by_who_was_trained_enough_or_need_not_be() -> None:
    short = [*enrolled(), attend(lee(3), "a1", there=100)]
    assert "support.begin" not in codes(after(*short), 5)
    begin = found("support.begin", after(*short, waived("training.attendance_short")), 5)
    assert last_day(begin.due) == on(31)


def test_support_is_not_begun_by_who_was_never_there_whatever_the_share() -> None:
    any_share = attrs.evolve(FULL, name="ours", attendance_share=0)
    assert "support.begin" not in codes(after(*enrolled(policy=any_share)), 5)
    assert "support.begin" in codes(after(*enrolled(policy=any_share), attend(lee(3), "a1", there=10)), 5)


AHEAD = [
    plan(host(18), "p2", "d2", start=day(40), cycle=2),
    attend(lee(40), "a2", "d2"),
    observe(kim(45), "ob3", "ask"),
    BeginNextCycle(kim(80), cycle=2),
]
"""Trained on day 40 for a second cycle that begins on day 80."""


def test_a_cycle_trained_for_ahead_of_time_does_not_begin_late() -> None:
    begun = after(*settled(), *AHEAD)
    late = {each.code for each in owed(begun, 80.5) if each.status(day(80, 20)) in (Status.OVERDUE, Status.BREACHED)}
    assert not {"support.begin", "follow_up.first"} & late
    assert last_day(found("support.begin", begun, 81).due) == on(80 + 28)
    assert last_day(found("follow_up.first", begun, 81).due) == on(80 + 28)
