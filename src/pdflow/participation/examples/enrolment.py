"""Plausible examples of enrolment: joining, team, transfer, policy, leave, withdrawal and reopening."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from pdflow.kernel.fields import within_years
from pdflow.kernel.header import Header
from pdflow.kernel.messages import Command
from pdflow.participation.enrolment import AdoptPolicy, BriefParticipant, Enrol, Transfer
from pdflow.participation.enrolment_status import Pause, Reopen, Resume, Withdraw
from pdflow.participation.examples.values import ExampleMaker, participant
from pdflow.participation.state import Participation
from pdflow.participation.team import AssignTeam
from pdflow.people import COACH, MANAGER, Supporter
from pdflow.policy import next_version
from pdflow.values import Measure, Outcome, OutcomeKind, OutcomeOf, Strategy

AN_OUTCOME: Final = Outcome(
    "open-questions", OutcomeOf.PERSON, OutcomeKind.BEHAVIOUR, "asks open questions", Measure("share of questions", "%")
)


def an_enrolment(state: Participation, header: Header) -> Enrol:
    return Enrol(
        header,
        person=participant(state),
        engagement=state.engagement,
        outcomes=(AN_OUTCOME,),
        strategies=(Strategy.OBSERVATION, Strategy.COACHING),
    )


def a_briefing(state: Participation, header: Header) -> BriefParticipant:
    """What was agreed so far, with an outcome of the person's own."""
    others = tuple(each for each in state.outcomes if each.outcome != AN_OUTCOME.outcome)
    return BriefParticipant(
        header,
        outcomes=state.outcomes if state.own_outcomes() else (*others, AN_OUTCOME),
        strategies=state.strategies or (Strategy.OBSERVATION, Strategy.COACHING),
        planned_end=state.planned_end or within_years(header.at.date() + timedelta(days=270)),
    )


def a_team(state: Participation, header: Header) -> AssignTeam:
    """The current team, with a coach, and with somebody besides the line manager."""
    supporters = [supporter for supporter in state.team if supporter.role is not MANAGER]
    added = () if supporters else (Supporter(f"coach-of-{participant(state)}", COACH),)
    coach = state.coach or (*supporters, *added)[0].person
    return AssignTeam(header, team=(*state.team, *added), coach=coach, tier=state.tier, ground="asked for it")


def a_transfer(state: Participation, header: Header) -> Transfer:
    site = "North" if state.site != "North" else "South"
    return Transfer(header, site=site, role_title=state.role_title, manager=state.manager, from_day=header.at.date())


def a_policy(state: Participation, header: Header) -> AdoptPolicy:
    """The next version of the current policy, under a name of its own where that is a profile's."""
    return AdoptPolicy(header, policy=next_version(state.policy))


def a_pause(state: Participation, header: Header) -> Pause:
    return Pause(header, until=within_years(header.at.date() + timedelta(days=28)), reason="leave")


def a_return(state: Participation, header: Header) -> Resume:
    return Resume(header)


def a_withdrawal(state: Participation, header: Header) -> Withdraw:
    return Withdraw(header, reason="left")


def a_reopening(state: Participation, header: Header) -> Reopen:
    return Reopen(header, reason="returned")


ENROLMENT_EXAMPLES: Final[Mapping[type[Command[Participation]], ExampleMaker]] = {
    Enrol: an_enrolment,
    BriefParticipant: a_briefing,
    AssignTeam: a_team,
    Transfer: a_transfer,
    AdoptPolicy: a_policy,
    Pause: a_pause,
    Resume: a_return,
    Withdraw: a_withdrawal,
    Reopen: a_reopening,
}
