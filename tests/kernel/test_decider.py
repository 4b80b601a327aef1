"""The kernel by a toy: a library's loans obey every promise, and know nothing of professional development."""

import linecache
import traceback
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from tests.kernel.loans import (
    BOOKS,
    LIBRARIAN,
    READER,
    Book,
    Excuse,
    Excused,
    Extend,
    Extended,
    GiveBack,
    GivenBack,
    Lend,
    Lent,
    Phase,
    StampCard,
    Stamped,
    Strike,
    Struck,
    by,
    decider,
)

from pdflow.kernel.guards import Objection, detail, fact
from pdflow.kernel.header import Actor, Header
from pdflow.kernel.messages import Command
from pdflow.kernel.refusal import Reason, Refused
from pdflow.testing.spec import GivenHistory, given as given_that
from pdflow.testing.strategies import Lifecycle, histories
from pdflow.testing.walks import History

SEPTEMBER_21 = date(2026, 9, 21)
lend = Lend(by(LIBRARIAN), loan="loan", reader="rita", due=SEPTEMBER_21)


def extend(name: str, due: int, days: float = 1) -> Extend:
    return Extend(by(READER, days), extension=name, loan="loan", due=date(2026, 9, due))


twice_extended = (lend, extend("first", 22), extend("second", 23))


def test_an_accepted_command_gives_its_event() -> None:
    header = lend.header
    book = given_that(decider).when(lend).then(Lent(header, loan="loan", reader="rita", due=SEPTEMBER_21))
    assert (book.phase, book.reader, book.due) == (Phase.LENT, "rita", SEPTEMBER_21)


def test_a_guard_that_asks_the_state_refuses_with_its_numbers() -> None:
    reasons = given_that(decider, *twice_extended).when(extend("third", 24)).refused("loan.extended_too_often")
    assert reasons == (Reason("loan.extended_too_often", {"most": 2, "have": 2}),)


def test_a_guard_that_asks_the_time_refuses_with_its_remedy_and_who_may_ask_it() -> None:
    [reason] = given_that(decider, lend).when(extend("late", 30, days=15)).refused("loan.overdue")
    assert reason == Reason("loan.overdue", {"due": SEPTEMBER_21}, "GiveBack", ("READER", "LIBRARIAN"))


def test_a_guard_that_asks_the_command_refuses_with_what_the_command_has() -> None:
    [reason] = given_that(decider, lend).when(extend("shorter", 20)).refused("loan.not_longer")
    assert reason.parameters == {"due": SEPTEMBER_21, "asked": date(2026, 9, 20)}


def test_every_reason_is_given_at_once() -> None:
    stranger = Extend(by(Actor("sam", "READER"), days=20), extension="third", loan="other", due=date(2026, 9, 1))
    given_that(decider, *twice_extended).when(stranger).refused(
        "library.closed",
        "loan.extended_too_often",
        "loan.overdue",
        "loan.not_longer",
        "loan.unknown",
        "right.not_the_reader",
    )


def test_a_refusal_reads_as_a_sentence() -> None:
    state = given_that(decider, lend).state
    with pytest.raises(Refused, match=r"^Extend: loan.not_longer \(due 2026-09-21, asked 2026-09-20\)$"):
        decider.decide(state, extend("shorter", 20))


def test_a_common_guard_spares_the_commands_exempt_from_it() -> None:
    on_sunday = given_that(decider, lend)
    on_sunday.when(extend("sunday", 30, days=6)).refused("library.closed")
    on_sunday.when(GiveBack(by(READER, days=6))).then(GivenBack)


def test_a_wrong_phase_is_the_only_reason_and_has_a_remedy() -> None:
    [reason] = given_that(decider).when(extend("first", 22)).refused("loan.not_here")
    assert reason.parameters == {"phase": "NOTHING", "asked_in": ("LENT",)}
    assert (reason.remedy, reason.roles) == ("Lend", ("LIBRARIAN",))


def test_a_wrong_role_names_the_roles_that_have_the_right() -> None:
    reasons = (
        given_that(decider).when(Lend(by(READER), loan="l", reader="rita", due=SEPTEMBER_21)).refused("right.role")
    )
    assert reasons[0].parameters == {"has": "READER", "needs": ("LIBRARIAN",)}


def test_a_remedy_of_a_right_names_who_may_ask_it() -> None:
    [reason] = given_that(decider, lend).when(GiveBack(by(Actor("sam", "READER")))).refused("right.not_the_reader")
    assert (reason.remedy, reason.roles) == ("Lend", ("LIBRARIAN",))


def test_a_host_replaces_all_rights_and_no_guard() -> None:
    def nobody_but_nell(state: Book, kind: type[Command[Book]], header: Header) -> list[Reason]:
        return [] if header.by.person == "nell" else [Reason("house.not_nell", {"asked": kind.__name__})]

    ours = decider.with_rights(nobody_but_nell)
    lent = GivenHistory(ours, given_that(decider, lend).state)
    lent.when(extend("first", 22)).refused("house.not_nell")
    lent.when(Extend(by(Actor("nell", "CLEANER")), extension="first", loan="loan", due=date(2026, 9, 20))).refused(
        "loan.not_longer"
    )
    lent.when(Extend(by(Actor("nell", "CLEANER")), extension="first", loan="loan", due=date(2026, 9, 22))).then(
        Extended
    )
    assert decider.permits(lent.state, extend("first", 22))


@pytest.mark.parametrize("answer", [True, False, "no", 0, ["no"], [None], ({},)])
def test_rights_give_none_or_reasons_and_nothing_else(answer: Any) -> None:
    ours = decider.with_rights(lambda state, kind, header: answer)
    for ask in (
        lambda: ours.decide(Book(), lend),
        lambda: ours.why_not(Book(), lend),
        lambda: ours.options(Book(), lend.header),
    ):
        with pytest.raises(TypeError, match=r"rights give None or Reasons$"):
            ask()


def test_rights_are_asked_once_for_a_decision() -> None:
    answers = iter([[Reason("house.closed")], None])
    ours = decider.with_rights(lambda state, kind, header: next(answers))
    with pytest.raises(Refused, match=r"house\.closed"):
        ours.decide(Book(), lend)


@pytest.mark.parametrize("guard", [lambda book: True, None, "no"])
def test_a_guard_that_is_none_is_an_error(guard: Any) -> None:
    with pytest.raises(TypeError, match=r"is no guard: declare it by fact"):
        decider.with_rights(None, guard)


@pytest.mark.parametrize("answer", [None, (), []])
def test_rights_permit_by_none_or_by_no_reasons(answer: Any) -> None:
    ours = decider.with_rights(lambda state, kind, header: answer)
    assert ours.permits(Book(), Lend(by(Actor("sam", "STRANGER")), loan="loan", reader="rita", due=SEPTEMBER_21))


def test_rights_may_give_a_single_reason() -> None:
    ours = decider.with_rights(lambda state, kind, header: Reason("house.closed"))
    assert ours.why_not(Book(), lend) == (Reason("house.closed"),)
    assert ours.options(Book(), lend.header)["Lend"] == (Reason("house.closed"),)


def test_a_hosts_guard_only_refuses_more() -> None:
    @detail("house.beyond_october")
    def beyond_october(state: Book, extend: Command[Book]) -> Objection:
        return isinstance(extend, Extend) and extend.due > date(2026, 10, 31)

    @fact("loan.extended_too_often")
    def never_extended(state: Book) -> Objection:
        return False

    ours = decider.with_rights(None, beyond_october).with_rights(None, never_extended)
    book = given_that(decider, *twice_extended).state
    far = Extend(by(READER, 1), extension="far", loan="loan", due=date(2026, 11, 1))
    GivenHistory(ours, book).when(far).refused("loan.extended_too_often", "house.beyond_october")
    GivenHistory(decider, book).when(far).refused("loan.extended_too_often")
    GivenHistory(ours, book).when(GiveBack(by(READER))).then(GivenBack)


def test_what_is_waived_no_longer_refuses_but_what_is_not_still_does() -> None:
    excuse = Excuse(by(LIBRARIAN), waiver="w", requirement="loan.extended_too_often")
    excused = given_that(decider, *twice_extended, excuse)
    excused.when(extend("third", 24)).then(Extended)
    excused.when(extend("third", 23)).refused("loan.not_longer")


@pytest.mark.parametrize(
    ("requirement", "code"),
    [("loan.overdue", "waiver.not_waivable"), ("loan.unheard_of", "waiver.unknown_requirement")],
)
def test_only_a_waivable_requirement_is_waived(requirement: str, code: str) -> None:
    excuse = Excuse(by(LIBRARIAN), waiver="w", requirement=requirement)
    given_that(decider, lend).when(excuse).refused(code)


def test_a_waiver_is_a_record_and_can_be_voided() -> None:
    excuse = Excuse(by(LIBRARIAN), waiver="w", requirement="loan.extended_too_often")
    strike = Strike(by(LIBRARIAN), record="w")
    given_that(decider, *twice_extended, excuse, strike).when(extend("third", 24)).refused("loan.extended_too_often")


def test_a_later_record_supersedes_the_former_and_voiding_it_brings_the_former_back() -> None:
    extended = given_that(decider, lend, extend("first", 22))
    second = Extended(
        extend("second", 23).header, extension="second", loan="loan", due=date(2026, 9, 23), supersedes="first"
    )
    book = extended.when(extend("second", 23)).then(second)
    assert book.due == date(2026, 9, 23)
    assert [*book.extensions] == ["first", "second"]
    struck = GivenHistory(decider, book).when(Strike(by(LIBRARIAN), record="second")).then(Struck)
    assert struck == decider.evolve(extended.state, Struck(by(LIBRARIAN), record="second"))
    assert struck.due == date(2026, 9, 22)


def test_a_name_on_record_with_the_same_content_is_a_no_op() -> None:
    given_that(decider, lend, extend("first", 22)).when(extend("first", 22)).nothing()


def test_a_name_on_record_with_other_content_is_taken_and_the_fields_that_differ_are_named() -> None:
    [reason] = given_that(decider, lend, extend("first", 22)).when(extend("first", 30)).refused("record.name_taken")
    assert reason.parameters == {"record": "first", "kind": "extensions", "differs": ("due",)}


def test_a_name_of_another_ledger_is_taken() -> None:
    [reason] = given_that(decider, lend).when(extend("loan", 22)).refused("record.name_taken")
    assert reason.parameters == {"record": "loan", "kind": "loans"}


def test_a_voided_name_is_not_brought_back_by_a_late_retry() -> None:
    struck = given_that(decider, lend, extend("first", 22), Strike(by(LIBRARIAN), record="first"))
    struck.when(extend("first", 22)).refused("record.void")


def test_voiding_the_void_again_is_a_no_op() -> None:
    strike = Strike(by(LIBRARIAN), record="first")
    given_that(decider, lend, extend("first", 22), strike).when(strike).nothing()


def test_what_a_later_record_relies_on_is_not_voided() -> None:
    stamp = StampCard(by(LIBRARIAN, 1), stamp="s", extension="first")
    stamped = given_that(decider, lend, extend("first", 22), stamp)
    [reason] = stamped.when(Strike(by(LIBRARIAN), record="first")).refused("record.relied_upon")
    assert reason.parameters == {"record": "first", "by": "s"}
    stamped.when(Strike(by(LIBRARIAN), record="s")).then(Struck)


def test_a_turn_is_undone_by_another_command() -> None:
    [reason] = given_that(decider, lend).when(Strike(by(LIBRARIAN), record="loan")).refused("record.not_voidable")
    assert reason.parameters == {"record": "loan", "undone_by": "GiveBack"}


def test_what_was_never_recorded_cannot_be_voided() -> None:
    given_that(decider, lend).when(Strike(by(LIBRARIAN), record="nothing")).refused("record.unknown")


def test_a_record_refers_only_to_what_is_there_and_not_later() -> None:
    extended = given_that(decider, lend, extend("first", 22, days=2))
    extended.when(StampCard(by(LIBRARIAN, 2), stamp="s", extension="first")).then(Stamped)
    extended.when(StampCard(by(LIBRARIAN, 2), stamp="s", extension="other")).refused("record.unknown")
    [reason] = extended.when(StampCard(by(LIBRARIAN, 1), stamp="s", extension="first")).refused("record.before")
    assert reason.parameters == {"record": "first", "at": by(READER, 2).at}


def test_a_no_op_is_one_in_any_phase() -> None:
    given_that(decider, lend, GiveBack(by(READER))).when(GiveBack(by(READER, 1))).nothing()


def test_options_ask_only_what_needs_no_form() -> None:
    book = given_that(decider, *twice_extended).state
    options = decider.options(book, by(READER, 20))
    assert {name: [reason.code for reason in reasons] for name, reasons in options.items()} == {
        "Lend": ["loan.not_here"],
        "Extend": ["library.closed", "loan.extended_too_often", "loan.overdue"],
        "StampCard": ["library.closed", "right.role"],
        "GiveBack": [],
        "Excuse": ["library.closed", "right.role"],
        "Strike": ["library.closed", "right.role"],
    }


def test_what_is_waived_hides_nothing_else_from_the_options() -> None:
    """Before the day on which the loan was lent, nothing can be extended."""
    excuse = Excuse(by(LIBRARIAN), waiver="w", requirement="loan.extended_too_often")
    book = given_that(decider, *twice_extended, excuse).state
    assert decider.options(book, by(READER))["Extend"] == ()
    assert [reason.code for reason in decider.options(book, by(READER, -2))["Extend"]] == ["loan.unknown"]


def test_the_catalogue_has_the_remedy_the_waivability_and_the_commands_of_each_code() -> None:
    overdue = decider.reason_codes["loan.overdue"]
    assert (overdue.remedy, overdue.waivable, overdue.commands) == ("GiveBack", False, ("Extend",))
    assert decider.reason_codes["loan.extended_too_often"].waivable
    assert decider.reason_codes["library.closed"].commands == ("Lend", "Extend", "StampCard", "Excuse", "Strike")
    assert {"record.void", "record.name_taken", "record.before", "loan.unknown"} < decider.reason_codes.keys()


def test_a_generated_function_shows_its_source_in_a_traceback() -> None:
    @fact("loan.broken")
    def broken(book: Book) -> Objection:
        raise ZeroDivisionError

    try:
        decider.with_rights(None, broken).decide(Book(), lend)
    except ZeroDivisionError as error:
        [frame] = [each for each in traceback.extract_tb(error.__traceback__) if each.name == "decide_Lend"]
    assert frame.line is not None
    assert frame.line.startswith("if _guard_")
    assert linecache.getline(frame.filename, 1).startswith("def decide_Lend(")


@settings(max_examples=50)
@given(histories(BOOKS, longest=120))
def test_any_history_leaves_what_its_replay_gives(history: History[Book]) -> None:
    assert decider.fold(history.events) == history.state
    assert {type(event) for event in history.events} <= {Lent, Extended, Stamped, GivenBack, Excused, Struck}


class Books(Lifecycle):
    subject = BOOKS
    opening = (lend,)


TestBooks = Books.TestCase
TestBooks.settings = settings(max_examples=20, stateful_step_count=20)
