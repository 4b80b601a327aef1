"""One-on-one coaching: a session and its moves, in one sitting or two, cut short or closed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from pdflow.kernel.fields import RecordId
from pdflow.kernel.messages import Command
from pdflow.participation.coaching import CloseCoaching, CutCoachingShort, OpenCoaching
from pdflow.participation.coaching_moves import (
    CompareWithModel,
    HomeStep,
    NameSteps,
    Practise,
    ShowModel,
)
from pdflow.participation.state.records import VisitKind
from pdflow.participation.visits import ScheduleVisit
from pdflow.simulation.participant.evidence import seen, show
from pdflow.simulation.participant.observations import keep_and_look, kind_of_look
from pdflow.simulation.participant.person import Person, Story
from pdflow.simulation.participant.remedies import insist, remedy, waive
from pdflow.simulation.participant.visits import Visit, come_together, find_time
from pdflow.simulation.world.phrases import of
from pdflow.simulation.world.school_year import DAY

Move = Callable[[Person, RecordId], Command[Any]]


def a_model(person: Person, session: RecordId) -> ShowModel:
    """What success looks like."""
    return ShowModel(person.head(person.coach), move=person.name("move"), session=session, model=of(person).look_for)


def a_comparison(person: Person, session: RecordId) -> CompareWithModel:
    """The person's own practice, as last seen, beside it."""
    *_, evidence = *person.state.artifacts, *person.state.observations
    head, gap = person.head(person.coach), of(person).struggle
    return CompareWithModel(head, move=person.name("move"), session=session, evidence=evidence, gap=gap)


def steps(person: Person, session: RecordId) -> NameSteps:
    """What to rehearse, and one step taken home where there is room for one."""
    phrase, most = of(person), person.policy.steps_at_once
    home = (HomeStep(person.name("step"), phrase.step, phrase.look_for),)
    return NameSteps(
        person.head(person.coach),
        move=person.name("move"),
        session=session,
        steps=(phrase.step, phrase.look_for),
        home=home if most is None or len(person.state.open_steps()) < most else (),
    )


def practice(person: Person, session: RecordId) -> Practise:
    """The steps rehearsed, with the level reached."""
    rounds, level = person.chance.randint(2, 5), seen(person)
    return Practise(person.head(person.coach), move=person.name("move"), session=session, rounds=rounds, level=level)


def meet_on(person: Person, area: RecordId, visit: Visit) -> Story[bool]:
    """Open a session and hold it; whether it counts."""
    session = person.name("session")

    def asked(careful: bool) -> OpenCoaching:
        kept = visit.name if visit.start // DAY == person.today else None
        return OpenCoaching(person.head(person.coach), session=session, growth_area=area, visit=kept)

    if not (yield from insist(person, asked)):
        return False
    _met(person)
    return (yield from hold(person, session))


def _met(person: Person) -> None:
    person.contacted()
    if person.ready_since is not None:
        person.cohort.journal.waits[person.coach.person].append(person.today - person.ready_since)
        person.ready_since = None


def hold(person: Person, session: RecordId) -> Story[bool]:
    """A session from its model to its end; False where it was broken off."""
    numbers = person.cohort.parameters
    if not (person.state.observations or person.state.artifacts):
        show(person)
    yield from make_moves(person, session, (a_model, a_comparison))
    if person.happens(numbers.called_away):
        return (yield from break_off(person, session, "called away"))
    if person.happens(numbers.two_sittings) and not (yield from sit_down_again(person)):
        return (yield from break_off(person, session, "second sitting missed"))
    yield from make_moves(person, session, (steps, practice))
    person.practice.contact(person.today, numbers.from_coaching)
    if not person.slips():
        yield from book_a_return(person)
    closed = yield from insist(person, lambda careful: closing(person, session))
    if not closed and waive(person, "coaching.no_return_visit"):
        closed = not person.ask(closing(person, session))
    return closed or (yield from break_off(person, session, "no time to come back"))


def closing(person: Person, session: RecordId) -> CloseCoaching:
    """The end of a session whose moves are made."""
    minutes = person.cohort.parameters.coaching - 10
    return CloseCoaching(person.head(person.coach), session=session, minutes=minutes)


def break_off(person: Person, session: RecordId, reason: str) -> Story[bool]:
    """Cut a session short; it does not count."""
    yield from insist(
        person, lambda careful: CutCoachingShort(person.head(person.coach), session=session, reason=reason)
    )
    return False


def sit_down_again(person: Person) -> Story[bool]:
    """A second sitting within a fortnight, where the coach has time for one; False where it was missed."""
    diary, minutes = person.cohort.diaries[person.coach.person], person.cohort.parameters.coaching
    start = diary.book(person.today + 2, minutes, person.today + 13)
    return start is None or (yield from come_together(person, VisitKind.COACHING, start, minutes))


def make_moves(person: Person, session: RecordId, moves: Sequence[Move]) -> Story[None]:
    """The moves in their order; in a hurry somebody begins with the later one."""
    if person.slips():
        person.ask(moves[-1](person, session))
    for move in moves:
        yield person.cohort.env.timeout(12)
        yield from insist(person, partial(_made, person, session, move))


def _made(person: Person, session: RecordId, move: Move, careful: bool) -> Command[Any]:
    return move(person, session)


@remedy(ScheduleVisit)
def book_a_return(person: Person, reason: object = None) -> Story[None]:
    """Put the visit in the calendar on which practice is looked at again."""
    again = person.today + person.cohort.parameters.return_after
    if (visit := (yield from find_time(person, kind_of_look(person), again))) is not None:
        person.begin(partial(keep_and_look, visit=visit))


@remedy(OpenCoaching)
def wait_for_coaching(person: Person, reason: object) -> tuple[()]:
    """Who has to be coached first is on the coach's list."""
    return ()
