"""What is owed at the workplace: the first follow-up, visits, debriefs, reviews, check-ins and observations."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from operator import attrgetter

from pdflow.agenda.obligations.cadence import (
    cadence,
    contacts,
    heir_of,
    last_session,
    role_of,
    supported_from,
    trained_on,
)
from pdflow.agenda.obligations.kinds import (
    CHECK_IN,
    DEBRIEF,
    FOLLOW_UP_COACHED,
    FOLLOW_UP_OBSERVED,
    FOLLOW_UP_SPOKEN,
    HAND_OVER,
    OBSERVE,
    RETURN_VISIT,
    REVIEW_COMMITMENT,
    REVIEW_STEP,
    VISIT,
)
from pdflow.agenda.obligations.obligation import Obligation, owed
from pdflow.calendar import Deadlines
from pdflow.kernel.fields import RecordId
from pdflow.participation.action_steps import due_of
from pdflow.participation.coaching import undebriefed
from pdflow.participation.state.records import Progress
from pdflow.participation.state.state import Participation
from pdflow.participation.visits import open_visits
from pdflow.policy import Contact


def first_follow_up(state: Participation, at: datetime, days: Deadlines) -> Iterator[Obligation]:
    """After the last training of the cycle, until something that counts has taken place."""
    trained, due = trained_on(state), state.policy.follow_up_due
    if trained is None or due is None:
        return
    observed = (Contact.OBSERVATION, state.observations.values(), FOLLOW_UP_OBSERVED)
    spoken = (Contact.CHECK_IN, state.check_ins.values(), FOLLOW_UP_SPOKEN)
    coached = (Contact.COACHING, state.sessions.values(), FOLLOW_UP_COACHED)
    first = (observed, spoken) if state.supported_since else (spoken, observed)
    ways = [(records, duty) for kind, records, duty in (*first, coached) if kind in state.policy.counts_as_follow_up]
    if ways and not any(record.at > trained for records, _ in ways for record in records):
        since, last = days.day(trained), state.policy.follow_up_breached
        breach = None if last is None else days.later(since, last)
        yield owed(ways[0][1], state.coach, str(state.cycle), days, days.later(since, due), breach)


def commitments_to_review(state: Participation, at: datetime, days: Deadlines) -> Iterator[Obligation]:
    """Each committed step, on its date."""
    for commitment in state.commitments.values():
        for step, by in commitment.steps.items():
            if not reviewed(state, step, by, days):
                due = days.kept(by, commitment.at)
                yield Obligation(REVIEW_COMMITMENT, state.coach, step, days.end_of(due), opens=days.begin_of(due))


def reviewed(state: Participation, step: RecordId, by: date, days: Deadlines) -> bool:
    """Whether a check-in found a committed step done, or looked at it once its date had come."""
    for spoken in state.check_ins.values():
        if step in spoken.reviews and (spoken.reviews[step] is Progress.DONE or days.day(spoken.at) >= by):
            return True
    return False


def debriefs(state: Participation, at: datetime, days: Deadlines) -> Iterator[Obligation]:
    """Of an observation, by whoever made it or took over from them."""
    due, last = state.policy.debrief_due, state.policy.debrief_breached
    if due is None or (state.waivers and state.waives("feedback.owed", {})):
        return
    for name in undebriefed(state):
        seen = state.observations[name]
        since, debriefer = days.day(seen.at), heir_of(state, seen.observer)
        duty = HAND_OVER if debriefer is None else DEBRIEF
        breach = None if last is None else days.working(since, last)
        yield owed(duty, debriefer, name, days, days.working(since, due), breach)


def visits_to_record(state: Participation, at: datetime, days: Deadlines) -> Iterator[Obligation]:
    """Each visit in the calendar, on its day; the return visit after coaching, on its day or within the policy's."""
    visits = {name: state.visits[name] for name in open_visits(state)}
    awaited = _awaits_visit(state)
    back = None if awaited is None else min((v for v in visits.values() if v.start > awaited), key=_start, default=None)
    for name, visit in visits.items():
        duty = (RETURN_VISIT if visit is back else VISIT)[visit.kind]
        due = days.end_of(days.later(days.day(visit.start + timedelta(minutes=visit.minutes)), 0))
        visitor = heir_of(state, visit.supporter) or state.coach
        yield Obligation(duty, visitor, name, due, opens=visit.start, acts_as=role_of(state, visitor))
    if awaited is not None and back is None:
        within = state.policy.step_latest or state.policy.step_due
        yield owed(RETURN_VISIT[None], state.coach, None, days, days.later(days.day(awaited), within))


_start = attrgetter("start")


def _awaits_visit(state: Participation) -> datetime | None:
    """When the last coaching was closed, if practice was not looked at since and a return was not waived."""
    session = last_session(state)
    if session is None or (state.waivers and state.waives("coaching.no_return_visit", {})):
        return None
    _, closed = session
    return None if any(contact > closed for contact in contacts(state)) else closed


def steps_to_review(state: Participation, at: datetime, days: Deadlines) -> Iterator[Obligation]:
    """Each open action step, on the day it was agreed or extended to."""
    for name in state.open_steps():
        set_on = [more.at for more in state.extensions.values() if more.step == name] or [state.steps[name].at]
        due, last = days.kept(due_of(state, name), set_on[-1]), state.policy.step_breached
        breach = None if last is None else days.later(due, last)
        yield owed(REVIEW_STEP, state.person, name, days, due, breach)


def check_ins(state: Participation, at: datetime, days: Deadlines) -> Iterator[Obligation]:
    """One for each cadence while support runs."""
    since, every = supported_from(state), cadence(state)
    if since is not None and every is not None:
        last = max([since, *(spoken.at for spoken in state.check_ins.values())])
        yield owed(CHECK_IN, state.coach, None, days, days.later(days.day(last), every))


def observations(state: Participation, at: datetime, days: Deadlines) -> Iterator[Obligation]:
    """One within the days after which the policy warns."""
    since, warned = supported_from(state), state.policy.unobserved_warning
    if since is not None and warned is not None:
        last = max([since, *(seen.at for seen in state.observations.values())])
        yield owed(OBSERVE, state.coach, None, days, days.later(days.day(last), warned))
