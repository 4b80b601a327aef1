"""Examples of the request and the design: outcomes, roles, time, money, and the commission."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from pdflow.engagement.budget import RecordSpending, SetBudget, budget_in_force
from pdflow.engagement.commissioning import Commission
from pdflow.engagement.examples.values import ExampleMaker, days_later, free_name, free_names, within_dates
from pdflow.engagement.outcomes import ChooseMeasure, SetBaseline, StateOutcome
from pdflow.engagement.protected_time import ProtectedSlot, ProtectTime
from pdflow.engagement.request import AcceptRequest, DeclineRequest, RequestEngagement
from pdflow.engagement.roles import DefineManagerRole, DefineTrainerRole
from pdflow.engagement.sharing_and_revisits import HoldRevisit, HoldSharing, PlanRevisit, PlanSharing
from pdflow.engagement.state import (
    BudgetLine,
    BudgetPurpose,
    Engagement,
    first_training_day,
    minutes_asked,
    minutes_protected,
)
from pdflow.engagement.supporters import NameSupporter
from pdflow.kernel.examples import first
from pdflow.kernel.fields import RecordId, within_years
from pdflow.kernel.header import Header
from pdflow.kernel.messages import Command
from pdflow.people import Role
from pdflow.policy import FULL
from pdflow.values import Better, OutcomeKind, OutcomeOf


def a_request(state: Engagement, header: Header) -> RequestEngagement:
    return RequestEngagement(
        header,
        engagement=state.engagement or "engagement",
        need="few pupils are asked what they think",
        audience="teachers of grades 5 to 8",
        evidence="a tally in twelve lessons",
    )


def an_acceptance(state: Engagement, header: Header) -> AcceptRequest:
    """An acceptance for a year from now, under the full policy."""
    return AcceptRequest(header, start=header.at.date(), planned_end=days_later(header, 365), policy=FULL)


def a_refusal(state: Engagement, header: Header) -> DeclineRequest:
    return DeclineRequest(header, reason="no trainer")


def an_outcome(state: Engagement, header: Header) -> StateOutcome:
    """An outcome of the group; the second one of a person."""
    return StateOutcome(
        header,
        outcome=free_name(state, "outcome", state.outcomes),
        whose=OutcomeOf.PERSON if len(state.outcomes) == 1 else OutcomeOf.GROUP,
        kind=OutcomeKind.SKILL,
        statement="asks open questions",
    )


def a_measure(state: Engagement, header: Header) -> ChooseMeasure:
    """A measure of the first outcome without one, else of the latest."""
    measured = {chosen.outcome for chosen in state.measures.values()}
    return ChooseMeasure(
        header,
        measure=free_name(state, "measure", state.measures),
        outcome=first((name for name in state.outcomes if name not in measured), reversed(state.outcomes)),
        title="share of open questions",
        unit="%",
        better=Better.HIGHER,
        collector="manager",
        collected_by=days_later(header, 200),
        target=40.0,
    )


def a_baseline(state: Engagement, header: Header) -> SetBaseline:
    """A baseline, in retrospect after the training; before it, for every other outcome, first only the day of one."""
    promised, trained = _promised(state), first_training_day(state)
    known = {baseline.outcome for baseline in state.baselines.values()} | _read(state)
    is_promise = trained is None and not promised and len(state.baselines) % 2 == 0
    on = days_later(header, 14) if is_promise else min(trained or header.at.date(), header.at.date())
    return SetBaseline(
        header,
        baseline=free_name(state, "baseline", state.baselines),
        outcome=first((name for name in state.outcomes if name not in known), promised, reversed(state.outcomes)),
        on=on,
        value=None if is_promise else 20.0,
        how="counted in one lesson",
        retrospective=on < header.at.date(),
    )


def _promised(state: Engagement) -> list[RecordId]:
    """The outcomes whose baseline is due on a day and was not read."""
    latest = {baseline.outcome: baseline.value for baseline in state.baselines.values()}
    return [name for name, value in latest.items() if value is None and name not in _read(state)]


def _read(state: Engagement) -> set[RecordId]:
    return {reading.outcome for reading in state.readings.values() if reading.level is None}


def a_supporter(state: Engagement, header: Header) -> NameSupporter:
    return NameSupporter(
        header,
        supporter=free_name(state, "supporter", state.supporters),
        person="peer",
        role=Role.PEER,
        when="every other week",
        tasked="sits in and talks it over",
        guided="by the facilitator",
    )


def the_managers_role(state: Engagement, header: Header) -> DefineManagerRole:
    name = free_name(state, "role", state.roles)
    return DefineManagerRole(header, definition=name, supports="frees time to practise", tracks="asks once a month")


def the_trainers_role(state: Engagement, header: Header) -> DefineTrainerRole:
    name = free_name(state, "role", state.roles)
    return DefineTrainerRole(header, definition=name, advice="one step at a time", part="visits twice")


def time_protected(state: Engagement, header: Header) -> ProtectTime:
    """The minutes that the policy still asks for, in slots every other week, within the dates of the engagement."""
    policy = state.policy_at(header.at)
    missing = minutes_asked(state, policy) - minutes_protected(state, policy)
    days = _every_other_week(within_dates(state, days_later(header, 7)), state.planned_end)
    minutes = min(max(-(-missing // len(days)), 60), 60 * max(policy.working_until - policy.working_from, 1))
    names = free_names(state, "slot", state.protections, len(days))
    opens = time(min(policy.working_from, 23), tzinfo=header.at.tzinfo)
    slots = [
        ProtectedSlot(name, datetime.combine(day, opens), minutes=minutes)
        for name, day in zip(names, days, strict=True)
    ]
    return ProtectTime(header, protection=free_name(state, "protection", state.protections), slots=tuple(slots))


def _every_other_week(first: date, end: date | None) -> list[date]:
    """The working days two weeks apart until the end, for a year without one; of a weekend the Friday before."""
    fridays_before = timedelta(days=max(first.weekday() - 4, 0))
    last = within_years(end or first + timedelta(days=365))
    days = (first - fridays_before + n * timedelta(days=14) for n in range(30))
    return [day for day in days if day <= last] or [first]


def a_budget(state: Engagement, header: Header) -> SetBudget:
    lines = (
        BudgetLine("follow-up", BudgetPurpose.FOLLOW_UP, money=300),
        BudgetLine("outcomes", BudgetPurpose.OUTCOME_TRACKING, hours=20),
    )
    name = free_name(state, "budget", state.budgets)
    return SetBudget(header, budget=name, currency="USD", money=900, hours=40, lines=lines)


def a_spending(state: Engagement, header: Header) -> RecordSpending:
    """A spending on the first line of the budget of its day."""
    budget = budget_in_force(state, header.at)
    lines = () if budget is None else state.budgets[budget].lines
    name = free_name(state, "spending", state.spendings)
    return RecordSpending(header, spending=name, line=first(line.line for line in lines), money=50)


def a_revisit(state: Engagement, header: Header) -> PlanRevisit:
    name = free_name(state, "revisit", state.revisits)
    return PlanRevisit(
        header, revisit=name, on=within_dates(state, days_later(header, 60)), messages="wait three seconds"
    )


def a_sharing(state: Engagement, header: Header) -> PlanSharing:
    name = free_name(state, "sharing", state.sharings)
    return PlanSharing(header, sharing=name, how="a teach meet", on=within_dates(state, days_later(header, 90)))


def a_revisit_held(state: Engagement, header: Header) -> HoldRevisit:
    """The holding of the first revisit not held yet, else of the latest again."""
    done = {held.revisit for held in state.revisits_held.values()}
    return HoldRevisit(
        header,
        held=free_name(state, "revisit-held", state.revisits_held),
        revisit=first((name for name in state.revisits if name not in done), reversed(state.revisits)),
        emerged="waiting is hardest in the first minutes",
    )


def a_sharing_held(state: Engagement, header: Header) -> HoldSharing:
    """The holding of the first sharing not held yet, else of the latest again."""
    done = {held.sharing for held in state.sharings_held.values()}
    return HoldSharing(
        header,
        held=free_name(state, "sharing-held", state.sharings_held),
        sharing=first((name for name in state.sharings if name not in done), reversed(state.sharings)),
        emerged="cards on each desk help",
    )


def the_commission(state: Engagement, header: Header) -> Commission:
    return Commission(header)


DESIGN_EXAMPLES: Final[Mapping[type[Command[Any]], ExampleMaker]] = {
    RequestEngagement: a_request,
    AcceptRequest: an_acceptance,
    DeclineRequest: a_refusal,
    StateOutcome: an_outcome,
    ChooseMeasure: a_measure,
    SetBaseline: a_baseline,
    NameSupporter: a_supporter,
    DefineManagerRole: the_managers_role,
    DefineTrainerRole: the_trainers_role,
    ProtectTime: time_protected,
    SetBudget: a_budget,
    RecordSpending: a_spending,
    PlanRevisit: a_revisit,
    PlanSharing: a_sharing,
    HoldRevisit: a_revisit_held,
    HoldSharing: a_sharing_held,
    Commission: the_commission,
}
