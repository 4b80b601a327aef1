"""Standing: leave and return, withdrawal and reopening; and the times that nothing may precede."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from pdflow.audience import TeamNote
from pdflow.kernel.guards import Objection, detail, moment
from pdflow.kernel.lifecycle import move
from pdflow.kernel.messages import (
    Command,
    Event,
    command,
    event,
)
from pdflow.kernel.records import Turn
from pdflow.participation.rights import the_coordinator, the_manager, whoever_ends_it
from pdflow.participation.state.state import (
    COMPLETED,
    LIVE,
    SUPPORT,
    TRAINING,
    WITHDRAWN,
    Leave,
    Moves,
    Participation,
    Phase,
)
from pdflow.participation.state.summary import Summary, summary


@command(by=the_manager)
class Pause(Command[Participation]):
    """Stop the clock for a leave, until the return or the day to look again."""

    until: date | None = None
    reason: str = ""
    note: str | None = None


@command(by=the_manager)
class Resume(Command[Participation]):
    """Start the clock again."""

    note: str | None = None


@command(by=whoever_ends_it)
class Withdraw(Command[Participation]):
    """End a participation that is not completed."""

    reason: str
    note: str | None = None


@command(by=the_coordinator)
class Reopen(Command[Participation]):
    """Take up an ended participation in the phase it left."""

    reason: str
    note: str | None = None


@event("participation.paused")
class Paused(Event[Participation]):
    """A leave began, or its end was moved."""

    until: date | None
    reason: str
    note: TeamNote

    def apply(self, state: Participation) -> None:
        state.paused = Leave(state.paused.since if state.paused else self.at, self.until)


@event("participation.resumed")
class Resumed(Event[Participation]):
    """The leave ended. Deadlines stood still meanwhile; visits inside it fell away."""

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
    summary: Summary

    def apply(self, state: Participation) -> None:
        state.left, state.phase, state.turned = state.phase, WITHDRAWN, Turn("Withdrawn", self.at)


@event("participation.reopened")
class Reopened(Event[Participation]):
    """The participation goes on in the phase it left."""

    to: Phase
    reason: str
    note: TeamNote

    def apply(self, state: Participation) -> None:
        state.phase, state.turned = self.to, Turn("Reopened", self.at)


@moment("participation.paused", remedy="Resume")
def paused(state: Participation, at: datetime) -> Objection:
    leave = state.paused
    return {"since": leave.since, "until": leave.until} if leave is not None and at >= leave.since else None


@moment("record.before")
def before_enrolment(state: Participation, at: datetime) -> Objection:
    enrolled = state.enrolled_at
    return {"record": "Enrolled", "at": enrolled} if enrolled is not None and at < enrolled else None


@moment("record.before")
def before_the_last_turn(state: Participation, at: datetime) -> Objection:
    """A turn cannot precede the turn before it; one before enrolment is told by its own rule."""
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


@detail("withdraw.no_reason")
def no_reason_to_withdraw(state: Participation, withdraw: Withdraw) -> Objection:
    return not withdraw.reason


@detail("reopen.no_reason")
def no_reason_to_reopen(state: Participation, reopen: Reopen) -> Objection:
    return not reopen.reason


def paused_until_then(state: Participation, pause: Pause) -> bool:
    return state.paused is not None and state.paused.until == pause.until


def not_paused(state: Participation, resume: Resume) -> bool:
    return state.paused is None and state.enrolled_at is not None


def withdrawn_already(state: Participation, withdraw: Withdraw) -> bool:
    return state.phase is WITHDRAWN


def live_already(state: Participation, reopen: Reopen) -> bool:
    return state.phase in LIVE


def withdrawn(state: Participation, withdraw: Withdraw) -> Sequence[Withdrawn]:
    return (Withdrawn(withdraw.header, reason=withdraw.reason, note=withdraw.note, summary=summary(state)),)


def reopened(state: Participation, reopen: Reopen) -> Sequence[Reopened]:
    return (Reopened(reopen.header, to=state.left, reason=reopen.reason, note=reopen.note),)


MOVES: Moves = (
    move(Pause, LIVE, guards=[no_return_date], then=Paused, no_op_if=paused_until_then),
    move(Resume, LIVE, guards=[before_the_pause], then=Resumed, no_op_if=not_paused),
    move(
        Withdraw,
        LIVE,
        to=WITHDRAWN,
        guards=[no_reason_to_withdraw, before_the_last_turn],
        then=withdrawn,
        no_op_if=withdrawn_already,
        gives_up=True,
    ),
    move(
        Reopen,
        COMPLETED,
        to=(TRAINING, SUPPORT),
        guards=[no_reason_to_reopen, before_the_last_turn],
        then=reopened,
        no_op_if=live_already,
    ),
    move(
        Reopen,
        WITHDRAWN,
        to=LIVE,
        guards=[no_reason_to_reopen, before_the_last_turn],
        then=reopened,
        no_op_if=live_already,
    ),
)
