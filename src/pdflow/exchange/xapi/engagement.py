"""Statements about a group: a training session as it was delivered, in the simple form of the attendance recipe."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from pdflow.engagement import TrainingDelivered
from pdflow.exchange.xapi.facts import StreamFacts
from pdflow.exchange.xapi.statement import Draft, activities, duration, recipe, without_nothing
from pdflow.exchange.xapi.vocabulary import ATTENDANCE_RECIPE, Verb
from pdflow.kernel.messages import AnyEvent
from pdflow.storage.json_values import JsonObject


def delivered(event: TrainingDelivered, facts: StreamFacts) -> Iterator[Draft]:
    """Everybody who was there, as one group; a part that continues another is an activity of its own."""
    there = sorted({presence.person for presence in event.there if presence.minutes})
    if not there:
        return
    members = [facts.source.agent(person) for person in there]
    booked = None if event.continues else facts.booked(event.booking, event.session)
    part = () if event.continues is None else ("parts", event.delivery)
    yield Draft(
        {"objectType": "Group", "member": members},
        Verb.ATTENDED,
        facts.training_session(event.session, *part),
        event.at if booked is None else booked.start,
        {"registration": facts.registration, **_around(event, facts)},
        {"duration": duration(event.held)},
    )


def _around(event: TrainingDelivered, facts: StreamFacts) -> JsonObject:
    """The first trainer as the instructor: some stores take no group there, so the others are in an extension."""
    booked = facts.booked(event.booking, event.session)
    trainers = [] if booked is None else [facts.source.agent(trainer.person) for trainer in booked.trainers]
    return {
        **activities(grouping=[facts.course()], category=[recipe(ATTENDANCE_RECIPE)]),
        **without_nothing(
            instructor=trainers[0] if trainers else None,
            extensions=facts.extensions(**{"other-instructors": trainers[1:]}),
        ),
    }


ABOUT_A_GROUP: Final[Mapping[type[AnyEvent], Callable[[Any, StreamFacts], Iterator[Draft]]]] = {
    TrainingDelivered: delivered,
}
"""What an event of an engagement says, for those that xAPI has words for."""
