"""Priorities: what a person is trying to accomplish at work, and practice shared with others."""

from __future__ import annotations

from datetime import datetime

from pdflow.audience import TeamNote
from pdflow.kernel.fields import RecordId, key, names
from pdflow.kernel.guards import Objection, detail, moment
from pdflow.kernel.lifecycle import move
from pdflow.kernel.messages import Command, Event, command, event
from pdflow.participation.rights import a_supporter, one_of_the_team
from pdflow.participation.state import AT_WORK, COMPLETED, LIVE, End, Ending, Moves, Participation, Priority, Sharing


@command(by=one_of_the_team)
class SetPriority(Command[Participation]):
    """Name something to accomplish; action steps will serve it."""

    priority: RecordId = key("priorities")
    statement: str


@command(by=a_supporter)
class RetirePriority(Command[Participation]):
    """Take a priority off the list, accomplished or given up."""

    priority: RecordId = names("priorities")
    accomplished: bool


@command(by=one_of_the_team)
class SharePractice(Command[Participation]):
    """Record that practice was shared with others; ``occasion`` is a code of the host's (follow-through article)."""

    sharing: RecordId = key("sharings")
    occasion: str
    note: TeamNote = None


@event("participation.priority_set")
class PrioritySet(Event[Participation]):
    """A priority was named."""

    priority: RecordId
    statement: str

    def apply(self, state: Participation) -> None:
        state.priorities[self.priority] = Priority(self.at, self.statement)


@event("participation.priority_retired")
class PriorityRetired(Event[Participation]):
    """A priority was accomplished or given up."""

    priority: RecordId
    accomplished: bool

    def apply(self, state: Participation) -> None:
        how = Ending.RETIRED if self.accomplished else Ending.DROPPED
        state.ends[self.priority] = End(self.at, self.header.id, how, self.priority)


@event("participation.practice_shared")
class PracticeShared(Event[Participation]):
    """Practice was shared with others."""

    sharing: RecordId
    occasion: str
    note: TeamNote

    def apply(self, state: Participation) -> None:
        state.sharings[self.sharing] = Sharing(self.at, self.occasion)


@moment("priority.too_many", remedy="RetirePriority")
def too_many_priorities(state: Participation, at: datetime) -> Objection:
    most, have = state.policy_at(at).priorities_at_once, len(state.still_open(state.priorities))
    return {"most": most, "have": have} if most is not None and have >= most else None


@detail("priority.in_use", remedy="CompleteActionStep")
def priority_in_use(state: Participation, retire: RetirePriority) -> Objection:
    serving = tuple(step for step in state.open_steps() if state.steps[step].serves == retire.priority)
    return {"priority": retire.priority, "steps": serving} if serving else None


@moment("sharing.nothing_yet", remedy="AddArtifact")
def nothing_to_share(state: Participation, at: datetime) -> Objection:
    """What is shared was seen or done by then."""
    past = state.past
    if past.observations or past.artifacts or past.steps_completed:
        return None
    for record in (*state.observations.values(), *state.artifacts.values()):
        if record.at <= at:
            return None
    return not any(end.at <= at for end in state.ends.values() if end.how is Ending.COMPLETED)


@detail("record.unknown")
def priority_not_held(state: Participation, retire: RetirePriority) -> Objection:
    """What was accomplished was not given up, nor the other way round."""
    ended = state.ended(retire.priority)
    return None if ended is None else {"ended": ended, "record": retire.priority}


def priority_is_retired(state: Participation, retire: RetirePriority) -> bool:
    return state.ended(retire.priority) is (Ending.RETIRED if retire.accomplished else Ending.DROPPED)


MOVES: Moves = (
    move(SetPriority, LIVE, guards=[too_many_priorities], then=PrioritySet),
    move(
        RetirePriority,
        LIVE,
        guards=[priority_in_use, priority_not_held],
        then=PriorityRetired,
        no_op_if=priority_is_retired,
    ),
    move(SharePractice, (*AT_WORK, COMPLETED), guards=[nothing_to_share], then=PracticeShared),
)
