"""Open requests: the support asked for that nobody has answered yet."""

from __future__ import annotations

from pdflow.kernel.fields import RecordId
from pdflow.participation.state.state import Participation


def open_requests(state: Participation) -> list[RecordId]:
    """The names of the support requests that are open, in the order in which they were recorded."""
    if not state.requests:
        return []
    ledgers = (state.observations, state.check_ins, state.sessions, state.follow_ups)
    answered = {record.request for ledger in ledgers for record in ledger.values()}
    return [name for name in state.requests if name not in state.ends and name not in answered]
