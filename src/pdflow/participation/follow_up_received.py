"""Follow-up received: a strategy that reached this person, alone or in a group (agency guide)."""

from __future__ import annotations

from pdflow.kernel.fields import Name, RecordId, key, names
from pdflow.kernel.lifecycle import move
from pdflow.kernel.messages import Command, Event, command, event
from pdflow.participation.rights import whoever_took_attendance
from pdflow.participation.state import LIVE, FollowUp, Moves, Participation, is_handed_on
from pdflow.people import PersonId
from pdflow.values import Count, Strategy


@command(by=whoever_took_attendance)
class ReceiveFollowUp(Command[Participation]):
    """Record a follow-up strategy that reached this person: how long, by whom, and for which group if for one."""

    follow_up: RecordId = key("follow_ups")
    strategy: Strategy
    minutes: Count
    given_by: PersonId
    group: Name | None = None
    request: RecordId | None = names("requests", unknown="request.unknown", default=None)


@event("participation.follow_up_received")
class FollowUpReceived(Event[Participation]):
    """A follow-up strategy reached this person; from the lightest that the policy counts, it is a contact."""

    follow_up: RecordId
    strategy: Strategy
    minutes: Count
    given_by: PersonId
    group: Name | None
    request: RecordId | None

    def apply(self, state: Participation) -> None:
        handed_on = is_handed_on(self.header, self.follow_up)
        state.follow_ups[self.follow_up] = FollowUp(
            self.at, self.strategy, self.minutes, self.given_by, self.group, self.request, handed_on
        )


MOVES: Moves = (move(ReceiveFollowUp, LIVE, then=FollowUpReceived),)
