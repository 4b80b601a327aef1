"""Follow-ups given: which participations were sent each follow-up strategy that an engagement gave."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import attrs

from pdflow.coordination.envelopes import EventInStream
from pdflow.engagement import FollowUpGiven


@attrs.frozen
class FollowUpHandedOn:
    """A follow-up strategy that a participation was sent as received, and the id of the event that caused it."""

    participation: str
    cause: str


class FollowUpsGiven:
    """What is known of the follow-up given in all engagements."""

    def __init__(self) -> None:
        """Begin empty."""
        self._handed_on: defaultdict[str, dict[str, list[FollowUpHandedOn]]] = defaultdict(dict)

    def give(self, given: EventInStream[FollowUpGiven], participations: Iterable[str]) -> None:
        """Take in a follow-up strategy that was given, and the participations that it reached."""
        sent = [FollowUpHandedOn(participation, given.id) for participation in participations]
        self._handed_on[given.stream][given.event.given] = sent

    def void(self, engagement: str, record: str) -> None:
        """Leave out the strategy given of this name."""
        self._handed_on[engagement].pop(record, None)

    def handed_on(self, engagement: str, record: str) -> Sequence[FollowUpHandedOn]:
        """What participations were sent because of the strategy given of this name."""
        return self._handed_on[engagement].get(record, ())
