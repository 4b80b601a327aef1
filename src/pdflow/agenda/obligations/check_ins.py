"""Check-ins: one for each cadence while support runs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from pdflow.agenda.obligations.cadence import cadence, supported_from
from pdflow.agenda.obligations.obligation import Obligation, ObligationKind, due_by_day
from pdflow.calendar import Deadlines
from pdflow.participation import Participation
from pdflow.people import COACH

CHECK_IN: Final = ObligationKind("check_in.hold", "HoldCheckIn", COACH)


def check_ins_to_hold(state: Participation, at: datetime, days: Deadlines) -> Sequence[Obligation]:
    """The next check-in, a cadence after the last or after support began."""
    since, every = supported_from(state), cadence(state, at)
    if since is None or every is None:
        return ()
    last = max([since, *[check_in.at for check_in in state.check_ins.values()]])
    return (due_by_day(CHECK_IN, state.coach_at(at), None, days, days.days_later(days.day(last), every)),)
