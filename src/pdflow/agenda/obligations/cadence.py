"""The rhythm of one person's way: leaves, cadence, contacts, and from when on each is counted in this cycle."""

from __future__ import annotations

from datetime import datetime

from pdflow.calendar import Deadlines, Span, WorkingDays
from pdflow.participation.state.state import AT_WORK, Participation
from pdflow.people import COACH, PersonId, Role


def deadlines(state: Participation, at: datetime, days: WorkingDays) -> Deadlines:
    """The deadlines of this person, with their leaves until that moment."""
    return Deadlines(days, leaves(state, at, days) if state.pauses or state.paused else ())


def leaves(state: Participation, at: datetime, days: WorkingDays) -> list[Span]:
    """The leaves of a person; one that goes on runs until its return date, or until now where that has passed."""
    spans = [(days.day(since), days.day(back)) for since, back in state.pauses]
    if state.paused is not None:
        today = days.day(at)
        spans.append((days.day(state.paused.since), max(state.paused.until or today, today)))
    return spans


def cadence(state: Participation) -> int | None:
    """Days between check-ins in this cycle; None where the policy sets none."""
    return state.policy.check_in_every if state.cycle == 1 else state.policy.check_in_every_later


def supported_from(state: Participation) -> datetime | None:
    """From when support is counted in this cycle, since it does not stop between cycles; None before it, or later."""
    if state.supported_since is None or state.phase not in AT_WORK:
        return None
    return max(state.supported_since, state.cycles[-1])


def contacts(state: Participation) -> list[datetime]:
    """When this cycle saw an observation, a check-in or coaching."""
    began = state.cycles[-1]
    ledgers = (state.observations, state.check_ins, state.sessions)
    return [record.at for ledger in ledgers for record in ledger.values() if record.at >= began]


def trained_on(state: Participation) -> datetime | None:
    """When training of this cycle was over for the person, make-ups apart; not before the cycle began."""
    there = [entry for entry in state.attendance.values() if entry.there and entry.cycle == state.cycle]
    planned = [entry.at for entry in there if entry.makes_up is None] or [entry.at for entry in there]
    return max([*planned, state.cycles[-1]]) if planned else None


def coaching_lacks(state: Participation) -> bool:
    """Whether the tier asks for more coaching in this cycle, and nobody waived it."""
    lacks = len(state.counted) < state.policy.coaching_sessions(state.tier)
    return lacks and not (state.waivers and state.waives("cycle.no_coaching", {}))


def last_session(state: Participation) -> tuple[str, datetime] | None:
    """The last coaching session with credit in this cycle, and when it was closed."""
    return next(reversed(state.counted.items()), None)


def role_of(state: Participation, person: PersonId | None) -> Role:
    """The role in which somebody supports; COACH where they have no other on the team."""
    return next((supporter.role for supporter in state.team if supporter.person == person), COACH)


def heir_of(state: Participation, supporter: PersonId) -> PersonId | None:
    """Who owes now what a supporter owed: they themselves, or who took over; None where nobody on the team did."""
    line: list[PersonId] = []
    holder: PersonId | None = supporter
    while holder is not None and holder not in line:
        if state.on_team(holder):
            return holder
        line.append(holder)
        holder = state.successors.get(holder)
    return None
