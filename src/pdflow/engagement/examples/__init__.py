"""One plausible example of every command, made from the state: for routes, simulation and property tests.

Pure: names are counted, days follow from the header and the policy. Each speaks of what stands in the way first. Where
nothing sensible can be said the example is still well-formed, and is refused with the reason.
"""

from __future__ import annotations

from typing import Any, Final, TypeVar, overload

from pdflow.engagement.examples.available import ExampleMaker
from pdflow.engagement.examples.design import DESIGN
from pdflow.engagement.examples.follow_up import FOLLOW_UP
from pdflow.engagement.examples.partnership import PARTNERS, to_be_heard
from pdflow.engagement.examples.review import STANDING
from pdflow.engagement.examples.timeline import TIMELINE
from pdflow.engagement.examples.training import TRAINING
from pdflow.engagement.partnership_review import ReviewPartnership
from pdflow.engagement.state.state import Engagement
from pdflow.engagement.state.vocabulary import Side
from pdflow.engagement.timeline import CompleteTask, MoveTask, open_tasks
from pdflow.kernel.examples import example_of
from pdflow.kernel.header import Actor, Header
from pdflow.kernel.messages import Command
from pdflow.people import FACILITATOR, PARTNER, Role

__all__ = ["an_actor", "suggest"]

C = TypeVar("C", bound=Command[Any])

EXAMPLES: Final[dict[str, ExampleMaker]] = {
    command.__name__: example
    for page in (DESIGN, PARTNERS, TIMELINE, TRAINING, FOLLOW_UP, STANDING)
    for command, example in page.items()
}


@overload
def example(state: Engagement, command: type[C], header: Header, /, **form: object) -> C: ...
@overload
def example(state: Engagement, command: str, header: Header, /, **form: object) -> Command[Any]: ...
def example(state: Engagement, command: type[Command[Any]] | str, header: Header, /, **form: object) -> Command[Any]:
    """What somebody would most plausibly ask by this command, now and in this state.

    ``form`` is what the command says already; the rest follows from that where it has to.
    """
    return example_of(EXAMPLES, state, command, header, form)


def an_actor(state: Engagement, command: type[Command[Any]]) -> Actor:
    """Somebody who may ask this command as suggested: its first role, the side to be heard, or whose task it is."""
    if command is ReviewPartnership and to_be_heard(state)[1] is Side.PARTNER:
        return _in(PARTNER)
    task = next(iter(open_tasks(state)), None) if command in (CompleteTask, MoveTask) else None
    return _in(command.right.roles[0]) if task is None else Actor(state.tasks[task].person, FACILITATOR)


def _in(role: str) -> Actor:
    return Actor(role.lower(), Role(role))
