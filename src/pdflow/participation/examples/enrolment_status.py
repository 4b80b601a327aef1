"""Plausible examples of enrolment and standing, and of how a cycle and a participation end."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

import attrs

from pdflow.kernel.corrections import not_voidable, relied_upon
from pdflow.kernel.examples import NONE_SUCH
from pdflow.kernel.header import Header
from pdflow.kernel.messages import Command
from pdflow.participation.completion import BeginNextCycle, Complete
from pdflow.participation.corrections import VoidRecord, Waive
from pdflow.participation.enrolment import (
    AdoptPolicy,
    AssignTeam,
    BriefParticipant,
    Enrol,
    Transfer,
)
from pdflow.participation.enrolment_status import (
    Pause,
    Reopen,
    Resume,
    Withdraw,
)
from pdflow.participation.examples.available import ExampleMaker, free_name
from pdflow.participation.state.state import Participation
from pdflow.participation.table import decider
from pdflow.people import COACH, MANAGER, Supporter
from pdflow.values import (
    Measure,
    Outcome,
    OutcomeKind,
    OutcomeOf,
    Strategy,
)

AN_OUTCOME: Final = Outcome(
    "open-questions", OutcomeOf.PERSON, OutcomeKind.BEHAVIOUR, "asks open questions", Measure("share of questions", "%")
)


def an_enrolment(state: Participation, header: Header) -> Enrol:
    return Enrol(
        header,
        person=state.person or "participant",
        engagement=state.engagement,
        outcomes=(AN_OUTCOME,),
        strategies=(Strategy.OBSERVATION, Strategy.COACHING),
    )


def a_briefing(state: Participation, header: Header) -> BriefParticipant:
    return BriefParticipant(
        header,
        outcomes=state.outcomes or (AN_OUTCOME,),
        strategies=state.strategies or (Strategy.OBSERVATION, Strategy.COACHING),
        planned_end=header.at.date() + timedelta(days=270),
    )


def a_team(state: Participation, header: Header) -> AssignTeam:
    """The team as it stands, with somebody beyond the line manager on it and somebody to coach."""
    supporters = [supporter for supporter in state.team if supporter.role is not MANAGER]
    found = () if supporters else (Supporter(f"coach-of-{state.person}", COACH),)
    coach = state.coach or (*supporters, *found)[0].person
    return AssignTeam(header, team=(*state.team, *found), coach=coach, tier=state.tier, ground="asked for it")


def a_transfer(state: Participation, header: Header) -> Transfer:
    site = "North" if state.site != "North" else "South"
    return Transfer(header, site=site, role_title=state.role_title, manager=state.manager, from_day=header.at.date())


def a_policy(state: Participation, header: Header) -> AdoptPolicy:
    """The next version of the policy that holds."""
    return AdoptPolicy(header, policy=attrs.evolve(state.policy, version=state.policy.version + 1))


def a_pause(state: Participation, header: Header) -> Pause:
    return Pause(header, until=header.at.date() + timedelta(days=28), reason="leave")


def a_return(state: Participation, header: Header) -> Resume:
    return Resume(header)


def a_withdrawal(state: Participation, header: Header) -> Withdraw:
    return Withdraw(header, reason="left")


def a_reopening(state: Participation, header: Header) -> Reopen:
    return Reopen(header, reason="returned")


def a_waiver(state: Participation, header: Header) -> Waive:
    """Of the first requirement that stands in the way of anything and can be waived."""
    in_the_way = (reason.code for reasons in decider.options(state, header).values() for reason in reasons)
    waivable = (code for code in in_the_way if decider.table.waivable.get(code))
    return Waive(
        header,
        waiver=free_name(state, "waiver", state.waivers),
        requirement=next(waivable, "cycle.short"),
        reason="agreed with the school",
    )


def a_record_voided(state: Participation, header: Header) -> VoidRecord:
    """Of the latest record that nothing rests on."""
    latest_first = sorted(state.records(), key=lambda record: record[1].at, reverse=True)
    voids = (VoidRecord(header, record=name, reason="mistake") for name, _ in latest_first)
    nothing = VoidRecord(header, record=NONE_SUCH, reason="mistake")
    return next((void for void in voids if not (not_voidable(state, void) or relied_upon(state, void))), nothing)


def the_next_cycle(state: Participation, header: Header) -> BeginNextCycle:
    return BeginNextCycle(header, cycle=state.cycle + 1)


def completion(state: Participation, header: Header) -> Complete:
    return Complete(header)


STANDING: Final[Mapping[type[Command[Participation]], ExampleMaker]] = {
    Enrol: an_enrolment,
    BriefParticipant: a_briefing,
    AssignTeam: a_team,
    Transfer: a_transfer,
    AdoptPolicy: a_policy,
    Pause: a_pause,
    Resume: a_return,
    Withdraw: a_withdrawal,
    Reopen: a_reopening,
    Waive: a_waiver,
    VoidRecord: a_record_voided,
    BeginNextCycle: the_next_cycle,
    Complete: completion,
}
