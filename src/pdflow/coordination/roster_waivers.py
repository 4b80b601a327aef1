"""Roster waivers: of each engagement, what is waived for the roster, and which participations that was handed on to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

import attrs

from pdflow.coordination.envelopes import EventInStream
from pdflow.engagement import RequirementWaived, RosterJoined


@attrs.frozen
class WaiverHandedOn:
    """A waiver that a participation was sent: of which requirement, and the id of the event that caused it.

    ``waiver`` is the engagement's own, or None where the person joined a roster for which the requirement was waived.
    """

    participation: str
    requirement: str
    cause: str
    waiver: str | None = None


class RosterWaivers:
    """What is known of the waivers for the rosters of all engagements."""

    def __init__(self) -> None:
        """Begin empty."""
        self._in_force: defaultdict[str, dict[str, str]] = defaultdict(dict)
        self._handed_on: defaultdict[str, list[WaiverHandedOn]] = defaultdict(list)

    def waive(self, waived: EventInStream[RequirementWaived], participations: Iterable[str]) -> None:
        """Take in a waiver, if it is for the roster, and the participations that are on it."""
        if not waived.event.for_roster:
            return
        waiver, requirement = waived.event.waiver, waived.event.requirement
        self._in_force[waived.stream][waiver] = requirement
        for participation in participations:
            self._handed_on[participation].append(WaiverHandedOn(participation, requirement, waived.id, waiver))

    def join(self, joined: EventInStream[RosterJoined], participation: str) -> None:
        """Take in that a participation is on a roster for which some requirements were waived."""
        for requirement in joined.event.waived:
            self._handed_on[participation].append(WaiverHandedOn(participation, requirement, joined.id))

    def void(self, engagement: str, record: str) -> None:
        """Leave out the waiver of this name."""
        self._in_force[engagement].pop(record, None)

    def handed_on(self, engagement: str, waiver: str, participations: Iterable[str]) -> Iterator[WaiverHandedOn]:
        """What these participations were sent because of a waiver for the roster, and of no other that is in force."""
        requirement = self._in_force[engagement].get(waiver)
        if requirement is None:
            return
        is_waived_by_others = [*self._in_force[engagement].values()].count(requirement) > 1
        for participation in participations:
            for sent in self._handed_on.get(participation, ()):
                is_of_joining = sent.waiver is None and not is_waived_by_others
                if sent.requirement == requirement and (sent.waiver == waiver or is_of_joining):
                    yield sent
