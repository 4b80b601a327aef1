"""When an outcome counts as measured again: not before the input can show, and not long after it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import partial
from typing import Final

from pdflow.kernel.lookups import lookup
from pdflow.kernel.records import record
from pdflow.measuring_window import YEAR, days_later as calendar_days_later, measuring_window
from pdflow.participation.state.attendance import training_attended
from pdflow.participation.state.leave import days_at_work, days_later, leaves
from pdflow.participation.state.records import Measurement
from pdflow.participation.state.state import Participation
from pdflow.policy import Contact, Policy, RemeasureAnchor
from pdflow.values import EvaluationLevel, Outcome, OutcomeKind

_SHOWS_USE: Final = frozenset({EvaluationLevel.USE, EvaluationLevel.LEARNER_OUTCOME})
_LEARNT: Final = frozenset({OutcomeKind.ATTITUDE, OutcomeKind.SKILL})
_DAY: Final = timedelta(days=1)


@record
class OutcomeWindow:
    """When the outcomes of a person are to be measured again; days of leave are not counted.

    ``first_input`` is the first day of training attended, ``last_input`` the last closed coaching, else the last day of
    training. A reading counts from the day on which the window ``opens`` to its ``last_day``, if it has one.
    """

    first_input: date
    last_input: date
    end: date
    """The planned end, else a year after the first training."""
    opens: date
    due: date
    last_day: date | None


class _Inputs:
    """The days on which a person was trained and coached by a moment, and the window that follows by a policy."""

    __slots__ = ("coached", "end", "first", "last", "leaves", "policy", "trained", "window")

    def __init__(
        self,
        policy: Policy,
        leaves: Sequence[tuple[date, date]],
        first: date,
        trained: date,
        coached: Sequence[date],
        planned_end: date | None,
    ) -> None:
        later = partial(days_later, leaves) if leaves else calendar_days_later
        self.policy, self.leaves = policy, leaves
        self.first, self.trained, self.coached = first, trained, coached
        self.last = coached[-1] if coached else trained
        self.end = planned_end or later(first, YEAR)
        self.window = measuring_window(policy, first, self.last, self.end, later)

    def count(self, day: date) -> bool:
        """Whether a reading of this day counts."""
        return self.window.holds(day) or (self._stays_good(day) and self._before_last_coaching().count(day))

    def _before_last_coaching(self) -> _Inputs:
        return _Inputs(self.policy, self.leaves, self.first, self.trained, self.coached[:-1], self.end)

    def _stays_good(self, day: date) -> bool:
        """Whether the last coaching was so near the end that it leaves a reading shortly before it as it is."""
        if not self.coached or self.policy.remeasure_anchor is RemeasureAnchor.FIRST_TRAINING:
            return False
        kept = self.policy.remeasure_kept_before_end * _DAY
        return self.end - kept <= self.last <= self.end and day <= self.last <= day + kept


def remeasure_window(state: Participation, at: datetime) -> OutcomeWindow | None:
    """When the person's outcomes are to be measured again, as it is at a moment; None before the first training."""
    inputs = _inputs(state, at)
    return None if inputs is None else _window(inputs)


def is_remeasured(state: Participation, outcome: Outcome, at: datetime) -> bool:
    """Whether a reading of the right days shows, at a moment, that the outcome is in use.

    For an attitude or a skill, learning does if it was read at the workplace; reaction never does (GUSKEY, KIRK).
    """
    return _counts(state, outcome, at, _inputs(state, at))


def unmeasured_outcomes(state: Participation, at: datetime) -> tuple[list[Outcome], OutcomeWindow | None]:
    """The outcomes judged on this participation that are not measured again at a moment, and when they are to be.

    Without such outcomes, or before the first training, there is no window.
    """
    inputs = _inputs(state, at)
    unmeasured = [outcome for outcome in state.own_outcomes() if not _counts(state, outcome, at, inputs)]
    return unmeasured, _window(inputs) if unmeasured and inputs is not None else None


def _window(inputs: _Inputs) -> OutcomeWindow:
    window = inputs.window
    return OutcomeWindow(inputs.first, inputs.last, inputs.end, window.opens, window.due, window.last_day)


def _counts(state: Participation, outcome: Outcome, at: datetime, inputs: _Inputs | None) -> bool:
    """Whether a reading of an outcome counts as measuring it again, given the inputs by then."""
    if inputs is None:
        return False
    shown_on = [reading.on for reading in readings_of(state, outcome, at) if _shows_use(outcome, reading)]
    return any(inputs.count(day) for day in shown_on)


def readings_of(state: Participation, outcome: Outcome, at: datetime) -> Sequence[Measurement]:
    """The readings of an outcome up to a moment; of two of one day and level the one recorded later."""
    if not state.measurements:
        return ()
    name, today = outcome.outcome, at.date()
    readings = [each for each in state.measurements.values() if each.outcome == name and each.on <= today]
    return [*{(each.on, each.level): each for each in readings}.values()]


def is_sustained(state: Participation, reading: Measurement, at: datetime) -> bool:
    """Whether a reading shows that the practice lasted: as long after the last input as re-measuring asks of the first.

    Args:
        at: Leave out inputs dated later than this.
    """
    inputs = _inputs(state, at)
    if inputs is None or reading.level not in _SHOWS_USE:
        return False
    latest, days = inputs.policy.remeasure_until, days_at_work(inputs.leaves, inputs.last, reading.on)
    return inputs.policy.remeasure_from <= days and (latest is None or days <= latest)


class _KeptInputs:
    """The times of coaching and the latest input on record, and what there was by the moment asked last."""

    __slots__ = ("coached", "last", "latest")

    def __init__(self, state: Participation) -> None:
        earlier = [each.closed or each.at for each in state.past.contacts if each.kind is Contact.COACHING]
        self.coached = (*earlier, *state.counted.values())
        attended = [entry.at for ledger in (state.attendance, state.earlier_attendance) for entry in ledger.values()]
        self.latest = max([*self.coached, *attended], default=None)
        self.last: tuple[object, _Inputs | None] = (None, None)


_kept_inputs: Final = lookup("attendance", "earlier_attendance", "counted", "cycles")(_KeptInputs)


def _inputs(state: Participation, at: datetime) -> _Inputs | None:
    """What there was by a moment; kept, since several guards and duties ask of one, and of one after all inputs.

    Leaves are of days, and one instant may be of two days in two zones: they are part of what was asked. Threads may
    ask copies of one state at once: what was asked and its answer are put there together.
    """
    kept, policy = _kept_inputs(state), state.policy_at(at)
    days_of_leave = tuple(leaves(state, at.date())) if state.paused or state.pauses else ()
    by = at if kept.latest is not None and at < kept.latest else None
    asked = by, policy, days_of_leave, state.planned_end
    known, inputs = kept.last
    if known != asked:
        attended = training_attended(state, at)
        if attended is None:
            inputs = None
        else:
            coached = tuple(sorted([time.date() for time in kept.coached if time <= at]))
            first, trained = attended[0].date(), attended[1].date()
            inputs = _Inputs(policy, days_of_leave, first, trained, coached, state.planned_end)
        kept.last = asked, inputs
    return inputs


def _shows_use(outcome: Outcome, reading: Measurement) -> bool:
    if reading.level is EvaluationLevel.LEARNING:
        return reading.at_workplace and outcome.kind in _LEARNT
    return reading.level in _SHOWS_USE
