"""The summary of an engagement, frozen when it closes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from pdflow.engagement.state.protected_time import Slots, slot_totals
from pdflow.engagement.state.results import Result, outcome_results
from pdflow.engagement.state.sessions import sessions_held
from pdflow.engagement.state.state import Engagement
from pdflow.engagement.state.timeline import open_tasks
from pdflow.engagement.state.vocabulary import HowEnded, PersonSummary
from pdflow.kernel.fields import RecordId
from pdflow.kernel.frozen import frozen
from pdflow.values import Count


@frozen
class Waived:
    """A requirement waived on the engagement: for one subject, for all, or for everybody on the roster."""

    requirement: str
    subject: RecordId | None
    for_roster: bool


@frozen
class WaivedOf:
    """A requirement waived on participations, and the number of them."""

    requirement: str
    people: Count


@frozen
class EngagementSummary:
    """The figures of an engagement when it closed. Minutes are summed over all people."""

    results: tuple[Result, ...]
    waived: tuple[Waived, ...]
    waived_of_people: tuple[WaivedOf, ...]
    completed: Count
    withdrawn: Count
    training_minutes: Count
    support_minutes: Count
    coaching_minutes: Count
    sessions_held: Count
    follow_ups_given: Count
    shared: tuple[RecordId, ...]
    """The records of what people shared with others."""
    tasks_left: tuple[RecordId, ...]
    slots: Slots


def engagement_summary(state: Engagement) -> EngagementSummary:
    """The figures of this state."""
    people = [ended.summary for ended in state.ended.values()]
    how = Counter(ended.how for ended in state.ended.values())
    return EngagementSummary(
        results=outcome_results(state),
        waived=tuple(Waived(w.requirement, w.subject, w.for_roster) for w in state.waivers.values()),
        waived_of_people=_waived_of(people),
        completed=how[HowEnded.COMPLETED],
        withdrawn=how[HowEnded.WITHDRAWN],
        training_minutes=sum(person.training_minutes for person in people),
        support_minutes=sum(person.support_minutes for person in people),
        coaching_minutes=sum(person.coaching_minutes for person in people),
        sessions_held=len(sessions_held(state)),
        follow_ups_given=len(state.given),
        shared=tuple(name for person in people for name in person.shared),
        tasks_left=tuple(open_tasks(state)),
        slots=slot_totals(state),
    )


def _waived_of(people: Sequence[PersonSummary]) -> tuple[WaivedOf, ...]:
    counted = Counter(code for person in people for code in set(person.waived))
    return tuple(WaivedOf(code, counted[code]) for code in sorted(counted))
