"""What is looked up in a state is what a scan of its records gives, whatever was recorded, voided or closed since."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from hypothesis import given, settings
from tests.participation.corpus import participations

from pdflow.participation import (
    Participation,
    attendance_share,
    credited_attendance,
    decider,
    first_training_attended,
    latest_attendance,
)
from pdflow.participation.evaluation import _latest_assessments
from pdflow.participation.outcomes import _latest_measurements
from pdflow.testing.walks import History

some = settings(max_examples=40)
ANSWERS: tuple[Callable[[Participation, datetime], object], ...] = (
    lambda state, at: [*credited_attendance(state, earlier=True)],
    lambda state, at: [*credited_attendance(state, earlier=False)],
    lambda state, at: [*credited_attendance(state, earlier=True, by=at)],
    lambda state, at: [attendance_share(state, cycle) for cycle in range(1, state.cycle + 1)],
    lambda state, at: [attendance_share(state, cycle, at) for cycle in range(1, state.cycle + 1)],
    lambda state, at: (first_training_attended(state), first_training_attended(state, at)),
    lambda state, at: [latest_attendance(state, each.session) for each in state.attendance.values()],
    lambda state, at: _latest_assessments(state),
    lambda state, at: _latest_measurements(state),
)


@some
@given(participations(longest=150))
def test_a_state_that_was_asked_all_along_answers_as_one_never_asked(history: History[Participation]) -> None:
    state = decider.state()
    for number, event in enumerate(history.events, start=1):
        decider.fold([event], onto=state)
        found = [answer(state, event.at) for answer in ANSWERS]
        if number % 5 == 0 or number == len(history.events):
            never_asked = decider.fold(history.events[:number])
            assert found == [answer(never_asked, event.at) for answer in ANSWERS]


@some
@given(participations(longest=100))
def test_the_latest_of_each_kind_is_the_last_in_its_ledger(history: History[Participation]) -> None:
    state = history.state
    assessed = {(each.instrument, each.time): name for name, each in state.assessments.items()}
    measured = {(each.outcome, each.on, each.level): name for name, each in state.measurements.items()}
    assert (_latest_assessments(state), _latest_measurements(state)) == (assessed, measured)


@some
@given(participations(longest=100))
def test_copies_that_part_do_not_answer_for_each_other(history: History[Participation]) -> None:
    half = len(history.events) // 2
    state = decider.fold(history.events[:half])
    for answer in ANSWERS:
        answer(state, history.events[0].at)
    other = state.copy()
    decider.fold(history.events[half:], onto=other)
    at = history.events[-1].at
    assert [answer(other, at) for answer in ANSWERS] == [answer(history.state, at) for answer in ANSWERS]
    never_asked = decider.fold(history.events[:half])
    assert [answer(state, at) for answer in ANSWERS] == [answer(never_asked, at) for answer in ANSWERS]
