"""Records of partners and of the partnerships with them."""

from __future__ import annotations

from datetime import date

from pdflow.engagement.state.vocabulary import Side
from pdflow.kernel.fields import RecordId
from pdflow.kernel.records import Action, Record, record, relies_on


@record
class Partner(Record):
    """Somebody outside who might add to the team."""

    organisation: str


@record
class Vetting(Record):
    """How the answers to the selection questions were judged."""

    passed: bool
    partner: RecordId = relies_on()


@record
class Agreement(Record):
    """What was agreed with a partner: the measures of success and the days to look at it together."""

    measures: tuple[str, ...]
    touch_points: tuple[date, ...]
    partner: RecordId = relies_on()
    vetting: RecordId = relies_on()


@record
class TouchPoint(Record):
    """A look at a partnership, held together."""

    partner: RecordId
    agreement: RecordId = relies_on()


@record
class SideRating(Record):
    """What one side of a partnership said of it."""

    partner: RecordId
    side: Side
    agreement: RecordId = relies_on()


@record
class PartnerEnd(Action):
    """That a partnership, or the talk of one, came to its end."""

    partner: RecordId = relies_on()
