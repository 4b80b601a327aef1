"""Plausible examples of visits in the calendar."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from pdflow.kernel.examples import first
from pdflow.kernel.fields import within_years
from pdflow.kernel.header import Header
from pdflow.kernel.messages import Command
from pdflow.participation.examples.values import ExampleMaker, free_name, participant
from pdflow.participation.state import Participation, VisitKind, open_visits
from pdflow.participation.visits import CancelVisit, MissVisit, ScheduleVisit


def a_visit(state: Participation, header: Header) -> ScheduleVisit:
    ahead, team = [state.visits[name] for name in open_visits(state)], state.team_at(header.at)
    free_from = [visit.start + timedelta(minutes=visit.minutes) for visit in ahead]
    return ScheduleVisit(
        header,
        visit=free_name(state, "visit", state.visits),
        kind=VisitKind.OBSERVATION,
        supporter=team.coach or next((supporter.person for supporter in team.supporters), header.by.person),
        start=within_years(max([header.at + timedelta(days=7), *free_from])),
        minutes=30,
    )


def a_visit_cancelled(state: Participation, header: Header) -> CancelVisit:
    return CancelVisit(header, visit=first(open_visits(state)), reason="snow")


def a_visit_missed(state: Participation, header: Header) -> MissVisit:
    begun = [visit for visit in open_visits(state) if state.visits[visit].start <= header.at]
    return MissVisit(header, visit=first(begun, open_visits(state)), missed_by=participant(state))


VISIT_EXAMPLES: Final[Mapping[type[Command[Participation]], ExampleMaker]] = {
    ScheduleVisit: a_visit,
    CancelVisit: a_visit_cancelled,
    MissVisit: a_visit_missed,
}
