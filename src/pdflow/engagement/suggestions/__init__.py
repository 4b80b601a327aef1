"""One plausible example of every command, made from the state: for routes, simulation and property tests.

Pure: names are counted, days follow from the header and the policy. Each speaks of what stands in the way first. Where
nothing sensible can be said the example is still well-formed, and is refused with the reason.
"""

from __future__ import annotations

from typing import Final, TypeVar, overload

from pdflow.engagement.nurturing import ReviewPartnership
from pdflow.engagement.state import Engagement
from pdflow.engagement.suggestions.at_hand import Suggestion
from pdflow.engagement.suggestions.design import DESIGN
from pdflow.engagement.suggestions.followup import FOLLOW_UP
from pdflow.engagement.suggestions.partners import PARTNERS, to_be_heard
from pdflow.engagement.suggestions.standing import STANDING
from pdflow.engagement.suggestions.timeline import TIMELINE
from pdflow.engagement.suggestions.training import TRAINING
from pdflow.engagement.terms import Side
from pdflow.engagement.timeline import CompleteTask, MoveTask, open_tasks
from pdflow.kernel.declare import Command
from pdflow.kernel.examples import example
from pdflow.kernel.header import Actor, Header
from pdflow.people import FACILITATOR, PARTNER, Role

__all__ = ["an_actor", "suggest"]

C = TypeVar("C", bound=Command)

SUGGESTIONS: Final[dict[str, Suggestion]] = {
    command.__name__: example
    for page in (DESIGN, PARTNERS, TIMELINE, TRAINING, FOLLOW_UP, STANDING)
    for command, example in page.items()
}


@overload
def suggest(state: Engagement, command: type[C], header: Header, /, **form: object) -> C: ...
@overload
def suggest(state: Engagement, command: str, header: Header, /, **form: object) -> Command: ...
def suggest(state: Engagement, command: type[Command] | str, header: Header, /, **form: object) -> Command:
    """What somebody would most plausibly ask by this command, now and in this state.

    ``form`` is what the command says already; the rest follows from that where it has to.
    """
    return example(SUGGESTIONS, state, command, header, form)


def an_actor(state: Engagement, command: type[Command]) -> Actor:
    """Somebody who may ask this command as suggested: its first role, the side to be heard, or whose task it is."""
    if command is ReviewPartnership and to_be_heard(state)[1] is Side.PARTNER:
        return _in(PARTNER)
    task = next(iter(open_tasks(state)), None) if command in (CompleteTask, MoveTask) else None
    return _in(command.right.roles[0]) if task is None else Actor(state.tasks[task].person, FACILITATOR)


def _in(role: str) -> Actor:
    return Actor(role.lower(), Role(role))
