"""The rows of all chapters are joined into one table; what does not fit is found at once."""

from collections.abc import Sequence

import attrs
import pytest
from tests.kernel.loans import (
    LENDING,
    Book,
    Extend,
    Extended,
    GiveBack,
    GivenBack,
    Lend,
    Lent,
    Phase,
    StampCard,
    decider,
)

from pdflow.kernel.decider import Decider
from pdflow.kernel.guards import Objection, fact
from pdflow.kernel.lifecycle import Move, move


@attrs.define
class Draft(Book):
    """A state for tables that are only tried."""


def joined(*chapters: Sequence[Move[Book]]) -> Decider[Draft]:
    return Decider("book", Draft, Phase, chapters, wrong_phase="loan.not_here", common_guards={})


def unchanged(state: Book, command: object) -> tuple[()]:
    return ()


def test_two_rows_of_one_command_in_one_phase_are_an_error() -> None:
    again = move(GiveBack, (Phase.BACK, Phase.LENT), to=Phase.BACK, then=GivenBack)
    with pytest.raises(TypeError, match=r"^GiveBack has two rows in Phase.LENT|^GiveBack has two rows in LENT$"):
        joined(LENDING, [again])


def test_a_remedy_that_no_row_offers_is_an_error() -> None:
    @fact("loan.unpaid", remedy="PayFine")
    def unpaid(book: Book) -> Objection:
        return True

    with pytest.raises(TypeError, match=r"^loan.unpaid: no command PayFine$"):
        joined(LENDING, [move(GiveBack, Phase.BACK, guards=[unpaid], then=GivenBack)])


def test_an_event_with_more_fields_than_its_command_is_an_error() -> None:
    with pytest.raises(TypeError, match=r"^Extended needs supersedes, which Extend has not$"):
        joined([move(Extend, Phase.LENT, then=Extended)])
    with pytest.raises(TypeError, match=r"^Lent needs due, loan, reader, which GiveBack has not$"):
        joined([move(GiveBack, Phase.LENT, then=Lent)])


def test_a_phase_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(ValueError, match="'LOST' is not a valid Phase"):
        joined([move(GiveBack, "LOST", then=GivenBack)])
    with pytest.raises(ValueError, match="'LOST' is not a valid Phase"):
        joined([move(GiveBack, Phase.LENT, to="LOST", then=GivenBack)])


def test_the_machine_is_the_table() -> None:
    machine = decider.machine
    drawn = {
        (trigger, transition.source, transition.dest)
        for trigger, event in machine.events.items()
        for transitions in event.transitions.values()
        for transition in transitions
    }
    listed = {
        (row.command.__name__, phase, to)
        for row in decider.table.moves
        for phase in row.phases
        for to in (row.to or (None,))
    }
    assert drawn == listed
    assert machine.models == []
    assert [*machine.states] == [*Phase]


def test_the_way_to_a_command_is_the_first_step_of_a_shortest_one() -> None:
    assert decider.table.way_to(StampCard, Phase.NOTHING) == "Lend"
    assert decider.table.way_to(Lend, Phase.LENT) == "GiveBack"
    assert joined([move(GiveBack, Phase.LENT, then=GivenBack)]).table.way_to(GiveBack, Phase.BACK) is None


def test_no_way_leads_over_what_gives_up() -> None:
    burnt = move(GiveBack, Phase.NOTHING, to=Phase.BACK, then=GivenBack, gives_up=True)
    lent = move(Lend, Phase.NOTHING, to=Phase.LENT, then=Lent)
    back = move(StampCard, Phase.LENT, to=Phase.BACK, then=unchanged)
    goal = move(Extend, Phase.BACK, then=unchanged)
    assert joined([burnt, lent, back, goal]).table.way_to(Extend, Phase.NOTHING) == "Lend"
    assert joined([burnt, goal]).table.way_to(Extend, Phase.NOTHING) is None


def test_nothing_is_ended_to_take_its_end_back() -> None:
    lent, back = move(Lend, Phase.NOTHING, to=Phase.LENT, then=Lent), move(StampCard, Phase.BACK, then=unchanged)
    ended = move(GiveBack, Phase.LENT, to=Phase.BACK, then=GivenBack)
    again = move(Extend, Phase.BACK, to=Phase.LENT, then=unchanged, takes_back=True)
    table = joined([lent, back, ended, again]).table
    assert [table.way_to(Extend, phase) for phase in (Phase.NOTHING, Phase.LENT)] == [None, None]
    assert table.way_to(StampCard, Phase.LENT) == "GiveBack"


def test_a_way_that_leads_to_several_phases_is_taken_only_where_there_is_no_surer_one() -> None:
    chance = move(GiveBack, Phase.NOTHING, to=[Phase.BACK, Phase.LENT], then=GivenBack)
    sure = move(Lend, Phase.NOTHING, to=Phase.BACK, then=Lent)
    goal = move(StampCard, Phase.BACK, then=unchanged)
    assert joined([chance, sure, goal]).table.way_to(StampCard, Phase.NOTHING) == "Lend"
    assert joined([chance, goal]).table.way_to(StampCard, Phase.NOTHING) == "GiveBack"


def test_commands_and_phases_are_told_in_the_rulebooks_order() -> None:
    assert [*decider.commands] == ["Lend", "Extend", "StampCard", "GiveBack", "Excuse", "Strike"]
    assert decider.table.phases_of(Lend) == (Phase.NOTHING, Phase.BACK)


def test_a_row_tells_the_events_it_can_lead_to() -> None:
    assert [row.events for row in LENDING] == [(Lent,), (Extended,), *[row.events for row in LENDING[2:]]]
