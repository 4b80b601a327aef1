"""The days on which a person had contact."""

from __future__ import annotations

from datetime import datetime

from pdflow.documents.history.effective_events import EffectiveEvents
from pdflow.participation import AttendanceRecorded, CheckInHeld, CoachingClosed, ObservationRecorded, Participation


def contact_days(events: EffectiveEvents[Participation]) -> tuple[datetime, ...]:
    """The first moment of contact on each day on which a person was trained, observed, coached or checked in with."""
    attendance = events.latest_by(AttendanceRecorded, lambda attended: attended.session).values()
    contacts = events.of_type(ObservationRecorded, CheckInHeld, CoachingClosed)
    moments = sorted([*(event.at for event in attendance if event.there), *(event.at for event in contacts)])
    return tuple({moment.date(): moment for moment in reversed(moments)}.values())[::-1]
