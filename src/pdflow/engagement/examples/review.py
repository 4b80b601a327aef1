"""Examples of review and corrections: readings, conclusions, closing, waivers, voiding and reopening."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

from pdflow.engagement.cancellation import Cancel, Reopen
from pdflow.engagement.closure import Close
from pdflow.engagement.corrections import VoidRecord
from pdflow.engagement.examples.values import ExampleMaker, free_name
from pdflow.engagement.outcome_readings import RecordReading
from pdflow.engagement.requirements import AdoptPolicy, Waive
from pdflow.engagement.review import ReviewImpact
from pdflow.engagement.state import Conclusion, Engagement, is_remeasured, remeasure_window
from pdflow.engagement.table import decider
from pdflow.kernel.corrections import not_voidable, relied_upon
from pdflow.kernel.examples import NONE_SUCH, first
from pdflow.kernel.header import Header
from pdflow.kernel.messages import Command
from pdflow.policy import next_version
from pdflow.values import EvaluationLevel, OutcomeOf


def a_reading(state: Engagement, header: Header) -> RecordReading:
    """A reading of the first group outcome not measured again, else of the latest, within the policy's window."""
    of_the_group = (name for name, outcome in state.outcomes.items() if outcome.whose is OutcomeOf.GROUP)
    unread = (name for name in of_the_group if not is_remeasured(state, name, state.policy_at(header.at)))
    return RecordReading(
        header,
        reading=free_name(state, "reading", state.readings),
        outcome=first(unread, reversed(state.outcomes)),
        value=35.0,
        on=_day_to_read(state, header.at),
        level=EvaluationLevel.USE,
        at_workplace=True,
    )


def _day_to_read(state: Engagement, at: datetime) -> date:
    """The day itself, or the last day of the policy's window where that is over."""
    window = remeasure_window(state, state.policy_at(at))
    return at.date() if window is None or window.last_day is None else min(at.date(), window.last_day)


def a_review(state: Engagement, header: Header) -> ReviewImpact:
    conclusions = tuple(Conclusion(name, "more open questions than before") for name in state.outcomes)
    return ReviewImpact(header, review=free_name(state, "impact", state.impact_reviews), conclusions=conclusions)


def a_closure(state: Engagement, header: Header) -> Close:
    return Close(header)


def a_policy(state: Engagement, header: Header) -> AdoptPolicy:
    """The next version of the policy in force, under a name of its own where that is a profile's."""
    return AdoptPolicy(header, policy=next_version(state.policy_at(header.at)))


def a_waiver(state: Engagement, header: Header) -> Waive:
    """A waiver of the first waivable requirement that blocks any command, every other time for its subject."""
    blocking = (reason for reasons in decider.options(state, header).values() for reason in reasons)
    reason = next((each for each in blocking if decider.table.waivable.get(each.code)), None)
    named = [] if reason is None else [value for value in reason.parameters.values() if type(value) is str]
    subjects = [name for name in named if len(state.waivers) % 2 and state.find(name)]
    return Waive(
        header,
        waiver=free_name(state, "waiver", state.waivers),
        requirement="impact.not_reviewed" if reason is None else reason.code,
        subject=next(iter(subjects), None),
        reason="agreed with the school",
    )


def a_record_voided(state: Engagement, header: Header) -> VoidRecord:
    """The voiding of the latest record that no other relies on."""
    latest_first = sorted(state.records(), key=lambda record: record[1].at, reverse=True)
    voids = (VoidRecord(header, record=name, reason="mistake") for name, _ in latest_first)
    nothing = VoidRecord(header, record=NONE_SUCH, reason="mistake")
    return next((void for void in voids if not (not_voidable(state, void) or relied_upon(state, void))), nothing)


def a_cancellation(state: Engagement, header: Header) -> Cancel:
    return Cancel(header, reason="no funds")


def a_reopening(state: Engagement, header: Header) -> Reopen:
    return Reopen(header, reason="more was asked")


REVIEW_EXAMPLES: Final[Mapping[type[Command[Any]], ExampleMaker]] = {
    RecordReading: a_reading,
    ReviewImpact: a_review,
    Close: a_closure,
    AdoptPolicy: a_policy,
    Waive: a_waiver,
    VoidRecord: a_record_voided,
    Cancel: a_cancellation,
    Reopen: a_reopening,
}
