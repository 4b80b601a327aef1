"""Examples of the request and the design: outcomes, roles, time, money, and the commission."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from pdflow.engagement.budget import SetBudget
from pdflow.engagement.commissioning import Commission
from pdflow.engagement.examples.values import ExampleMaker, days_later, free_name, within_dates
from pdflow.engagement.outcomes import ChooseMeasure, SetBaseline, StateOutcome
from pdflow.engagement.protected_time import ProtectedSlot, ProtectTime
from pdflow.engagement.request import AcceptRequest, DeclineRequest, RequestEngagement
from pdflow.engagement.roles import DefineManagerRole, DefineTrainerRole
from pdflow.engagement.sharing_and_revisits import PlanRevisit, PlanSharing
from pdflow.engagement.state import Engagement, first_training_day
from pdflow.engagement.supporters import NameSupporter
from pdflow.kernel.examples import first
from pdflow.kernel.fields import RecordId
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
    """An hour in a week's time, within the dates of the engagement."""
    day = within_dates(state, days_later(header, 7))
    slot = ProtectedSlot(free_name(state, "slot", state.protections), header.at + (day - header.at.date()), minutes=60)
    return ProtectTime(header, protection=free_name(state, "protection", state.protections), slots=(slot,))


def a_budget(state: Engagement, header: Header) -> SetBudget:
    return SetBudget(header, budget=free_name(state, "budget", state.budgets), money=900, follow_up_money=300)


def a_revisit(state: Engagement, header: Header) -> PlanRevisit:
    name = free_name(state, "revisit", state.revisits)
    return PlanRevisit(
        header, revisit=name, on=within_dates(state, days_later(header, 60)), messages="wait three seconds"
    )


def a_sharing(state: Engagement, header: Header) -> PlanSharing:
    name = free_name(state, "sharing", state.sharings)
    return PlanSharing(header, sharing=name, how="a teach meet", on=within_dates(state, days_later(header, 90)))


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
    PlanRevisit: a_revisit,
    PlanSharing: a_sharing,
    Commission: the_commission,
}
