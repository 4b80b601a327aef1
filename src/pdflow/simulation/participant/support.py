"""Support at the workplace: how it begins."""

from __future__ import annotations

from pdflow.participation import BeginSupport, RecordAttendance, SetPriority
from pdflow.simulation.participant.person import SimulatedPerson
from pdflow.simulation.participant.remedies import insist, remedy_by
from pdflow.simulation.world.stories import Story


@remedy_by(BeginSupport)
def begin_support(person: SimulatedPerson, reason: object = None) -> Story[None]:
    """Begin support as the coach, remedying what is missing; then the person sets a priority."""
    begun = yield from insist(person, lambda careful: BeginSupport(person.header(person.coach)))
    if begun and not person.state.still_open(person.state.priorities) and not person.slips("priority"):
        person.ask_example(SetPriority, person.me)


@remedy_by(RecordAttendance)
def wait_for_make_up(person: SimulatedPerson, reason: object) -> Story[None]:
    """Wait for the next make-up of missed training, if there is still one."""
    if person.making_up:
        yield from person.wait_days(7 * person.world.parameters.make_up_after)
