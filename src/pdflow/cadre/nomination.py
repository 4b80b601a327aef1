"""Nomination: somebody is named to become a trainer, on grounds, and accepts or declines."""

from __future__ import annotations

from pdflow.audience import TeamNote
from pdflow.cadre.chronology import before_the_last_turn
from pdflow.cadre.rights import the_coordinator, the_nominee
from pdflow.cadre.state import NOMINATED, NOTHING, PREPARING, STOOD_DOWN, TEACHING, CadreMember, Moves
from pdflow.kernel.fields import is_blank
from pdflow.kernel.guards import Objection, detail
from pdflow.kernel.lifecycle import move
from pdflow.kernel.messages import Command, Event, command, event
from pdflow.kernel.records import Turn
from pdflow.people import PersonId
from pdflow.policy import LIGHT, AskedPolicy, Policy
from pdflow.policy_upcasters import with_former_rules
from pdflow.values import SubjectOrBlank


@command(by=the_coordinator)
class Nominate(Command[CadreMember]):
    """Name somebody to train these subjects, and on what grounds."""

    person: PersonId
    subjects: tuple[SubjectOrBlank, ...]
    grounds: TeamNote = None
    policy: AskedPolicy = LIGHT


@command(by=the_nominee)
class AcceptNomination(Command[CadreMember]):
    """Accept the nomination, and begin to prepare."""


@command(by=the_nominee)
class DeclineNomination(Command[CadreMember]):
    """Decline the nomination."""

    reason: str = ""
    note: TeamNote = None


@event("cadre.member_nominated", version=2, upcasters={1: with_former_rules})
class MemberNominated(Event[CadreMember]):
    """Somebody was named to train these subjects."""

    person: PersonId
    subjects: tuple[str, ...]
    grounds: TeamNote
    policy: Policy

    def apply(self, state: CadreMember) -> None:
        state.phase, state.turned = NOMINATED, Turn("MemberNominated", self.at)
        state.person, state.subjects, state.policy = self.person, self.subjects, self.policy
        state.nominated_at = self.at


@event("cadre.nomination_accepted")
class NominationAccepted(Event[CadreMember]):
    """The nominee accepted."""

    def apply(self, state: CadreMember) -> None:
        state.phase, state.turned = PREPARING, Turn("NominationAccepted", self.at)


@event("cadre.nomination_declined")
class NominationDeclined(Event[CadreMember]):
    """The nominee declined."""

    reason: str
    note: TeamNote

    def apply(self, state: CadreMember) -> None:
        state.phase, state.turned = STOOD_DOWN, Turn("NominationDeclined", self.at, self.reason)


@detail("cadre.no_subject")
def no_subject(state: CadreMember, nominate: Nominate) -> Objection:
    return not nominate.subjects or any(map(is_blank, nominate.subjects))


@detail("cadre.no_grounds")
def no_grounds(state: CadreMember, nominate: Nominate) -> Objection:
    return is_blank(nominate.grounds)


def nominated_already(state: CadreMember, nominate: Nominate) -> bool:
    nominated = (state.person, state.subjects, state.policy)
    return state.phase is not NOTHING and nominated == (nominate.person, nominate.subjects, nominate.policy)


def accepted_already(state: CadreMember, accept: AcceptNomination) -> bool:
    return state.phase in TEACHING


def declined_already(state: CadreMember, decline: DeclineNomination) -> bool:
    return state.turned is not None and state.turned.says("NominationDeclined", decline.reason)


MOVES: Moves = (
    move(
        Nominate,
        NOTHING,
        to=NOMINATED,
        guards=[no_subject, no_grounds],
        then=MemberNominated,
        no_op_if=nominated_already,
    ),
    move(
        AcceptNomination,
        NOMINATED,
        to=PREPARING,
        guards=[before_the_last_turn],
        then=NominationAccepted,
        no_op_if=accepted_already,
    ),
    move(
        DeclineNomination,
        NOMINATED,
        to=STOOD_DOWN,
        guards=[before_the_last_turn],
        then=NominationDeclined,
        no_op_if=declined_already,
        gives_up=True,
    ),
)
