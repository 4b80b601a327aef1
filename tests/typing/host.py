"""What a host writes, as a type checker reads it; never run."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, assert_type

import attrs

from pdflow import Actor, Command, Decider, Event, Header, Policy, Reason, Refused, Role
from pdflow.kernel.decider import Cause
from pdflow.kernel.declare import RecordId, command, event, key, names
from pdflow.kernel.lifecycle import Move, move
from pdflow.kernel.records import Aggregate, Entry, entry, ledger, rests
from pdflow.kernel.rights import in_role, right
from pdflow.kernel.rules import Rule, Why, detail, fact, moment
from pdflow.participation import (
    GrowthAreaClosed,
    OpenCoaching,
    Participation,
    Phase,
    RecordObservation,
    decider,
)
from pdflow.participation.suggestions import an_actor, suggest
from pdflow.testing.spec import given
from pdflow.testing.strategies import Lifecycle, commands, histories
from pdflow.testing.walks import History, Subject, walk


def a_decision(state: Participation, header: Header) -> Sequence[Event]:
    open = OpenCoaching(header, session="s-1", growth_area="g-1")
    assert_type(open.session, str)
    assert_type(open.at, datetime)
    assert_type(open.by.person, str)
    assert_type(decider, Decider[Participation])
    assert_type(decider.why_not(state, open), tuple[Reason, ...])
    assert_type(decider.options(state, header), dict[str, tuple[Reason, ...]])
    assert_type(decider.causes["feedback.owed"], Cause)
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


def our_rights(state: Participation, kind: type[Command], header: Header) -> list[Reason]:
    return [] if header.by.role == Role.COORDINATOR else [Reason("house.ask_the_office", {"asked": kind.__name__})]


@detail("house.outside_hours")
def outside_hours(state: Participation, asked: Command) -> Why:
    return {"hour": asked.at.hour} if not 7 <= asked.at.hour < 19 else None


ours: Decider[Participation] = decider.under(our_rights, outside_hours)
our_policy: Policy = attrs.evolve(Policy(), name="ours", priorities_at_once=2)


def an_example(state: Participation, header: Header) -> None:
    assert_type(suggest(state, OpenCoaching, header), OpenCoaching)
    assert_type(suggest(state, "OpenCoaching", header, growth_area="g-1"), Command)
    assert_type(an_actor(state, RecordObservation), Actor)


participations = Subject(decider, suggest, an_actor)


def a_test_of_a_history(data: Any, random: Any) -> None:
    assert_type(walk(participations, random, 10), History[Participation])
    assert_type(data.draw(histories(participations)).state, Any)
    histories(participations).map(lambda history: assert_type(history, History[Participation]))
    commands(participations, Participation()).map(lambda asked: assert_type(asked, Command))


def a_story(header: Header) -> None:
    coaching = OpenCoaching(header, session="s-1", growth_area="g-1")
    state = given(decider).when(coaching).then()
    assert_type(state, Participation)
    assert_type(given(decider, coaching).when(coaching).refused("coaching.no_growth_area"), tuple[Reason, ...])


class Participations(Lifecycle):
    subject = participations


# An aggregate of the host's own, on the same kernel.


@entry
class Bought(Entry):
    """What was bought, out of which budget."""

    cents: int
    budget: RecordId = rests()


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
class Buy(Command):
    """Buy something out of a budget."""

    purchase: RecordId = key("bought")
    budget: RecordId = names("budgets", unknown="purse.no_budget")
    cents: int
    note: str | None = None


@command(by=in_role("MANAGER", "COORDINATOR"))
class Close(Command):
    """Close the purse."""


@event("purse.bought")
class WasBought(Event):
    """Something was bought."""

    purchase: RecordId
    budget: RecordId
    cents: int

    def apply(self, purse: Purse) -> None:
        purse.bought[self.purchase] = Bought(self.at, self.cents, self.budget)


@event("purse.closed")
class Closed(Event):
    """The purse was closed."""

    def apply(self, purse: Purse) -> None:
        purse.phase = "CLOSED"


@fact("purse.empty", waivable=True)
def empty(purse: Purse) -> Why:
    return not purse.budgets


@moment("purse.not_yet", remedy="Close")
def not_yet(purse: Purse, at: datetime) -> Why:
    return at.year < 2026


@detail("purse.too_dear")
def too_dear(purse: Purse, buy: Buy) -> Why:
    return {"cents": buy.cents} if buy.cents > 5000 else None


def closed_already(purse: Purse, close: Close) -> bool:
    return purse.phase == "CLOSED"


def bought(purse: Purse, buy: Buy) -> Sequence[WasBought | Closed]:
    return (WasBought.of(buy), Closed(buy.header))


MOVES: tuple[Move[Purse], ...] = (
    move(Buy, "OPEN", unless=[empty, not_yet, too_dear], then=WasBought),
    move(Buy, ("OPEN", "CLOSED"), to=["OPEN", "CLOSED"], unless=[too_dear], then=bought),
    move(Close, "OPEN", to="CLOSED", unless=[empty], then=Closed, already=closed_already),
)

assert_type(too_dear, Rule[Purse, Buy])
assert_type(empty, Rule[Purse, Command])
