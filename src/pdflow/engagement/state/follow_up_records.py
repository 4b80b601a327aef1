"""Records of follow-up: strategies planned, evaluations, choices, revisions and what was given."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import attrs

from pdflow.engagement.state.continuum import Mode
from pdflow.engagement.state.vocabulary import ForWhom
from pdflow.kernel.fields import RecordId
from pdflow.kernel.records import Description, Record, record, relies_on
from pdflow.people import PersonId
from pdflow.values import Count, Rating, Strategy


@record
class StrategyPlan(Record):
    """A follow-up strategy: its mode, its owner, its day and for whom it is meant; perhaps added by a revision."""

    strategy: Strategy
    mode: Mode
    owner: PersonId
    on: date
    for_whom: ForWhom
    revision: RecordId | None = relies_on()

    def described(self, kind: str) -> Description:
        return Description(kind, self.strategy, self.on)


@record
class EvaluationTally(Record):
    """Evaluation returns of one session: how many, what each preferred, how many are confident or unsure."""

    returns: Count
    preferred: tuple[Strategy, ...]
    confident: Count
    unsure: Count
    reactions: tuple[Rating, ...]
    needs: tuple[str, ...]
    supersedes: RecordId | None
    session: RecordId = relies_on()


@record
class FollowUpChoice(Record):
    """The strategies chosen from the evaluation data."""

    reason: str
    plans: tuple[RecordId, ...] = relies_on()


@record
class FollowUpRevision(Record):
    """The strategies dropped and added by a revision."""

    reason: str
    adds: tuple[RecordId, ...]
    drops: tuple[RecordId, ...] = relies_on()
    planned: tuple[StrategyPlan, ...] = attrs.field(default=(), eq=False)
    """What was added under the names, in their order, voided since or not; none in a state stored without it."""

    def with_planned(self, plan: StrategyPlan) -> FollowUpRevision:
        """The same revision with what was added next."""
        return FollowUpRevision(self.at, self.reason, self.adds, self.drops, (*self.planned, plan))

    def difference(self, command: Any) -> Iterator[str]:
        same = tuple(add.plan for add in command.adds) == self.adds
        if not same or any(any(plan.difference(add)) for plan, add in zip(self.planned, command.adds, strict=False)):
            yield "adds"
        yield from (name for name in ("reason", "drops") if getattr(self, name) != getattr(command, name))


@record
class StrategyGiven(Record):
    """A strategy carried out: to whom, for how many minutes, and by whom."""

    minutes: Count
    to: tuple[PersonId, ...]
    group: str
    given_by: PersonId | None
    plan: RecordId = relies_on()

    def difference(self, command: Any) -> Iterator[str]:
        if command.given_by not in (None, self.given_by):
            yield "given_by"
        yield from (
            name for name in ("minutes", "to", "group", "plan") if getattr(self, name) != getattr(command, name)
        )
