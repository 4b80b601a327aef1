"""Support requests: technical assistance that a participant asks for, and its answer (agency guide)."""

from __future__ import annotations

from pdflow.audience import PairNote
from pdflow.kernel.fields import RecordId, is_blank, key, names
from pdflow.kernel.guards import Objection, detail
from pdflow.kernel.lifecycle import move
from pdflow.kernel.messages import Command, Event, command, event
from pdflow.participation.rights import a_supporter, the_participant
from pdflow.participation.state import LIVE, End, Ending, Moves, Participation, SupportRequest, open_requests


@command(by=the_participant)
class RequestSupport(Command[Participation]):
    """Ask for help with a topic, at the workplace and beside what is planned."""

    request: RecordId = key("requests")
    topic: PairNote = None


@command(by=a_supporter)
class AnswerRequest(Command[Participation]):
    """Answer a request for help; an observation, check-in, session or follow-up that names it answers it too."""

    request: RecordId = names("requests", unknown="request.unknown")
    note: PairNote = None


@event("participation.support_requested")
class SupportRequested(Event[Participation]):
    """The participant asked for help."""

    request: RecordId
    topic: PairNote

    def apply(self, state: Participation) -> None:
        state.requests[self.request] = SupportRequest(self.at)


@event("participation.request_answered")
class RequestAnswered(Event[Participation]):
    """A request for help was answered."""

    request: RecordId
    note: PairNote

    def apply(self, state: Participation) -> None:
        state.ends[self.request] = End(self.at, self.header.id, Ending.ANSWERED, self.request)


@detail("request.nothing_asked")
def nothing_asked(state: Participation, request: RequestSupport) -> Objection:
    return is_blank(request.topic)


def request_is_answered(state: Participation, answer: AnswerRequest) -> bool:
    return answer.request in state.requests and answer.request not in open_requests(state)


MOVES: Moves = (
    move(RequestSupport, LIVE, guards=[nothing_asked], then=SupportRequested),
    move(AnswerRequest, LIVE, then=RequestAnswered, no_op_if=request_is_answered),
)
