"""All commands: the example of each, and somebody who may ask it."""

from __future__ import annotations

from typing import Any, Final, TypeVar, overload

from pdflow.engagement.examples.design import DESIGN_EXAMPLES
from pdflow.engagement.examples.follow_up import FOLLOW_UP_EXAMPLES
from pdflow.engagement.examples.partnership import PARTNERSHIP_EXAMPLES, SPEAKER, side_to_review
from pdflow.engagement.examples.review import REVIEW_EXAMPLES
from pdflow.engagement.examples.timeline import TIMELINE_EXAMPLES
from pdflow.engagement.examples.training import TRAINING_EXAMPLES
from pdflow.engagement.examples.values import ExampleMaker
from pdflow.engagement.partnership_review import ReviewPartnership
from pdflow.engagement.state import Engagement, Side, agreement_with_partner, open_tasks
from pdflow.engagement.timeline import CompleteTask, MoveTask
from pdflow.kernel.examples import example_of
from pdflow.kernel.header import Actor, Header
from pdflow.kernel.messages import Command
from pdflow.people import FACILITATOR, PARTNER, Role

C = TypeVar("C", bound=Command[Engagement])


EXAMPLES: Final[dict[str, ExampleMaker]] = {
    command.__name__: example
    for page in (
        DESIGN_EXAMPLES,
        PARTNERSHIP_EXAMPLES,
        TIMELINE_EXAMPLES,
        TRAINING_EXAMPLES,
        FOLLOW_UP_EXAMPLES,
        REVIEW_EXAMPLES,
    )
    for command, example in page.items()
}


@overload
def example(state: Engagement, command: type[C], header: Header, /, **form: object) -> C: ...
@overload
def example(state: Engagement, command: str, header: Header, /, **form: object) -> Command[Any]: ...
def example(state: Engagement, command: type[Command[Any]] | str, header: Header, /, **form: object) -> Command[Any]:
    """The most plausible command of this kind in this state.

    Args:
        form: Values of its fields that are known already; the other fields follow from them where they have to.
    """
    return example_of(EXAMPLES, state, command, header, form)


def an_actor(state: Engagement, command: type[Command[Any]]) -> Actor:
    """Somebody who may carry out the example: in its first role, from the side to review, or the owner of the task."""
    if command is ReviewPartnership and side_to_review(state)[1] is Side.PARTNER:
        return Actor(_speaker(state), PARTNER)
    task = next(iter(open_tasks(state)), None) if command in (CompleteTask, MoveTask) else None
    return _in(command.right.roles[0]) if task is None else Actor(state.tasks[task].person, FACILITATOR)


def _speaker(state: Engagement) -> str:
    """Whoever speaks for the partner whose review is missing."""
    agreement = agreement_with_partner(state, side_to_review(state)[0])
    return next(iter(() if agreement is None else state.agreements[agreement].people), SPEAKER)


def _in(role: str) -> Actor:
    return Actor(role.lower(), Role(role))
