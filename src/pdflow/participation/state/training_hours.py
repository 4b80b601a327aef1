"""Training hours: the minutes that a person attended, those of two sessions at the same hours once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

import attrs

from pdflow.participation.state.records import Attendance
from pdflow.participation.state.session_records import counting_parts, joined, latest_plan
from pdflow.participation.state.state import Participation

_MINUTE = timedelta(minutes=1)


@attrs.frozen
class _Presence:
    """From when to when a session or a part of it was held, and how many minutes of it the person attended."""

    start: datetime
    end: datetime
    session: str
    there: int


def credited_attendance(state: Participation, *, earlier: bool, by: datetime | None = None) -> list[Attendance]:
    """The attendance that counts, one for each session, with the minutes attended that are credited.

    Nobody attends for longer than the hours on the clock: where sessions were held at the same time, what is attended
    beyond these is not credited to the sessions that began later.

    Args:
        earlier: Include the sessions set aside with closed cycles.
        by: Leave out what is dated later than this.
    """
    sessions = [*counting_parts(state, earlier=earlier, by=by)]
    attendance = [joined(parts) for parts in sessions]
    excess = _excess(presence for parts in sessions for presence in _presences(state, parts))
    if not excess:
        return attendance
    return [attrs.evolve(each, there=each.there - excess.get(each.session, 0)) for each in attendance]


def _presences(state: Participation, parts: Sequence[Attendance]) -> Iterator[_Presence]:
    """When the parts of a session were held: the first as planned, each after the one before it."""
    plan = latest_plan(state, parts[0].session)
    end = parts[0].at if plan is None or plan[0] in state.ends else plan[1].start
    for number, part in enumerate(parts):
        start = max(end, part.at) if number else end
        end = start + part.held * _MINUTE
        if part.there:
            yield _Presence(start, end, part.session, part.there)


def _excess(presences: Iterable[_Presence]) -> dict[str, int]:
    """For each session, the minutes attended beyond the hours on the clock."""
    excess: dict[str, int] = {}
    begin = end = None
    attended = 0
    for presence in sorted(presences, key=lambda presence: presence.start):
        if begin is None or end is None or presence.start >= end:
            begin, end, attended = presence.start, presence.end, 0
        end = max(end, presence.end)
        attended += presence.there
        too_many = attended - (end - begin) // _MINUTE
        if too_many > 0:
            excess[presence.session] = excess.get(presence.session, 0) + too_many
            attended -= too_many
    return excess
