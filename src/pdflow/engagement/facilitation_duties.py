"""Facilitation duties: who does what before, during and after a training (agency guide)."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from pdflow.engagement.rights import a_trainer
from pdflow.engagement.state import DESIGN_ON, Duties, DutyTime, Engagement, Moves, last_recorded
from pdflow.engagement.training_design import no_training_designed
from pdflow.kernel.fields import RecordId, key, names
from pdflow.kernel.guards import Objection, detail
from pdflow.kernel.lifecycle import move
from pdflow.kernel.messages import Command, Event, command, event
from pdflow.people import PersonId


@attrs.frozen
class Duty:
    """Something to be done before, during or after a training, and who owns it."""

    time: DutyTime
    text: str
    owner: PersonId | None = None


@command(by=a_trainer)
class AgreeDuties(Command[Engagement]):
    """Settle who does what before, during and after a training that several facilitate."""

    agreement: RecordId = key("duties")
    training: RecordId = names("trainings", unknown="training.unknown")
    duties: tuple[Duty, ...]


@event("engagement.duties_agreed")
class DutiesAgreed(Event[Engagement]):
    """The duties around a training are each owned by somebody."""

    agreement: RecordId
    training: RecordId
    duties: tuple[Duty, ...]
    supersedes: RecordId | None

    def apply(self, state: Engagement) -> None:
        state.duties[self.agreement] = Duties(self.at, self.training)


@detail("duties.uncovered")
def duties_uncovered(state: Engagement, agree: AgreeDuties) -> Objection:
    """Something is to be done before, during and after, and somebody owns each of it."""
    times = {duty.time for duty in agree.duties}
    nothing = tuple(time for time in DutyTime if time not in times)
    nobody = tuple(duty.text for duty in agree.duties if not duty.owner)
    return {"times": nothing, "duties": nobody} if nothing or nobody else None


def duties_agreed(state: Engagement, agree: AgreeDuties) -> Sequence[DutiesAgreed]:
    former = last_recorded(state.duties, lambda agreed: agreed.training == agree.training)
    return (DutiesAgreed.of(agree, supersedes=former),)


MOVES: Moves = (move(AgreeDuties, DESIGN_ON, guards=[no_training_designed, duties_uncovered], then=duties_agreed),)
