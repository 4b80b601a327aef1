"""Resource selection: freely available resources, vetted before a strategy uses them (Learning Forward)."""

from __future__ import annotations

from typing import Annotated

from pdflow.audience import Audience
from pdflow.engagement.rights import the_commissioner
from pdflow.engagement.state import DESIGN_ON, Engagement, Moves, VettedResource, kept
from pdflow.kernel.fields import RecordId, is_blank, key
from pdflow.kernel.guards import Objection, detail
from pdflow.kernel.lifecycle import move
from pdflow.kernel.messages import Command, Event, command, event
from pdflow.values import Strategy


@command(by=the_commissioner)
class VetResource(Command[Engagement]):
    """Record where a freely available resource is from, on what it was judged, for which strategy, and the verdict."""

    resource: RecordId = key("resources")
    title: str
    source: str
    judged_on: tuple[str, ...] = ()
    strategy: Strategy
    passed: bool


@event("engagement.resource_vetted")
class ResourceVetted(Event[Engagement]):
    """A freely available resource was vetted, and passed or failed."""

    resource: Annotated[RecordId, Audience.ALL]
    title: Annotated[str, Audience.ALL]
    source: Annotated[str, Audience.ALL]
    judged_on: Annotated[tuple[str, ...], Audience.ALL]
    strategy: Annotated[Strategy, Audience.ALL]
    passed: Annotated[bool, Audience.ALL]

    def apply(self, state: Engagement) -> None:
        state.resources[self.resource] = kept(VettedResource, self)


@detail("resource.no_source")
def no_source(state: Engagement, vet: VetResource) -> Objection:
    return is_blank(vet.source)


MOVES: Moves = (move(VetResource, DESIGN_ON, guards=[no_source], then=ResourceVetted),)
