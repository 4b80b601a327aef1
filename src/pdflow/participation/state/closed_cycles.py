"""Closing a cycle: which records leave the state, which are carried on, and which counts remain."""

from __future__ import annotations

from datetime import datetime
from typing import Final

import attrs

from pdflow.kernel.fields import RecordId
from pdflow.participation.state.commitments import reviewed_steps
from pdflow.participation.state.contacts import contacts_on_record
from pdflow.participation.state.open_requests import open_requests
from pdflow.participation.state.open_visits import open_visits
from pdflow.participation.state.past_cycles import ClosedCycles
from pdflow.participation.state.session_records import SessionRecord, dropped_plans
from pdflow.participation.state.state import Participation
from pdflow.participation.state.vocabulary import Ending

LEFT_WITH_A_CYCLE: Final = (
    "commitments", "priorities", "visits", "requests", "follow_ups", "observations", "feedback", "artifacts",
    "growth_areas", "check_ins", "steps", "extensions", "sessions", "moves",
)  # fmt: skip
"""The ledgers that records leave with their cycle, beside the plans that were dropped."""


def close_cycle(state: Participation) -> None:
    """Remove what no rule of the next cycle needs, and keep its counts and its names.

    Carried growth areas stay, with the evidence they rely on, and commitments of which a step was not looked at yet
    are remembered. The records of the training are set aside.
    """
    earlier = ("earlier_plans",) if dropped_plans(state) else ()
    left = ("plans", *earlier, *LEFT_WITH_A_CYCLE)
    names = {name: ledger for ledger in left for name in getattr(state, ledger)}
    names |= {step: "commitments" for commitment in state.commitments.values() for step in commitment.steps}
    ends, visits, requests = state.ends, open_visits(state), open_requests(state)
    carried = {n: area for n, area in state.growth_areas.items() if state.ended(n) in (None, Ending.CARRIED)}
    kept = {name for area in carried.values() for name in area.evidence}
    state.past = _with_commitments(state, _with_counts_of(state, kept))
    state.growth_areas = carried
    state.observations = {name: record for name, record in state.observations.items() if name in kept}
    state.check_ins = {name: record for name, record in state.check_ins.items() if name in kept}
    state.artifacts = {name: record for name, record in state.artifacts.items() if name in kept}
    state.steps = {name: step for name, step in state.steps.items() if name not in ends}
    state.extensions = {name: more for name, more in state.extensions.items() if more.step in state.steps}
    state.priorities = {name: record for name, record in state.priorities.items() if name not in ends}
    state.visits = {name: state.visits[name] for name in visits}
    state.requests = {name: state.requests[name] for name in requests}
    state.follow_ups = {}
    _set_training_aside(state)
    for ledger in (state.feedback, state.commitments, state.sessions, state.moves, state.ends):
        ledger.clear()
    for of_session in (state.counted, state.minutes_counted, state.cut_short):
        of_session.clear()
    state.named_by_turns.update(dict.fromkeys(carried, "CycleBegun"))
    state.named_by_turns = {name: turn for name, turn in state.named_by_turns.items() if state.holds(name)}
    state.granted_on = ()
    state.former_names.update((name, ledger) for name, ledger in names.items() if not state.holds(name))


def latest_fact_of_cycle(state: Participation, after: datetime) -> tuple[RecordId, datetime] | None:
    """Of the training, the promises, the support and the coaching on record in this cycle the fact dated latest.

    Args:
        after: Only facts dated later than this are looked at.
    """
    found, latest, cycle = None, after, state.cycle
    for ledger in (state.attendance, state.evaluations):
        for name, of_session in ledger.items():
            if of_session.at > latest and of_session.cycle == cycle:
                found, latest = name, of_session.at
    for facts in (state.commitments, state.observations, state.check_ins, state.artifacts, state.follow_ups):
        for name, fact in facts.items():
            if fact.at > latest:
                found, latest = name, fact.at
    return None if found is None else (found, latest)


def _with_counts_of(state: Participation, kept: set[RecordId]) -> ClosedCycles:
    """The counts of the closed cycles, with those of this one except the records kept."""
    past, ends = state.past, state.ends.values()
    contacts = [contact for contact in contacts_on_record(state) if contact.record not in kept]
    last = max([contact.at for contact in contacts], default=None)
    observations = [record for name, record in state.observations.items() if name not in kept]
    check_ins = [record for name, record in state.check_ins.items() if name not in kept]
    return ClosedCycles(
        observations=past.observations + len(observations),
        check_ins=past.check_ins + len(check_ins),
        artifacts=past.artifacts + len(state.artifacts.keys() - kept),
        steps_completed=past.steps_completed + sum(end.how is Ending.COMPLETED for end in ends),
        sessions=past.sessions + len(state.counted),
        support_minutes=past.support_minutes
        + sum([record.minutes for record in observations])
        + sum([record.minutes for record in check_ins])
        + sum([record.minutes for record in state.follow_ups.values()]),
        contacts=(*past.contacts, *contacts),
        last_contact=max(filter(None, (past.last_contact, last)), default=None),
    )


def _with_commitments(state: Participation, past: ClosedCycles) -> ClosedCycles:
    """The same with the commitments of which a step was not looked at yet, of this cycle and the earlier ones."""
    reviewed = reviewed_steps(state)
    commitments = (*state.past.commitments, *state.commitments.values())
    open_ones = tuple([each for each in commitments if not each.steps.keys() <= reviewed])
    looked_at = [step for each in open_ones for step in each.steps if step in reviewed]
    return attrs.evolve(past, commitments=open_ones, reviewed=tuple(looked_at))


def _set_training_aside(state: Participation) -> None:
    """Move the plans, attendance and evaluations of closed cycles to the ledgers that only Complete looks into."""
    _forget_dropped_plans(state)
    _set_aside(state, state.plans, state.earlier_plans)
    _set_aside(state, state.attendance, state.earlier_attendance)
    _set_aside(state, state.evaluations, state.earlier_evaluations)


def _forget_dropped_plans(state: Participation) -> None:
    """Delete of each session the plan dropped last and all before it, so that no later void can restore them."""
    if not dropped_plans(state):
        return
    dropped: set[str] = set()
    for name, plan in reversed([*state.earlier_plans.items(), *state.plans.items()]):
        if name in state.ends:
            dropped.add(plan.session)
        if plan.session in dropped:
            del (state.plans if name in state.plans else state.earlier_plans)[name]


def _set_aside(
    state: Participation, ledger: dict[RecordId, SessionRecord], earlier: dict[RecordId, SessionRecord]
) -> None:
    """Move the records of each session whose latest is of a closed cycle: all together, so that it stays the latest.

    Where they are of several cycles, the change of phase relies on each of them.
    """
    cycles: dict[str, list[int]] = {}
    moved: set[str] = set()
    for entry in ledger.values():
        cycles.setdefault(entry.session, []).append(entry.cycle)
    for name, record in [*ledger.items()]:
        if len(set(cycles[record.session])) > 1:
            state.named_by_turns[name] = "CycleBegun"
        if cycles[record.session][-1] <= state.cycle:
            earlier[name] = ledger.pop(name)
            moved.add(record.session)
    if state.filed:
        state.filed.update(moved)
    else:
        state.filed = moved
