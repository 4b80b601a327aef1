"""What is looked up in a state is what a scan of its records gives, whatever was recorded, voided or closed since."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, time, timedelta, timezone
from itertools import count
from random import Random

from hypothesis import given, settings
from tests.participation.corpus import SUBJECT, enrolment, moments, participations
from tests.participation.stories import ana, coached, kim, looked_at, observe, office, payer

from pdflow import FULL, Event
from pdflow.agenda import agenda
from pdflow.calendar import EveryDay
from pdflow.participation import (
    BeginNextCycle,
    CloseGrowthArea,
    Complete,
    CompleteActionStep,
    Participation,
    Reopen,
    Waive,
    attendance_share,
    attendance_shortfalls,
    contact_shortfall,
    credited_attendance,
    decider,
    first_training_attended,
    latest_attendance,
    open_visits,
    remeasure_window,
)
from pdflow.participation.evaluation import _latest_assessments
from pdflow.participation.outcomes import _latest_measurements
from pdflow.testing.walks import History, walk

some = settings(max_examples=40)
ANSWERS: tuple[Callable[[Participation, datetime], object], ...] = (
    lambda state, at: [*credited_attendance(state, earlier=True)],
    lambda state, at: [*credited_attendance(state, earlier=False)],
    lambda state, at: [*credited_attendance(state, earlier=True, by=at)],
    lambda state, at: [attendance_share(state, cycle) for cycle in range(1, state.cycle + 1)],
    lambda state, at: [attendance_share(state, cycle, at) for cycle in range(1, state.cycle + 1)],
    lambda state, at: (first_training_attended(state), first_training_attended(state, at)),
    lambda state, at: [latest_attendance(state, each.session) for each in state.attendance.values()],
    remeasure_window,
    lambda state, at: open_visits(state),
    lambda state, at: attendance_shortfalls(state, at),
    lambda state, at: [contact_shortfall(state, cycle, at) for cycle in range(1, state.cycle + 1)],
    lambda state, at: agenda(state, at, EveryDay()),
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


EAST = timezone(timedelta(hours=5))


def evenings_of_leave() -> Iterator[tuple[Participation, datetime]]:
    """Each state of somebody trained who is on leave, and an evening in UTC after the leave was recorded."""
    for seed in range(6):
        history = walk(SUBJECT, Random(seed), 300, [enrolment(FULL)])
        for state, attempt in moments(history):
            if state.paused is not None and state.attendance:
                yield state.copy(), datetime.combine(attempt.command.at.date() + timedelta(days=40), time(23), UTC)


def test_one_instant_in_two_zones_is_two_days_of_leave() -> None:
    depends_on_day = False
    for state, evening in evenings_of_leave():
        times = (evening, evening.astimezone(EAST))
        expected = [remeasure_window(state.copy(), at) for at in times]
        assert [remeasure_window(state, at) for at in times] == expected
        depends_on_day |= expected[0] != expected[1]
    assert depends_on_day


def test_a_copy_asked_meanwhile_does_not_take_an_answer_away() -> None:
    state, evening = next(evenings_of_leave())
    expected, other, days = remeasure_window(state, evening), state.copy(), count(3)

    class Meanwhile(datetime):
        """A time at which another thread asks a copy, whenever it is looked for."""

        def __hash__(self) -> int:
            remeasure_window(other, evening + timedelta(days=next(days)))
            return super().__hash__()

    at = Meanwhile.combine(evening.date(), evening.timetz())
    remeasure_window(state, evening + timedelta(days=2))
    assert remeasure_window(state, at) == expected


def test_a_return_visit_that_a_completion_removes_is_open_no_more_whoever_asked_before() -> None:
    """The same record is named by two changes of phase, one after the other: first kept, then removed."""
    ended = (
        observe(kim(11), "ob2", "g1", "st1"),
        CompleteActionStep(ana(11, 9), step="st1", evidence="ob2"),
        CloseGrowthArea(kim(11, 9), growth_area="g1"),
        looked_at(kim(12)),
        Waive(payer(12), waiver="w9", requirement="outcome.not_remeasured", reason="no reading any more"),
        Complete(kim(13)),
        Reopen(office(14), reason="more"),
        BeginNextCycle(kim(40), cycle=2),
    )
    state, events, open_at_all = decider.state(), list[Event](), False
    for command in (*coached(policy=FULL), *ended):
        open_at_all |= bool(open_visits(state))
        happened = decider.decide(state, command)
        decider.fold(happened, onto=state)
        events += happened
        assert open_visits(state) == open_visits(decider.fold(events))
    assert open_at_all
    assert state == decider.fold(events)
