"""Gatherings that were planned when the programme was designed: the revisit of key messages, and open classrooms."""

from __future__ import annotations

from pdflow.engagement import HoldRevisit, HoldSharing
from pdflow.simulation.engagement.plans import REVISIT, SHARING
from pdflow.simulation.engagement.programme import Programme
from pdflow.simulation.world.stories import Story

NOON = 12 * 60


def revisit_messages(programme: Programme) -> Story[None]:
    """Revisit the key messages on the day that was planned for it."""
    yield from programme.wait_for(0)
    if (planned := programme.engagement.state.revisits.get(REVISIT)) is not None and planned.on is not None:
        yield from programme.wait_for(programme.world.year.day_on(planned.on), NOON)
        emerged = "most people ask and wait; who answers is still chosen too often"
        programme.engagement.ask(
            HoldRevisit, programme.director, held="winter-revisit", revisit=REVISIT, emerged=emerged
        )


def share_practice(programme: Programme) -> Story[None]:
    """Open the classrooms on the day that was planned for it."""
    yield from programme.wait_for(0)
    if (planned := programme.engagement.state.sharings.get(SHARING)) is not None and planned.on is not None:
        yield from programme.wait_for(programme.world.year.day_on(planned.on), NOON)
        emerged = "cards with names on every desk, and a wall with the steps that worked"
        programme.engagement.ask(
            HoldSharing, programme.director, held="spring-sharing", sharing=SHARING, emerged=emerged
        )
