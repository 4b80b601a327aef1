"""What a closed cycle leaves behind: counts, what is carried on, and the records of its training."""

from __future__ import annotations

from pdflow.kernel.fields import RecordId
from pdflow.participation.state.attendance import E
from pdflow.participation.state.records import Ending
from pdflow.participation.state.state import Participation, Past
from pdflow.participation.visits import open_visits


def leave_behind(state: Participation) -> None:
    """Drop what no rule of the next cycle asks, but for what a carried growth area rests on; keep the counts."""
    ends, visits = state.ends, open_visits(state)
    carried = {n: a for n, a in state.growth_areas.items() if state.ended(n) in (None, Ending.CARRIED)}
    kept = {name for area in carried.values() for name in area.evidence}
    past, seen, spoken = state.past, state.observations, state.check_ins
    gone = [seen[name] for name in seen.keys() - kept], [spoken[name] for name in spoken.keys() - kept]
    state.past = Past(
        observations=past.observations + len(gone[0]),
        check_ins=past.check_ins + len(gone[1]),
        artifacts=past.artifacts + len(state.artifacts.keys() - kept),
        steps_completed=past.steps_completed + sum(end.how is Ending.COMPLETED for end in ends.values()),
        sessions=past.sessions + len(state.counted),
        support_minutes=past.support_minutes + sum(o.minutes for o in gone[0]) + sum(c.minutes for c in gone[1]),
    )
    state.growth_areas = carried
    state.observations = {name: record for name, record in seen.items() if name in kept}
    state.check_ins = {name: record for name, record in spoken.items() if name in kept}
    state.artifacts = {name: record for name, record in state.artifacts.items() if name in kept}
    state.steps = {name: step for name, step in state.steps.items() if name not in ends}
    state.extensions = {name: more for name, more in state.extensions.items() if more.step in state.steps}
    state.priorities = {name: record for name, record in state.priorities.items() if name not in ends}
    state.visits = {name: state.visits[name] for name in visits}
    _file_training(state)
    for ledger in (state.feedback, state.commitments, state.sessions, state.moves, state.counted, state.ends):
        ledger.clear()
    state.named_by_turns.update(dict.fromkeys(carried, "CycleBegun"))
    state.named_by_turns = {name: turn for name, turn in state.named_by_turns.items() if state.holds(name)}
    state.granted_on = ()


def _file_training(state: Participation) -> None:
    """Put the plans, attendance and evaluations of closed cycles aside, where only Complete asks for them."""
    _forget_dropped_plans(state)
    _file(state, state.plans, state.earlier_plans)
    _file(state, state.attendance, state.earlier_attendance)
    _file(state, state.evaluations, state.earlier_evaluations)


def _forget_dropped_plans(state: Participation) -> None:
    """Of each session the plan that was dropped last and all before it: no later void may bring them back."""
    if not any(name in state.plans or name in state.earlier_plans for name in state.ends):
        return
    dropped: set[str] = set()
    for name, plan in reversed([*state.earlier_plans.items(), *state.plans.items()]):
        if name in state.ends:
            dropped.add(plan.session)
        if plan.session in dropped:
            del (state.plans if name in state.plans else state.earlier_plans)[name]


def _file(state: Participation, ledger: dict[RecordId, E], earlier: dict[RecordId, E]) -> None:
    """Put aside every record of a session whose latest is of a closed cycle: together, so that the latest stays so.

    Where they are of several cycles, this turn rests on each of them.
    """
    cycles: dict[str, list[int]] = {}
    filed: set[str] = set()
    for made in ledger.values():
        cycles.setdefault(made.session, []).append(made.cycle)
    for name, entry in [*ledger.items()]:
        if len(set(cycles[entry.session])) > 1:
            state.named_by_turns[name] = "CycleBegun"
        if cycles[entry.session][-1] <= state.cycle:
            earlier[name] = ledger.pop(name)
            filed.add(entry.session)
    state.filed |= filed
