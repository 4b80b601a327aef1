"""Past cycles: what is still known of the records that left the state with them."""

from __future__ import annotations

from datetime import datetime

from pdflow.kernel.fields import RecordId
from pdflow.kernel.frozen import frozen
from pdflow.kernel.records import record
from pdflow.participation.state.records import Commitment
from pdflow.people import PersonId
from pdflow.policy import Contact


@record
class ContactMade:
    """One contact: the record of it, when it began, what it was and by whom, and of a coaching when it was closed."""

    record: RecordId
    at: datetime
    kind: Contact
    by: PersonId
    closed: datetime | None = None


@frozen
class ClosedCycles:
    """Counts of the records that left the state when their cycles were closed, and the contacts among them."""

    observations: int = 0
    check_ins: int = 0
    artifacts: int = 0
    steps_completed: int = 0
    sessions: int = 0
    support_minutes: int = 0
    contacts: tuple[ContactMade, ...] = ()
    last_contact: datetime | None = None
    commitments: tuple[Commitment, ...] = ()
    """Those with a step that no check-in had looked at."""
    reviewed: tuple[RecordId, ...] = ()
    """The steps of these that one had."""
