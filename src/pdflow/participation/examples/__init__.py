"""One plausible example of every command, made from the state: for routes, simulation and property tests.

Pure: names are counted, days follow from the header and the policy. Where nothing sensible can be said the example is
still well-formed, and is refused with the reason.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, TypeVar, overload

from pdflow.kernel.examples import example_of
from pdflow.kernel.header import Actor, Header
from pdflow.kernel.messages import Command
from pdflow.participation.examples.available import ExampleMaker
from pdflow.participation.examples.coaching import COACHING
from pdflow.participation.examples.enrolment_status import STANDING
from pdflow.participation.examples.support import SUPPORT
from pdflow.participation.examples.training import TRAINING
from pdflow.participation.state.state import Participation
from pdflow.people import (
    COACH,
    COORDINATOR,
    MANAGER,
    PARTICIPANT,
)

__all__ = ["an_actor", "suggest"]

C = TypeVar("C", bound=Command[Participation])

EXAMPLES: Final[dict[str, ExampleMaker]] = {
    command.__name__: example for page in (STANDING, TRAINING, SUPPORT, COACHING) for command, example in page.items()
}


@overload
def example(state: Participation, command: type[C], header: Header, /, **form: object) -> C: ...
@overload
def example(state: Participation, command: str, header: Header, /, **form: object) -> Command[Participation]: ...
def example(
    state: Participation, command: type[Command[Participation]] | str, header: Header, /, **form: object
) -> Command[Participation]:
    """What somebody would most plausibly ask by this command, now and in this state.

    ``form`` is what the command says already.
    """
    return example_of(EXAMPLES, state, command, header, form)


def an_actor(state: Participation, command: type[Command[Participation]]) -> Actor:
    """Somebody who may ask this command: the coach where there is one, else the participant, a supporter, or so on."""
    roles = command.right.roles
    return next(actor for actor in _people(state) if actor.role in roles)


def _people(state: Participation) -> Iterator[Actor]:
    if state.coach is not None:
        yield Actor(state.coach, COACH)
    yield Actor(state.person, PARTICIPANT)
    yield from (Actor(supporter.person, supporter.role) for supporter in state.team)
    if state.manager is not None:
        yield Actor(state.manager, MANAGER)
    yield Actor("coordinator", COORDINATOR)
    yield Actor("nobody", COACH)
