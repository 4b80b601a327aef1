"""Make-up sessions: the minutes of a session that were missed, and those that another session made up."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from pdflow.participation.state.records import Attendance
from pdflow.participation.state.session_records import counting_attendance, latest_attendance, latest_plan
from pdflow.participation.state.state import Participation


def minutes_made_up(attendance: Iterable[Attendance]) -> dict[str, int]:
    """For each session that others made up, the minutes attended in those others."""
    made_up: dict[str, int] = {}
    for record in attendance:
        if record.makes_up is not None:
            made_up[record.makes_up] = made_up.get(record.makes_up, 0) + record.there
    return made_up


def minutes_missed(state: Participation, session: str, at: datetime, apart_from: str = "") -> int:
    """Minutes of a session that the person missed by this time and did not make up.

    0 if the session is unknown or still to come, and of one that makes up another: what is missed of it is missed of
    that other one.

    Args:
        apart_from: The session that is to make it up: its minutes are not counted as made up, and it is not its own.
    """
    if session == apart_from:
        return 0
    attended, planned = latest_attendance(state, session), latest_plan(state, session)
    if attended is not None:
        if attended[1].at > at or attended[1].makes_up is not None:
            return 0
        held, there, cycle = attended[1].held, attended[1].there, attended[1].cycle
    elif planned is not None and planned[1].start <= at and planned[1].makes_up is None:
        held, there, cycle = planned[1].minutes, 0, planned[1].cycle
    else:
        return 0
    counting = counting_attendance(state, earlier=cycle < state.cycle)
    others = [record for record in counting.sessions.values() if record.session != apart_from]
    return max(held - there - minutes_made_up(others).get(session, 0), 0)
