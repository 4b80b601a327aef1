"""Teach-back: a nominee teaches a segment to peers, is critiqued and debriefed, and the debrief itself is rated."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from pdflow.audience import Audience, PairNote
from pdflow.cadre.rights import a_peer, the_nominee
from pdflow.cadre.state.records import (
    Debriefing,
    Evaluation,
    Rating,
    TeachBack,
    Verdict,
)
from pdflow.cadre.state.state import TEACHING, Member, Moves
from pdflow.cadre.state.teach_back_result import critiques_of
from pdflow.kernel.fields import RecordId, key, names
from pdflow.kernel.guards import Objection, detail, fact
from pdflow.kernel.lifecycle import move
from pdflow.kernel.messages import (
    Command,
    Event,
    command,
    event,
)
from pdflow.people import PersonId

LOWEST, HIGHEST = 1, 4


@command(by=the_nominee)
class HoldTeachBack(Command[Member]):
    """Record that a segment of a subject was taught to these peers, and for how many minutes."""

    teach_back: RecordId = key("teach_backs")
    subject: str
    segment: str
    peers: tuple[PersonId, ...]
    minutes: int


@command(by=a_peer)
class Critique(Command[Member]):
    """Say what was strong in a teach-back and what to refine, with ratings from 1 to 4.

    Another critique by the same person counts in place of the first.
    """

    critique: RecordId = key("critiques")
    teach_back: RecordId = names("teach_backs", unknown="teachback.unknown")
    ratings: tuple[Rating, ...]
    strengths: str | None = None
    refinements: str | None = None


@command(by=a_peer)
class Debrief(Command[Member]):
    """Record the talk about a teach-back and its critiques, led by whoever asks, and the next step agreed."""

    debrief: RecordId = key("debriefs")
    teach_back: RecordId = names("teach_backs", unknown="teachback.unknown")
    next_step: str | None = None


@command(by=a_peer)
class EvaluateDebrief(Command[Member]):
    """Rate a debrief that somebody else led, from 1 to 4."""

    evaluation: RecordId = key("evaluations")
    debrief: RecordId = names("debriefs", unknown="teachback.not_debriefed")
    rating: int
    note: str | None = None


@event("cadre.teach_back_held")
class TeachBackHeld(Event[Member]):
    """A segment was taught to peers."""

    teach_back: RecordId
    subject: str
    segment: str
    peers: tuple[PersonId, ...]
    minutes: int

    def apply(self, state: Member) -> None:
        state.teach_backs[self.teach_back] = TeachBack(self.at, self.subject)


@event("cadre.teach_back_critiqued")
class TeachBackCritiqued(Event[Member]):
    """A peer said what was strong and what to refine."""

    critique: RecordId
    teach_back: RecordId
    ratings: Annotated[tuple[Rating, ...], Audience.PAIR]
    strengths: PairNote
    refinements: PairNote
    supersedes: RecordId | None

    def apply(self, state: Member) -> None:
        ratings = {rated.criterion: rated.rating for rated in self.ratings}
        state.critiques[self.critique] = Verdict(self.at, self.header.by.person, ratings, self.teach_back)


@event("cadre.teach_back_debriefed")
class TeachBackDebriefed(Event[Member]):
    """A teach-back was talked over in the light of these critiques, and a next step agreed."""

    debrief: RecordId
    teach_back: RecordId
    critiques: tuple[RecordId, ...]
    next_step: PairNote
    supersedes: RecordId | None

    def apply(self, state: Member) -> None:
        state.debriefs[self.debrief] = Debriefing(self.at, self.header.by.person, self.teach_back, self.critiques)


@event("cadre.debrief_evaluated")
class DebriefEvaluated(Event[Member]):
    """A debrief was rated."""

    evaluation: RecordId
    debrief: RecordId
    rating: Annotated[int, Audience.PAIR]
    note: PairNote
    supersedes: RecordId | None

    def apply(self, state: Member) -> None:
        state.evaluations[self.evaluation] = Evaluation(self.at, self.header.by.person, self.debrief)


@detail("teachback.no_peers")
def no_peers(state: Member, hold: HoldTeachBack) -> Objection:
    return not set(hold.peers) - {state.person}


@fact("teachback.unknown", remedy="HoldTeachBack")
def no_teach_back(state: Member) -> Objection:
    return not state.teach_backs


@detail("teachback.by_self")
def of_own(state: Member, critique: Critique) -> Objection:
    return {"person": state.person} if critique.by.person == state.person else None


@detail("teachback.by_self")
def of_own_leading(state: Member, evaluate: EvaluateDebrief) -> Objection:
    """The debrief is rated too, but not by who led it."""
    held = state.debriefs.get(evaluate.debrief)
    return {"person": held.leader} if held is not None and evaluate.by.person == held.leader else None


@detail("teachback.out_of_range")
def out_of_range(state: Member, critique: Critique) -> Objection:
    return tuple(
        {"criterion": rated.criterion, "rating": rated.rating, "lowest": LOWEST, "highest": HIGHEST}
        for rated in critique.ratings
        if not LOWEST <= rated.rating <= HIGHEST
    )


@detail("teachback.out_of_range")
def rating_out_of_range(state: Member, evaluate: EvaluateDebrief) -> Objection:
    within = LOWEST <= evaluate.rating <= HIGHEST
    return None if within else {"rating": evaluate.rating, "lowest": LOWEST, "highest": HIGHEST}


@fact("teachback.not_critiqued", remedy="Critique")
def nothing_critiqued(state: Member) -> Objection:
    return not state.critiques


@detail("teachback.not_critiqued", remedy="Critique")
def not_critiqued(state: Member, debrief: Debrief) -> Objection:
    if debrief.teach_back not in state.teach_backs or critiques_of(state, debrief.teach_back, debrief.at):
        return None
    return {"teach_back": debrief.teach_back}


@detail("teachback.no_next_step")
def no_next_step(state: Member, debrief: Debrief) -> Objection:
    return not debrief.next_step


@fact("teachback.not_debriefed", remedy="Debrief")
def nothing_debriefed(state: Member) -> Objection:
    return not state.debriefs


def critiqued(state: Member, critique: Critique) -> Sequence[TeachBackCritiqued]:
    told = (critique.teach_back, critique.by.person)
    former = [name for name, verdict in state.critiques.items() if (verdict.teach_back, verdict.critic) == told]
    return (TeachBackCritiqued.of(critique, supersedes=former[-1] if former else None),)


def debriefed(state: Member, debrief: Debrief) -> Sequence[TeachBackDebriefed]:
    critiques = tuple(critiques_of(state, debrief.teach_back, debrief.at))
    former = [name for name, held in state.debriefs.items() if held.teach_back == debrief.teach_back]
    return (TeachBackDebriefed.of(debrief, critiques=critiques, supersedes=former[-1] if former else None),)


def evaluated(state: Member, evaluate: EvaluateDebrief) -> Sequence[DebriefEvaluated]:
    told = (evaluate.debrief, evaluate.by.person)
    former = [name for name, rated in state.evaluations.items() if (rated.debrief, rated.evaluator) == told]
    return (DebriefEvaluated.of(evaluate, supersedes=former[-1] if former else None),)


MOVES: Moves = (
    move(HoldTeachBack, TEACHING, guards=[no_peers], then=TeachBackHeld),
    move(Critique, TEACHING, guards=[no_teach_back, of_own, out_of_range], then=critiqued),
    move(Debrief, TEACHING, guards=[no_teach_back, nothing_critiqued, not_critiqued, no_next_step], then=debriefed),
    move(EvaluateDebrief, TEACHING, guards=[nothing_debriefed, of_own_leading, rating_out_of_range], then=evaluated),
)
