"""The days on which a person had contact."""

from __future__ import annotations

from datetime import date

from pdflow.documents.history.effective_events import EffectiveEvents
from pdflow.participation import AttendanceRecorded, CheckInHeld, CoachingClosed, ObservationRecorded, Participation


def contact_days(events: EffectiveEvents[Participation]) -> tuple[date, ...]:
    """The days on which a person attended training, was observed, checked in or was coached, in order."""
    attendance = events.latest_by(AttendanceRecorded, lambda attended: attended.session).values()
    contacts = events.of_type(ObservationRecorded, CheckInHeld, CoachingClosed)
    attended = {event.at.date() for event in attendance if event.there}
    return tuple(sorted(attended | {event.at.date() for event in contacts}))
