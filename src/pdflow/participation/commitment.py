"""Commitment to practice: the steps that a participant promises, each with its date (follow-through article)."""

from __future__ import annotations

from pdflow.kernel.fields import RecordId, is_blank, key
from pdflow.kernel.guards import Objection, detail
from pdflow.kernel.lifecycle import move
from pdflow.kernel.messages import Command, Event, command, event
from pdflow.participation.rights import the_participant
from pdflow.participation.state import LIVE, Commitment, CommittedStep, Moves, Participation


@command(by=the_participant)
class CommitToPractice(Command[Participation]):
    """Commit to steps of practice, each by a date (follow-through article)."""

    commitment: RecordId = key("commitments")
    steps: tuple[CommittedStep, ...]


@event("participation.practice_committed")
class PracticeCommitted(Event[Participation]):
    """The person committed to steps of practice."""

    commitment: RecordId
    steps: tuple[CommittedStep, ...]

    def apply(self, state: Participation) -> None:
        dated = {step.step: step.by for step in self.steps if step.by is not None}
        state.commitments[self.commitment] = Commitment(self.at, dated, self.steps)


@detail("commitment.no_steps")
def no_steps(state: Participation, commit: CommitToPractice) -> Objection:
    blank = tuple([step.step for step in commit.steps if is_blank(step.text)])
    return {"steps": blank} if blank else not commit.steps


@detail("commitment.no_date")
def no_date(state: Participation, commit: CommitToPractice) -> Objection:
    undated = tuple([step.step for step in commit.steps if step.by is None])
    return {"steps": undated} if undated else None


@detail("commitment.in_the_past")
def promised_in_the_past(state: Participation, commit: CommitToPractice) -> Objection:
    day = commit.at.date()
    past = tuple([step.step for step in commit.steps if step.by is not None and step.by < day])
    return {"steps": past, "on": day} if past else None


@detail("record.name_taken")
def step_name_taken(state: Participation, commit: CommitToPractice) -> Objection:
    """Committed steps need names of their own, since observations and check-ins refer to them."""
    if commit.commitment in state.commitments:
        return None
    given = set[RecordId]()
    for name in [step.step for step in commit.steps]:
        is_committed = name in given or state.part_of(name, ("commitments",)) is not None
        given.add(name)
        if kind := state.taken_by(name) or ("commitments" if is_committed else None):
            return {"record": name, "kind": kind}
    return None


MOVES: Moves = (
    move(
        CommitToPractice,
        LIVE,
        guards=[no_steps, no_date, promised_in_the_past, step_name_taken],
        then=PracticeCommitted,
    ),
)
