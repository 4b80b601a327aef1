"""Suspension: a trainer is taken out of the cadre and reinstated."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from pdflow.audience import Audience, TeamNote
from pdflow.cadre.chronology import before_the_last_turn
from pdflow.cadre.rights import another_coordinator, the_coordinator
from pdflow.cadre.state import CLEARED, IN_CADRE, PREPARING, STOOD_DOWN, CadreMember, CadreStage, ClearedFor, Moves
from pdflow.kernel.fields import is_blank
from pdflow.kernel.guards import Objection, detail
from pdflow.kernel.lifecycle import move
from pdflow.kernel.messages import Command, Event, command, event
from pdflow.kernel.records import Turn
from pdflow.people import PersonId


@command(by=the_coordinator)
class StandDown(Command[CadreMember]):
    """Take somebody out of the cadre for now; their clearances do not count meanwhile."""

    reason: str
    note: TeamNote = None


@command(by=another_coordinator)
class Reinstate(Command[CadreMember]):
    """Take somebody back into the cadre: cleared while a clearance runs, preparing otherwise."""

    reason: str
    note: TeamNote = None


@event("cadre.member_stood_down")
class MemberStoodDown(Event[CadreMember]):
    """Somebody left the cadre for now; names the subjects they had been cleared for."""

    person: Annotated[PersonId, Audience.ALL]
    subjects: Annotated[tuple[str, ...], Audience.ALL]
    reason: str
    note: TeamNote

    def apply(self, state: CadreMember) -> None:
        state.phase, state.turned = STOOD_DOWN, Turn("MemberStoodDown", self.at, self.reason)


@event("cadre.member_reinstated")
class MemberReinstated(Event[CadreMember]):
    """Somebody is back in the cadre; names the clearances in force."""

    person: Annotated[PersonId, Audience.ALL]
    to: CadreStage
    clearances: Annotated[tuple[ClearedFor, ...], Audience.ALL]
    reason: str
    note: TeamNote

    def apply(self, state: CadreMember) -> None:
        state.phase, state.turned = self.to, Turn("MemberReinstated", self.at, self.reason)


@detail("cadre.no_reason")
def no_reason(state: CadreMember, change: StandDown | Reinstate) -> Objection:
    return is_blank(change.reason)


def stood_down_already(state: CadreMember, change: StandDown) -> bool:
    return state.turned is not None and state.turned.says("MemberStoodDown", change.reason)


def reinstated_already(state: CadreMember, change: Reinstate) -> bool:
    return state.turned is not None and state.turned.says("MemberReinstated", change.reason)


def stood_down(state: CadreMember, change: StandDown) -> Sequence[MemberStoodDown]:
    subjects = tuple(dict.fromkeys(clearance.subject for clearance in state.clearances.values()))
    return (MemberStoodDown.of(change, person=state.person, subjects=subjects),)


def reinstated(state: CadreMember, change: Reinstate) -> Sequence[MemberReinstated]:
    running = state.running(change.at)
    to = CLEARED if running else PREPARING
    return (MemberReinstated.of(change, person=state.person, to=to, clearances=running),)


MOVES: Moves = (
    move(
        StandDown,
        IN_CADRE,
        to=STOOD_DOWN,
        guards=[no_reason, before_the_last_turn],
        then=stood_down,
        no_op_if=stood_down_already,
        gives_up=True,
    ),
    move(
        Reinstate,
        STOOD_DOWN,
        to=(CLEARED, PREPARING),
        guards=[no_reason, before_the_last_turn],
        then=reinstated,
        no_op_if=reinstated_already,
        takes_back=True,
    ),
)
