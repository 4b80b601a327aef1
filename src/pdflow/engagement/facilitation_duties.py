"""Facilitation duties: who does what before, during and after a training (agency guide)."""

from __future__ import annotations

from collections.abc import Sequence

from pdflow.engagement.rights import a_trainer
from pdflow.engagement.state import DESIGN_ON, Duties, Duty, DutyTime, Engagement, Moves, kept, last_recorded
from pdflow.engagement.training_design import no_training_designed
from pdflow.kernel.fields import RecordId, is_blank, key, names
from pdflow.kernel.guards import Objection, detail
from pdflow.kernel.lifecycle import move
from pdflow.kernel.messages import Command, Event, command, event


@command(by=a_trainer)
class AgreeDuties(Command[Engagement]):
    """Agree on the duties before, during and after a training that several facilitate."""

    agreement: RecordId = key("duties")
    training: RecordId = names("trainings", unknown="training.unknown")
    duties: tuple[Duty, ...]


@event("engagement.duties_agreed")
class DutiesAgreed(Event[Engagement]):
    """The duties around a training were agreed on, each with an owner."""

    agreement: RecordId
    training: RecordId
    duties: tuple[Duty, ...]
    supersedes: RecordId | None

    def apply(self, state: Engagement) -> None:
        state.duties[self.agreement] = kept(Duties, self)


@detail("duties.uncovered")
def duties_uncovered(state: Engagement, agree: AgreeDuties) -> Objection:
    """There has to be a duty before, during and after the training, and an owner of each."""
    times = {duty.time for duty in agree.duties if not is_blank(duty.text)}
    empty_times = tuple(time for time in DutyTime if time not in times)
    unowned = tuple(duty.text for duty in agree.duties if is_blank(duty.owner))
    return {"times": empty_times, "duties": unowned} if empty_times or unowned else None


def duties_agreed(state: Engagement, agree: AgreeDuties) -> Sequence[DutiesAgreed]:
    former = last_recorded(state.duties, lambda each: each.training == agree.training)
    return (DutiesAgreed.of(agree, supersedes=former),)


MOVES: Moves = (move(AgreeDuties, DESIGN_ON, guards=[no_training_designed, duties_uncovered], then=duties_agreed),)
