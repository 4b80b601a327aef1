"""Records of partners and of the partnerships with them, and of resources that are freely available."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from pdflow.engagement.state.partnership_values import (
    Alignment,
    CharacteristicRating,
    MeasureRating,
    Promise,
    SelectionAnswer,
    SuccessMeasure,
)
from pdflow.engagement.state.vocabulary import Brings, PartnerRole, Side
from pdflow.kernel.fields import RecordId
from pdflow.kernel.records import Action, Description, Record, record, relies_on
from pdflow.people import PersonId
from pdflow.values import Strategy


@record
class Partner(Record):
    """An outside partner who was proposed."""

    organisation: str
    brings: tuple[Brings, ...]
    looked_inside: str

    def described(self, kind: str) -> Description:
        return Description(kind, self.organisation, self.at)


@record
class Vetting(Record):
    """The answers to the selection questions, and whether they passed."""

    answers: tuple[SelectionAnswer, ...]
    passed: bool
    partner: RecordId = relies_on()


@record
class VettedResource(Record):
    """A freely available resource: where from, on what it was judged, for which strategy, and whether it passed."""

    title: str
    source: str
    judged_on: tuple[str, ...]
    strategy: Strategy
    passed: bool

    def described(self, kind: str) -> Description:
        return Description(kind, self.title, self.at)


@record
class Agreement(Record):
    """An agreement with a partner: who speaks for it, the measures of success, and the days of the touch points."""

    roles: tuple[PartnerRole, ...]
    people: tuple[PersonId, ...]
    alignment: Alignment
    promises: tuple[Promise, ...]
    measures: tuple[str, ...]
    measures_of: tuple[SuccessMeasure, ...]
    touch_points: tuple[date, ...]
    without_partner: str
    partner: RecordId = relies_on()
    vetting: RecordId = relies_on()

    def difference(self, command: Any) -> Iterator[str]:
        if self.measures_of != command.measures:
            yield "measures"
        same_names = ("roles", "people", "alignment", "promises", "touch_points", "without_partner", "partner")
        yield from (name for name in same_names if getattr(self, name) != getattr(command, name))


@record
class TouchPoint(Record):
    """A touch point held with a partner."""

    partner: RecordId
    agreement: RecordId = relies_on()


@record
class SideRating(Record):
    """A review of a partnership by one side."""

    partner: RecordId
    side: Side
    characteristics: tuple[CharacteristicRating, ...]
    measures: tuple[MeasureRating, ...]
    agreement: RecordId = relies_on()


@record
class PartnerEnd(Action):
    """The end of a partnership, or of the negotiation of one."""

    partner: RecordId = relies_on()
    reason: str = ""
