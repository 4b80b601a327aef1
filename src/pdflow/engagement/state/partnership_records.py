"""Records of partners and of the partnerships with them."""

from __future__ import annotations

from datetime import date

from pdflow.engagement.state.vocabulary import Side
from pdflow.kernel.fields import RecordId
from pdflow.kernel.records import Action, Description, Record, record, relies_on


@record
class Partner(Record):
    """An outside partner who was proposed."""

    organisation: str

    def described(self, kind: str) -> Description:
        return Description(kind, self.organisation, self.at)


@record
class Vetting(Record):
    """Whether the answers to the selection questions passed."""

    passed: bool
    partner: RecordId = relies_on()


@record
class Agreement(Record):
    """An agreement with a partner: the measures of success, and the days of the touch points."""

    measures: tuple[str, ...]
    touch_points: tuple[date, ...]
    partner: RecordId = relies_on()
    vetting: RecordId = relies_on()


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
    agreement: RecordId = relies_on()


@record
class PartnerEnd(Action):
    """The end of a partnership, or of the negotiation of one."""

    partner: RecordId = relies_on()
