"""Enrolment status: leave and return, withdrawal and reopening, and the order of time that all commands keep."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from pdflow.audience import TeamNote
from pdflow.kernel.fields import is_blank
from pdflow.kernel.guards import Objection, detail, moment
from pdflow.kernel.lifecycle import move
from pdflow.kernel.messages import Command, Event, command, event
from pdflow.kernel.records import Turn
from pdflow.participation.rights import the_coordinator, the_manager, whoever_ends_it
from pdflow.participation.state import (
    COMPLETED,
    LIVE,
    SUPPORT,
    TRAINING,
    WITHDRAWN,
    Moves,
    Participation,
    ParticipationSummary,
    Phase,
    leave_at,
    participation_summary,
    with_leave,
)


@command(by=the_manager)
class Pause(Command[Participation]):
    """Stop the clock for a leave, until the day of return or the day on which to decide again.

    Why may be personal, so that the ``reason``, a code of the host's, can be erased like the ``note``.
    """

    until: date | None = None
    reason: TeamNote = None
    note: TeamNote = None


@command(by=the_manager)
class Resume(Command[Participation]):
    """Start the clock again."""

    note: TeamNote = None


@command(by=whoever_ends_it)
class Withdraw(Command[Participation]):
    """End a participation that is not completed."""

    reason: str
    note: TeamNote = None


@command(by=the_coordinator)
class Reopen(Command[Participation]):
    """Continue an ended participation in the phase in which it ended."""

    reason: str
    note: TeamNote = None


@event("participation.paused", version=2, upcasters={1: dict})
class Paused(Event[Participation]):
    """A leave began, its end was moved, or its beginning or an earlier leave was entered late."""

    until: date | None
    reason: TeamNote
    note: TeamNote

    def apply(self, state: Participation) -> None:
        state.paused, state.pauses = with_leave(state.paused, state.pauses, self.at, self.until)


@event("participation.resumed")
class Resumed(Event[Participation]):
    """The leave ended; deadlines did not run meanwhile, and visits during it were removed."""

    note: TeamNote

    def apply(self, state: Participation) -> None:
        if state.paused is not None:
            state.pauses = (*state.pauses, (state.paused.since, self.at))
            state.paused = None


@event("participation.withdrawn")
class Withdrawn(Event[Participation]):
    """The participation ended without being completed; carries its frozen summary."""

    reason: str
    note: TeamNote
    summary: ParticipationSummary

    def apply(self, state: Participation) -> None:
        state.left, state.phase, state.turned = state.phase, WITHDRAWN, Turn("Withdrawn", self.at, self.reason)


@event("participation.reopened")
class Reopened(Event[Participation]):
    """The participation continues in the phase in which it had ended."""

    to: Phase
    reason: str
    note: TeamNote

    def apply(self, state: Participation) -> None:
        state.phase, state.turned = self.to, Turn("Reopened", self.at, self.reason)


@moment("participation.paused", remedy="Resume")
def paused(state: Participation, at: datetime) -> Objection:
    """There is no contact during a leave, one that is over included, whenever it is typed."""
    leave = leave_at(state, at) if state.paused or state.pauses else None
    return None if leave is None else {"since": leave.since, "until": leave.until}


@moment("record.before")
def before_enrolment(state: Participation, at: datetime) -> Objection:
    enrolled = state.enrolled_at
    return {"record": "Enrolled", "at": enrolled} if enrolled is not None and at < enrolled else None


@moment("record.before")
def before_last_phase_change(state: Participation, at: datetime) -> Objection:
    """A change of phase cannot precede the last one; ``before_enrolment`` refuses what precedes the first."""
    turned, enrolled = state.turned, state.enrolled_at
    if turned is None or at >= turned.at or (enrolled is not None and at < enrolled):
        return None
    return {"record": turned.event, "at": turned.at}


@moment("record.before")
def before_the_pause(state: Participation, at: datetime) -> Objection:
    leave = state.paused
    return {"record": "Paused", "at": leave.since} if leave is not None and at < leave.since else None


@detail("pause.no_return_date")
def no_return_date(state: Participation, pause: Pause) -> Objection:
    return pause.until is None


@detail("pause.already_over")
def already_over(state: Participation, pause: Pause) -> Objection:
    is_over = pause.until is not None and pause.until < pause.at.date()
    return {"until": pause.until, "on": pause.at.date()} if is_over else None


@detail("withdraw.no_reason")
def no_reason_to_withdraw(state: Participation, withdraw: Withdraw) -> Objection:
    return is_blank(withdraw.reason)


@detail("reopen.no_reason")
def no_reason_to_reopen(state: Participation, reopen: Reopen) -> Objection:
    return is_blank(reopen.reason)


def leave_is_unchanged(state: Participation, pause: Pause) -> bool:
    """Whether the leave is on record, one from which the person has returned included."""
    if state.paused is None and pause.at in [since for since, _ in state.pauses]:
        return True
    return with_leave(state.paused, state.pauses, pause.at, pause.until) == (state.paused, state.pauses)


def is_not_paused(state: Participation, resume: Resume) -> bool:
    return state.paused is None and state.enrolled_at is not None


def is_withdrawn(state: Participation, withdraw: Withdraw) -> bool:
    return state.turned is not None and state.turned.says("Withdrawn", withdraw.reason)


def is_reopened(state: Participation, reopen: Reopen) -> bool:
    return state.turned is not None and state.turned.says("Reopened", reopen.reason)


def withdrawn(state: Participation, withdraw: Withdraw) -> Sequence[Withdrawn]:
    return (
        Withdrawn(withdraw.header, reason=withdraw.reason, note=withdraw.note, summary=participation_summary(state)),
    )


def reopened(state: Participation, reopen: Reopen) -> Sequence[Reopened]:
    return (Reopened(reopen.header, to=state.left, reason=reopen.reason, note=reopen.note),)


MOVES: Moves = (
    move(Pause, LIVE, guards=[no_return_date, already_over], then=Paused, no_op_if=leave_is_unchanged),
    move(Resume, LIVE, guards=[before_the_pause], then=Resumed, no_op_if=is_not_paused),
    move(
        Withdraw,
        LIVE,
        to=WITHDRAWN,
        guards=[no_reason_to_withdraw, before_last_phase_change],
        then=withdrawn,
        no_op_if=is_withdrawn,
        gives_up=True,
    ),
    move(
        Reopen,
        COMPLETED,
        to=(TRAINING, SUPPORT),
        guards=[no_reason_to_reopen, before_last_phase_change],
        then=reopened,
        no_op_if=is_reopened,
        takes_back=True,
    ),
    move(
        Reopen,
        WITHDRAWN,
        to=LIVE,
        guards=[no_reason_to_reopen, before_last_phase_change],
        then=reopened,
        no_op_if=is_reopened,
        takes_back=True,
    ),
)
