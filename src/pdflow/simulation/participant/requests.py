"""Requests for support: help that a participant asks for between the visits, and its answer."""

from __future__ import annotations

from pdflow.kernel.fields import RecordId
from pdflow.participation import AnswerRequest, RequestSupport, open_requests
from pdflow.simulation.participant.person import SimulatedPerson, is_live
from pdflow.simulation.world.stories import Story


def ask_for_help(person: SimulatedPerson) -> Story[None]:
    """Ask for help at times of one's own; the coach answers at the next visit, or by phone."""
    rate = person.world.parameters.asks_for_help / person.world.year.weeks / 7
    while rate:
        yield from person.wait_days(person.chance("request").expovariate(rate))
        if is_live(person) and person.state.supported_since is not None:
            command = RequestSupport(
                person.header(person.me), request=person.new_id("request"), topic=person.phrase.step
            )
            person.ask(command)


def answer(person: SimulatedPerson, request: RecordId) -> None:
    """Answer a request by phone, if it is open still."""
    if request in open_requests(person.state):
        person.ask(AnswerRequest(person.header(person.coach), request=request))
