"""Awards: the credit that activities come to by a rule, why others give none, and what a record of it lacks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from enum import StrEnum

import attrs

from pdflow.credit.activities import LearningActivity
from pdflow.credit.rule import ActivityKind, CreditRule, RecordField, total


class NoCredit(StrEnum):
    """Why an activity gives no credit."""

    KIND_NOT_COUNTED = "KIND_NOT_COUNTED"
    """The rule does not count what it is."""
    EVALUATION_MISSING = "EVALUATION_MISSING"
    """The rule, or the policy, asks for its evaluation first."""
    TOO_SHORT = "TOO_SHORT"
    """It is shorter than the rule asks."""


@attrs.frozen
class Provider:
    """Who provides, as the rules ask: a name, the number under which it is approved, an address, the approver's words.

    The number is that of the sponsor or registry by whose rule credit is given; the statement is that of whoever
    approved the activity.
    """

    name: str
    number: str = ""
    address: str = ""
    statement: str = ""


@attrs.frozen
class ActivityCredit:
    """An activity, and its credit or why it has none."""

    activity: LearningActivity
    credit: Decimal
    """By itself; where the rule rounds the sum, that of the award is no sum of these."""
    none_because: NoCredit | None


@attrs.frozen
class Award:
    """The credit of one person's activities by a rule."""

    rule: CreditRule
    activities: tuple[ActivityCredit, ...]
    minutes: int
    """The minutes that are credited."""
    credit: Decimal
    language_minutes: int
    language_credit: Decimal
    """The part of the credit that is for language acquisition."""

    @property
    def credited(self) -> list[LearningActivity]:
        """The activities that give credit."""
        return [each.activity for each in self.activities if each.none_because is None]

    def minutes_without_credit(self, because: NoCredit) -> int:
        """The minutes that give no credit for this reason."""
        return sum(each.activity.minutes for each in self.activities if each.none_because is because)


@attrs.frozen
class Lack:
    """Something that a record has to say and nobody gave: of one activity, or where that is None of the record."""

    field: RecordField
    activity: LearningActivity | None = None


def award(activities: Iterable[LearningActivity], rule: CreditRule) -> Award:
    """The credit of one person's activities by a rule."""
    each = tuple([_credit(activity, rule) for activity in activities])
    counted = [made for made in each if made.none_because is None]
    minutes = sum(made.activity.minutes for made in counted)
    language = [made.activity.language_minutes for made in counted]
    summed = total((made.credit for made in counted), rule.none)
    summed_language = total(map(rule.credit_of_part, language), rule.none)
    return Award(
        rule=rule,
        activities=each,
        minutes=minutes,
        credit=summed if rule.per_activity else rule.credit(minutes),
        language_minutes=sum(language),
        language_credit=summed_language if rule.per_activity else rule.credit_of_part(sum(language)),
    )


def lacks(award: Award, provider: Provider, *, participant_id: str = "") -> Iterator[Lack]:
    """What a record of this credit has to say by its rule, and does not.

    Args:
        participant_id: The participant's number with the body that grants the credit.
    """
    given = {
        RecordField.PARTICIPANT_ID: participant_id,
        RecordField.PROVIDER: provider.name,
        RecordField.PROVIDER_NUMBER: provider.number,
        RecordField.PROVIDER_ADDRESS: provider.address,
        RecordField.APPROVER_STATEMENT: provider.statement,
    }
    yield from (Lack(field) for field in award.rule.record if not given.get(field, "given"))
    for activity in award.credited:
        is_training = activity.kind is ActivityKind.TRAINING
        of_activity = {RecordField.TITLE: activity.title or not is_training, RecordField.PLACE: activity.places}
        yield from (Lack(field, activity) for field in award.rule.record if not of_activity.get(field, "given"))


def _credit(activity: LearningActivity, rule: CreditRule) -> ActivityCredit:
    none = _why_none(activity, rule)
    return ActivityCredit(activity, rule.none if none else rule.credit(activity.minutes), none)


def _why_none(activity: LearningActivity, rule: CreditRule) -> NoCredit | None:
    if activity.kind not in rule.counts:
        return NoCredit.KIND_NOT_COUNTED
    if not activity.counts or (rule.needs_evaluation and not activity.evaluated):
        return NoCredit.EVALUATION_MISSING
    return NoCredit.TOO_SHORT if activity.minutes < rule.least_minutes else None
