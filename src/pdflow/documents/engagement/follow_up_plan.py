"""The follow-up action plan: needs, evaluation data, planned strategies and what was given."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import ClassVar

import attrs

from pdflow.audience import Audience
from pdflow.documents.engagement.planned_strategies import (
    PlannedStrategy,
    StrategyDelivery,
    audience_cell,
    planned_strategies,
)
from pdflow.documents.page import (
    BlankForm,
    Cell,
    Column,
    EngagementDocument,
    Fact,
    Items,
    NameCell,
    Section,
    Table,
    blank_table,
    blanks,
    name_cells,
)
from pdflow.engagement import (
    Engagement,
    EngagementRequested,
    EvaluationCollected,
    FollowUpChosen,
    decider,
    evaluation_returns,
)
from pdflow.history import EffectiveEvents, engagement_name
from pdflow.kernel.messages import Event
from pdflow.values import Strategy

ALL = Audience.ALL


@attrs.frozen
class FollowUpActionPlan(EngagementDocument):
    """The follow-up of a training: its need and data, the strategies planned, and what was given."""

    title: ClassVar[str] = "Follow-up action plan"
    need: str
    returns: int
    """How many evaluations were returned."""
    attended: int
    """How many people attended the training."""
    asked_for: Strategy | None
    """The strategy that the evaluations ask for."""
    needs: tuple[str, ...]
    """What people say that they need, the most frequent first."""
    reason: str
    """Why less was chosen than the data ask for."""
    plans: tuple[PlannedStrategy, ...]

    def facts(self) -> Iterator[Fact]:
        yield Fact("Need", self.need)
        yield Fact("Evaluations in", f"{self.returns}/{self.attended}", Audience.TEAM)
        yield Fact("The data ask for", self.asked_for, Audience.TEAM)
        yield Fact("Reason for less", self.reason)

    def sections(self) -> Iterator[Section]:
        if self.needs:
            yield Section("What people say they need", (Items(self.needs),))
        yield Section("Plan", (_plan(self.plans),))
        yield Section("Given so far", (_given(self.plans),))


def _plan(plans: Iterable[PlannedStrategy]) -> Table:
    columns = (
        "Strategy",
        "Mode",
        "Owner",
        "From",
        Column("For whom", Audience.TEAM),
        "Status",
        "Times given",
        "Hours",
    )
    rows = [
        (p.strategy, p.mode, NameCell(p.owner), p.on, audience_cell(p.for_whom), p.status, len(p.given), p.minutes / 60)
        for p in plans
    ]
    return Table("Plan", columns, rows, reader=ALL, empty="No strategy is planned yet.")


def _given(plans: Iterable[PlannedStrategy]) -> Table:
    given = sorted(((each, plan) for plan in plans for each in plan.given), key=lambda pair: pair[0].at)
    rows = [(g.at, plan.strategy, _reached(g, plan), _by(g, plan), g.minutes / 60) for g, plan in given]
    columns = ("When", "Strategy", Column("To whom", Audience.TEAM), Column("By", Audience.TEAM), "Hours")
    return Table("Given", columns, rows, reader=ALL, empty="Nothing has been given yet.")


def _reached(given: StrategyDelivery, plan: PlannedStrategy) -> Cell:
    return name_cells(given.to) or (NameCell(given.group) if given.group else audience_cell(plan.for_whom))


def _by(given: StrategyDelivery, plan: PlannedStrategy) -> NameCell:
    return NameCell(given.given_by or plan.owner)


class BlankFollowUpPlan(BlankForm):
    """The action plan to fill in by hand."""

    __slots__ = ()
    title = FollowUpActionPlan.title

    def sections(self) -> Iterator[Section]:
        yield Section(
            "", (blanks(("Need", 2), "Evaluations in", "The data ask for", ("What people say they need", 3)),)
        )
        plan = ("Strategy", "Mode", "Owner", "From", "For whom")
        yield Section("Plan", (blank_table("Plan", plan, 8),))
        given = ("When", "Strategy", "To whom", "Hours")
        yield Section("Given so far", (blank_table("Given", given, 8),))


def blank_follow_up_plan() -> BlankFollowUpPlan:
    """Make the action plan as a form to fill in by hand."""
    return BlankFollowUpPlan()


def follow_up_plan(engagement: Iterable[Event[Engagement]]) -> FollowUpActionPlan:
    """Make the follow-up action plan, from an engagement's events."""
    events = EffectiveEvents(engagement)
    request, choice = events.last(EngagementRequested), events.last(FollowUpChosen)
    evaluations = evaluation_returns(decider.fold(events.all))
    return FollowUpActionPlan(
        engagement=engagement_name(events),
        need="" if request is None else request.need,
        returns=evaluations.returns,
        attended=evaluations.there,
        asked_for=evaluations.asked_for,
        needs=tuple(_needs(events)),
        reason="" if choice is None else choice.reason,
        plans=planned_strategies(events),
    )


def _needs(events: EffectiveEvents[Engagement]) -> Iterator[str]:
    collected = events.of_type(EvaluationCollected)
    corrected = {evaluation.supersedes for evaluation in collected}
    counted = Counter(need for each in collected if each.evaluation not in corrected for need in each.needs)
    yield from (need for need, _ in counted.most_common())
