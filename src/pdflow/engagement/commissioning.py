"""Commissioning: the questions a policy asks of a design, each answered or blocking (follow-through article)."""

from __future__ import annotations

from datetime import datetime

from pdflow.engagement.chronology import before_the_last_turn
from pdflow.engagement.partnership_agreement import not_all_agreed
from pdflow.engagement.rights import the_commissioner
from pdflow.engagement.roles import is_defined
from pdflow.engagement.state import (
    DELIVERING,
    DELIVERY,
    DESIGN,
    Engagement,
    Moves,
    minutes_asked,
    minutes_protected,
)
from pdflow.kernel.fields import is_blank
from pdflow.kernel.guards import Objection, moment
from pdflow.kernel.lifecycle import move
from pdflow.kernel.messages import Command, Event, command, event
from pdflow.kernel.records import Turn
from pdflow.people import MANAGER
from pdflow.policy import Question


@command(by=the_commissioner)
class Commission(Command[Engagement]):
    """Commission the design, so that delivery may begin."""


@event("engagement.commissioned")
class EngagementCommissioned(Event[Engagement]):
    """The design was commissioned; delivery may begin."""

    def apply(self, state: Engagement) -> None:
        state.phase, state.turned = DELIVERY, Turn("EngagementCommissioned", self.at)


@moment("design.no_outcome", remedy="StateOutcome", waivable=True)
def no_outcome(state: Engagement, at: datetime) -> Objection:
    return _is_asked(state, at, Question.OUTCOME) and not state.outcomes


@moment("design.no_measure", remedy="ChooseMeasure", waivable=True)
def no_measure(state: Engagement, at: datetime) -> Objection:
    measured = {measure.outcome for measure in state.measures.values()}
    return _is_asked(state, at, Question.MEASURE) and _of_each_outcome(state, measured)


@moment("design.no_baseline", remedy="SetBaseline", waivable=True)
def no_baseline(state: Engagement, at: datetime) -> Objection:
    """An outcome needs a baseline, be it of a person, or the day on which it will be read."""
    known = {baseline.outcome for baseline in state.baselines.values()}
    taken = {reading.outcome for reading in state.readings.values() if reading.level is None}
    return _is_asked(state, at, Question.BASELINE) and _of_each_outcome(state, known | taken)


@moment("design.no_supporter", remedy="NameSupporter", waivable=True)
def no_supporter(state: Engagement, at: datetime) -> Objection:
    return _is_asked(state, at, Question.SUPPORTER) and not state.supporters


@moment("team.only_line_manager", remedy="NameSupporter", waivable=True)
def only_line_manager(state: Engagement, at: datetime) -> Objection:
    """Support by the line manager alone is not enough (follow-through article)."""
    asked = _is_asked(state, at, Question.SUPPORTER) and state.policy_at(at).supporter_beyond_manager
    if not (asked and state.supporters):
        return None
    roles = {supporter.person: supporter.role for supporter in state.supporters.values()}
    return all(role is MANAGER for role in roles.values())


@moment("design.supporter_not_guided", remedy="NameSupporter", waivable=True)
def supporter_not_guided(state: Engagement, at: datetime) -> Objection:
    """Each supporter is tasked and guided, when and how (follow-through article)."""
    if not _is_asked(state, at, Question.SUPPORTER):
        return None
    supporters = {supporter.person: supporter for supporter in state.supporters.values()}
    missing = {
        person: tuple(part for part in ("when", "tasked", "guided") if is_blank(getattr(supporter, part)))
        for person, supporter in supporters.items()
    }
    return tuple({"person": person, "missing": parts} for person, parts in missing.items() if parts)


@moment("design.no_manager_role", remedy="DefineManagerRole", waivable=True)
def no_manager_role(state: Engagement, at: datetime) -> Objection:
    return _is_asked(state, at, Question.MANAGER_ROLE) and not is_defined(state, Question.MANAGER_ROLE)


@moment("design.no_trainer_role", remedy="DefineTrainerRole", waivable=True)
def no_trainer_role(state: Engagement, at: datetime) -> Objection:
    return _is_asked(state, at, Question.TRAINER_ROLE) and not is_defined(state, Question.TRAINER_ROLE)


@moment("design.no_protected_time", remedy="ProtectTime", waivable=True)
def no_protected_time(state: Engagement, at: datetime) -> Objection:
    return _is_asked(state, at, Question.PROTECTED_TIME) and not state.protections


@moment("time.too_little", remedy="ProtectTime", waivable=True)
def too_little_time(state: Engagement, at: datetime) -> Objection:
    """Slots have to reach the policy's minutes a fortnight over the whole engagement."""
    if not (_is_asked(state, at, Question.PROTECTED_TIME) and state.protections):
        return None
    policy = state.policy_at(at)
    has, needs = minutes_protected(state, policy), minutes_asked(state, policy)
    return {"has": has, "needs": needs, "a_fortnight": policy.protected_minutes} if has < needs else None


@moment("design.no_follow_up_budget", remedy="SetBudget", waivable=True)
def no_follow_up_budget(state: Engagement, at: datetime) -> Objection:
    return _is_asked(state, at, Question.FOLLOW_UP_BUDGET) and not state.budgets


@moment("design.no_revisit", remedy="PlanRevisit", waivable=True)
def no_revisit(state: Engagement, at: datetime) -> Objection:
    return _is_asked(state, at, Question.REVISIT) and all(is_blank(each.messages) for each in state.revisits.values())


@moment("design.no_sharing", remedy="PlanSharing", waivable=True)
def no_sharing(state: Engagement, at: datetime) -> Objection:
    return _is_asked(state, at, Question.SHARING) and all(is_blank(each.how) for each in state.sharings.values())


@moment("design.no_follow_up", remedy="PlanFollowUp", waivable=True)
def no_follow_up(state: Engagement, at: datetime) -> Objection:
    return _is_asked(state, at, Question.FOLLOW_UP) and not state.in_force()


def _is_asked(state: Engagement, at: datetime, question: Question) -> bool:
    return question in state.policy_at(at).questions


def _of_each_outcome(state: Engagement, answered: set[str]) -> Objection:
    """One objection for each outcome without an answer; one without parameters where no outcome is stated."""
    if not state.outcomes:
        return True
    return tuple({"outcome": name} for name in state.outcomes if name not in answered)


def commissioned_already(state: Engagement, commission: Commission) -> bool:
    return state.phase in DELIVERING


QUESTIONS = (
    no_outcome,
    no_measure,
    no_baseline,
    no_supporter,
    only_line_manager,
    supporter_not_guided,
    no_manager_role,
    no_trainer_role,
    no_protected_time,
    too_little_time,
    no_follow_up_budget,
    no_revisit,
    no_sharing,
    no_follow_up,
)
"""The questions to a design; each guard answers whether the policy asks it and it is still open."""


MOVES: Moves = (
    move(
        Commission,
        DESIGN,
        to=DELIVERY,
        guards=[*QUESTIONS, not_all_agreed, before_the_last_turn],
        then=EngagementCommissioned,
        no_op_if=commissioned_already,
    ),
)
