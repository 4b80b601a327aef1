"""A host's chapter of a participation: devices lent to film lessons with."""

from __future__ import annotations

import attrs

from pdflow import Role
from pdflow.audience import PairNote
from pdflow.kernel.fields import RecordId, key, names
from pdflow.kernel.guards import Objection, detail
from pdflow.kernel.lifecycle import Move, move
from pdflow.kernel.messages import Command, Event, command, event
from pdflow.kernel.records import Record, ledger, record, relies_on
from pdflow.kernel.rights import in_role
from pdflow.participation import COACHING, ENROLLED, SUPPORT, TRAINING, Participation, decider


@record
class DeviceLoan(Record):
    device: str


@record
class DeviceReturn(Record):
    loan: RecordId = relies_on()


@attrs.define
class LmsParticipation(Participation):
    loans: dict[RecordId, DeviceLoan] = ledger()
    returns: dict[RecordId, DeviceReturn] = ledger()


@command(by=in_role(Role.COORDINATOR))
class LendDevice(Command[LmsParticipation]):
    loan: RecordId = key("loans")
    device: str
    wish: PairNote = None


@command(by=in_role(Role.COORDINATOR, Role.PARTICIPANT))
class ReturnDevice(Command[LmsParticipation]):
    returned: RecordId = key("returns")
    loan: RecordId = names("loans", unknown="lms.unknown_loan")


@event("lms.device_lent")
class DeviceLent(Event[LmsParticipation]):
    loan: RecordId
    device: str
    wish: PairNote = None

    def apply(self, state: LmsParticipation) -> None:
        state.loans[self.loan] = DeviceLoan(self.at, self.device)


@event("lms.device_returned")
class DeviceReturned(Event[LmsParticipation]):
    returned: RecordId
    loan: RecordId

    def apply(self, state: LmsParticipation) -> None:
        state.returns[self.returned] = DeviceReturn(self.at, self.loan)


@detail("lms.device_away", remedy="ReturnDevice")
def device_away(state: LmsParticipation, lend: LendDevice) -> Objection:
    back = {returned.loan for returned in state.returns.values()}
    return any(loan.device == lend.device and name not in back for name, loan in state.loans.items())


LIVE = (ENROLLED, TRAINING, SUPPORT, COACHING)
MOVES: tuple[Move[LmsParticipation], ...] = (
    move(LendDevice, LIVE, guards=[device_away], then=DeviceLent),
    move(ReturnDevice, LIVE, then=DeviceReturned),
)
lms = decider.with_chapter(LmsParticipation, MOVES, spared={"participation.paused": [ReturnDevice]})
