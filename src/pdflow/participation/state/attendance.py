"""Attendance, counted when asked: which sessions a cycle has, and how much of them a person was there for."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from math import floor
from typing import TypeVar

import attrs

from pdflow.kernel.fields import RecordId
from pdflow.participation.state.records import Attendance, Evaluation, Plan
from pdflow.participation.state.state import Participation

E = TypeVar("E", Plan, Attendance, Evaluation)


@attrs.frozen
class Share:
    """Minutes of the sessions that count in a cycle: credited, in all, and still to come."""

    credited: int
    minutes: int
    to_come: int

    @property
    def reached(self) -> float:
        """The share credited, rounded down to a hundredth."""
        return floor(100 * self.credited / self.minutes) / 100 if self.minutes else 0.0

    def of_all(self, minutes: int) -> float:
        """These minutes as a share of all, to be compared with a policy's; a product of that would be rounded."""
        return minutes / self.minutes if self.minutes else 0.0


def plan_of(state: Participation, session: str) -> tuple[RecordId, Plan] | None:
    """The plan that counts for a session, dropped or not: the one recorded last."""
    return latest(state, session, state.plans, state.earlier_plans)


def attendance_of(state: Participation, session: str) -> tuple[RecordId, Attendance] | None:
    """The attendance that counts for a session: the one recorded last."""
    return latest(state, session, state.attendance, state.earlier_attendance)


def latest(
    state: Participation, session: str, newer: dict[RecordId, E], earlier: dict[RecordId, E]
) -> tuple[RecordId, E] | None:
    """The last record of a session, with its name."""
    for ledger in (newer, earlier) if session in state.filed else (newer,):
        for name, entry in reversed(ledger.items()):
            if entry.session == session:
                return name, entry
    return None


def share(state: Participation, cycle: int, by: datetime | None = None) -> Share:
    """How much of a cycle's sessions is credited, in all or by then; what is shorter than the policy's is not."""
    earlier = cycle < state.cycle
    there = {entry.session: entry for entry in _counting(state, earlier, by) if entry.cycle == cycle}
    made_up: dict[str, int] = {}
    for entry in there.values():
        if entry.makes_up is not None:
            made_up[entry.makes_up] = made_up.get(entry.makes_up, 0) + entry.there
    credited = minutes = to_come = 0
    for session, length in _lengths(state, cycle, earlier, there).items():
        if length < state.policy.shortest_session:
            continue
        own = there.get(session)
        credited += min(length, made_up.get(session, 0) + (0 if own is None else own.there))
        minutes += length
        to_come += length if own is None else 0
    return Share(credited, minutes, to_come)


def missed(state: Participation, session: str, at: datetime, apart_from: str = "") -> int:
    """Minutes of a session that a person has missed by then and not made up, but in the session ``apart_from``.

    0 where the session is unknown or to come.
    """
    found, planned = attendance_of(state, session), plan_of(state, session)
    if found is not None:
        if found[1].at > at:
            return 0
        held, there, cycle = found[1].held, found[1].there, found[1].cycle
    elif planned is not None and planned[1].start <= at:
        held, there, cycle = planned[1].minutes, 0, planned[1].cycle
    else:
        return 0
    others = [e for e in _counting(state, cycle < state.cycle) if e.makes_up == session and e.session != apart_from]
    return max(held - there - sum(other.there for other in others), 0)


def attended(state: Participation, cycle: int) -> bool:
    """Whether the person was there for any training of a cycle."""
    return any(entry.there and entry.cycle == cycle for entry in _counting(state, cycle < state.cycle))


def first_training(state: Participation) -> datetime | None:
    """When the person was first there; None where they never were."""
    return min([entry.at for entry in _counting(state, earlier=True) if entry.there], default=None)


def _lengths(state: Participation, cycle: int, earlier: bool, there: dict[str, Attendance]) -> dict[str, int]:
    planned = (*state.earlier_plans.items(), *state.plans.items()) if earlier else state.plans.items()
    lengths: dict[str, int] = {}
    for name, plan in planned:
        if plan.cycle == cycle and plan.makes_up is None and name not in state.ends:
            lengths[plan.session] = plan.minutes
        else:
            lengths.pop(plan.session, None)
    for session, entry in there.items():
        if entry.makes_up is None:
            lengths[session] = entry.held
        else:
            lengths.pop(session, None)
    return lengths


def _counting(state: Participation, earlier: bool, by: datetime | None = None) -> Iterable[Attendance]:
    """The attendance that counts, session by session: of two records of one session the later."""
    entries = (*state.earlier_attendance.values(), *state.attendance.values()) if earlier else state.attendance.values()
    return {entry.session: entry for entry in entries if by is None or entry.at <= by}.values()
