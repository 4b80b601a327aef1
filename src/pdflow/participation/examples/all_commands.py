"""All commands: the example of each, and somebody who may ask it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, TypeVar, overload

from pdflow.kernel.examples import example_of
from pdflow.kernel.header import Actor, Header
from pdflow.kernel.messages import Command
from pdflow.participation.examples.action_steps import ACTION_STEP_EXAMPLES
from pdflow.participation.examples.coaching import COACHING_EXAMPLES
from pdflow.participation.examples.completion import COMPLETION_EXAMPLES
from pdflow.participation.examples.corrections import CORRECTION_EXAMPLES
from pdflow.participation.examples.enrolment import ENROLMENT_EXAMPLES
from pdflow.participation.examples.evaluation import EVALUATION_EXAMPLES
from pdflow.participation.examples.observations import OBSERVATION_EXAMPLES
from pdflow.participation.examples.outcomes import OUTCOME_EXAMPLES
from pdflow.participation.examples.support import SUPPORT_EXAMPLES
from pdflow.participation.examples.training import TRAINING_EXAMPLES
from pdflow.participation.examples.values import ExampleMaker, participant
from pdflow.participation.examples.visits import VISIT_EXAMPLES
from pdflow.participation.state import Participation
from pdflow.people import COACH, COORDINATOR, MANAGER, PARTICIPANT

C = TypeVar("C", bound=Command[Participation])

EXAMPLES: Final[dict[str, ExampleMaker]] = {
    command.__name__: example
    for examples in (
        ENROLMENT_EXAMPLES,
        CORRECTION_EXAMPLES,
        TRAINING_EXAMPLES,
        EVALUATION_EXAMPLES,
        OUTCOME_EXAMPLES,
        SUPPORT_EXAMPLES,
        VISIT_EXAMPLES,
        OBSERVATION_EXAMPLES,
        ACTION_STEP_EXAMPLES,
        COACHING_EXAMPLES,
        COMPLETION_EXAMPLES,
    )
    for command, example in examples.items()
}
"""The function that makes the example of each command, by the command's name."""


@overload
def example(state: Participation, command: type[C], header: Header, /, **values: object) -> C: ...
@overload
def example(state: Participation, command: str, header: Header, /, **values: object) -> Command[Participation]: ...
def example(
    state: Participation, command: type[Command[Participation]] | str, header: Header, /, **values: object
) -> Command[Participation]:
    """Make the most plausible example of a command in this state.

    Args:
        command: The type of command, or its name.
        values: Values of the command's fields, given by the caller.
    """
    return example_of(EXAMPLES, state, command, header, values)


def an_actor(state: Participation, command: type[Command[Participation]]) -> Actor:
    """Somebody with the right to give this command: the coach if there is one, else the participant, ..."""
    roles = command.right.roles
    return next(actor for actor in _people(state) if actor.role in roles)


def _people(state: Participation) -> Iterator[Actor]:
    if state.coach is not None:
        yield Actor(state.coach, COACH)
    yield Actor(participant(state), PARTICIPANT)
    yield from (Actor(supporter.person, supporter.role) for supporter in state.team)
    if state.manager is not None:
        yield Actor(state.manager, MANAGER)
    yield Actor("coordinator", COORDINATOR)
    yield Actor("nobody", COACH)
