"""The end of a coaching session: closed with credit once all moves were made, or cut short (Texas model)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from pdflow.audience import PairNote
from pdflow.kernel.fields import RecordId, is_blank, names
from pdflow.kernel.guards import Objection, detail, moment
from pdflow.kernel.lifecycle import move
from pdflow.kernel.messages import Command, Event, command, event
from pdflow.kernel.records import Turn
from pdflow.participation.coaching import another_session
from pdflow.participation.coaching_moves import is_made
from pdflow.participation.enrolment_status import before_last_phase_change
from pdflow.participation.rights import the_coach
from pdflow.participation.state import (
    COACHING,
    SUPPORT,
    CoachingMove,
    Moves,
    Participation,
    days_until_return,
    return_visit,
)
from pdflow.values import ContactMinutes

MOVES_IN_ORDER: Final = tuple(CoachingMove)


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
    if is_made(state, first, at):
        return None
    missing = tuple([kind for kind in MOVES_IN_ORDER if not is_made(state, kind, at)])
    return {"moves": missing} if missing[:1] == (first,) else None


@moment("coaching.no_return_visit", remedy="ScheduleVisit", waivable=True)
def no_return_visit(state: Participation, at: datetime) -> Objection:
    return {"within": days_until_return(state, at)} if return_visit(state, at) is None else None


@detail("coaching.no_reason")
def no_reason_to_cut_short(state: Participation, cut: CutCoachingShort) -> Objection:
    return is_blank(cut.reason)


def session_is_closed(state: Participation, close: CloseCoaching) -> bool:
    return state.minutes_counted.get(close.session) == close.minutes


def session_is_cut_short(state: Participation, cut: CutCoachingShort) -> bool:
    return state.cut_short.get(cut.session) == cut.reason


def coaching_closed(state: Participation, close: CloseCoaching) -> Sequence[CoachingClosed]:
    return (CoachingClosed.of(close, return_visit=return_visit(state, close.at)),)


MOVES: Moves = (
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
