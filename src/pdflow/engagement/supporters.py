"""Supporters: people named to help others put the training to use (follow-through article)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from pdflow.audience import Audience
from pdflow.engagement.rights import the_commissioner
from pdflow.engagement.state import DESIGN_ON, Engagement, Moves, NamedSupporter, kept, last_recorded
from pdflow.kernel.fields import RecordId, key
from pdflow.kernel.lifecycle import move
from pdflow.kernel.messages import Command, Event, command, event
from pdflow.people import PersonId, Role


@command(by=the_commissioner)
class NameSupporter(Command[Engagement]):
    """Name somebody who supports the implementation: in which role, when, and how they are tasked and guided."""

    supporter: RecordId = key("supporters")
    person: PersonId
    role: Role
    when: str = ""
    tasked: str = ""
    guided: str = ""


@event("engagement.supporter_named")
class SupporterNamed(Event[Engagement]):
    """Somebody was named to support the implementation."""

    supporter: Annotated[RecordId, Audience.ALL]
    person: Annotated[PersonId, Audience.ALL]
    role: Annotated[Role, Audience.ALL]
    when: Annotated[str, Audience.ALL]
    tasked: str
    guided: str
    supersedes: RecordId | None

    def apply(self, state: Engagement) -> None:
        state.supporters[self.supporter] = kept(NamedSupporter, self)


def supporter_named(state: Engagement, name: NameSupporter) -> Sequence[SupporterNamed]:
    former = last_recorded(state.supporters, lambda entry: entry.person == name.person)
    return (SupporterNamed.of(name, supersedes=former),)


MOVES: Moves = (move(NameSupporter, DESIGN_ON, then=supporter_named),)
