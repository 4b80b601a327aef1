"""Teach-back: a nominee teaches a segment to peers, who critique it, debrief it and rate the debrief (agency guide)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from pdflow.audience import Audience, PairNote
from pdflow.cadre.rights import a_peer, a_peer_of_the_nominee, the_nominee
from pdflow.cadre.state import (
    TEACHING,
    CadreMember,
    CriterionRating,
    DebriefEvaluation,
    Debriefing,
    Moves,
    PeerCritique,
    TeachBack,
    TeachBackRating,
    critiques_of,
)
from pdflow.kernel.fields import RecordId, is_blank, key, names
from pdflow.kernel.guards import Objection, detail, fact
from pdflow.kernel.lifecycle import move
from pdflow.kernel.messages import Command, Event, command, event
from pdflow.people import PersonId
from pdflow.values import SessionMinutes, SubjectId


@command(by=the_nominee)
class HoldTeachBack(Command[CadreMember]):
    """Record that a segment of a subject was taught to these peers, and for how many minutes."""

    teach_back: RecordId = key("teach_backs")
    subject: SubjectId
    segment: str
    peers: tuple[PersonId, ...]
    minutes: SessionMinutes


@command(by=a_peer)
class Critique(Command[CadreMember]):
    """Critique a teach-back: its strengths, what to refine, and a rating of each criterion from 1 to 4.

    Another critique by the same person counts in place of the first.
    """

    critique: RecordId = key("critiques")
    teach_back: RecordId = names("teach_backs", unknown="teachback.unknown")
    ratings: tuple[CriterionRating, ...]
    strengths: PairNote = None
    refinements: PairNote = None


@command(by=a_peer_of_the_nominee)
class Debrief(Command[CadreMember]):
    """Record a debrief of a teach-back and its critiques, led by the actor, and the next step agreed on."""

    debrief: RecordId = key("debriefs")
    teach_back: RecordId = names("teach_backs", unknown="teachback.unknown")
    next_step: PairNote = None


@command(by=a_peer_of_the_nominee)
class EvaluateDebrief(Command[CadreMember]):
    """Rate a debrief that somebody else led, from 1 to 4."""

    evaluation: RecordId = key("evaluations")
    debrief: RecordId = names("debriefs", unknown="teachback.not_debriefed")
    rating: TeachBackRating
    note: PairNote = None


@event("cadre.teach_back_held")
class TeachBackHeld(Event[CadreMember]):
    """A segment was taught to peers."""

    teach_back: RecordId
    subject: SubjectId
    segment: str
    peers: tuple[PersonId, ...]
    minutes: SessionMinutes

    def apply(self, state: CadreMember) -> None:
        state.teach_backs[self.teach_back] = TeachBack(self.at, self.subject, self.segment, self.peers, self.minutes)


@event("cadre.teach_back_critiqued")
class TeachBackCritiqued(Event[CadreMember]):
    """A peer critiqued a teach-back: its strengths and what to refine."""

    critique: RecordId
    teach_back: RecordId
    ratings: Annotated[tuple[CriterionRating, ...], Audience.PAIR]
    strengths: PairNote
    refinements: PairNote
    supersedes: RecordId | None

    def apply(self, state: CadreMember) -> None:
        ratings = {rated.criterion: rated.rating for rated in self.ratings}
        state.critiques[self.critique] = PeerCritique(self.at, self.header.by.person, ratings, self.teach_back)


@event("cadre.teach_back_debriefed")
class TeachBackDebriefed(Event[CadreMember]):
    """A teach-back was debriefed in the light of these critiques, and a next step agreed on."""

    debrief: RecordId
    teach_back: RecordId
    critiques: tuple[RecordId, ...]
    next_step: PairNote
    supersedes: RecordId | None

    def apply(self, state: CadreMember) -> None:
        state.debriefs[self.debrief] = Debriefing(self.at, self.header.by.person, self.teach_back, self.critiques)


@event("cadre.debrief_evaluated")
class DebriefEvaluated(Event[CadreMember]):
    """A debrief was rated."""

    evaluation: RecordId
    debrief: RecordId
    rating: Annotated[TeachBackRating, Audience.PAIR]
    note: PairNote
    supersedes: RecordId | None

    def apply(self, state: CadreMember) -> None:
        state.evaluations[self.evaluation] = DebriefEvaluation(
            self.at, self.header.by.person, self.rating, self.debrief
        )


@detail("teachback.no_peers")
def no_peers(state: CadreMember, hold: HoldTeachBack) -> Objection:
    return not set(hold.peers) - {state.person}


@fact("teachback.unknown", remedy="HoldTeachBack")
def no_teach_back(state: CadreMember) -> Objection:
    return not state.teach_backs


@detail("teachback.by_self")
def by_the_nominee(state: CadreMember, critique: Critique) -> Objection:
    return {"person": state.person} if critique.by.person == state.person else None


@detail("teachback.by_self")
def by_its_leader(state: CadreMember, evaluate: EvaluateDebrief) -> Objection:
    """A debrief is rated by somebody who did not lead it."""
    debrief = state.debriefs.get(evaluate.debrief)
    return {"person": debrief.leader} if debrief is not None and evaluate.by.person == debrief.leader else None


@fact("teachback.not_critiqued", remedy="Critique")
def nothing_critiqued(state: CadreMember) -> Objection:
    return not state.critiques


@detail("teachback.not_critiqued", remedy="Critique")
def not_critiqued(state: CadreMember, debrief: Debrief) -> Objection:
    if debrief.teach_back not in state.teach_backs or critiques_of(state, debrief.teach_back, debrief.at):
        return None
    return {"teach_back": debrief.teach_back}


@detail("teachback.no_next_step")
def no_next_step(state: CadreMember, debrief: Debrief) -> Objection:
    return is_blank(debrief.next_step)


@fact("teachback.not_debriefed", remedy="Debrief")
def nothing_debriefed(state: CadreMember) -> Objection:
    return not state.debriefs


def critiqued(state: CadreMember, critique: Critique) -> Sequence[TeachBackCritiqued]:
    about = (critique.teach_back, critique.by.person)
    former = [name for name, each in state.critiques.items() if (each.teach_back, each.critic) == about]
    return (TeachBackCritiqued.of(critique, supersedes=former[-1] if former else None),)


def debriefed(state: CadreMember, debrief: Debrief) -> Sequence[TeachBackDebriefed]:
    critiques = tuple(critiques_of(state, debrief.teach_back, debrief.at))
    former = [name for name, each in state.debriefs.items() if each.teach_back == debrief.teach_back]
    return (TeachBackDebriefed.of(debrief, critiques=critiques, supersedes=former[-1] if former else None),)


def evaluated(state: CadreMember, evaluate: EvaluateDebrief) -> Sequence[DebriefEvaluated]:
    about = (evaluate.debrief, evaluate.by.person)
    former = [name for name, each in state.evaluations.items() if (each.debrief, each.evaluator) == about]
    return (DebriefEvaluated.of(evaluate, supersedes=former[-1] if former else None),)


MOVES: Moves = (
    move(HoldTeachBack, TEACHING, guards=[no_peers], then=TeachBackHeld),
    move(Critique, TEACHING, guards=[no_teach_back, by_the_nominee], then=critiqued),
    move(Debrief, TEACHING, guards=[no_teach_back, nothing_critiqued, not_critiqued, no_next_step], then=debriefed),
    move(EvaluateDebrief, TEACHING, guards=[nothing_debriefed, by_its_leader], then=evaluated),
)
