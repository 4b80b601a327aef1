"""Examples of the follow-up: planned, evaluated, chosen, revised and carried out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from pdflow.engagement.examples.values import TRAINER, ExampleMaker, days_later, free_name
from pdflow.engagement.follow_up_choice import BeginFollowUp, ChooseFollowUp
from pdflow.engagement.follow_up_plan import PlanFollowUp
from pdflow.engagement.follow_up_record import RecordFollowUp
from pdflow.engagement.follow_up_revision import Addition, ReviseFollowUp
from pdflow.engagement.session_evaluations import CollectEvaluation
from pdflow.engagement.state import (
    Engagement,
    Mode,
    evaluation_returns,
    intensity,
    most_intense,
    people_present,
    sessions_held,
)
from pdflow.kernel.examples import first
from pdflow.kernel.fields import RecordId
from pdflow.kernel.header import Header
from pdflow.kernel.messages import Command
from pdflow.values import Strategy

STRATEGIES: Final = (Strategy.COACHING, Strategy.CHECK_IN, Strategy.DISCUSSION)


def a_strategy(state: Engagement, header: Header) -> PlanFollowUp:
    return PlanFollowUp(
        header,
        plan=free_name(state, "plan", state.plans),
        strategy=STRATEGIES[len(state.plans) % len(STRATEGIES)],
        mode=Mode.IN_PERSON,
        owner=TRAINER,
        on=days_later(header, 30),
    )


def a_revision(state: Engagement, header: Header) -> ReviseFollowUp:
    """A revision that puts a call in the place of a strategy given; where none was, it adds the call."""
    given = {done.plan for done in state.given.values()}
    call = free_name(state, "plan", state.plans)
    return ReviseFollowUp(
        header,
        revision=free_name(state, "revision", state.revisions),
        drops=tuple(name for name in state.in_force() if name in given)[:1],
        adds=(Addition(call, Strategy.CHECK_IN, Mode.PHONE, TRAINER, days_later(header, 30)),),
        reason="needs changed",
    )


def follow_up_given(state: Engagement, header: Header) -> RecordFollowUp:
    """A record of the first strategy in force that was not given, else of the latest not dropped."""
    given = {done.plan for done in state.given.values()}
    left = (name for name in state.in_force() if name not in given)
    return RecordFollowUp(
        header,
        given=free_name(state, "given", state.given),
        plan=first(left, reversed(_planned(state))),
        minutes=30,
    )


def _planned(state: Engagement) -> list[RecordId]:
    dropped = state.dropped()
    return [name for name in state.plans if name not in dropped]


def evaluations(state: Engagement, header: Header, *, session: RecordId | None = None) -> CollectEvaluation:
    """The evaluations still missing of the session with most of them; one more where none is missing."""
    missing = _missing_returns(state)
    designed = [name for training in state.trainings.values() for name in training.sessions]
    most_missing = [name for name in sorted(missing, key=lambda name: -missing[name]) if missing[name] > 0]
    session = session or first(most_missing, (name for name in designed if name not in missing), designed)
    returns = max(missing.get(session, 1), 1)
    return CollectEvaluation(
        header,
        evaluation=free_name(state, "evaluation", state.evaluations),
        session=session,
        returns=returns,
        preferred=(Strategy.DISCUSSION,) * returns,
        confident=returns,
        reactions=(4,) * returns,
    )


def _missing_returns(state: Engagement) -> dict[RecordId, int]:
    """For every session held, how many of the people present returned no evaluation; evaluated sessions first."""
    held = sessions_held(state)
    evaluated = [tally.session for tally in state.evaluations.values() if tally.session in held]
    sessions = dict.fromkeys((*evaluated, *(delivery.session for delivery in state.deliveries.values())))
    return {name: len(people_present(state, name)) - state.returned.get(name, 0) for name in sessions}


def a_choice(state: Engagement, header: Header) -> ChooseFollowUp:
    """A choice of everything planned and not dropped, with a reason where the data ask for more."""
    plans, need = _planned(state), evaluation_returns(state).asked_for
    best = most_intense(state.plans[name].strategy for name in plans)
    is_less = need is not None and (best is None or intensity(best) < intensity(need))
    return ChooseFollowUp(
        header,
        choice=free_name(state, "choice", state.choices),
        plans=tuple(plans),
        reason="no time for more" if is_less else "",
    )


def the_follow_up(state: Engagement, header: Header) -> BeginFollowUp:
    return BeginFollowUp(header)


FOLLOW_UP_EXAMPLES: Final[Mapping[type[Command[Any]], ExampleMaker]] = {
    PlanFollowUp: a_strategy,
    ReviseFollowUp: a_revision,
    RecordFollowUp: follow_up_given,
    CollectEvaluation: evaluations,
    ChooseFollowUp: a_choice,
    BeginFollowUp: the_follow_up,
}
