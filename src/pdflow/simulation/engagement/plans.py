"""Plans for the time after training: follow-up strategies, a revisit of the key messages, a sharing event."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from pdflow.engagement import ForWhom, Mode, PlanFollowUp, PlanRevisit, PlanSharing
from pdflow.simulation.engagement.programme import Programme
from pdflow.values import Strategy

REVISIT: Final = "revisit-in-winter"
SHARING: Final = "open-classrooms"

FOLLOW_UP: Final = (
    ("reminder", Strategy.REMINDER, Mode.MAIL, 7),
    ("community", Strategy.COMMUNITY, Mode.IN_PERSON, 21),
    ("check-ins", Strategy.CHECK_IN, Mode.IN_PERSON, 14),
    ("observations", Strategy.OBSERVATION, Mode.IN_PERSON, 14),
    ("coaching", Strategy.COACHING, Mode.IN_PERSON, 28),
)
"""Id, strategy and mode of each plan, and the days from the first round to its beginning."""


def plan_follow_up(programme: Programme) -> None:
    """Plan the follow-up strategies, from light to intense."""
    world = programme.world
    trained = world.year.date_of(world.rounds[0][-1])
    for plan, strategy, mode, days in FOLLOW_UP:
        programme.engagement.ask(
            PlanFollowUp,
            world.coordinator,
            plan=plan,
            strategy=strategy,
            mode=mode,
            on=trained + timedelta(days=days),
            for_whom=ForWhom(),
            owner=world.facilitator.person if days < 20 else world.coordinator.person,
        )


def plan_revisit(programme: Programme) -> None:
    """Plan when the key messages are revisited."""
    year = programme.world.year
    on = year.date_of(year.workday(min(120, year.days - 10)))
    messages = "everybody answers; one step at a time"
    programme.engagement.ask(PlanRevisit, programme.director, revisit=REVISIT, on=on, messages=messages)


def plan_sharing(programme: Programme) -> None:
    """Plan how participants share what works."""
    year = programme.world.year
    on = year.date_of(year.workday(year.days - 21))
    how = "an afternoon of open doors"
    programme.engagement.ask(PlanSharing, programme.director, sharing=SHARING, how=how, on=on)
