"""Face-to-face training: sessions planned, moved and dropped."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from pdflow.kernel.fields import RecordId, instant, key, one_of
from pdflow.kernel.guards import Objection, detail
from pdflow.kernel.lifecycle import move
from pdflow.kernel.messages import Command, Event, command, event
from pdflow.participation.rights import the_programme
from pdflow.participation.state import (
    LIVE,
    End,
    Ending,
    Moves,
    Participation,
    PlannedSession,
    is_by_coordination,
    is_handed_on,
    latest_attendance,
    latest_plan,
)
from pdflow.values import CycleNumber, SessionId, SessionMinutes


def planned_sessions(state: Participation) -> list[str]:
    """The training sessions that were ever planned, the latest last."""
    return [plan.session for plan in (*state.earlier_plans.values(), *state.plans.values())]


@command(by=the_programme)
class PlanSession(Command[Participation]):
    """Plan a session for a person, or move it by planning it again; ``makes_up`` names the session it repeats.

    ``minutes`` is its length. A session's name belongs to one cycle: without a ``cycle`` it stays in the one it was
    planned for, or is in that of the session it makes up, else in the current one.
    """

    plan: RecordId = key("plans")
    session: SessionId
    start: datetime = instant()
    minutes: SessionMinutes
    cycle: CycleNumber | None = None
    makes_up: SessionId | None = None


@command(by=the_programme)
class DropSession(Command[Participation]):
    """Take a planned session out of the plan; ``reason`` is a code of the host's."""

    session: SessionId = one_of(planned_sessions, unknown="session.unknown")
    reason: str = ""


@event("participation.session_planned")
class SessionPlanned(Event[Participation]):
    """A session was planned, or moved by a new plan."""

    plan: RecordId
    session: SessionId
    start: datetime
    minutes: SessionMinutes
    cycle: CycleNumber
    makes_up: SessionId | None
    supersedes: RecordId | None

    def apply(self, state: Participation) -> None:
        handed_on = is_handed_on(self.header, self.plan)
        state.plans[self.plan] = PlannedSession(
            self.at, self.session, self.cycle, self.start, self.minutes, self.makes_up, handed_on
        )


@event("participation.session_dropped")
class SessionDropped(Event[Participation]):
    """A planned session was taken out of the plan."""

    session: SessionId
    plan: RecordId
    reason: str

    def apply(self, state: Participation) -> None:
        handed_on = is_by_coordination(self.header)
        state.ends[self.plan] = End(
            self.at, self.header.id, Ending.DROPPED, self.plan, reason=self.reason, handed_on=handed_on
        )


@detail("session.unknown", remedy="PlanSession")
def unknown_session(state: Participation, drop: DropSession) -> Objection:
    """A session that was dropped is in the plan no more."""
    plan = latest_plan(state, drop.session)
    return {"session": drop.session} if plan is None or plan[0] in state.ends else None


@detail("session.in_another_cycle")
def planned_in_another_cycle(state: Participation, plan: PlanSession) -> Objection:
    """A name that was used is not used again in another cycle; where the plan was dropped, it was not used."""
    planned, attended = latest_plan(state, plan.session), latest_attendance(state, plan.session)
    if attended is not None:
        cycle = attended[1].cycle
    elif planned is not None and planned[0] not in state.ends:
        cycle = planned[1].cycle
    else:
        return None
    asked = plan.cycle or (state.cycle_on(plan.start) if attended is not None else cycle)
    return in_another_cycle(plan.session, cycle, asked) if asked > cycle or plan.cycle else None


def in_another_cycle(session: str, cycle: int, asked: int) -> Objection:
    return {"session": session, "cycle": cycle, "asked": asked} if cycle != asked else None


def session_is_dropped(state: Participation, drop: DropSession) -> bool:
    plan = latest_plan(state, drop.session)
    return plan is not None and state.ended_so(plan[0], Ending.DROPPED, drop)


def session_planned(state: Participation, plan: PlanSession) -> Sequence[SessionPlanned]:
    former = latest_plan(state, plan.session)
    known = former or (plan.makes_up and (latest_plan(state, plan.makes_up) or latest_attendance(state, plan.makes_up)))
    cycle = plan.cycle or (known[1].cycle if known else state.cycle)
    return (SessionPlanned.of(plan, cycle=cycle, supersedes=former and former[0]),)


def session_dropped(state: Participation, drop: DropSession) -> Sequence[SessionDropped]:
    former = latest_plan(state, drop.session)
    return (SessionDropped.of(drop, plan=former and former[0]),)


MOVES: Moves = (
    move(PlanSession, LIVE, guards=[planned_in_another_cycle], then=session_planned),
    move(DropSession, LIVE, guards=[unknown_session], then=session_dropped, no_op_if=session_is_dropped),
)
