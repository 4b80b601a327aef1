"""Training hours: the minutes that a person attended, those of two sessions at the same hours once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from operator import itemgetter
from typing import Final, NamedTuple

from pdflow.kernel.lookups import lookup
from pdflow.participation.state.records import Attendance
from pdflow.participation.state.session_records import (
    CountingAttendance,
    counting_attendance,
    dropped_plans,
    latest_plan,
)
from pdflow.participation.state.state import Participation

_MINUTE: Final = timedelta(minutes=1)
_BEGINNING: Final = itemgetter(0)


class PartHeld(NamedTuple):
    """From when to when a session or a part of it was held, and how many minutes of it the person attended."""

    start: datetime
    end: datetime
    session: str
    there: int


def credited_attendance(state: Participation, *, earlier: bool, by: datetime | None = None) -> Sequence[Attendance]:
    """The attendance that counts, one for each session, with the minutes attended that are credited.

    Nobody attends for longer than the hours on the clock: where sessions were held at the same time, what is attended
    beyond these is not credited to the sessions that began later.

    Args:
        earlier: Include the sessions set aside with closed cycles.
        by: Leave out what is dated later than this.
    """
    has_earlier = earlier and bool(state.earlier_attendance or state.earlier_plans)
    if has_earlier and counting_attendance(state, earlier=True).is_all_by(by):
        return _credited_of_all_sessions(state)
    return _credited(state, counting_attendance(state, earlier=earlier, by=by))


@lookup("attendance", "earlier_attendance", "plans", "earlier_plans", dropped_plans, "cycles")
def _credited_of_all_sessions(state: Participation) -> Sequence[Attendance]:
    return _credited(state, counting_attendance(state, earlier=True))


def _credited(state: Participation, counting: CountingAttendance) -> Sequence[Attendance]:
    sessions = tuple(counting.sessions.values())
    if not counting.several_parts and _are_apart(state, sessions):
        return sessions
    held = [each for session in counting.sessions for each in _parts_held(state, counting.parts_of(session))]
    excess = _excess(sorted([each for each in held if each.there], key=_BEGINNING))
    if not excess:
        return sessions
    return tuple([each.with_minutes(each.at, each.held, each.there - excess.get(each.session, 0)) for each in sessions])


def session_parts(state: Participation, session: str) -> tuple[PartHeld, ...]:
    """The parts of a session that was held for the person, those missed too, each as it was last recorded."""
    parts = counting_attendance(state, earlier=True).parts_of(session)
    return tuple(_parts_held(state, parts)) if parts else ()


def _parts_held(state: Participation, parts: Sequence[Attendance]) -> Iterator[PartHeld]:
    """When the parts of a session were held: the first as planned, each after the one before it."""
    end = _start(state, parts[0])
    for number, part in enumerate(parts):
        start = max(end, part.at) if number else end
        end = start + part.held * _MINUTE
        yield PartHeld(start, end, part.session, part.there)


def _start(state: Participation, part: Attendance) -> datetime:
    """When a session began: as planned, else when the person came to its first part."""
    plan = latest_plan(state, part.session)
    return part.at if plan is None or plan[0] in state.ends else plan[1].start


def _are_apart(state: Participation, sessions: Iterable[Attendance]) -> bool:
    """Whether each of these sessions, held in one part, began when the one before it was over, as nearly always."""
    over = None
    for start, held, there in sorted([(_start(state, each), each.held, each.there) for each in sessions if each.there]):
        if (over is not None and start < over) or there > held:
            return False
        over = start + held * _MINUTE
    return True


def _excess(presences: Iterable[PartHeld]) -> dict[str, int]:
    """For each session, the minutes attended beyond the hours on the clock.

    Args:
        presences: In the order of their beginnings.
    """
    excess: dict[str, int] = {}
    begin = end = None
    attended = 0
    for presence in presences:
        if begin is None or end is None or presence.start >= end:
            begin, end, attended = presence.start, presence.end, 0
        end = max(end, presence.end)
        attended += presence.there
        too_many = attended - (end - begin) // _MINUTE
        if too_many > 0:
            excess[presence.session] = excess.get(presence.session, 0) + too_many
            attended -= too_many
    return excess
