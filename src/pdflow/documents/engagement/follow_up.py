"""Follow-up support: the plan, its place on the continuum of strategies, and the tools by which it reaches people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from enum import StrEnum
from typing import Any, ClassVar

import attrs

from pdflow.audience import Audience
from pdflow.documents.engagement.toolkit import TOOLKIT, TOOLS
from pdflow.documents.history.effective_events import Told
from pdflow.documents.history.sessions import engagement_of, people, which
from pdflow.documents.page.blocks import (
    Cell,
    Column,
    Fact,
    Items,
    Named,
    Paragraph,
    Section,
    Table,
    Words,
)
from pdflow.documents.page.document import Document
from pdflow.engagement import (
    CONTINUUM,
    EngagementRequested,
    EvaluationCollected,
    FollowUpChosen,
    FollowUpGiven,
    FollowUpPlanned,
    FollowUpRevised,
    ForWhom,
    Mode,
    Place,
    decider,
)
from pdflow.engagement.follow_up_choice import returns
from pdflow.kernel.fields import RecordId
from pdflow.kernel.messages import Event
from pdflow.people import PersonId
from pdflow.values import Strategy

ALL = Audience.ALL


class PlanStatus(StrEnum):
    """How a strategy of the plan stands."""

    PLANNED = "PLANNED"
    CHOSEN = "CHOSEN"
    GIVEN = "GIVEN"
    NOT_CHOSEN = "NOT_CHOSEN"
    DROPPED = "DROPPED"


@attrs.frozen
class Giving:
    """A time at which a strategy was carried out: to whom, where that was said, and for how many minutes."""

    at: datetime
    to: tuple[PersonId, ...]
    minutes: int


@attrs.frozen
class PlannedStrategy:
    """A strategy of the plan: how, by whom, from when, for whom, how it stands, and when it was given."""

    plan: RecordId
    strategy: Strategy
    mode: Mode
    owner: PersonId
    on: date
    for_whom: ForWhom
    status: PlanStatus
    given: tuple[Giving, ...]

    @property
    def minutes(self) -> int:
        """For how many minutes it was given in all."""
        return sum(giving.minutes for giving in self.given)


def planned(told: Told) -> tuple[PlannedStrategy, ...]:
    """Every strategy ever planned, in the order of their days."""
    chosen = {plan for choice in told.each(FollowUpChosen) for plan in choice.plans}
    dropped = {plan for revision in told.each(FollowUpRevised) for plan in revision.drops}
    givings: dict[RecordId, list[Giving]] = {}
    for given in told.each(FollowUpGiven):
        givings.setdefault(given.plan, []).append(Giving(given.at, given.to, given.minutes))
    found = (
        PlannedStrategy(
            plan=plan.plan,
            strategy=plan.strategy,
            mode=plan.mode,
            owner=plan.owner,
            on=plan.on,
            for_whom=plan.for_whom,
            status=_status(plan, chosen, dropped, plan.plan in givings),
            given=tuple(givings.get(plan.plan, ())),
        )
        for plan in told.each(FollowUpPlanned)
    )
    return tuple(sorted(found, key=lambda plan: plan.on))


def _status(plan: FollowUpPlanned, chosen: set[RecordId], dropped: set[RecordId], given: bool) -> PlanStatus:
    if plan.plan in dropped:
        return PlanStatus.DROPPED
    if given:
        return PlanStatus.GIVEN
    if not chosen:
        return PlanStatus.PLANNED
    in_force = plan.plan in chosen or plan.revision is not None
    return PlanStatus.CHOSEN if in_force else PlanStatus.NOT_CHOSEN


def _whom(for_whom: ForWhom) -> Cell:
    return (*for_whom.sites, *people(for_whom.people)) or Words("Everybody")


@attrs.frozen
class FollowUpActionPlan(Document):
    """What is done after the training: on what need and data, which strategies, by whom, when, and what was given."""

    title: ClassVar[str] = "Follow-up action plan"
    engagement: str
    need: str
    returns: int
    there: int
    asked_for: Strategy | None
    needs: tuple[str, ...]
    """What people said they need, most often named first."""
    reason: str
    plans: tuple[PlannedStrategy, ...]

    def facts(self) -> Iterator[Fact]:
        yield which(self.engagement)
        yield Fact("Need", self.need)
        yield Fact("Evaluations in", f"{self.returns}/{self.there}", Audience.TEAM)
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
        "Minutes",
    )
    rows = [
        (p.strategy, p.mode, Named(p.owner), p.on, _whom(p.for_whom), p.status, len(p.given), p.minutes) for p in plans
    ]
    return Table("Plan", columns, rows, reader=ALL, empty="No strategy is planned yet.")


def _given(plans: Iterable[PlannedStrategy]) -> Table:
    times = sorted(((giving, plan) for plan in plans for giving in plan.given), key=lambda each: each[0].at)
    rows = [(g.at, plan.strategy, people(g.to) or _whom(plan.for_whom), g.minutes) for g, plan in times]
    columns = ("When", "Strategy", Column("To whom", Audience.TEAM), "Minutes")
    return Table("Given", columns, rows, reader=ALL, empty="Nothing has been given yet.")


def follow_up_plan(engagement: Iterable[Event[Any]]) -> FollowUpActionPlan:
    """The follow-up plan as it stands, from an engagement's events."""
    told = Told(engagement)
    request, choice = told.last(EngagementRequested), told.last(FollowUpChosen)
    came = returns(decider.fold(told.events))
    return FollowUpActionPlan(
        engagement=engagement_of(told),
        need="" if request is None else request.need,
        returns=came.returns,
        there=came.there,
        asked_for=came.asked_for,
        needs=tuple(_needs(told)),
        reason="" if choice is None else choice.reason,
        plans=planned(told),
    )


def _needs(told: Told) -> Iterator[str]:
    collected = told.each(EvaluationCollected)
    corrected = {evaluation.supersedes for evaluation in collected}
    counted = Counter(need for each in collected if each.evaluation not in corrected for need in each.needs)
    yield from (need for need, _ in counted.most_common())


@attrs.frozen
class FollowUpContinuum(Document):
    """Every strategy of follow-up support from light and broad to intense and individual, and the plan placed on it."""

    title: ClassVar[str] = "Follow-up continuum, strategies and toolkit"
    engagement: str
    plans: tuple[PlannedStrategy, ...]
    asked_for: Strategy | None

    def facts(self) -> Iterator[Fact]:
        yield which(self.engagement)
        yield Fact("The data ask for", self.asked_for, Audience.TEAM)

    def sections(self) -> Iterator[Section]:
        yield Section("", (Paragraph("From light and broad to intense and individual.", reader=ALL), self._places()))

    def _places(self) -> Table:
        columns = ("Place", "Strategy", "What it is", "Usual modes", "In the plan")
        return Table("Continuum", columns, map(self._place, CONTINUUM), reader=ALL)

    def _place(self, place: Place) -> tuple[Cell, ...]:
        modes = tuple(mode for mode in Mode if mode in place.modes)
        live = (p for p in self.plans if p.strategy is place.strategy and p.status is not PlanStatus.DROPPED)
        plans = tuple((Named(plan.owner), plan.on) for plan in live)
        return place.intensity, place.strategy, Words(TOOLKIT[place.strategy]), modes, plans


def follow_up_continuum(engagement: Iterable[Event[Any]] = ()) -> FollowUpContinuum:
    """The catalogue of strategies, with the plan of an engagement on it where there is one."""
    told = Told(engagement)
    return FollowUpContinuum(engagement_of(told), planned(told), returns(decider.fold(told.events)).asked_for)


@attrs.frozen
class ElectronicTools(Document):
    """The modes in which follow-up reaches people, what each is good for, and what is planned in it."""

    title: ClassVar[str] = "Electronic tools for follow-up"
    engagement: str
    plans: tuple[PlannedStrategy, ...]

    def facts(self) -> Iterator[Fact]:
        yield which(self.engagement)

    def sections(self) -> Iterator[Section]:
        columns = ("Mode", "Good for", "Strategies usually given in it", "Planned here")
        yield Section("", (Table("Modes", columns, map(self._mode, Mode), reader=ALL),))

    def _mode(self, mode: Mode) -> tuple[Cell, ...]:
        usual = tuple(place.strategy for place in CONTINUUM if mode in place.modes)
        live = (plan for plan in self.plans if plan.mode is mode and plan.status is not PlanStatus.DROPPED)
        return mode, Words(TOOLS[mode]), usual, tuple(plan.strategy for plan in live)


def electronic_tools(engagement: Iterable[Event[Any]] = ()) -> ElectronicTools:
    """The modes of follow-up support, with the plan of an engagement on them where there is one."""
    told = Told(engagement)
    return ElectronicTools(engagement_of(told), planned(told))
