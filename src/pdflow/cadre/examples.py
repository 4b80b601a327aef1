"""One plausible example of every command, made from the state: for routes and property tests.

Pure: names are counted, days follow from the header. Each speaks of the subject that waits longest for a clearance.
Where nothing sensible can be said the example is still well-formed, and is refused with the reason.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from math import ceil
from typing import Any, Final, TypeVar, overload

from pdflow.cadre.clearance import Clear
from pdflow.cadre.nomination import AcceptNomination, DeclineNomination, Nominate
from pdflow.cadre.state.records import Criterion, Rating
from pdflow.cadre.state.state import STOOD_DOWN, Member
from pdflow.cadre.state.teach_back_result import course_of
from pdflow.cadre.suspension import Reinstate, StandDown, VoidRecord
from pdflow.cadre.teachback import (
    Critique,
    Debrief,
    EvaluateDebrief,
    HoldTeachBack,
)
from pdflow.kernel.corrections import relied_upon
from pdflow.kernel.examples import NONE_SUCH, example_of, first
from pdflow.kernel.fields import RecordId
from pdflow.kernel.header import Actor, Header
from pdflow.kernel.messages import Command
from pdflow.people import COORDINATOR, FACILITATOR, PEER

__all__ = ["an_actor", "suggest"]

C = TypeVar("C", bound=Command[Any])
ExampleMaker = Callable[[Member, Header], Command[Any]]

SUBJECT: Final = "open questions"
PEERS: Final = ("peer", "another-peer")


def free_name(state: Member, kind: str, ledger: Mapping[RecordId, object]) -> RecordId:
    """A name for a new record that the stream does not know: its kind and a number."""
    number = len(ledger) + 1
    while (name := f"{kind}-{number}") in state.voided or state.ledger_of(name):
        number += 1
    return name


def a_nomination(state: Member, header: Header) -> Nominate:
    person, subjects = state.person or FACILITATOR.lower(), state.subjects or (SUBJECT,)
    return Nominate(header, person=person, subjects=subjects, grounds="three good years in class")


def a_yes(state: Member, header: Header) -> AcceptNomination:
    return AcceptNomination(header)


def a_no(state: Member, header: Header) -> DeclineNomination:
    return DeclineNomination(header, reason="no time")


def a_teach_back(state: Member, header: Header) -> HoldTeachBack:
    return HoldTeachBack(
        header,
        teach_back=free_name(state, "teach-back", state.teach_backs),
        subject=next_subject(state),
        segment="wait time",
        peers=PEERS,
        minutes=20,
    )


def next_subject(state: Member) -> str:
    """The first subject never cleared, else the one whose clearance runs out first."""
    last: dict[str, date] = dict.fromkeys(state.subjects or (SUBJECT,), date.min)
    for given in state.clearances.values():
        last[given.subject] = max(given.until, last.get(given.subject, given.until))
    return min(last, key=lambda subject: last[subject])


def a_critique(state: Member, header: Header) -> Critique:
    """Of the latest teach-back without one, by the standard of the policy."""
    told = {verdict.teach_back for verdict in state.critiques.values()}
    enough = ceil(state.policy.teachback_standard)
    return Critique(
        header,
        critique=free_name(state, "critique", state.critiques),
        teach_back=first((name for name in _latest(state) if name not in told), _latest(state)),
        ratings=tuple(Rating(criterion, enough) for criterion in Criterion),
        strengths="everybody had a say",
        refinements="a shorter model",
    )


def a_debrief(state: Member, header: Header) -> Debrief:
    """Of the latest teach-back without one."""
    held = {debrief.teach_back for debrief in state.debriefs.values()}
    return Debrief(
        header,
        debrief=free_name(state, "debrief", state.debriefs),
        teach_back=first((name for name in _latest(state) if name not in held), _latest(state)),
        next_step="plan for late comers",
    )


def _latest(state: Member) -> list[RecordId]:
    """The teach-backs, the latest first; of two at one time the one recorded last."""
    return sorted(state.teach_backs, key=lambda name: state.teach_backs[name].at)[::-1]


def a_debrief_rated(state: Member, header: Header) -> EvaluateDebrief:
    name = free_name(state, "evaluation", state.evaluations)
    return EvaluateDebrief(header, evaluation=name, debrief=next_debrief(state), rating=4)


def next_debrief(state: Member) -> RecordId:
    """The latest debrief that nobody has rated, else the latest."""
    rated = {evaluation.debrief for evaluation in state.evaluations.values()}
    return first((name for name in reversed(state.debriefs) if name not in rated), reversed(state.debriefs))


def a_clearance(state: Member, header: Header) -> Clear:
    """For the subject of the latest teach-back that was not used for one, else for the next."""
    ready = (state.teach_backs[name].subject for name in _latest(state) if _is_new(state, name, header.at))
    name = free_name(state, "clearance", state.clearances)
    return Clear(header, clearance=name, subject=next(ready, next_subject(state)))


def _is_new(state: Member, teach_back: RecordId, at: datetime) -> bool:
    course = course_of(state, state.teach_backs[teach_back].subject, at)
    used = {record for given in state.clearances.values() for record in given.granted_on}
    return course is not None and course.teach_back == teach_back and teach_back not in used


def standing_down(state: Member, header: Header) -> StandDown:
    return StandDown(header, reason="leave")


def a_reinstatement(state: Member, header: Header) -> Reinstate:
    return Reinstate(header, reason="returned")


def a_record_voided(state: Member, header: Header) -> VoidRecord:
    """Of the latest record that nothing rests on; of a clearance only where it is not in force."""
    latest_first = sorted(state.records(), key=lambda record: record[1].at, reverse=True)
    kept = () if state.phase is STOOD_DOWN else state.clearances
    voids = (VoidRecord(header, record=name, reason="mistake") for name, _ in latest_first if name not in kept)
    nothing = VoidRecord(header, record=NONE_SUCH, reason="mistake")
    return next((void for void in voids if not relied_upon(state, void)), nothing)


EXAMPLES: Final[Mapping[str, ExampleMaker]] = {
    kind.__name__: example
    for kind, example in {
        Nominate: a_nomination,
        AcceptNomination: a_yes,
        DeclineNomination: a_no,
        HoldTeachBack: a_teach_back,
        Critique: a_critique,
        Debrief: a_debrief,
        EvaluateDebrief: a_debrief_rated,
        Clear: a_clearance,
        StandDown: standing_down,
        Reinstate: a_reinstatement,
        VoidRecord: a_record_voided,
    }.items()
}


@overload
def example(state: Member, command: type[C], header: Header, /, **form: object) -> C: ...
@overload
def example(state: Member, command: str, header: Header, /, **form: object) -> Command[Any]: ...
def example(state: Member, command: type[Command[Any]] | str, header: Header, /, **form: object) -> Command[Any]:
    """What somebody would most plausibly ask by this command, now and in this state.

    ``form`` is what the command says already.
    """
    return example_of(EXAMPLES, state, command, header, form)


def an_actor(state: Member, command: type[Command[Any]]) -> Actor:
    """Somebody who may ask this command: the nominee, the coordinator, or a peer who did not lead the debrief."""
    roles = command.right.roles
    if roles[0] == FACILITATOR:
        return Actor(state.person or FACILITATOR.lower(), FACILITATOR)
    return Actor(another_peer(state, command), PEER) if roles[0] == PEER else Actor(COORDINATOR.lower(), COORDINATOR)


def another_peer(state: Member, command: type[Command[Any]]) -> str:
    """A peer, and of a debrief to be rated not the one who led it."""
    debrief = state.debriefs.get(next_debrief(state)) if command is EvaluateDebrief else None
    return next(peer for peer in PEERS if debrief is None or peer != debrief.leader)
