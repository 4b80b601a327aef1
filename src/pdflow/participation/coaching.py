"""One-on-one coaching: a session is opened on a growth area, and closed with credit or cut short (Texas model)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar, Final, Protocol

from pdflow.audience import PairNote
from pdflow.kernel.fields import RecordId, is_blank, key, names
from pdflow.kernel.guards import Objection, detail, fact, moment
from pdflow.kernel.lifecycle import move
from pdflow.kernel.messages import Command, Event, command, event, with_fields
from pdflow.kernel.records import Turn
from pdflow.participation.enrolment_status import before_last_phase_change
from pdflow.participation.observations import observations_without_feedback
from pdflow.participation.rights import the_coach
from pdflow.participation.state import (
    COACHING,
    SUPPORT,
    CoachingMove,
    CoachingSession,
    Moves,
    Participation,
    VisitKind,
    days_until_return,
    return_visit,
)
from pdflow.participation.visits import VISIT_KEPT
from pdflow.values import ContactMinutes

MOVES_IN_ORDER: Final = tuple(CoachingMove)


@command(by=the_coach)
class OpenCoaching(Command[Participation]):
    """Begin a one-on-one session on the open growth area."""

    visit_kind: ClassVar[VisitKind] = VisitKind.COACHING
    session: RecordId = key("sessions")
    growth_area: RecordId = names("growth_areas", unknown="coaching.no_growth_area")
    visit: RecordId | None = names("visits", unknown="visit.unknown", default=None)
    request: RecordId | None = names("requests", unknown="request.unknown", default=None)


@command(by=the_coach)
class CloseCoaching(Command[Participation]):
    """Close a session in which all moves were made, with a visit in the calendar to see the practice again."""

    session: RecordId = names("sessions", unknown="coaching.another_session")
    minutes: ContactMinutes
    note: PairNote = None


@command(by=the_coach)
class CutCoachingShort(Command[Participation]):
    """Break a session off, without credit."""

    session: RecordId = names("sessions", unknown="coaching.another_session")
    reason: str
    note: PairNote = None


@event("participation.coaching_opened", version=2, upcasters={1: with_fields(request=None)})
class CoachingOpened(Event[Participation]):
    """A one-on-one session began, relying on these records."""

    session: RecordId
    growth_area: RecordId
    visit: RecordId | None
    granted_on: tuple[RecordId, ...]
    request: RecordId | None

    def apply(self, state: Participation) -> None:
        state.phase, state.session, state.turned = COACHING, self.session, Turn("CoachingOpened", self.at)
        state.sessions[self.session] = CoachingSession(
            self.at, self.growth_area, self.visit, self.header.by.person, self.granted_on, self.request
        )


@event("participation.coaching_closed")
class CoachingClosed(Event[Participation]):
    """A session was closed and counts; names the visit on which the practice is seen again, unless that was waived."""

    session: RecordId
    minutes: ContactMinutes
    return_visit: RecordId | None
    note: PairNote

    def apply(self, state: Participation) -> None:
        state.phase, state.session, state.turned = SUPPORT, None, Turn("CoachingClosed", self.at)
        state.counted[self.session], state.coached_at = self.at, self.at
        state.minutes_counted[self.session] = self.minutes
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
        state.cut_short[self.session] = self.reason


@moment("coaching.too_few_observations", remedy="RecordObservation", waivable=True)
def too_few_observations(state: Participation, at: datetime) -> Objection:
    needed, began = state.policy_at(at).observations_before_coaching, state.cycles[-1]
    have = len([observation for observation in state.observations.values() if began <= observation.at <= at])
    return {"needed": needed, "have": have} if have < needed else None


@fact("coaching.no_growth_area", remedy="IdentifyGrowthArea")
def no_growth_area(state: Participation) -> Objection:
    return not state.open_growth_areas()


@detail("coaching.no_growth_area", remedy="IdentifyGrowthArea")
def not_that_growth_area(state: Participation, opening: OpenCoaching) -> Objection:
    area = opening.growth_area
    return None if state.is_open(state.growth_areas, area) else {"growth_area": area}


@moment("feedback.owed", remedy="GiveFeedback", waivable=True)
def feedback_owed(state: Participation, at: datetime) -> Objection:
    owed = tuple(observations_without_feedback(state, at))
    return {"observations": owed} if owed else None


@moment("coaching.last_step_unchecked", remedy="HoldCheckIn", waivable=True)
def last_step_unchecked(state: Participation, at: datetime) -> Objection:
    """The step taken home from the last session has to be looked at before another session."""
    if not state.counted:
        return None
    last, closed = list(state.counted.items())[-1]
    taken_home = [step for step in state.open_steps() if state.steps[step].session == last]
    if not taken_home:
        return None
    checked: set[RecordId] = set()
    for observation in state.observations.values():
        checked.update(observation.levels if closed < observation.at <= at else ())
    for check_in in state.check_ins.values():
        checked.update(check_in.reviews if closed < check_in.at <= at else ())
    unchecked = tuple(step for step in taken_home if step not in checked)
    return {"steps": unchecked} if unchecked else None


class CommandInSession(Protocol):
    """A command that names a coaching session."""

    @property
    def session(self) -> RecordId: ...


@detail("coaching.another_session")
def another_session(state: Participation, command: CommandInSession) -> Objection:
    return {"open": state.session} if command.session != state.session else None


@moment("coaching.moves_missing", remedy="ShowModel")
def lacks_a_model(state: Participation, at: datetime) -> Objection:
    """All four moves are needed; what helps is the first that is missing, since the others wait for it."""
    return _missing_from(CoachingMove.MODEL, state, at)


@moment("coaching.moves_missing", remedy="CompareWithModel")
def lacks_a_comparison(state: Participation, at: datetime) -> Objection:
    return _missing_from(CoachingMove.COMPARE, state, at)


@moment("coaching.moves_missing", remedy="NameSteps")
def lacks_steps(state: Participation, at: datetime) -> Objection:
    return _missing_from(CoachingMove.STEPS, state, at)


@moment("coaching.moves_missing", remedy="Practise")
def lacks_practice(state: Participation, at: datetime) -> Objection:
    return _missing_from(CoachingMove.PRACTICE, state, at)


def _missing_from(first: CoachingMove, state: Participation, at: datetime) -> Objection:
    """The moves that the open session lacks, if this is the first of them."""
    done = moves_made(state, at)
    missing = tuple([kind for kind in MOVES_IN_ORDER if kind not in done])
    return {"moves": missing} if missing[:1] == (first,) else None


@moment("coaching.no_return_visit", remedy="ScheduleVisit", waivable=True)
def no_return_visit(state: Participation, at: datetime) -> Objection:
    return {"within": days_until_return(state, at)} if return_visit(state, at) is None else None


@detail("coaching.no_reason")
def no_reason_to_cut_short(state: Participation, cut: CutCoachingShort) -> Objection:
    return is_blank(cut.reason)


def moves_made(state: Participation, at: datetime) -> set[CoachingMove]:
    """The moves made in the open session by this time."""
    return {move.kind for move in state.moves.values() if move.session == state.session and move.at <= at}


def session_is_closed(state: Participation, close: CloseCoaching) -> bool:
    return state.minutes_counted.get(close.session) == close.minutes


def session_is_cut_short(state: Participation, cut: CutCoachingShort) -> bool:
    return state.cut_short.get(cut.session) == cut.reason


def coaching_opened(state: Participation, opening: OpenCoaching) -> Sequence[CoachingOpened]:
    began, at = state.cycles[-1], opening.at
    observations = state.observations.items()
    granted_on = tuple([name for name, observation in observations if began <= observation.at <= at])
    return (CoachingOpened.of(opening, granted_on=granted_on),)


def coaching_closed(state: Participation, close: CloseCoaching) -> Sequence[CoachingClosed]:
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
            *VISIT_KEPT,
            before_last_phase_change,
        ],
        then=coaching_opened,
    ),
    move(
        CloseCoaching,
        COACHING,
        to=SUPPORT,
        guards=[
            another_session,
            lacks_a_model,
            lacks_a_comparison,
            lacks_steps,
            lacks_practice,
            no_return_visit,
            before_last_phase_change,
        ],
        then=coaching_closed,
        no_op_if=session_is_closed,
    ),
    move(
        CutCoachingShort,
        COACHING,
        to=SUPPORT,
        guards=[another_session, no_reason_to_cut_short, before_last_phase_change],
        then=CoachingCutShort,
        no_op_if=session_is_cut_short,
        gives_up=True,
    ),
)
