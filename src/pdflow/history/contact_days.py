"""The days on which a person had contact."""

from __future__ import annotations

from datetime import datetime, tzinfo

from pdflow.language import in_zone
from pdflow.participation import Participation, contacts, credited_attendance


def contact_days(state: Participation, zone: tzinfo | None = None) -> tuple[datetime, ...]:
    """The first moment of contact on each day on which a person was trained or had a contact that counts."""
    attended = (record.at for record in credited_attendance(state, earlier=True) if record.there)
    moments = sorted(in_zone(at, zone) for at in (*attended, *(contact.at for contact in contacts(state))))
    return tuple({moment.date(): moment for moment in reversed(moments)}.values())[::-1]
