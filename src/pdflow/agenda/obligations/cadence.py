"""Cadence of support: how often check-ins are due, and the training, support and contacts it is counted from."""

from __future__ import annotations

from datetime import datetime

from pdflow.kernel.lookups import lookup
from pdflow.participation import AT_WORK, Participation


def cadence(state: Participation, at: datetime) -> int | None:
    """Days between check-ins in this cycle by the policy of a moment; None where that sets none."""
    policy = state.policy_at(at)
    return policy.check_in_every if state.cycle == 1 else policy.check_in_every_later


def supported_from(state: Participation) -> datetime | None:
    """The moment from which support is counted in this cycle; None before support began and after the end."""
    if state.supported_since is None or state.phase not in AT_WORK:
        return None
    return max(state.supported_since, state.cycles[-1])


def contacts(state: Participation) -> list[datetime]:
    """The moments of this cycle's observations, check-ins and coaching sessions."""
    began = state.cycles[-1]
    ledgers = (state.observations, state.check_ins, state.sessions)
    return [record.at for ledger in ledgers for record in ledger.values() if record.at >= began]


@lookup("attendance", "cycles")
def trained_on(state: Participation) -> datetime | None:
    """The person's last training session of this cycle, make-ups apart, but not before the cycle began."""
    attended = [entry for entry in state.attendance.values() if entry.there and entry.cycle == state.cycle]
    planned = [entry.at for entry in attended if entry.makes_up is None] or [entry.at for entry in attended]
    return max([*planned, state.cycles[-1]]) if planned else None
