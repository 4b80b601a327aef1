"""Briefings: the outcomes and the follow-up that participations are informed of."""

from __future__ import annotations

from datetime import date
from typing import Any, TypeVar

import attrs

from pdflow.engagement.state.state import Engagement
from pdflow.engagement.state.vocabulary import ForWhom
from pdflow.kernel.frozen import frozen
from pdflow.kernel.messages import Event
from pdflow.people import PersonId
from pdflow.values import Outcome, Strategy

E = TypeVar("E", bound=Event[Any])


@frozen
class Offer:
    """A follow-up strategy, and for whom it is meant."""

    strategy: Strategy
    for_whom: ForWhom


@frozen
class Briefing:
    """The outcomes, the follow-up and the planned end of an engagement, as its participations need them."""

    outcomes: tuple[Outcome, ...] = ()
    follow_up: tuple[Offer, ...] = ()
    planned_end: date | None = None

    def strategies_for(self, person: PersonId, site: str) -> tuple[Strategy, ...]:
        """The follow-up strategies meant for this person at this site."""
        meant = (offer.strategy for offer in self.follow_up if offer.for_whom.concerns(person, site))
        return tuple(dict.fromkeys(meant))


def current_briefing(state: Engagement) -> Briefing:
    """The briefing of this state."""
    offers = (Offer(plan.strategy, plan.for_whom) for plan in map(state.plans.__getitem__, state.in_force()))
    return Briefing(current_outcomes(state), tuple(offers), state.planned_end)


def current_outcomes(state: Engagement) -> tuple[Outcome, ...]:
    """The outcomes, each with the measure, target and baseline day recorded last."""
    chosen = {choice.outcome: choice for choice in state.measures.values()}
    baselines = {baseline.outcome: baseline for baseline in state.baselines.values()}
    found = []
    for name, stated in state.outcomes.items():
        choice, baseline = chosen.get(name), baselines.get(name)
        measure, target = (choice.measure, choice.target) if choice else (None, None)
        due = baseline.on if baseline and baseline.value is None else None
        found.append(Outcome(name, stated.whose, stated.kind, stated.statement, measure, due, target))
    return tuple(found)


def with_briefings(state: Engagement, *events: E) -> tuple[E, ...]:
    """The events, each with the briefing that holds after it."""
    after, briefed = briefing_state(state), []
    for event in events:
        event.apply(after)
        unbriefed: Any = event
        briefed.append(attrs.evolve(unbriefed, briefing=current_briefing(after)))
    return tuple(briefed)


def briefing_state(state: Engagement) -> Engagement:
    """A copy of the parts of a state from which a briefing is made; copying a long roster would be slow."""
    return Engagement(
        planned_end=state.planned_end,
        outcomes=state.outcomes.copy(),
        measures=state.measures.copy(),
        baselines=state.baselines.copy(),
        plans=state.plans.copy(),
        choices=state.choices.copy(),
        revisions=state.revisions.copy(),
    )
