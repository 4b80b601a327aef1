"""The days on which a person had contact."""

from __future__ import annotations

from datetime import datetime, tzinfo

from pdflow.documents.history.effective_events import EffectiveEvents
from pdflow.language.formats import in_zone
from pdflow.participation import AttendanceRecorded, CheckInHeld, CoachingClosed, ObservationRecorded, Participation


def contact_days(events: EffectiveEvents[Participation], zone: tzinfo | None = None) -> tuple[datetime, ...]:
    """The first moment of contact on each day on which a person was trained, observed, coached or checked in with."""
    attendance = events.latest_by(AttendanceRecorded, lambda attended: attended.session).values()
    contacts = events.of_type(ObservationRecorded, CheckInHeld, CoachingClosed)
    moments = sorted(in_zone(event.at, zone) for event in (*filter(_was_there, attendance), *contacts))
    return tuple({moment.date(): moment for moment in reversed(moments)}.values())[::-1]


def _was_there(attended: AttendanceRecorded) -> bool:
    return attended.there > 0
