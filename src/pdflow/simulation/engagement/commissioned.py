"""A commissioned cohort: one whose year is an engagement, with the trainers who deliver it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pdflow.deciders import DECIDERS
from pdflow.simulation.cohort import Cohort
from pdflow.simulation.engagement.attendance import attend_days, join_roster
from pdflow.simulation.engagement.commissioning import commission
from pdflow.simulation.engagement.delivery import call_off_for_snow, deliver
from pdflow.simulation.engagement.follow_up import follow_up, use_protected_time
from pdflow.simulation.engagement.gatherings import revisit_messages, share_practice
from pdflow.simulation.engagement.partnership import work_with_a_partner
from pdflow.simulation.engagement.programme import Programme
from pdflow.simulation.engagement.review import review
from pdflow.simulation.engagement.trainers import prepare_trainers
from pdflow.simulation.participant.person import Activities, SimulatedPerson
from pdflow.simulation.world.cast import Cast
from pdflow.simulation.world.day_batch import EventSink
from pdflow.simulation.world.stories import Story


class Commissioned(Cohort):
    """A cohort that is enrolled, trained and released by an engagement; facts pass by the real coordination."""

    first_day = -140
    aggregates = DECIDERS

    def __init__(self, cast: Cast, batch: EventSink, **settings: Any) -> None:
        super().__init__(cast, batch, **settings)
        self.programme = Programme(self, self.people)

    def activities(self) -> Activities:
        return super().activities()._replace(joining=self._join, work=(self._attend, *super().activities().work[1:]))

    def stories(self) -> Iterator[Story[None]]:
        yield from super().stories()
        programme = self.programme
        yield from (commission(programme), prepare_trainers(programme), deliver(programme))
        yield from (call_off_for_snow(programme), follow_up(programme), use_protected_time(programme))
        yield from (work_with_a_partner(programme), revisit_messages(programme), share_practice(programme))
        yield review(programme)

    def _join(self, person: SimulatedPerson) -> Story[None]:
        return join_roster(person, self.programme)

    def _attend(self, person: SimulatedPerson) -> Story[None]:
        return attend_days(person, self.programme)
