"""Mistakes a host might make, each seen by a type checker: what is ignored here must be an error. Never run."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from host import (
    BuyFor,
    Close,
    Closed,
    Purse,
    WasBought,
    bought,
    closed_already,
    empty,
    the_manager,
    too_dear,
    with_purchases,
)

from pdflow import Actor, Command, Desk, Event, Header, MemoryStore, Reason, engagement
from pdflow.desk import AsyncDesk
from pdflow.engagement import Engagement
from pdflow.kernel.guards import (
    Objection,
    detail,
    fact,
    moment,
)
from pdflow.kernel.lifecycle import Move, move
from pdflow.kernel.messages import command
from pdflow.participation import (
    COACHING,
    SUPPORT,
    CoachingCutShort,
    CutCoachingShort,
    OpenCoaching,
    Participation,
    decider,
)
from pdflow.participation.coaching import feedback_owed, not_that_growth_area
from pdflow.participation.coaching_end import no_reason_to_cut_short, session_is_cut_short
from pdflow.participation.examples import example
from pdflow.participation.state import Moves
from pdflow.testing.walks import Subject


def commands_are_checked(header: Header) -> None:
    OpenCoaching(header, session=1, growth_area="g-1")  # type: ignore[arg-type]
    OpenCoaching(header, session="s-1")  # type: ignore[call-arg]
    OpenCoaching(header, session="s-1", growth_area="g-1", coach="kim")  # type: ignore[call-arg]
    OpenCoaching(header, "s-1", "g-1")  # type: ignore[call-arg]
    OpenCoaching(session="s-1", growth_area="g-1")  # type: ignore[call-arg]
    OpenCoaching(header, session="s-1", growth_area="g-1").session = "s-2"  # type: ignore[misc]
    Header("id", Actor("kim", "COACH"), "2026-09-01")  # type: ignore[arg-type]
    Header("id", "kim", header.at)  # type: ignore[arg-type]


def decisions_are_checked(header: Header, purse: Purse) -> None:
    close = CutCoachingShort(header, session="s-1", reason="called away")
    decider.decide(purse, close)  # type: ignore[arg-type]
    decider.decide(Participation(), header)  # type: ignore[arg-type]
    decider.evolve(Participation(), close)  # type: ignore[arg-type]
    print(decider.decide(Participation(), close).growth_area)  # type: ignore[attr-defined]
    asked = engagement.Close(header)
    decider.decide(Participation(), asked)  # type: ignore[arg-type]
    decider.why_not(Participation(), asked)  # type: ignore[arg-type]
    Desk(decider, MemoryStore()).carry_out("ana", asked)  # type: ignore[arg-type]
    of_the_host = BuyFor(header, purchase="p-1", cents=1200)
    Desk(decider, MemoryStore()).carry_out("ana", of_the_host)  # type: ignore[arg-type]
    Desk(with_purchases, MemoryStore()).carry_out("ana", asked)  # type: ignore[arg-type]
    AsyncDesk(decider, MemoryStore())  # type: ignore[arg-type]


def events_are_checked(ana: Participation, effort: Sequence[Event[Engagement]]) -> None:
    decider.fold(effort)  # type: ignore[arg-type]
    decider.evolve(ana, *effort)  # type: ignore[arg-type]


OF_ANOTHER_COMMAND: Moves = (
    move(OpenCoaching, SUPPORT, guards=[no_reason_to_cut_short], then=CoachingCutShort),  # type: ignore[misc]
    move(CutCoachingShort, COACHING, guards=[feedback_owed, not_that_growth_area], then=CoachingCutShort),  # type: ignore[list-item]
    move(OpenCoaching, SUPPORT, then=CoachingCutShort, no_op_if=session_is_cut_short),  # type: ignore[arg-type]
    move(OpenCoaching, SUPPORT, then=OpenCoaching),  # type: ignore[arg-type]
    move(OpenCoaching, SUPPORT),  # type: ignore[call-arg]
)

A_GUARD_OF_ANOTHER: Move[Participation] = move(OpenCoaching, SUPPORT, guards=[empty], then=CoachingCutShort)  # type: ignore[list-item]
AN_EVENT_OF_ANOTHER: Move[Participation] = move(OpenCoaching, SUPPORT, then=WasBought)  # type: ignore[arg-type]
A_ROW_OF_ANOTHER: Move[Participation] = move(Close, SUPPORT, then=Closed, no_op_if=closed_already)  # type: ignore[arg-type]

A_LIST: tuple[Move[Purse], ...] = [move(Close, "OPEN", then=WasBought)]  # type: ignore[assignment]


def of_another_command(purse: Purse, close: Close) -> Sequence[Event[Purse]]:
    return bought(purse, close)  # type: ignore[arg-type]


@fact("purse.wrong")  # type: ignore[arg-type]
def a_fact_that_asks_a_command(purse: Purse, close: Close) -> Objection:
    return None


@moment("purse.wrong")  # type: ignore[arg-type]
def a_moment_that_asks_no_time(purse: Purse) -> Objection:
    return None


@detail("purse.wrong")  # type: ignore[arg-type]
def a_rule_that_answers_in_words(purse: Purse, close: Close) -> str:
    return "no"


@moment("purse.wrong", waivable="yes")  # type: ignore[arg-type]
def a_rule_waived_by_a_word(purse: Purse, at: datetime) -> Objection:
    return None


@command()  # type: ignore[call-arg]
class NobodysRight(Command[Purse]):
    """A command that does not say whose right it is."""


@command(by="MANAGER")  # type: ignore[arg-type]
class ARightInWords(Command[Purse]):
    """A command whose right is only named."""


def rights_of_a_command(state: Participation, command: Command[Participation]) -> list[Reason]:
    return []


decider.with_rights(rights_of_a_command)  # type: ignore[arg-type]
decider.with_rights(None, empty)  # type: ignore[arg-type]
decider.with_rights(None, the_manager)  # type: ignore[arg-type]
too_dear.code = "purse.dear"  # type: ignore[misc]
Subject(decider, example, the_manager)  # type: ignore[arg-type]
