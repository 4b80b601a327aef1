"""A cohort: everybody of a cast, living through one school year; and the run that this makes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

import attrs

from pdflow.kernel.decider import Decider
from pdflow.participation import decider
from pdflow.people import PersonId
from pdflow.simulation.coach.worklists import work_lists
from pdflow.simulation.participant.absence import leave_for_good, move_elsewhere, take_leave
from pdflow.simulation.participant.enrolment import join
from pdflow.simulation.participant.next_cycle import be_prompted
from pdflow.simulation.participant.person import Activities, SimulatedPerson, was_coached
from pdflow.simulation.participant.requests import ask_for_help
from pdflow.simulation.participant.training import attend
from pdflow.simulation.world.cast import Cast
from pdflow.simulation.world.day_batch import EventSink
from pdflow.simulation.world.journal import Journal
from pdflow.simulation.world.school_year import DAY
from pdflow.simulation.world.stories import Story
from pdflow.simulation.world.world import World

EVENING = 18 * 60
"""When the events of a day are written, in minutes after midnight."""


class Cohort(World):
    """A world with its people; the same seed gives the same year."""

    aggregates: ClassVar[tuple[Decider[Any], ...]] = (decider,)
    """The deciders whose events are kept."""

    def __init__(self, cast: Cast, batch: EventSink, **settings: Any) -> None:
        super().__init__(cast, batch, **settings)
        activities = self.activities()
        self.people = [SimulatedPerson(seat, self, activities) for seat in cast.seats]
        self._by_id = {person.seat.person: person for person in self.people}
        self.journal.phases["NOTHING"] = len(self.people)
        self.journal.practice.append(self.practice())

    def activities(self) -> Activities:
        """Return what goes on for each participant, side by side."""
        return Activities(
            joining=join,
            work=(attend, be_prompted, ask_for_help),
            interruptions=(take_leave, move_elsewhere, leave_for_good),
        )

    def served(self, coach: PersonId) -> list[SimulatedPerson]:
        """Return the people of a coach, in the order in which they came."""
        return [self._by_id[person] for person in self.caseloads[coach]]

    def practice(self) -> float:
        """Return the sum of everybody's skill today."""
        return sum(person.skill.on(self.today) for person in self.people)

    def stories(self) -> Iterator[Story[None]]:
        """Yield what goes on from the first day for others than the participants."""
        for coach in self.diaries:
            yield work_lists(self, coach, partial(self.served, coach))

    def days(self) -> Iterator[int]:
        """Run the year, yielding each day of it once its events are written."""
        for person in self.people:
            person.begin(person.activities.joining)
        for story in self.stories():
            self.begin(story)
        for day in range(self.first_day, self.year.days):
            self.env.run(until=(day + 1) * DAY)
            self.batch.write(self.year.at(day * DAY + EVENING))
            if day >= 0:
                if day % 7 == 6:
                    coached = sum(was_coached(person, day - 6) for person in self.people)
                    self.journal.end_week(coached, self.practice())
                yield day


@attrs.frozen
class Run:
    """A cohort after its year, and how many seconds it took."""

    cast: Cast
    cohort: Cohort
    _file: Path | None
    seconds: float

    @property
    def file(self) -> Path:
        """The file of its events.

        Raises:
            ValueError: the year was only counted.
        """
        if self._file is None:
            raise ValueError("a year that was only counted has no file of events")
        return self._file

    @property
    def journal(self) -> Journal:
        """The counts of the run."""
        return self.cohort.journal
