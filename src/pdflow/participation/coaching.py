"""One-on-one coaching: a session is opened on a growth area, and closed with credit or cut short (Texas model)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final, Protocol

from pdflow.audience import PairNote
from pdflow.kernel.fields import RecordId, key, names
from pdflow.kernel.guards import (
    Objection,
    detail,
    fact,
    moment,
)
from pdflow.kernel.lifecycle import move
from pdflow.kernel.messages import (
    Command,
    Event,
    command,
    event,
)
from pdflow.kernel.records import Turn
from pdflow.participation.enrolment_status import before_the_last_turn
from pdflow.participation.rights import the_coach
from pdflow.participation.state.records import CoachingMove, Session
from pdflow.participation.state.state import (
    COACHING,
    SUPPORT,
    Moves,
    Participation,
)
from pdflow.participation.visits import is_open, visit_not_open

IN_ORDER: Final = tuple(CoachingMove)


@command(by=the_coach)
class OpenCoaching(Command[Participation]):
    """Begin a one-on-one session on the open growth area."""

    session: RecordId = key("sessions")
    growth_area: RecordId = names("growth_areas", unknown="coaching.no_growth_area")
    visit: RecordId | None = names("visits", unknown="visit.unknown", default=None)


@command(by=the_coach)
class CloseCoaching(Command[Participation]):
    """End a session whose moves are all made, with a visit in the calendar to look at practice again."""

    session: RecordId = names("sessions", unknown="coaching.another_session")
    minutes: int
    note: str | None = None


@command(by=the_coach)
class CutCoachingShort(Command[Participation]):
    """Break a session off, without credit."""

    session: RecordId = names("sessions", unknown="coaching.another_session")
    reason: str
    note: str | None = None


@event("participation.coaching_opened")
class CoachingOpened(Event[Participation]):
    """A one-on-one session began, granted on these records."""

    session: RecordId
    growth_area: RecordId
    visit: RecordId | None
    granted_on: tuple[RecordId, ...]

    def apply(self, state: Participation) -> None:
        state.phase, state.session, state.turned = COACHING, self.session, Turn("CoachingOpened", self.at)
        state.sessions[self.session] = Session(self.at, self.growth_area, self.visit, self.granted_on)


@event("participation.coaching_closed")
class CoachingClosed(Event[Participation]):
    """A session counted; the visit on which practice is looked at again, unless that was waived."""

    session: RecordId
    minutes: int
    return_visit: RecordId | None
    note: PairNote

    def apply(self, state: Participation) -> None:
        state.phase, state.session, state.turned = SUPPORT, None, Turn("CoachingClosed", self.at)
        state.counted[self.session], state.coached_at = self.at, self.at
        state.coached_minutes += self.minutes
        if self.return_visit is not None:
            state.named_by_turns[self.return_visit] = "CoachingClosed"


@event("participation.coaching_cut_short")
class CoachingCutShort(Event[Participation]):
    """A session was broken off and does not count."""

    session: RecordId
    reason: str
    note: PairNote

    def apply(self, state: Participation) -> None:
        state.phase, state.session, state.turned = SUPPORT, None, Turn("CoachingCutShort", self.at)


@moment("coaching.too_few_observations", remedy="RecordObservation", waivable=True)
def too_few_observations(state: Participation, at: datetime) -> Objection:
    needed, began = state.policy.observations_before_coaching, state.cycles[-1]
    have = len([seen for seen in state.observations.values() if began <= seen.at <= at])
    return {"needed": needed, "have": have} if have < needed else None


@fact("coaching.no_growth_area", remedy="IdentifyGrowthArea")
def no_growth_area(state: Participation) -> Objection:
    return not state.open_growth_areas()


@detail("coaching.no_growth_area", remedy="IdentifyGrowthArea")
def not_that_growth_area(state: Participation, opening: OpenCoaching) -> Objection:
    area = opening.growth_area
    return None if state.stands_open(state.growth_areas, area) else {"growth_area": area}


@moment("feedback.owed", remedy="GiveFeedback", waivable=True)
def feedback_owed(state: Participation, at: datetime) -> Objection:
    owed = tuple(undebriefed(state, at))
    return {"observations": owed} if owed else None


@moment("coaching.last_step_unchecked", remedy="HoldCheckIn", waivable=True)
def last_step_unchecked(state: Participation, at: datetime) -> Objection:
    """The next visit checks the former step before another is set."""
    if not state.counted:
        return None
    last, closed = list(state.counted.items())[-1]
    taken_home = [step for step in state.open_steps() if state.steps[step].session == last]
    if not taken_home:
        return None
    looked_at: set[RecordId] = set()
    for seen in state.observations.values():
        looked_at.update(seen.levels if closed < seen.at <= at else ())
    for spoken in state.check_ins.values():
        looked_at.update(spoken.reviews if closed < spoken.at <= at else ())
    unchecked = tuple(step for step in taken_home if step not in looked_at)
    return {"steps": unchecked} if unchecked else None


class OfSession(Protocol):
    """A command that names a coaching session."""

    @property
    def session(self) -> RecordId: ...


@detail("coaching.another_session")
def another_session(state: Participation, command: OfSession) -> Objection:
    return {"open": state.session} if command.session != state.session else None


@moment("coaching.moves_missing", remedy="Practise")
def moves_missing(state: Participation, at: datetime) -> Objection:
    """All four moves; the last remedies, for it is refused until those before it are made."""
    so_far = made(state, at)
    missing = tuple([kind for kind in IN_ORDER if kind not in so_far])
    return {"moves": missing} if missing else None


@moment("coaching.no_return_visit", remedy="ScheduleVisit", waivable=True)
def no_return_visit(state: Participation, at: datetime) -> Objection:
    return return_visit(state, at) is None


@detail("coaching.no_reason")
def no_reason_to_cut_short(state: Participation, cut: CutCoachingShort) -> Objection:
    return not cut.reason


def undebriefed(state: Participation, by: datetime | None = None) -> list[RecordId]:
    """The observations of this cycle without feedback, in all or by then, but for those the growth area rests on."""
    began = state.cycles[-1]
    told = {given.observation for given in state.feedback.values() if by is None or given.at <= by}
    owed = [
        name
        for name, seen in state.observations.items()
        if name not in told and began <= seen.at and (by is None or seen.at <= by)
    ]
    if not owed:
        return owed
    settled = {move.evidence for move in state.moves.values()}
    for area in state.open_growth_areas():
        settled.update(state.growth_areas[area].evidence)
    return [name for name in owed if name not in settled]


def return_visit(state: Participation, at: datetime) -> RecordId | None:
    """The next visit in the calendar after this time."""
    ahead = [name for name, visit in state.visits.items() if visit.start > at and is_open(state, name)]
    return min(ahead, key=lambda name: state.visits[name].start, default=None)


def made(state: Participation, at: datetime) -> set[CoachingMove]:
    """The moves made by then in the open session."""
    return {move.kind for move in state.moves.values() if move.session == state.session and move.at <= at}


def counted_already(state: Participation, close: CloseCoaching) -> bool:
    return close.session in state.counted


def cut_short_already(state: Participation, cut: CutCoachingShort) -> bool:
    return cut.session in state.sessions and cut.session != state.session and cut.session not in state.counted


def opened(state: Participation, opening: OpenCoaching) -> Sequence[CoachingOpened]:
    began, at = state.cycles[-1], opening.at
    granted_on = tuple([name for name, seen in state.observations.items() if began <= seen.at <= at])
    return (CoachingOpened.of(opening, granted_on=granted_on),)


def closed(state: Participation, close: CloseCoaching) -> Sequence[CoachingClosed]:
    return (CoachingClosed.of(close, return_visit=return_visit(state, close.at)),)


MOVES: Moves = (
    move(
        OpenCoaching,
        SUPPORT,
        to=COACHING,
        guards=[
            too_few_observations,
            no_growth_area,
            not_that_growth_area,
            feedback_owed,
            last_step_unchecked,
            visit_not_open,
            before_the_last_turn,
        ],
        then=opened,
    ),
    move(
        CloseCoaching,
        COACHING,
        to=SUPPORT,
        guards=[another_session, moves_missing, no_return_visit, before_the_last_turn],
        then=closed,
        no_op_if=counted_already,
    ),
    move(
        CutCoachingShort,
        COACHING,
        to=SUPPORT,
        guards=[another_session, no_reason_to_cut_short, before_the_last_turn],
        then=CoachingCutShort,
        no_op_if=cut_short_already,
        gives_up=True,
    ),
)
