"""The follow-up continuum: all strategies of follow-up support, and the plan placed on it (agency guide)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import ClassVar, Final

import attrs

from pdflow.audience import Audience
from pdflow.documents.engagement.planned_strategies import PlannedStrategy, PlanStatus, planned_strategies
from pdflow.documents.page import Cell, EngagementDocument, Fact, NameCell, Paragraph, PhraseCell, Section, Table
from pdflow.engagement import CONTINUUM, ContinuumPlace, Engagement, Mode, ResourceVetted, decider, evaluation_returns
from pdflow.history import EffectiveEvents, engagement_name
from pdflow.kernel.messages import Event
from pdflow.values import Strategy

ALL = Audience.ALL
STRATEGY_DESCRIPTIONS: Final[Mapping[Strategy, str]] = {
    Strategy.RESOURCE: "Something to read, watch or use, sent to everybody.",
    Strategy.REMINDER: "A short message that brings one step back to mind.",
    Strategy.DISCUSSION: "A talk in a group about what was tried and what came of it.",
    Strategy.WEBINAR: "A live session on screen that takes one question further.",
    Strategy.REFRESHER: "A short training that goes back over the key messages and practices them.",
    Strategy.PEER_EXCHANGE: "Two or three colleagues look at each other's work and talk about it.",
    Strategy.COMMUNITY: "A standing group that shares what it learns over months.",
    Strategy.TECHNICAL_ASSISTANCE: "Help with a question that somebody has, from somebody who knows.",
    Strategy.CHECK_IN: "A short, regular contact on priorities, steps and what is in the way.",
    Strategy.OBSERVATION: "A look at practice where the work is done, with feedback.",
    Strategy.COACHING: "One to one: a model, a comparison with one's own practice, steps, practice.",
}


@attrs.frozen
class FollowUpContinuum(EngagementDocument):
    """All strategies of follow-up support, from light and broad to intense and individual, and those planned."""

    title: ClassVar[str] = "Follow-up continuum, strategies and toolkit"
    plans: tuple[PlannedStrategy, ...]
    asked_for: Strategy | None
    resources: tuple[ResourceVetted, ...] = ()

    def facts(self) -> Iterator[Fact]:
        yield Fact("The data ask for", self.asked_for, Audience.TEAM)

    def sections(self) -> Iterator[Section]:
        yield Section("", (Paragraph("From light and broad to intense and individual.", reader=ALL), self._table()))
        if self.resources:
            columns = ("Passed", "Resource", "From where", "Judged on", "For strategy")
            rows = [(each.passed, each.title, each.source, each.judged_on, each.strategy) for each in self.resources]
            yield Section("Resources vetted", (Table("Resources", columns, rows, reader=ALL),))

    def _table(self) -> Table:
        columns = ("Place", "Strategy", "What it is", "Usual modes", "In the plan")
        return Table("Continuum", columns, map(self._row, CONTINUUM), reader=ALL)

    def _row(self, place: ContinuumPlace) -> tuple[Cell, ...]:
        modes = tuple(mode for mode in Mode if mode in place.modes)
        kept = (p for p in self.plans if p.strategy is place.strategy and p.status is not PlanStatus.DROPPED)
        plans = tuple((NameCell(plan.owner), plan.on) for plan in kept)
        return place.intensity, place.strategy, PhraseCell(STRATEGY_DESCRIPTIONS[place.strategy]), modes, plans


def follow_up_continuum(engagement: Iterable[Event[Engagement]] = ()) -> FollowUpContinuum:
    """Make the continuum of strategies, with the plan of an engagement placed on it, from its events."""
    events = EffectiveEvents(engagement)
    vetted = events.latest_by(ResourceVetted, lambda vetted: vetted.title)
    asked_for = evaluation_returns(decider.fold(events.all)).asked_for
    return FollowUpContinuum(engagement_name(events), planned_strategies(events), asked_for, tuple(vetted.values()))
