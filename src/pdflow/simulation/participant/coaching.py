"""One-on-one coaching: a session with its moves, in one sitting or two, closed or cut short."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from pdflow.kernel.fields import RecordId
from pdflow.kernel.messages import Command
from pdflow.participation import CloseCoaching, CutCoachingShort, OpenCoaching, ScheduleVisit, VisitKind
from pdflow.simulation.participant.booked_visit import BookedVisit
from pdflow.simulation.participant.coaching_moves import (
    MoveMaker,
    compare_with_model,
    name_steps,
    practise,
    show_model,
)
from pdflow.simulation.participant.evidence import add_artifact
from pdflow.simulation.participant.observations import keep_and_look, observation_kind
from pdflow.simulation.participant.person import SimulatedPerson
from pdflow.simulation.participant.remedies import insist, remedy_by, waive
from pdflow.simulation.participant.visit_attendance import come_together
from pdflow.simulation.participant.visits import find_time
from pdflow.simulation.world.school_year import DAY
from pdflow.simulation.world.skill import Chances, coach_quality, learned_in_session
from pdflow.simulation.world.stories import Story


def coach_on(person: SimulatedPerson, area: RecordId, visit: BookedVisit) -> Story[bool]:
    """Open a session on a growth area and hold it; return whether it is closed, and so counts."""
    session = person.new_id("session")

    def opening(careful: bool) -> OpenCoaching:
        kept = visit.name if visit.start // DAY == person.today else None
        return OpenCoaching(person.header(person.coach), session=session, growth_area=area, visit=kept)

    if not (yield from insist(person, opening)):
        return False
    _count_wait(person)
    return (yield from hold_session(person, session))


def _count_wait(person: SimulatedPerson) -> None:
    person.note_contact()
    person.coached_on = person.today
    if person.ready_since is not None:
        person.waits.append(person.today - person.ready_since)
        person.world.journal.waits[person.coach.person].append(person.waits[-1])
        person.ready_since = None


def hold_session(person: SimulatedPerson, session: RecordId) -> Story[bool]:
    """Make the moves of a session and close it; return False where it is cut short."""
    numbers = person.world.parameters
    if not (person.state.observations or person.state.artifacts):
        add_artifact(person)
    yield from make_moves(person, session, (show_model, compare_with_model))
    if person.happens(numbers.called_away, "called away"):
        return (yield from cut_short(person, session, "called away"))
    if person.happens(numbers.two_sittings, "two sittings") and not (yield from sit_down_again(person)):
        return (yield from cut_short(person, session, "second sitting missed"))
    yield from make_moves(person, session, (name_steps, practise))
    learn(person, person.state.sessions[session].growth_area)
    if not person.slips("return visit"):
        yield from book_return_visit(person)
    closed = yield from insist(person, lambda careful: closing(person, session))
    if not closed and waive(person, "coaching.no_return_visit"):
        closed = not person.ask(closing(person, session))
    return closed or (yield from cut_short(person, session, "no time to come back"))


def learn(person: SimulatedPerson, area: RecordId) -> None:
    """Learn from practising with the coach, if the growth area is one that holds the practice back."""
    person.coached_areas.add(area)
    if area in person.right_areas:
        numbers, coach = person.world.parameters.skill, Chances(person.world.seed, person.coach.person)
        person.take_in(learned_in_session(numbers, coach_quality(numbers, coach), person.skill.traits.use))


def closing(person: SimulatedPerson, session: RecordId) -> CloseCoaching:
    """Make the command that closes a session."""
    minutes = person.world.parameters.coaching - 10
    return CloseCoaching(person.header(person.coach), session=session, minutes=minutes)


def cut_short(person: SimulatedPerson, session: RecordId, reason: str) -> Story[bool]:
    """Cut a session short; the result is False, because it does not count."""
    yield from insist(
        person, lambda careful: CutCoachingShort(person.header(person.coach), session=session, reason=reason)
    )
    return False


def sit_down_again(person: SimulatedPerson) -> Story[bool]:
    """Hold a second sitting within a fortnight, where the coach has time; return False where it is missed."""
    diary, minutes = person.world.diaries[person.coach.person], person.world.parameters.coaching
    start = diary.book(person.today + 2, minutes, person.today + 13)
    return start is None or (yield from come_together(person, VisitKind.COACHING, start, minutes))


def make_moves(person: SimulatedPerson, session: RecordId, moves: Sequence[MoveMaker]) -> Story[None]:
    """Make moves in their order; now and then the last one is attempted first."""
    if person.slips("moves"):
        person.ask(moves[-1](person, session))
    for move in moves:
        yield person.world.env.timeout(12)
        yield from insist(person, partial(_make_move, person, session, move))


def _make_move(person: SimulatedPerson, session: RecordId, move: MoveMaker, careful: bool) -> Command[Any]:
    return move(person, session)


@remedy_by(ScheduleVisit)
def book_return_visit(person: SimulatedPerson, reason: object = None) -> Story[None]:
    """Schedule the visit on which practice is looked at again after coaching."""
    day = person.today + person.world.parameters.return_after
    if (visit := (yield from find_time(person, observation_kind(person), day))) is not None:
        person.begin(partial(keep_and_look, visit=visit))


@remedy_by(OpenCoaching)
def wait_for_coaching(person: SimulatedPerson, reason: object) -> tuple[()]:
    """Do nothing: coaching that is needed first is on the coach's list."""
    return ()
