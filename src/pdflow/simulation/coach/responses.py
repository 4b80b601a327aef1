"""Responses to obligations: by code, what is done at the desk and what takes time of the coach's week."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from pdflow.agenda import Obligation
from pdflow.simulation.coach import appointments, coaching_appointments, desk
from pdflow.simulation.participant.person import SimulatedPerson

Response = Callable[[SimulatedPerson, Obligation, range], None]
"""Attends to a person's obligation on some days of the year."""

DESK: Final[Mapping[str, Response]] = {
    "coach.name": desk.name_team,
    "leave.return": desk.resume,
    "baseline.take": desk.take_baseline,
    "session.make_up": desk.waive_attendance,
    "evaluation.submit": desk.remind_of_evaluation,
    "support.begin": desk.start_support,
    "outcome.measure": desk.measure_again,
    "outcome.waive": desk.waive_measurement,
    "observation.hand_over": desk.hand_over,
    "step.review": desk.review_step,
    "request.answer": desk.answer_request,
    "visit.record": appointments.cancel_lapsed,
}

DIARY: Final[Mapping[str, Response]] = {
    "follow_up.first": appointments.visit_first,
    "commitment.review": appointments.check_in,
    "check_in.hold": appointments.check_in,
    "observation.debrief": appointments.debrief,
    "observation.record": appointments.visit_again,
    "coaching.return_visit": appointments.return_visit,
    "growth_area.identify": coaching_appointments.choose_growth_area,
    "coaching.open": coaching_appointments.coach,
    "growth_area.settle": coaching_appointments.settle,
}
