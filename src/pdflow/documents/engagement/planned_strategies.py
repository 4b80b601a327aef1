"""The strategies of a follow-up plan, with their status and what was given."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

import attrs

from pdflow.documents.page import Cell, PhraseCell, name_cells
from pdflow.engagement import Engagement, FollowUpChosen, FollowUpGiven, FollowUpPlanned, FollowUpRevised, ForWhom, Mode
from pdflow.history import EffectiveEvents
from pdflow.kernel.fields import RecordId
from pdflow.people import PersonId
from pdflow.values import Strategy


class PlanStatus(StrEnum):
    """The status of a planned strategy, from planned to given or dropped."""

    PLANNED = "PLANNED"
    CHOSEN = "CHOSEN"
    GIVEN = "GIVEN"
    NOT_CHOSEN = "NOT_CHOSEN"
    DROPPED = "DROPPED"


@attrs.frozen
class StrategyDelivery:
    """One time that a strategy was given, and to whom: to people, else to a group, else to all it is meant for."""

    at: datetime
    to: tuple[PersonId, ...]
    group: str
    minutes: int
    given_by: PersonId | None


@attrs.frozen
class PlannedStrategy:
    """A strategy of the follow-up plan, its status, and the times that it was given."""

    plan: RecordId
    strategy: Strategy
    mode: Mode
    owner: PersonId
    on: date
    for_whom: ForWhom
    status: PlanStatus
    given: tuple[StrategyDelivery, ...]

    @property
    def minutes(self) -> int:
        """The minutes for which it was given in all."""
        return sum(delivery.minutes for delivery in self.given)


def planned_strategies(events: EffectiveEvents[Engagement]) -> tuple[PlannedStrategy, ...]:
    """Every strategy that was ever planned, by the day from which it is planned."""
    chosen = {plan for choice in events.of_type(FollowUpChosen) for plan in choice.plans}
    dropped = {plan for revision in events.of_type(FollowUpRevised) for plan in revision.drops}
    deliveries: dict[RecordId, list[StrategyDelivery]] = {}
    for given in events.of_type(FollowUpGiven):
        deliveries.setdefault(given.plan, []).append(
            StrategyDelivery(given.at, given.to, given.group, given.minutes, given.given_by)
        )
    found = (
        PlannedStrategy(
            plan=plan.plan,
            strategy=plan.strategy,
            mode=plan.mode,
            owner=plan.owner,
            on=plan.on,
            for_whom=plan.for_whom,
            status=_status(plan, chosen, dropped, plan.plan in deliveries),
            given=tuple(deliveries.get(plan.plan, ())),
        )
        for plan in events.of_type(FollowUpPlanned)
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


def audience_cell(for_whom: ForWhom) -> Cell:
    """For whom a strategy is planned: sites, people, or everybody."""
    return (*name_cells(for_whom.sites), *name_cells(for_whom.people)) or PhraseCell("Everybody")
