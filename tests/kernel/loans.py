"""A library's loans: an aggregate of six commands that has nothing to do with professional development."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

import attrs

from pdflow.kernel.corrections import (
    already_void,
    not_voidable,
    relied_upon,
    unknown_record,
)
from pdflow.kernel.decider import Decider
from pdflow.kernel.fields import RecordId, key, names, requirement
from pdflow.kernel.guards import (
    Objection,
    detail,
    fact,
    moment,
)
from pdflow.kernel.header import Actor, Header
from pdflow.kernel.lifecycle import Move, move
from pdflow.kernel.messages import (
    EVENTS,
    Command,
    Event,
    command,
    event,
)
from pdflow.kernel.records import (
    Aggregate,
    Record,
    ledger,
    record,
    relies_on,
)
from pdflow.kernel.refusal import Reason
from pdflow.kernel.rights import in_role, right
from pdflow.testing.walks import Subject


class Phase(StrEnum):
    NOTHING = "NOTHING"
    LENT = "LENT"
    BACK = "BACK"


@record
class Loan(Record):
    due: date


@record
class Extension(Record):
    due: date
    loan: RecordId = relies_on()


@record
class Stamp(Record):
    extension: RecordId = relies_on()


@record
class Waiver(Record):
    requirement: str


@attrs.define
class Book(Aggregate):
    phase: Phase = Phase.NOTHING
    reader: str = ""
    loans: dict[RecordId, Loan] = ledger(turn=True, undone_by="GiveBack")
    extensions: dict[RecordId, Extension] = ledger()
    stamps: dict[RecordId, Stamp] = ledger()
    waivers: dict[RecordId, Waiver] = ledger()

    @property
    def due(self) -> date:
        """As it was last extended, else as lent."""
        return [record.due for record in (*self.loans.values(), *self.extensions.values())][-1]

    def waives(self, code: str, parameters: Mapping[str, object]) -> bool:
        return any(waiver.requirement == code for waiver in self.waivers.values())


the_librarian = in_role("LIBRARIAN")


@right("READER", "LIBRARIAN")
def the_reader(book: Book, header: Header) -> Reason | None:
    if header.by.role == "LIBRARIAN" or header.by.person == book.reader:
        return None
    return Reason("right.not_the_reader", {"person": header.by.person}, "Lend")


@command(by=the_librarian)
class Lend(Command[Book]):
    loan: RecordId = key("loans")
    reader: str
    due: date


@command(by=the_reader)
class Extend(Command[Book]):
    extension: RecordId = key("extensions")
    loan: RecordId = names("loans", unknown="loan.unknown")
    due: date


@command(by=the_librarian)
class StampCard(Command[Book]):
    stamp: RecordId = key("stamps")
    extension: RecordId = names("extensions")


@command(by=the_reader)
class GiveBack(Command[Book]):
    pass


@command(by=the_librarian)
class Excuse(Command[Book]):
    waiver: RecordId = key("waivers")
    requirement: str = requirement()


@command(by=the_librarian)
class Strike(Command[Book]):
    record: RecordId


@event("library.lent")
class Lent(Event[Book]):
    loan: RecordId
    reader: str
    due: date

    def apply(self, book: Book) -> None:
        book.phase, book.reader = Phase.LENT, self.reader
        book.loans[self.loan] = Loan(self.at, self.due)


@event("library.extended")
class Extended(Event[Book]):
    extension: RecordId
    loan: RecordId
    due: date
    supersedes: RecordId | None

    def apply(self, book: Book) -> None:
        book.extensions[self.extension] = Extension(self.at, self.due, self.loan)


@event("library.stamped")
class Stamped(Event[Book]):
    stamp: RecordId
    extension: RecordId

    def apply(self, book: Book) -> None:
        book.stamps[self.stamp] = Stamp(self.at, self.extension)


@event("library.given_back")
class GivenBack(Event[Book]):
    def apply(self, book: Book) -> None:
        book.phase = Phase.BACK


@event("library.excused")
class Excused(Event[Book]):
    waiver: RecordId
    requirement: str

    def apply(self, book: Book) -> None:
        book.waivers[self.waiver] = Waiver(self.at, self.requirement)


@event("library.struck")
class Struck(Event[Book]):
    record: RecordId

    def apply(self, book: Book) -> None:
        book.void(self.record)


# The registry is the whole process's: what only the tests declare leaves it again.
for name in [name for name in EVENTS if name.startswith("library.")]:
    del EVENTS[name]


@fact("loan.extended_too_often", waivable=True)
def extended_too_often(book: Book) -> Objection:
    return {"most": 2, "have": len(book.extensions)} if len(book.extensions) >= 2 else None


@moment("loan.overdue", remedy="GiveBack")
def overdue(book: Book, at: datetime) -> Objection:
    return {"due": book.due} if at.date() > book.due else None


@detail("loan.not_longer")
def not_longer(book: Book, extend: Extend) -> Objection:
    return {"due": book.due, "asked": extend.due} if extend.due <= book.due else None


@detail("loan.too_short")
def too_short(book: Book, lend: Lend) -> Objection:
    return lend.due <= lend.at.date()


@moment("library.closed")
def closed(book: Book, at: datetime) -> Objection:
    return at.weekday() == 6


def extended(book: Book, extend: Extend) -> Sequence[Extended]:
    former = [*book.extensions]
    return (Extended.of(extend, supersedes=former[-1] if former else None),)


def back_already(book: Book, give_back: GiveBack) -> bool:
    return book.phase is Phase.BACK


Moves = tuple[Move[Book], ...]

LENDING: Moves = (
    move(Lend, (Phase.NOTHING, Phase.BACK), to=Phase.LENT, guards=[too_short], then=Lent),
    move(Extend, Phase.LENT, guards=[extended_too_often, overdue, not_longer], then=extended),
    move(StampCard, Phase.LENT, then=Stamped),
    move(GiveBack, Phase.LENT, to=Phase.BACK, then=GivenBack, no_op_if=back_already),
)
KEEPING: Moves = (
    move(Excuse, Phase.LENT, guards=[], then=Excused),
    move(
        Strike,
        (Phase.LENT, Phase.BACK),
        guards=[unknown_record, relied_upon, not_voidable],
        then=Struck,
        no_op_if=already_void,
    ),
)

decider = Decider(
    "book",
    Book,
    Phase,
    [LENDING, KEEPING],
    wrong_phase="loan.not_here",
    common_guards={closed: frozenset({GiveBack})},
)

MONDAY = datetime(2026, 9, 7, 9, tzinfo=UTC)
LIBRARIAN, READER = Actor("lou", "LIBRARIAN"), Actor("rita", "READER")


def by(actor: Actor, days: float = 0, id: str = "00000000-0000-4000-8000-000000000000") -> Header:
    """A header of this actor, so many days after Monday."""
    return Header(id, actor, MONDAY + timedelta(days=days))


def example(book: Book, kind: type[Command[Book]], header: Header) -> Command[Book]:
    """A plausible example of each command."""
    due = header.at.date() + timedelta(days=14)
    number = len(book.loans) + len(book.extensions) + len(book.stamps) + len(book.waivers) + len(book.voided)
    last_loan = [*book.loans, "none"][-2 if book.loans else 0]
    last_extension = [*book.extensions, "none"][-2 if book.extensions else 0]
    examples: dict[type[Command[Book]], Command[Book]] = {
        Lend: Lend(header, loan=f"loan-{number}", reader="rita", due=due),
        Extend: Extend(header, extension=f"extension-{number}", loan=last_loan, due=due),
        StampCard: StampCard(header, stamp=f"stamp-{number}", extension=last_extension),
        GiveBack: GiveBack(header),
        Excuse: Excuse(header, waiver=f"waiver-{number}", requirement="loan.extended_too_often"),
        Strike: Strike(header, record=[*book.stamps, *book.extensions, "none"][0]),
    }
    return examples[kind]


def an_actor(book: Book, kind: type[Command[Book]]) -> Actor:
    return READER if kind in (Extend, GiveBack) and book.reader == READER.person else LIBRARIAN


BOOKS = Subject(decider, example, an_actor)
