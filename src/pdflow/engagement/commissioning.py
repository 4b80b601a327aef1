"""Commissioning: the questions a policy asks of a design, each answered or blocking (follow-through article)."""

from __future__ import annotations

from pdflow.engagement.chronology import before_the_last_turn
from pdflow.engagement.partnership_agreement import not_all_agreed
from pdflow.engagement.rights import the_commissioner
from pdflow.engagement.roles import role_of
from pdflow.engagement.state import DELIVERING, DELIVERY, DESIGN, Engagement, Moves
from pdflow.kernel.guards import Objection, fact
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


@fact("design.no_outcome", remedy="StateOutcome", waivable=True)
def no_outcome(state: Engagement) -> Objection:
    return _is_asked(state, Question.OUTCOME) and not state.outcomes


@fact("design.no_measure", remedy="ChooseMeasure", waivable=True)
def no_measure(state: Engagement) -> Objection:
    measured = {measure.outcome for measure in state.measures.values()}
    return _is_asked(state, Question.MEASURE) and _of_each_outcome(state, measured)


@fact("design.no_baseline", remedy="SetBaseline", waivable=True)
def no_baseline(state: Engagement) -> Objection:
    """An outcome needs a baseline, be it of a person, or the day on which it will be read."""
    known = {baseline.outcome for baseline in state.baselines.values()}
    taken = {reading.outcome for reading in state.readings.values() if reading.level is None}
    return _is_asked(state, Question.BASELINE) and _of_each_outcome(state, known | taken)


@fact("design.no_supporter", remedy="NameSupporter", waivable=True)
def no_supporter(state: Engagement) -> Objection:
    return _is_asked(state, Question.SUPPORTER) and not state.supporters


@fact("team.only_line_manager", remedy="NameSupporter", waivable=True)
def only_line_manager(state: Engagement) -> Objection:
    """Support by the line manager alone is not enough (follow-through article)."""
    if not (_is_asked(state, Question.SUPPORTER) and state.policy.supporter_beyond_manager and state.supporters):
        return None
    roles = {supporter.person: supporter.role for supporter in state.supporters.values()}
    return all(role is MANAGER for role in roles.values())


@fact("design.no_manager_role", remedy="DefineManagerRole", waivable=True)
def no_manager_role(state: Engagement) -> Objection:
    return _is_asked(state, Question.MANAGER_ROLE) and role_of(state, Question.MANAGER_ROLE) is None


@fact("design.no_trainer_role", remedy="DefineTrainerRole", waivable=True)
def no_trainer_role(state: Engagement) -> Objection:
    return _is_asked(state, Question.TRAINER_ROLE) and role_of(state, Question.TRAINER_ROLE) is None


@fact("design.no_protected_time", remedy="ProtectTime", waivable=True)
def no_protected_time(state: Engagement) -> Objection:
    return _is_asked(state, Question.PROTECTED_TIME) and not state.protections


@fact("design.no_follow_up_budget", remedy="SetBudget", waivable=True)
def no_follow_up_budget(state: Engagement) -> Objection:
    return _is_asked(state, Question.FOLLOW_UP_BUDGET) and not state.budgets


@fact("design.no_revisit", remedy="PlanRevisit", waivable=True)
def no_revisit(state: Engagement) -> Objection:
    return _is_asked(state, Question.REVISIT) and not state.revisits


@fact("design.no_sharing", remedy="PlanSharing", waivable=True)
def no_sharing(state: Engagement) -> Objection:
    return _is_asked(state, Question.SHARING) and not state.sharings


@fact("design.no_follow_up", remedy="PlanFollowUp", waivable=True)
def no_follow_up(state: Engagement) -> Objection:
    return _is_asked(state, Question.FOLLOW_UP) and not state.in_force()


def _is_asked(state: Engagement, question: Question) -> bool:
    return question in state.policy.questions


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
    no_manager_role,
    no_trainer_role,
    no_protected_time,
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
