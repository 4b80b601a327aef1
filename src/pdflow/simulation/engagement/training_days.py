"""The training days of an engagement: when each closes, who attended it, and whether that is recorded."""

from __future__ import annotations

from collections import defaultdict

from pdflow.people import PersonId
from pdflow.simulation.participant.enrolment import session_id
from pdflow.simulation.world.school_year import CLOSING, DAY
from pdflow.simulation.world.stories import Event, Story
from pdflow.simulation.world.world import World


class TrainingDays:
    """By session: its closing minute, which may be postponed; the minutes of each person; the event of recording."""

    def __init__(self, world: World) -> None:
        self._env = world.env
        self.closing = {
            session_id(cycle, number): day * DAY + CLOSING
            for cycle, days in enumerate(world.rounds, 1)
            for number, day in enumerate(days, 1)
        }
        self.minutes: defaultdict[str, dict[PersonId, int]] = defaultdict(dict)
        self.recorded: defaultdict[str, Event] = defaultdict(world.env.event)

    def wait_for_end(self, session: str) -> Story[None]:
        """Wait until a session closes, however often it is postponed."""
        while self.closing[session] > self._env.now:
            yield self._env.timeout(self.closing[session] - self._env.now)
