"""The summary of a participation, frozen into the event that ends it."""

from __future__ import annotations

from pdflow.kernel.fields import RecordId
from pdflow.kernel.records import record
from pdflow.participation.state.attendance import minutes_attended
from pdflow.participation.state.state import Participation
from pdflow.participation.state.vocabulary import Ending
from pdflow.values import Count


@record
class ParticipationSummary:
    """The figures of one participation at its end; minutes are minutes of contact."""

    cycles: Count
    training_minutes: Count
    support_minutes: Count
    coaching_minutes: Count
    observations: Count
    check_ins: Count
    artifacts: Count
    steps_completed: Count
    coaching_sessions: Count
    shared: tuple[RecordId, ...]
    """The records of practice shared with others."""
    waived: tuple[str, ...]
    """The requirements waived, by reason code."""
    carried: tuple[RecordId, ...]
    """The growth areas carried on."""

    @property
    def contact_hours(self) -> float:
        """Hours of training, support and coaching together (dosage)."""
        return (self.training_minutes + self.support_minutes + self.coaching_minutes) / 60


def participation_summary(state: Participation) -> ParticipationSummary:
    """Sum up a participation as it is now."""
    past, ends = state.past, state.ends.values()
    minutes = [observation.minutes for observation in state.observations.values()]
    minutes += [check_in.minutes for check_in in state.check_ins.values()]
    minutes += [follow_up.minutes for follow_up in state.follow_ups.values()]
    return ParticipationSummary(
        cycles=state.cycle,
        training_minutes=minutes_attended(state),
        support_minutes=past.support_minutes + sum(minutes),
        coaching_minutes=state.coached_minutes,
        observations=past.observations + len(state.observations),
        check_ins=past.check_ins + len(state.check_ins),
        artifacts=past.artifacts + len(state.artifacts),
        steps_completed=past.steps_completed + len([end for end in ends if end.how is Ending.COMPLETED]),
        coaching_sessions=past.sessions + len(state.counted),
        shared=tuple(state.sharings),
        waived=tuple(dict.fromkeys([waiver.requirement for waiver in state.waivers.values()])),
        carried=tuple([end.record for end in ends if end.how is Ending.CARRIED]),
    )
