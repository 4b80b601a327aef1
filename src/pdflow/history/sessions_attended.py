"""Sessions attended: the training that was held for one person, and for how long they were there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final

import attrs

from pdflow.engagement import Engagement
from pdflow.history.effective_events import EffectiveEvents
from pdflow.history.histories import ParticipationHistory
from pdflow.history.training_sessions import BookedSession, booked_sessions
from pdflow.kernel.fields import RecordId
from pdflow.kernel.messages import Event
from pdflow.participation import (
    Attendance,
    PartHeld,
    Participation,
    PlannedSession,
    credited_attendance,
    lacks_evaluation,
    latest_attendance,
    latest_plan,
    session_parts,
)
from pdflow.policy import EvaluationBefore

SessionCalendar = Mapping[RecordId, BookedSession]
"""The sessions in the calendar of an engagement, by their ids."""

_WAIVER: Final = "training.evaluation_missing"


@attrs.frozen
class SessionAttended:
    """A session of training that was held for a person, and how long they attended: 0 minutes are an absence."""

    session: RecordId
    record: RecordId
    """The record of attendance that counts; a correction has a name of its own."""
    cycle: int
    start: datetime
    """As it was planned for the person, else as it was recorded."""
    held: int
    attended: int
    credited: int
    """The minutes attended, those of sessions at the same hours once."""
    planned: int | None
    makes_up: RecordId | None
    booked: BookedSession | None
    """What the engagement's calendar says of it, else of the session that it makes up."""
    evaluated: bool
    """Whether an evaluation of the training of its cycle is in."""
    counts: bool
    """False where the policy asks for that evaluation before credit is given, and it is not in."""
    parts: tuple[PartHeld, ...]
    """Those in which it was held, perhaps on several days; of a session held in one piece that one."""

    @property
    def end(self) -> datetime:
        """When the last part that the person attended was over; of an absence, the last part."""
        return max(part.end for part in [part for part in self.parts if part.there] or self.parts)

    @property
    def training(self) -> RecordId:
        """The training that it belongs to; in no calendar it is its own, or that of the session that it makes up."""
        return self.booked.training if self.booked is not None else self.makes_up or self.session


def session_calendar(events: Iterable[Event[Engagement]]) -> SessionCalendar:
    """The calendar of an engagement, from the events of its stream."""
    return {session.session: session for session in booked_sessions(EffectiveEvents(events))}


def sessions_attended(history: ParticipationHistory, calendar: SessionCalendar) -> list[SessionAttended]:
    """The sessions held for the person of a history, absences included; by their start.

    Args:
        calendar: That of the engagement.
    """
    state = history.state
    unevaluated = {cycle for cycle in range(1, state.cycle + 1) if lacks_evaluation(state, cycle)}
    withheld = _withheld(history, unevaluated)
    made = (
        _session(state, credited, calendar, credited.cycle not in unevaluated, credited.cycle not in withheld)
        for credited in credited_attendance(state, earlier=True)
    )
    return sorted(made, key=lambda session: session.start)


def _session(
    state: Participation, credited: Attendance, calendar: SessionCalendar, evaluated: bool, counts: bool
) -> SessionAttended:
    plan, latest = _plan(state, credited.session), latest_attendance(state, credited.session)
    record, recorded = latest or ("", credited)
    return SessionAttended(
        session=credited.session,
        record=record,
        cycle=credited.cycle,
        start=credited.at if plan is None else plan.start,
        held=credited.held,
        attended=recorded.there,
        credited=credited.there,
        planned=None if plan is None else plan.minutes,
        makes_up=credited.makes_up,
        booked=calendar.get(credited.session) or calendar.get(credited.makes_up or ""),
        evaluated=evaluated,
        counts=counts,
        parts=session_parts(state, credited.session),
    )


def _plan(state: Participation, session: RecordId) -> PlannedSession | None:
    """The plan of a session, unless it was dropped."""
    plan = latest_plan(state, session)
    return None if plan is None or state.ended(plan[0]) else plan[1]


def _withheld(history: ParticipationHistory, unevaluated: Iterable[int]) -> set[int]:
    """The cycles whose training counts only once an evaluation is in, as the policy asks."""
    state = history.state
    if not history.events.all or state.policy_at(history.until).evaluation_before is EvaluationBefore.NEVER:
        return set()
    return {cycle for cycle in unevaluated if not state.waives(_WAIVER, {"cycle": cycle})}
