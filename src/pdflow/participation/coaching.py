"""One-on-one coaching: a session is opened on a growth area (Texas model)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar, Protocol

from pdflow.kernel.fields import RecordId, key, names
from pdflow.kernel.guards import Objection, detail, fact, moment
from pdflow.kernel.lifecycle import move
from pdflow.kernel.messages import Command, Event, command, event, with_fields
from pdflow.kernel.records import Turn
from pdflow.participation.enrolment_status import before_last_phase_change
from pdflow.participation.observations import observations_without_feedback
from pdflow.participation.rights import the_coach
from pdflow.participation.state import (
    COACHING,
    SUPPORT,
    CoachingSession,
    Moves,
    Participation,
    VisitKind,
)
from pdflow.participation.visits import VISIT_KEPT


@command(by=the_coach)
class OpenCoaching(Command[Participation]):
    """Begin a one-on-one session on the open growth area."""

    visit_kind: ClassVar[VisitKind] = VisitKind.COACHING
    session: RecordId = key("sessions")
    growth_area: RecordId = names("growth_areas", unknown="coaching.no_growth_area")
    visit: RecordId | None = names("visits", unknown="visit.unknown", default=None)
    request: RecordId | None = names("requests", unknown="request.unknown", default=None)


@event("participation.coaching_opened", version=2, upcasters={1: with_fields(request=None)})
class CoachingOpened(Event[Participation]):
    """A one-on-one session began, relying on these records."""

    session: RecordId
    growth_area: RecordId
    visit: RecordId | None
    granted_on: tuple[RecordId, ...]
    request: RecordId | None

    def apply(self, state: Participation) -> None:
        state.phase, state.session, state.turned = COACHING, self.session, Turn("CoachingOpened", self.at)
        state.sessions[self.session] = CoachingSession(
            self.at, self.growth_area, self.visit, self.header.by.person, self.granted_on, self.request
        )


@moment("coaching.too_few_observations", remedy="RecordObservation", waivable=True)
def too_few_observations(state: Participation, at: datetime) -> Objection:
    needed, began = state.policy_at(at).observations_before_coaching, state.cycles[-1]
    have = len([observation for observation in state.observations.values() if began <= observation.at <= at])
    return {"needed": needed, "have": have} if have < needed else None


@fact("coaching.no_growth_area", remedy="IdentifyGrowthArea")
def no_growth_area(state: Participation) -> Objection:
    return not state.open_growth_areas()


@detail("coaching.no_growth_area", remedy="IdentifyGrowthArea")
def not_that_growth_area(state: Participation, opening: OpenCoaching) -> Objection:
    area = opening.growth_area
    return None if state.is_open(state.growth_areas, area) else {"growth_area": area}


@moment("feedback.owed", remedy="GiveFeedback", waivable=True)
def feedback_owed(state: Participation, at: datetime) -> Objection:
    owed = tuple(observations_without_feedback(state, at))
    return {"observations": owed} if owed else None


@moment("coaching.last_step_unchecked", remedy="HoldCheckIn", waivable=True)
def last_step_unchecked(state: Participation, at: datetime) -> Objection:
    """The step taken home from the last session has to be looked at before another session."""
    if not state.counted:
        return None
    last, closed = list(state.counted.items())[-1]
    taken_home = [step for step in state.open_steps() if state.steps[step].session == last]
    if not taken_home:
        return None
    checked: set[RecordId] = set()
    for observation in state.observations.values():
        checked.update(observation.levels if closed < observation.at <= at else ())
    for check_in in state.check_ins.values():
        checked.update(check_in.reviews if closed < check_in.at <= at else ())
    unchecked = tuple(step for step in taken_home if step not in checked)
    return {"steps": unchecked} if unchecked else None


class CommandInSession(Protocol):
    """A command that names a coaching session."""

    @property
    def session(self) -> RecordId: ...


@detail("coaching.another_session")
def another_session(state: Participation, command: CommandInSession) -> Objection:
    return {"open": state.session} if command.session != state.session else None


def coaching_opened(state: Participation, opening: OpenCoaching) -> Sequence[CoachingOpened]:
    began, at = state.cycles[-1], opening.at
    observations = state.observations.items()
    granted_on = tuple([name for name, observation in observations if began <= observation.at <= at])
    return (CoachingOpened.of(opening, granted_on=granted_on),)


MOVES: Moves = (
    move(
        OpenCoaching,
        SUPPORT,
        to=COACHING,
        guards=[
            too_few_observations,
            no_growth_area,
            not_that_growth_area,
            feedback_owed,
            last_step_unchecked,
            *VISIT_KEPT,
            before_last_phase_change,
        ],
        then=coaching_opened,
    ),
)
