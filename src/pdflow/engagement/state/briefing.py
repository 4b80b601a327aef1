"""Briefings: the outcomes and the follow-up that everybody on the roster has to know of."""

from __future__ import annotations

from datetime import date
from typing import Any, TypeVar

import attrs

from pdflow.engagement.state.state import Engagement
from pdflow.engagement.state.vocabulary import ForWhom
from pdflow.kernel.messages import Event
from pdflow.people import PersonId
from pdflow.values import Outcome, Strategy

E = TypeVar("E", bound=Event[Any])


@attrs.frozen
class Offer:
    """A follow-up strategy, and for whom it is meant."""

    strategy: Strategy
    for_whom: ForWhom


@attrs.frozen
class Briefing:
    """The outcomes, the follow-up and the planned end."""

    outcomes: tuple[Outcome, ...] = ()
    follow_up: tuple[Offer, ...] = ()
    planned_end: date | None = None

    def strategies_for(self, person: PersonId, site: str) -> tuple[Strategy, ...]:
        """The follow-up strategies meant for this person at this site."""
        meant = (offer.strategy for offer in self.follow_up if offer.for_whom.concerns(person, site))
        return tuple(dict.fromkeys(meant))


def current_briefing(state: Engagement) -> Briefing:
    """What there is to tell now."""
    offers = (Offer(plan.strategy, plan.for_whom) for plan in map(state.plans.__getitem__, state.in_force()))
    return Briefing(current_outcomes(state), tuple(offers), state.planned_end)


def current_outcomes(state: Engagement) -> tuple[Outcome, ...]:
    """The outcomes with the measure, target and date of a baseline that count: those recorded last."""
    chosen = {choice.outcome: choice for choice in state.measures.values()}
    baselines = {baseline.outcome: baseline for baseline in state.baselines.values()}
    told = []
    for name, stated in state.outcomes.items():
        how, baseline = chosen.get(name), baselines.get(name)
        measure, target = (how.measure, how.target) if how else (None, None)
        due = baseline.on if baseline and baseline.value is None else None
        told.append(Outcome(name, stated.whose, stated.kind, stated.statement, measure, due, target))
    return tuple(told)


def with_briefings(state: Engagement, *events: E) -> tuple[E, ...]:
    """These events, each with the briefing as it stands after it."""
    after, told = briefing_state(state), []
    for event in events:
        event.apply(after)
        said: Any = event
        told.append(attrs.evolve(said, briefing=current_briefing(after)))
    return tuple(told)


def briefing_state(state: Engagement) -> Engagement:
    """A state with what a briefing is made from and nothing else: copying a long roster would take longer."""
    return Engagement(
        planned_end=state.planned_end,
        outcomes=state.outcomes.copy(),
        measures=state.measures.copy(),
        baselines=state.baselines.copy(),
        plans=state.plans.copy(),
        choices=state.choices.copy(),
        revisions=state.revisions.copy(),
    )
