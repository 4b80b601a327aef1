"""Evaluations of training: the participant hands one in for each cycle of training attended."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from pdflow.agenda.obligations.obligation import Obligation, ObligationKind, due_by_day
from pdflow.calendar import Deadlines
from pdflow.kernel.lookups import lookup
from pdflow.participation import Participation, lacks_evaluation
from pdflow.people import PARTICIPANT
from pdflow.policy import EvaluationBefore

EVALUATE: Final = ObligationKind("evaluation.submit", "SubmitEvaluation", PARTICIPANT, "session", subject="session")


def evaluations_to_submit(state: Participation, at: datetime, days: Deadlines) -> Sequence[Obligation]:
    """The evaluation of each cycle, a cycle trained for ahead included, due on the last day attended."""
    if state.policy_at(at).evaluation_before is EvaluationBefore.NEVER:
        return ()
    owed = []
    for cycle, trained, session in _last_attended_without_evaluation(state):
        if not state.waives("training.evaluation_missing", {"cycle": cycle}):
            due = days.days_later(days.day(trained), 0)
            owed.append(due_by_day(EVALUATE, state.person, session, days, due))
    return owed


@lookup("attendance", "earlier_attendance", "evaluations", "earlier_evaluations", "cycles")
def _last_attended_without_evaluation(state: Participation) -> Sequence[tuple[int, datetime, str]]:
    """Each cycle that has training attended and no evaluation, with the time and the name of the last session."""
    last_attended: dict[int, tuple[datetime, str]] = {}
    for entry in (*state.earlier_attendance.values(), *state.attendance.values()):
        if entry.there:
            attended = (entry.at, entry.session)
            last = last_attended.get(entry.cycle)
            last_attended[entry.cycle] = attended if last is None or attended > last else last
    lacking = [cycle for cycle in sorted(last_attended) if lacks_evaluation(state, cycle)]
    return tuple([(cycle, *last_attended[cycle]) for cycle in lacking])
