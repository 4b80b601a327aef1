"""Examples: one plausible example of every command of a cadre member, for routes and property tests.

Pure: names are numbered, and days follow from the header. Each example is about the subject that has waited longest for
a clearance. Where nothing sensible can be done it is still well-formed, and is refused with the reason.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from math import ceil
from typing import Any, Final, TypeVar, overload

from pdflow.cadre.clearance import Clear
from pdflow.cadre.corrections import VoidRecord
from pdflow.cadre.nomination import AcceptNomination, DeclineNomination, Nominate
from pdflow.cadre.state import STOOD_DOWN, CadreMember, Criterion, CriterionRating, latest_result
from pdflow.cadre.suspension import Reinstate, StandDown
from pdflow.cadre.teach_back import Critique, Debrief, EvaluateDebrief, HoldTeachBack
from pdflow.kernel.corrections import relied_upon
from pdflow.kernel.examples import NONE_SUCH, example_of, first
from pdflow.kernel.fields import RecordId
from pdflow.kernel.header import Actor, Header
from pdflow.kernel.messages import Command
from pdflow.people import COORDINATOR, FACILITATOR, PEER

__all__ = ["EXAMPLES", "an_actor", "example"]

C = TypeVar("C", bound=Command[Any])
ExampleMaker = Callable[[CadreMember, Header], Command[Any]]
SUBJECT: Final = "open questions"
PEERS: Final = ("peer", "another-peer")


def free_name(state: CadreMember, kind: str, ledger: Mapping[RecordId, object]) -> RecordId:
    """A name for a new record that the stream does not know yet: its kind and a number."""
    number = len(ledger) + 1
    while (name := f"{kind}-{number}") in state.voided or state.ledger_of(name):
        number += 1
    return name


def a_nomination(state: CadreMember, header: Header) -> Nominate:
    person, subjects = state.person or FACILITATOR.lower(), state.subjects or (SUBJECT,)
    return Nominate(header, person=person, subjects=subjects, grounds="three good years in class")


def an_acceptance(state: CadreMember, header: Header) -> AcceptNomination:
    return AcceptNomination(header)


def a_refusal(state: CadreMember, header: Header) -> DeclineNomination:
    return DeclineNomination(header, reason="no time")


def a_teach_back(state: CadreMember, header: Header) -> HoldTeachBack:
    return HoldTeachBack(
        header,
        teach_back=free_name(state, "teach-back", state.teach_backs),
        subject=next_subject(state),
        segment="wait time",
        peers=PEERS,
        minutes=20,
    )


def next_subject(state: CadreMember) -> str:
    """The first subject never cleared, else the one whose clearance runs out first."""
    last_day: dict[str, date] = dict.fromkeys(state.subjects or (SUBJECT,), date.min)
    for clearance in state.clearances.values():
        last_day[clearance.subject] = max(clearance.until, last_day.get(clearance.subject, clearance.until))
    return min(last_day, key=lambda subject: last_day[subject])


def a_critique(state: CadreMember, header: Header) -> Critique:
    """A critique of the latest teach-back without one, rated by the standard of the policy."""
    critiqued = {critique.teach_back for critique in state.critiques.values()}
    enough = min(ceil(state.policy.teachback_standard), 4)
    return Critique(
        header,
        critique=free_name(state, "critique", state.critiques),
        teach_back=first((name for name in _latest(state) if name not in critiqued), _latest(state)),
        ratings=tuple(CriterionRating(criterion, enough) for criterion in Criterion),
        strengths="everybody had a say",
        refinements="a shorter model",
    )


def a_debrief(state: CadreMember, header: Header) -> Debrief:
    """A debrief of the latest teach-back without one."""
    debriefed = {debrief.teach_back for debrief in state.debriefs.values()}
    return Debrief(
        header,
        debrief=free_name(state, "debrief", state.debriefs),
        teach_back=first((name for name in _latest(state) if name not in debriefed), _latest(state)),
        next_step="plan for late comers",
    )


def _latest(state: CadreMember) -> list[RecordId]:
    """The teach-backs, the latest first; of two at one time the one recorded last."""
    return sorted(state.teach_backs, key=lambda name: state.teach_backs[name].at)[::-1]


def a_debrief_rated(state: CadreMember, header: Header) -> EvaluateDebrief:
    name = free_name(state, "evaluation", state.evaluations)
    return EvaluateDebrief(header, evaluation=name, debrief=next_debrief(state), rating=4)


def next_debrief(state: CadreMember) -> RecordId:
    """The latest debrief that nobody has rated, else the latest."""
    rated = {evaluation.debrief for evaluation in state.evaluations.values()}
    return first((name for name in reversed(state.debriefs) if name not in rated), reversed(state.debriefs))


def a_clearance(state: CadreMember, header: Header) -> Clear:
    """A clearance of the subject of the latest teach-back not used for one, else of the next subject."""
    ready = (state.teach_backs[name].subject for name in _latest(state) if _is_new(state, name, header.at))
    name = free_name(state, "clearance", state.clearances)
    return Clear(header, clearance=name, subject=next(ready, next_subject(state)))


def _is_new(state: CadreMember, teach_back: RecordId, at: datetime) -> bool:
    result = latest_result(state, state.teach_backs[teach_back].subject, at)
    used = {record for clearance in state.clearances.values() for record in clearance.granted_on}
    return result is not None and result.teach_back == teach_back and teach_back not in used


def a_suspension(state: CadreMember, header: Header) -> StandDown:
    return StandDown(header, reason="leave")


def a_reinstatement(state: CadreMember, header: Header) -> Reinstate:
    return Reinstate(header, reason="returned")


def a_record_voided(state: CadreMember, header: Header) -> VoidRecord:
    """The voiding of the latest record that no other relies on; of a clearance only where it is not in force."""
    latest_first = sorted(state.records(), key=lambda record: record[1].at, reverse=True)
    in_force = () if state.phase is STOOD_DOWN else state.clearances
    voids = (VoidRecord(header, record=name, reason="mistake") for name, _ in latest_first if name not in in_force)
    nothing = VoidRecord(header, record=NONE_SUCH, reason="mistake")
    return next((void for void in voids if not relied_upon(state, void)), nothing)


EXAMPLES: Final[Mapping[str, ExampleMaker]] = {
    kind.__name__: example
    for kind, example in {
        Nominate: a_nomination,
        AcceptNomination: an_acceptance,
        DeclineNomination: a_refusal,
        HoldTeachBack: a_teach_back,
        Critique: a_critique,
        Debrief: a_debrief,
        EvaluateDebrief: a_debrief_rated,
        Clear: a_clearance,
        StandDown: a_suspension,
        Reinstate: a_reinstatement,
        VoidRecord: a_record_voided,
    }.items()
}


@overload
def example(state: CadreMember, command: type[C], header: Header, /, **form: object) -> C: ...
@overload
def example(state: CadreMember, command: str, header: Header, /, **form: object) -> Command[Any]: ...
def example(state: CadreMember, command: type[Command[Any]] | str, header: Header, /, **form: object) -> Command[Any]:
    """The most plausible command of this kind in this state.

    Args:
        form: Values of its fields that are known already.
    """
    return example_of(EXAMPLES, state, command, header, form)


def an_actor(state: CadreMember, command: type[Command[Any]]) -> Actor:
    """Somebody who may carry out this command: the nominee, the coordinator, or a peer who did not lead the debrief."""
    roles = command.right.roles
    if roles[0] == FACILITATOR:
        return Actor(state.person or FACILITATOR.lower(), FACILITATOR)
    return Actor(another_peer(state, command), PEER) if roles[0] == PEER else Actor(COORDINATOR.lower(), COORDINATOR)


def another_peer(state: CadreMember, command: type[Command[Any]]) -> str:
    """A peer; for the rating of a debrief, one who did not lead it."""
    debrief = state.debriefs.get(next_debrief(state)) if command is EvaluateDebrief else None
    return next(peer for peer in PEERS if debrief is None or peer != debrief.leader)
