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
from pdflow.engagement.state import Engagement, Mode, delivery_of_session, evaluation_returns, intensity, most_intense
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
    """In the place of what was given comes a call; where nothing was, it is added."""
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
    """The first strategy in force that was not given, else the latest that was not dropped."""
    given = {done.plan for done in state.given.values()}
    left = (name for name in state.in_force() if name not in given)
    return RecordFollowUp(
        header,
        given=free_name(state, "given", state.given),
        plan=first(left, reversed(_planned(state))),
        minutes=30,
    )


def _planned(state: Engagement) -> list[RecordId]:
    gone = state.dropped()
    return [name for name in state.plans if name not in gone]


def evaluations(state: Engagement, header: Header, *, session: RecordId | None = None) -> CollectEvaluation:
    """Of the session held of which most are still to come in, all of these; one late sheet where all are in."""
    to_come = _not_in(state)
    designed = (name for training in state.trainings.values() for name in training.sessions)
    session = session or first(sorted(to_come, key=lambda name: -to_come[name]), designed)
    sheets = max(to_come.get(session, 1), 1)
    return CollectEvaluation(
        header,
        evaluation=free_name(state, "evaluation", state.evaluations),
        session=session,
        returns=sheets,
        preferred=(Strategy.DISCUSSION,) * sheets,
        confident=sheets,
        reactions=(4,) * sheets,
    )


def _not_in(state: Engagement) -> dict[RecordId, int]:
    """For every session held, how many of those there have not returned a sheet; evaluated ones first."""
    corrected = {entry.supersedes for entry in state.evaluations.values()}
    came = dict.fromkeys((entry.session for entry in state.evaluations.values()), 0)
    for name, entry in state.evaluations.items():
        came[entry.session] += entry.returns if name not in corrected else 0
    there = dict.fromkeys((*came, *(delivery.session for delivery in state.deliveries.values())), 0)
    for session in there:
        delivery = delivery_of_session(state, session)
        there[session] = state.deliveries[delivery].there - came.get(session, 0) if delivery else 0
    return {session: left for session, left in there.items() if delivery_of_session(state, session)}


def a_choice(state: Engagement, header: Header) -> ChooseFollowUp:
    """Everything planned and not dropped, with a reason where the data ask for more."""
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
