"""Records of follow-up: strategies planned, evaluations, choices, revisions and what was given."""

from __future__ import annotations

from datetime import date

from pdflow.engagement.state.vocabulary import ForWhom
from pdflow.kernel.fields import RecordId
from pdflow.kernel.records import Description, Record, record, relies_on
from pdflow.people import PersonId
from pdflow.values import Count, Strategy


@record
class StrategyPlan(Record):
    """A follow-up strategy: its owner, its day and for whom it is meant; perhaps added by a revision."""

    strategy: Strategy
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
    supersedes: RecordId | None
    session: RecordId = relies_on()


@record
class FollowUpChoice(Record):
    """The strategies chosen from the evaluation data."""

    plans: tuple[RecordId, ...] = relies_on()


@record
class FollowUpRevision(Record):
    """The strategies dropped by a revision."""

    drops: tuple[RecordId, ...] = relies_on()


@record
class StrategyGiven(Record):
    """A strategy carried out."""

    minutes: Count
    plan: RecordId = relies_on()
