"""A changed command keeps its kind and its header, and its values keep their types."""

from datetime import date
from random import Random

from tests.kernel.loans import LIBRARIAN, Book, Excuse, GiveBack, Lend, Phase, by, decider

from pdflow.testing.changes import changed

lend = Lend(by(LIBRARIAN), loan="loan", reader="rita", due=date(2026, 9, 21))


def test_a_change_keeps_the_kind_of_what_it_changes() -> None:
    random, book = Random(7), Book(voided={"void"}, phase=Phase.LENT)
    others = [changed(lend, random, decider, book, [lend]) for _ in range(200)]
    assert {type(other.due) for other in others} == {date}
    assert {other.header for other in others} == {lend.header}
    assert len({other.due for other in others}) > 20
    assert "void" in {other.loan for other in others}
    excuse = Excuse(by(LIBRARIAN), waiver="w", requirement="r")
    assert {"unknown", "library.closed"} < {changed(excuse, random, decider, book).requirement for _ in range(300)}
    assert changed(GiveBack(by(LIBRARIAN)), random, decider, book) == GiveBack(by(LIBRARIAN))
