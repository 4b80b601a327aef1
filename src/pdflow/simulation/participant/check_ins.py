"""Check-ins: priorities and action steps reviewed with the coach or the line manager."""

from __future__ import annotations

from pdflow.participation import (
    HoldCheckIn,
    PriorityProgress,
    Progress,
    Shown,
    StepReview,
    committed_steps_due,
    open_requests,
    unreviewed_steps,
)
from pdflow.participation.examples import goals_to_look_at
from pdflow.simulation.participant.action_steps import agree_step, current_progress, open_priorities, settle_steps
from pdflow.simulation.participant.booked_visit import BookedVisit
from pdflow.simulation.participant.evidence import observed_level
from pdflow.simulation.participant.person import SimulatedPerson
from pdflow.simulation.participant.remedies import insist, remedy_by
from pdflow.simulation.world.stories import Story


def hold_check_in(person: SimulatedPerson, visit: BookedVisit | None) -> Story[None]:
    """Review priorities and steps, settle the steps that are due, and perhaps agree on a new one."""
    with_manager = visit is not None and visit.diary is None
    minutes = person.world.parameters.check_in - 10
    yield person.world.env.timeout(minutes)
    name = person.new_id("check-in")
    held = yield from insist(
        person,
        lambda careful: HoldCheckIn(
            person.header(person.manager if with_manager else person.coach),
            check_in=name,
            minutes=minutes,
            progress=tuple([PriorityProgress(each, Progress.UNDER_WAY) for each in open_priorities(person)]),
            reviews=reviews(person, complete=careful or not person.slips("reviews")),
            shows=shown_levels(person),
            reflection=person.phrase.struggle,
            visit=None if visit is None else visit.name,
            request=None if with_manager else next(iter(open_requests(person.state)), None),
        ),
    )
    if held:
        if not with_manager:
            person.note_contact()
        person.take_in()
        settle_steps(person, name)
        begun = person.state.supported_since is not None or person.slips("step before support")
        if begun and not with_manager and person.happens(0.5, "new step"):
            agree_step(person)


@remedy_by(HoldCheckIn)
def check_in_first(person: SimulatedPerson, reason: object) -> Story[None]:
    """Hold the check-in that a refused command needs."""
    yield from hold_check_in(person, None)


def reviews(person: SimulatedPerson, *, complete: bool) -> tuple[StepReview, ...]:
    """Review every open step and every committed step whose date has come, or all of them but the last."""
    state, year = person.state, person.world.year
    now = year.at(person.now)
    forgotten = [step for steps in unreviewed_steps(state, now).values() for step in steps]
    due = committed_steps_due(state, now)
    steps = dict.fromkeys((*state.open_steps(), *due, *forgotten))
    all_reviews = [StepReview(step, current_progress(person)) for step in steps]
    return tuple(all_reviews if complete else all_reviews[:-1])


def shown_levels(person: SimulatedPerson) -> tuple[Shown, ...]:
    """Return the levels that a check-in shows, where the person brings evidence."""
    if not person.happens(0.3, "samples of work"):
        return ()
    level = observed_level(person)
    return tuple([Shown(goal, level, "samples of work") for goal in goals_to_look_at(person.state)])
