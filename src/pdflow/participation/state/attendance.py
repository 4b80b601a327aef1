"""Attendance: the share of a cycle's training that a person attended, how it is rounded, and how far it falls short."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from math import floor

from pdflow.kernel.lookups import lookup
from pdflow.kernel.records import record
from pdflow.participation.state.make_up import minutes_made_up
from pdflow.participation.state.records import Attendance
from pdflow.participation.state.session_records import counting_attendance, dropped_plans
from pdflow.participation.state.state import Participation
from pdflow.participation.state.training_hours import credited_attendance


@record
class AttendanceShare:
    """Minutes of the sessions that count in a cycle: credited, in all, and still to come."""

    credited: int
    minutes: int
    to_come: int

    @property
    def reached(self) -> float:
        """The share credited, rounded down to a hundredth."""
        return floor(100 * self.credited / self.minutes) / 100 if self.minutes else 0.0

    def of_all(self, minutes: int) -> float:
        """These minutes as a share of all, not rounded, to be compared with the policy's share."""
        return minutes / self.minutes if self.minutes else 0.0


def attendance_share(state: Participation, cycle: int, by: datetime | None = None) -> AttendanceShare:
    """Add up how much of a cycle's training is credited.

    Sessions shorter than the policy's shortest do not count. No session is credited with more than its length.

    Args:
        by: Judge at this time: by the policy then in force, and without attendance dated later.
    """
    shortest = (state.policy if by is None else state.policy_at(by)).shortest_session
    earlier = cycle < state.cycle
    if not counting_attendance(state, earlier=earlier).is_all_by(by):
        return _share(state, cycle, shortest, earlier=earlier, by=by)
    shares = _shares_of_all_sessions(state) if earlier else _shares_of_open_sessions(state)
    share = shares.get((cycle, shortest))
    if share is None:
        share = shares[cycle, shortest] = _share(state, cycle, shortest, earlier=earlier)
    return share


@lookup("attendance", "plans", dropped_plans, "cycles")
def _shares_of_open_sessions(state: Participation) -> dict[tuple[int, int], AttendanceShare]:
    return {}


@lookup("attendance", "earlier_attendance", "plans", "earlier_plans", dropped_plans, "cycles")
def _shares_of_all_sessions(state: Participation) -> dict[tuple[int, int], AttendanceShare]:
    return {}


def _share(
    state: Participation, cycle: int, shortest: int, *, earlier: bool, by: datetime | None = None
) -> AttendanceShare:
    counting = credited_attendance(state, earlier=earlier, by=by)
    attended = {entry.session: entry for entry in counting if entry.cycle == cycle}
    made_up = minutes_made_up(attended.values())
    credited = minutes = to_come = 0
    for session, length in _session_lengths(state, cycle, earlier, attended).items():
        if length < shortest:
            continue
        own = attended.get(session)
        there = made_up.get(session, 0) + (own.there if own is not None and own.makes_up is None else 0)
        credited += min(length, there)
        minutes += length
        to_come += length if own is None else 0
    return AttendanceShare(credited, minutes, to_come)


def attendance_shortfall(state: Participation, cycle: int, by: datetime | None = None) -> dict[str, object]:
    """How far attendance falls short in a cycle, as the parameters of a reason; empty if it does not.

    Args:
        by: Judge at this time: by the policy then in force, and without attendance dated later.
    """
    policy = state.policy if by is None else state.policy_at(by)
    needed, share = policy.attendance_share, attendance_share(state, cycle, by)
    is_enough = share.of_all(share.credited) >= needed if share.minutes else cycle > 1 or not needed
    if is_enough:
        return {}
    reachable = share.of_all(share.credited + share.to_come) >= needed
    found: dict[str, object] = {"cycle": cycle, "have": share.reached, "needed": needed, "reachable": reachable}
    return found if share.minutes else {"no_session": True, **found}


def attendance_shortfalls(state: Participation, at: datetime) -> Mapping[int, Mapping[str, object]]:
    """How far attendance falls short, judged at a moment, by each cycle in which it does."""
    policy, kept = state.policy_at(at), None
    if counting_attendance(state, earlier=True).is_all_by(at):
        kept, asked = _shortfalls_of_all_cycles(state), (policy.attendance_share, policy.shortest_session)
        if asked in kept:
            return kept[asked]
    cycles = range(1, state.cycle + 1)
    found = {cycle: short for cycle in cycles if (short := attendance_shortfall(state, cycle, at))}
    if kept is not None:
        kept[asked] = found
    return found


@lookup("attendance", "earlier_attendance", "plans", "earlier_plans", dropped_plans, "cycles")
def _shortfalls_of_all_cycles(state: Participation) -> dict[tuple[float, int], Mapping[int, Mapping[str, object]]]:
    return {}


def sessions_attended(state: Participation, cycle: int) -> set[str]:
    """The sessions of a cycle that the person attended."""
    counting = counting_attendance(state, earlier=cycle < state.cycle).sessions
    return {session for session, entry in counting.items() if entry.there and entry.cycle == cycle}


def first_training_attended(state: Participation, by: datetime | None = None) -> datetime | None:
    """When the person first attended a session, by this time if one is given; None if never."""
    attended = training_attended(state, by)
    return None if attended is None else attended[0]


def last_training_attended(state: Participation, by: datetime | None = None) -> datetime | None:
    """When the person last attended a session or a part of one, by this time if one is given; None if never."""
    attended = training_attended(state, by)
    return None if attended is None else attended[1]


def training_of_cycle(state: Participation, cycle: int, by: datetime | None = None) -> datetime | None:
    """When the person first attended a session of a cycle, by this time if one is given; None if never."""
    return counting_attendance(state, earlier=cycle < state.cycle, by=by).began.get(cycle)


def training_attended(state: Participation, by: datetime | None) -> tuple[datetime, datetime] | None:
    """When the person first and last attended a session or a part of one, by this time if one is given."""
    if not (state.attendance or state.earlier_attendance):
        return None
    return counting_attendance(state, earlier=True, by=by).attended


@lookup("attendance", "earlier_attendance", "plans", "earlier_plans", dropped_plans, "cycles")
def minutes_attended(state: Participation) -> int:
    """Minutes of training attended in all cycles."""
    return sum([entry.there for entry in credited_attendance(state, earlier=True)])


def _session_lengths(
    state: Participation, cycle: int, earlier: bool, attended: dict[str, Attendance]
) -> dict[str, int]:
    """The minutes of each session of a cycle, as held or else as planned.

    Sessions planned or held to make up another add nothing; one planned for itself keeps its minutes, whatever it made
    up in the end.
    """
    planned = (*state.earlier_plans.items(), *state.plans.items()) if earlier else state.plans.items()
    lengths: dict[str, int] = {}
    for name, plan in planned:
        if plan.cycle == cycle and plan.makes_up in (None, plan.session) and name not in state.ends:
            lengths[plan.session] = plan.minutes
        else:
            lengths.pop(plan.session, None)
    for session, entry in attended.items():
        if entry.makes_up in (None, session):
            lengths[session] = entry.held
    return lengths
