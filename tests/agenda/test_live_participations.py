"""What holds in two hundred live participations, drawn by chance from the fixed corpus."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cache
from random import Random

import attrs
import pytest
from tests.agenda.live_states import some_live_states
from tests.agenda.route_walks import after, followed, leads, with_other_values

from pdflow import Command, Handover, Reason
from pdflow.agenda import (
    Obligation,
    Terms,
    WorkingDays,
    agenda,
    route_to,
)
from pdflow.agenda.routes.participation import PARTICIPATION_ATTEMPTS
from pdflow.agenda.routes.path import STEP_INTERVAL, Goal
from pdflow.kernel.examples import NONE_SUCH
from pdflow.participation import AssignTeam, Participation, RecordAttendance, Reopen, decider, minutes_missed

DAYS = WorkingDays(Terms())


RECURRING = {"check_in.hold", "observation.record"}


GOALS = ("COACHING", "SUPPORT", "Complete", "BeginNextCycle", "CompleteActionStep", "CloseGrowthArea", "SharePractice")


UNREMEDIED = {
    "feedback.not_the_observer",
    "growth_area.too_many_open",
    "coaching.another_session",
    "outcome.before_baseline",
    "outcome.not_remeasured",
    "cycle.was_the_last",
    "support.no_contact",
    "record.unknown",
}
"""What nothing on a route removes: an observer left without a successor, a closed cycle without contact, and such."""


quarters = pytest.mark.parametrize("quarter", range(4))


@cache
def states() -> list[tuple[Participation, datetime]]:
    return some_live_states(200, seed=8)


def filled_in(command: Command, obligation: Obligation, state: Participation) -> Command:
    """What only whoever acts can know: who takes over, how long a make-up took."""
    if isinstance(command, AssignTeam) and command.coach and obligation.about:
        observer = state.observations[obligation.about].observer
        return attrs.evolve(command, handovers=(Handover(command.coach, observer),))
    if isinstance(command, RecordAttendance) and obligation.about:
        minutes = minutes_missed(state, obligation.about, command.at)
        return attrs.evolve(command, session="a make-up", held=minutes, there=minutes)
    return command


def discharged(state: Participation, obligation: Obligation, at: datetime) -> Participation | None:
    """The state after the obligation's command, with what it requires first; None where nothing meets that."""
    kind = decider.commands[obligation.command]
    if state.paused and obligation.code != "leave.return":
        back = route_to(state, "Resume", at)
        state, at = followed(decider, state, back), back.steps[-1].at + STEP_INTERVAL
    route = route_to(state, kind, max(at, obligation.opens or at), **obligation.values)
    if route.reasons:
        assert any(map(is_unremedied, route.reasons))
        return None
    *before, last = [step.command for step in route.steps] or [
        PARTICIPATION_ATTEMPTS.attempt(state, Goal(kind), at).command
    ]
    ready = after(decider, state, *before)
    return after(decider, ready, filled_in(last, obligation, ready))


@quarters
def test_every_obligation_goes_by_its_command(quarter: int) -> None:
    done = stuck = 0
    for state, at in states()[quarter::4]:
        for obligation in agenda(state, at, DAYS):
            then = discharged(state, obligation, at)
            if then is None:
                stuck += 1
                continue
            done += 1
            later = max([at, obligation.opens or at, *(reading.at for reading in then.measurements.values())])
            left = {(each.code, each.about): each.due for each in agenda(then, later, DAYS)}
            still = left.get((obligation.code, obligation.about))
            assert still is None or (obligation.code in RECURRING and still >= max(obligation.due, at)), obligation
    assert done > 20 * stuck


@quarters
def test_every_remedy_issued_lawfully_removes_its_reason(quarter: int) -> None:
    removed = stuck = 0
    for state, at in states()[quarter::4]:
        if state.taken_by(NONE_SUCH) is not None:  # an example's placeholder became a name
            continue
        owed, seen = {obligation.command for obligation in agenda(state, at, DAYS)}, list[Reason]()
        for kind in [kind for kind in decider.commands.values() if kind is not Reopen]:
            for reason in to_remedy(PARTICIPATION_ATTEMPTS.attempt(state, Goal(kind), at).reasons):
                if reason not in seen and can_be_met(reason, owed):
                    seen.append(reason)
                    helped = is_removed(reason, kind, state, at)
                    removed, stuck = removed + helped, stuck + (not helped)
    assert removed > 5 * stuck


def to_remedy(reasons: Sequence[Reason]) -> list[Reason]:
    """On leave the return, else every reason with a remedy; but one that exists only because of another waits."""
    on_leave = [reason for reason in reasons if reason.code == "participation.paused"]
    later = [reason for reason in reasons[1:] if NONE_SUCH not in str(reason.parameters)]
    return on_leave or [reason for reason in (*reasons[:1], *later) if reason.remedy is not None]


def can_be_met(reason: Reason, owed: set[str]) -> bool:
    """All but an outcome that can no longer be measured in time: the agenda asks for a waiver instead."""
    return reason.code != "outcome.not_remeasured" or "Waive" not in owed


def is_of_closed_cycle(reason: Reason, state: Participation) -> bool:
    """Whether only a late entry of a session of a closed cycle would help, which no route takes."""
    return reason.code == "training.attendance_short" and reason.parameters["cycle"] < state.cycle


def is_removed(reason: Reason, kind: type[Command], state: Participation, at: datetime) -> bool:
    """Whether its remedy removes a reason; not where the remedy itself is out of reach."""
    when = at
    for waited in (0, 1, 1, 1, 1, 1, 200, 1, 1, 1):
        route = route_to(state, reason.remedy or "", when + timedelta(days=waited))
        if route.reasons:
            assert any(is_unremedied(each) or is_of_closed_cycle(each, state) for each in route.reasons)
            return False
        state, when = followed(decider, state, route), route.steps[-1].at + STEP_INTERVAL
        if reason not in PARTICIPATION_ATTEMPTS.attempt(state, Goal(kind), when).reasons:
            return True
    assert is_unremedied(reason), reason
    return False


def is_unremedied(reason: Reason) -> bool:
    """Whether nothing on a route removes a reason, attendance that can no longer be reached among others."""
    return reason.code in UNREMEDIED or reason.parameters.get("reachable") is False


@quarters
def test_following_a_route_with_other_values_reaches_its_goal(quarter: int) -> None:
    """Every third goal in each state, in turn."""
    reached = 0
    for number, (state, at) in enumerate(states()[quarter::4]):
        for goal in GOALS[number % 3 :: 3]:
            route = route_to(state, goal, at)
            reached_state = with_other_values(PARTICIPATION_ATTEMPTS, state, route, at, Random(number))
            assert route.reasons or goal in {*decider.commands, reached_state.phase}
            reached += bool(route.steps)
    assert reached > 30


@quarters
def test_no_shorter_route_leads_to_a_goal(quarter: int) -> None:
    """Every sequence of remedies shorter than a route of up to four steps is tried."""
    looked = 0
    for state, at in states()[quarter:50:4]:
        for goal in GOALS:
            route = route_to(state, goal, at)
            if 2 <= len(route.steps) <= 4:
                looked += 1
                assert not any(leads(PARTICIPATION_ATTEMPTS, goal, state, at, most=len(route.steps) - 1)), route
    assert looked > 20
