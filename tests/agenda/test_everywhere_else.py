"""What holds in two hundred live engagements, drawn by chance from the fixed corpus."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cache
from random import Random

import attrs
from tests.engagement.examples import an_actor, suggest
from tests.engagement.test_histories import corpus, moments

from pdflow import Actor, Command, Reason, Role
from pdflow.agenda import Obligation, Terms, WorkingDays, agenda
from pdflow.agenda.way import Goal, NoWay, Stage
from pdflow.agenda.wayfinding import A_WHILE, Wayfinder
from pdflow.engagement import (
    DeliverTraining,
    Engagement,
    MeasureRating,
    RecordReading,
    RescheduleTraining,
    ReviewPartnership,
    ScheduledSession,
    SetBaseline,
    Trainer,
    decider,
)
from pdflow.engagement.partnership import agreement_with
from pdflow.engagement.sessions import booking_of, held, scheduled
from pdflow.engagement.state import DESIGN_ON

DAYS = WorkingDays(Terms())
OF_THE_EXAMPLES = {"training.unknown", "outcome.not_remeasured", "partnership.not_vetted", "training.outstanding"}
"""What the examples of the tests do not remove: they name a record of their own choice, or come too late."""


def actors(state: Engagement, kind: type[Command]) -> Iterator[Actor]:
    yield an_actor(state, kind)
    yield from (Actor(role.lower(), role) for role in Role if role in kind.right.roles)


def not_before(state: Engagement, command: Command) -> datetime | None:
    session = scheduled(state, command.session) if isinstance(command, DeliverTraining) else None
    return None if session is None else session.start


FINDER = Wayfinder(decider, suggest, actors, not_before)


@cache
def states() -> list[tuple[Engagement, datetime]]:
    found = []
    for history in corpus():
        now = history.commands[0].at
        for number, (state, asked) in enumerate(moments(history)):
            now = max(now, asked.command.at)
            if number % 5 == 2 and state.phase in DESIGN_ON:
                found.append((state.copy(), now + timedelta(minutes=1)))
    return Random(1).sample(found, 200)


def walked(state: Engagement, way: list[Stage[Engagement]]) -> Engagement:
    """The state after every stage of a way, asked when its turn comes."""
    for stage in way:
        happened = decider.decide(state, stage.command)
        assert happened
        state = decider.evolve(state, *happened)
    return state


def filled_in(command: Command, obligation: Obligation, state: Engagement) -> Command:
    """What only whoever acts can know: readings and ratings, and when the sessions called off are held instead."""
    if isinstance(command, ReviewPartnership):
        agreement = state.agreements[agreement_with(state, command.partner) or ""]
        return attrs.evolve(command, measures=tuple(MeasureRating(measure, 4) for measure in agreement.measures))
    if isinstance(command, SetBaseline):
        return attrs.evolve(command, value=20.0, retrospective=True)
    if isinstance(command, RecordReading) and obligation.opens:
        last = (obligation.due - timedelta(days=1)).date()
        return attrs.evolve(command, on=max(obligation.opens.date(), min(command.on, last)))
    if isinstance(command, RescheduleTraining):
        start = command.at + timedelta(days=2)
        names = state.trainings[command.training].sessions
        off = [name for name in names if booking_of(state, name) and not scheduled(state, name)]
        again = [ScheduledSession(name, start, 60, (Trainer("lee"),)) for name in off if name not in held(state)]
        return attrs.evolve(command, sessions=tuple(again))
    return command


def test_every_obligation_goes_by_its_command() -> None:
    done = 0
    for state, at in states():
        for obligation in agenda(state, at, DAYS):
            goal, when = Goal(decider.commands[obligation.command], obligation.form), max(at, obligation.opens or at)
            own = filled_in(FINDER.ask(state, goal, when).command, obligation, state)
            if decider.permits(state, own):
                then = decider.evolve(state, *decider.decide(state, own))
            else:
                then = walked(state, FINDER.way(state, goal, when))
            left = [(each.duty, each.about) for each in agenda(then, at, DAYS) if each.due <= obligation.due]
            recurs = obligation.code == "partnership.touch_point"
            assert (obligation.duty, obligation.about) not in left or (recurs and obligation.due > at), obligation
            done += 1
    assert done > 1000


def test_every_remedy_issued_lawfully_removes_its_reason() -> None:
    removed, left = 0, set()
    for state, at in states()[:100]:
        for kind in decider.commands.values():
            for reason in FINDER.ask(state, Goal(kind), at).reasons[:1]:
                if reason.remedy is not None:
                    if is_removed(reason, kind, state, at):
                        removed += 1
                    else:
                        left.add(reason.code)
    assert removed > 300
    assert left <= OF_THE_EXAMPLES | {"followup.no_evaluation_data", "followup.not_chosen", "impact.not_reviewed"}


def is_removed(reason: Reason, kind: type[Command], state: Engagement, at: datetime) -> bool:
    for waited in (0, 0, 1, 1, 200):
        try:
            way = FINDER.way(state, Goal(decider.commands[reason.remedy or ""]), at + timedelta(days=waited))
        except NoWay:
            return False
        state, at = walked(state, way), way[-1].command.at + A_WHILE
        if reason not in FINDER.ask(state, Goal(kind), at).reasons:
            return True
    return False
