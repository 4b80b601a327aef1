"""What a host writes, as a type checker reads it; never run."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, assert_type

import attrs

from pdflow import (
    Actor,
    Command,
    Decider,
    Desk,
    Event,
    Header,
    MemoryStore,
    Policy,
    Reason,
    Receipt,
    Refused,
    Role,
    SqliteStore,
)
from pdflow.desk import AsyncDesk
from pdflow.kernel.fields import RecordId, key, names
from pdflow.kernel.guards import (
    Guard,
    Objection,
    detail,
    fact,
    moment,
)
from pdflow.kernel.lifecycle import Move, move
from pdflow.kernel.messages import command, event
from pdflow.kernel.reason_codes import ReasonCode
from pdflow.kernel.records import (
    Aggregate,
    Record,
    ledger,
    record,
    relies_on,
)
from pdflow.kernel.rights import in_role, right
from pdflow.participation import (
    GrowthAreaClosed,
    OpenCoaching,
    Participation,
    Phase,
    RecordObservation,
    decider,
)
from pdflow.participation.examples import an_actor, example
from pdflow.storage.in_threads import InThreads
from pdflow.testing.spec import given
from pdflow.testing.strategies import Lifecycle, commands, histories
from pdflow.testing.walks import History, Subject, walk


def a_decision(state: Participation, header: Header) -> Sequence[Event[Participation]]:
    open = OpenCoaching(header, session="s-1", growth_area="g-1")
    assert_type(open.session, str)
    assert_type(open.at, datetime)
    assert_type(open.by.person, str)
    assert_type(decider, Decider[Participation])
    assert_type(decider.why_not(state, open), tuple[Reason, ...])
    assert_type(decider.options(state, header), dict[str, tuple[Reason, ...]])
    assert_type(decider.reason_codes["feedback.owed"], ReasonCode)
    try:
        events = decider.decide(state, open)
    except Refused as refused:
        assert_type(refused.reasons, tuple[Reason, ...])
        raise
    assert_type(decider.evolve(state, *events), Participation)
    assert_type(decider.fold(events), Participation)
    assert_type(decider.fold(events).phase, Phase)
    return events


def an_event(told: GrowthAreaClosed) -> tuple[str, str, int]:
    return told.growth_area, told.name, told.version


def our_rights(state: Participation, kind: type[Command[Participation]], header: Header) -> list[Reason]:
    return [] if header.by.role == Role.COORDINATOR else [Reason("house.ask_the_office", {"asked": kind.__name__})]


@detail("house.outside_hours")
def outside_hours(state: Participation, asked: Command[Participation]) -> Objection:
    return {"hour": asked.at.hour} if not 7 <= asked.at.hour < 19 else None


ours: Decider[Participation] = decider.with_rights(our_rights, outside_hours)
our_policy: Policy = attrs.evolve(Policy(), name="ours", priorities_at_once=2)


def an_example(state: Participation, header: Header) -> None:
    assert_type(example(state, OpenCoaching, header), OpenCoaching)
    assert_type(example(state, "OpenCoaching", header, growth_area="g-1"), Command[Participation])
    assert_type(an_actor(state, RecordObservation), Actor)


participations = Subject(decider, example, an_actor)


def a_test_of_a_history(data: Any, random: Any) -> None:
    assert_type(walk(participations, random, 10), History[Participation])
    assert_type(data.draw(histories(participations)).state, Any)
    histories(participations).map(lambda history: assert_type(history, History[Participation]))
    commands(participations, Participation()).map(lambda asked: assert_type(asked, Command[Any]))


def a_story(header: Header) -> None:
    coaching = OpenCoaching(header, session="s-1", growth_area="g-1")
    state = given(decider).when(coaching).then()
    assert_type(state, Participation)
    assert_type(given(decider, coaching).when(coaching).refused("coaching.no_growth_area"), tuple[Reason, ...])


class Participations(Lifecycle):
    subject = participations


# An aggregate of the host's own, on the same kernel.


@record
class Bought(Record):
    """What was bought, out of which budget."""

    cents: int
    budget: RecordId = relies_on()


@attrs.define
class Purse(Aggregate):
    """A team's budget for materials."""

    budgets: dict[RecordId, Bought] = ledger()
    bought: dict[RecordId, Bought] = ledger()


@right("MANAGER")
def the_manager(purse: Purse, header: Header) -> Reason | None:
    """The line manager."""
    return None if header.by.role == "MANAGER" else Reason("right.role")


@command(by=the_manager)
class Buy(Command[Purse]):
    """Buy something out of a budget."""

    purchase: RecordId = key("bought")
    budget: RecordId = names("budgets", unknown="purse.no_budget")
    cents: int
    note: str | None = None


@command(by=in_role("MANAGER", "COORDINATOR"))
class Close(Command[Purse]):
    """Close the purse."""


@event("purse.bought")
class WasBought(Event[Purse]):
    """Something was bought."""

    purchase: RecordId
    budget: RecordId
    cents: int

    def apply(self, purse: Purse) -> None:
        purse.bought[self.purchase] = Bought(self.at, self.cents, self.budget)


@event("purse.closed")
class Closed(Event[Purse]):
    """The purse was closed."""

    def apply(self, purse: Purse) -> None:
        purse.phase = "CLOSED"


@fact("purse.empty", waivable=True)
def empty(purse: Purse) -> Objection:
    return not purse.budgets


@moment("purse.not_yet", remedy="Close")
def not_yet(purse: Purse, at: datetime) -> Objection:
    return at.year < 2026


@detail("purse.too_dear")
def too_dear(purse: Purse, buy: Buy) -> Objection:
    return {"cents": buy.cents} if buy.cents > 5000 else None


def closed_already(purse: Purse, close: Close) -> bool:
    return purse.phase == "CLOSED"


def bought(purse: Purse, buy: Buy) -> Sequence[WasBought | Closed]:
    return (WasBought.of(buy), Closed(buy.header))


MOVES: tuple[Move[Purse], ...] = (
    move(Buy, "OPEN", guards=[empty, not_yet, too_dear], then=WasBought),
    move(Buy, ("OPEN", "CLOSED"), to=["OPEN", "CLOSED"], guards=[too_dear], then=bought),
    move(Close, "OPEN", to="CLOSED", guards=[empty], then=Closed, no_op_if=closed_already),
)

assert_type(too_dear, Guard[Purse, Buy])
assert_type(empty, Guard[Purse, Command[Any]])


# A chapter of the host's own on an aggregate of pdflow.


@attrs.define
class OurParticipation(Participation):
    """A participation with what was bought for it."""

    bought: dict[RecordId, Bought] = ledger()


@command(by=in_role("COORDINATOR"))
class BuyFor(Command[OurParticipation]):
    """Buy something for a participation."""

    purchase: RecordId = key("bought")
    cents: int


@event("house.bought_for")
class BoughtFor(Event[OurParticipation]):
    """Something was bought for a participation."""

    purchase: RecordId
    cents: int

    def apply(self, state: OurParticipation) -> None:
        state.bought[self.purchase] = Bought(self.at, self.cents, "house")


with_purchases = decider.with_chapter(
    OurParticipation, [move(BuyFor, Phase.ENROLLED, then=BoughtFor)], spared={"participation.paused": [BuyFor]}
)


def rights_with_purchases(
    state: OurParticipation, kind: type[Command[OurParticipation]], header: Header
) -> Reason | None:
    return Reason("house.ask_the_office") if kind is BuyFor and state.bought else kind.right.forbids(state, header)


def a_chapter(state: OurParticipation, header: Header) -> None:
    assert_type(with_purchases, Decider[OurParticipation])
    buy = BuyFor(header, purchase="p-1", cents=1200)
    assert_type(with_purchases.fold(with_purchases.decide(state, buy)), OurParticipation)
    with_purchases.decide(state, OpenCoaching(header, session="s-1", growth_area="g-1"))
    with_purchases.with_rights(rights_with_purchases, outside_hours)
    desk = Desk(with_purchases, MemoryStore())
    desk.carry_out("ana", buy)
    desk.carry_out("ana", OpenCoaching(header, session="s-1", growth_area="g-1"))
    assert_type(desk.load("ana"), tuple[OurParticipation, int])


async def at_an_asynchronous_desk(header: Header, store: SqliteStore) -> None:
    desk = AsyncDesk(with_purchases, InThreads(store))
    assert_type(await desk.carry_out("ana", BuyFor(header, purchase="p-1", cents=1200)), Receipt)
    assert_type(await desk.load("ana"), tuple[OurParticipation, int])
