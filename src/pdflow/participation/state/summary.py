"""What a participation came to: frozen into the event that ends it."""

from __future__ import annotations

import attrs

from pdflow.kernel.fields import RecordId
from pdflow.participation.state.records import Ending
from pdflow.participation.state.state import Participation


@attrs.frozen
class Summary:
    """The figures of one person's way, as they stood when it ended. Minutes are minutes of contact."""

    cycles: int
    training_minutes: int
    support_minutes: int
    coaching_minutes: int
    observations: int
    check_ins: int
    artifacts: int
    steps_completed: int
    coaching_sessions: int
    shared: tuple[RecordId, ...]
    """What was shared with others, by record."""
    waived: tuple[str, ...]
    """The requirements waived, by reason code."""
    carried: tuple[RecordId, ...]
    """The growth areas carried on."""

    @property
    def contact_hours(self) -> float:
        """Hours of training, support and coaching together (dosage)."""
        return (self.training_minutes + self.support_minutes + self.coaching_minutes) / 60


def there(state: Participation) -> int:
    """Minutes of training attended in all cycles; of two records of one session the later counts."""
    latest = {entry.session: entry for entry in (*state.earlier_attendance.values(), *state.attendance.values())}
    return sum([entry.there for entry in latest.values()])


def summary(state: Participation) -> Summary:
    """The figures as they stand now."""
    past, ends = state.past, state.ends.values()
    seen = sum([each.minutes for each in state.observations.values()])
    spoken = sum([each.minutes for each in state.check_ins.values()])
    return Summary(
        cycles=state.cycle,
        training_minutes=there(state),
        support_minutes=past.support_minutes + seen + spoken,
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
