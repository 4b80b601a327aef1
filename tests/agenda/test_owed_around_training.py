"""What is owed around training where the plain case is not enough: baselines, evaluations, and who was absent."""

import attrs
from tests.agenda.owing import after, codes, found, last_day, owed
from tests.participation.stories import (
    ASKS,
    Story,
    ana,
    attend,
    coached,
    commit,
    day,
    enrolled,
    evaluate,
    host,
    in_cycle_two,
    kim,
    lee,
    office,
    on,
    plan,
    rosa,
    supported,
)

from pdflow import FULL, Command
from pdflow.agenda import Terms
from pdflow.participation import (
    AdoptPolicy,
    BeginNextCycle,
    BeginSupport,
    DropSession,
    Pause,
    Resume,
    SubmitEvaluation,
    TakeBaseline,
    Waive,
)


def closed(*days: int) -> Terms:
    """Open every day but these."""
    return Terms(weekend=frozenset(), closed={on(n) for n in days})


def without_baseline(**more: object) -> Story:
    return enrolled(**more)[:3]


def test_a_return_on_a_closed_day_is_due_on_the_next_open_one() -> None:
    away = after(*supported(), Pause(rosa(10), until=on(31)))
    assert last_day(found("leave.return", away, 12, closed(31, 32)).due) == on(33)


def test_no_baseline_is_owed_where_the_policy_asks_for_none() -> None:
    assert "baseline.take" in codes(after(*without_baseline()), 1)
    unasked = attrs.evolve(FULL, baseline_before_support=False)
    assert "baseline.take" not in codes(after(*without_baseline(policy=unasked)), 1)


def test_a_baseline_has_its_own_day_that_a_leave_puts_off() -> None:
    dated = without_baseline(outcomes=(attrs.evolve(ASKS, baseline_by=on(20)),))
    assert last_day(found("baseline.take", after(*dated), 1).due) == on(20)
    away = [Pause(rosa(5), until=on(15)), Resume(rosa(15))]
    assert last_day(found("baseline.take", after(*dated, *away), 16).due) == on(30)


def test_a_baseline_is_taken_by_the_first_training_day_that_stands() -> None:
    """Planned for day 3, and now for days 5 and 9; else four weeks after the enrolment."""
    story = without_baseline()
    again = [plan(host(1), "p3", "d3", start=day(9)), plan(host(1), "p2", "d2", start=day(5))]
    dropped = DropSession(host(2), session="d1", reason="snow")
    dues = [found("baseline.take", after(*history), 2).due for history in (story, [*story, *again, dropped], story[:2])]
    assert [last_day(due) for due in dues] == [on(3), on(5), on(28)]
    assert last_day(found("baseline.take", after(*story), 2, closed(3)).due) == on(4)


def test_a_baseline_is_owed_by_the_day_somebody_was_trained_unplanned() -> None:
    assert last_day(found("baseline.take", after(*without_baseline(), attend(lee(2), "a9", "d9")), 2).due) == on(2)


def test_an_evaluation_is_asked_for_after_the_last_session_somebody_was_there_for() -> None:
    two = [*enrolled(), attend(lee(3), "a1"), attend(lee(5), "a2", "d2")]
    absent = attend(lee(6), "a3", "d3", there=0)
    for story in (two, [*two, absent]):
        sheet = found("evaluation.submit", after(*story), 7)
        assert (sheet.about, last_day(sheet.due)) == ("d2", on(5))


def test_the_evaluation_of_an_earlier_cycle_is_still_owed_in_the_next() -> None:
    story = [asked for asked in in_cycle_two() if not isinstance(asked, SubmitEvaluation)]
    assert found("evaluation.submit", after(*story), 21).about == "d1"
    assert "evaluation.submit" not in codes(after(*story, evaluate(ana(21), "e1")), 22)


def test_evaluations_are_owed_in_the_order_of_the_cycles() -> None:
    ahead = [plan(host(1), "p2", "d2", start=day(2), cycle=2), attend(lee(2), "a2", "d2"), attend(lee(3), "a1")]
    sheets = [each for each in owed(after(*enrolled(), *ahead), 4) if each.code == "evaluation.submit"]
    assert [(each.about, last_day(each.due)) for each in sheets] == [("d1", on(3)), ("d2", on(2))]


def waived(requirement: str) -> Waive:
    return Waive(office(4), waiver="w1", requirement=requirement, reason="agreed")


def test_support_is_begun_by_who_was_trained_enough_or_need_not_be() -> None:
    short = [*enrolled(), attend(lee(3), "a1", there=100)]
    assert "support.begin" not in codes(after(*short), 5)
    begin = found("support.begin", after(*short, waived("training.attendance_short")), 5)
    assert last_day(begin.due) == on(31)


def test_support_is_not_begun_by_who_was_never_there_whatever_the_share() -> None:
    any_share = attrs.evolve(FULL, attendance_share=0)
    assert "support.begin" not in codes(after(*enrolled(policy=any_share)), 5)
    assert "support.begin" in codes(after(*enrolled(policy=any_share), attend(lee(3), "a1", there=10)), 5)


def test_measuring_opens_after_the_window_began_and_after_coaching_and_the_last_baseline() -> None:
    """Trained on day 3 and coached on day 10; or, the training entered late, a second baseline on day 15."""
    soon, late = attrs.evolve(FULL, remeasure_from=1), attrs.evolve(FULL, remeasure_from=30)
    again = [TakeBaseline(lee(15), baseline="b2", outcome="o1", value=25, on=on(15)), attend(lee(3), "a1")]
    for history, opens in (
        (supported(policy=soon), 4),
        (coached(policy=soon), 10),
        (coached(policy=late), 33),
        ([*enrolled(policy=soon), *again], 15),
        ([*enrolled(policy=late), *again], 33),
    ):
        assert found("outcome.measure", after(*history), 16).opens == day(opens, 0)


def test_measuring_is_due_on_an_open_day_of_its_window() -> None:
    """From day 93 to day 183; without an end it is due on the first open day."""
    assert last_day(found("outcome.measure", after(*supported()), 5, closed(182, 183)).due) == on(181)
    endless = attrs.evolve(FULL, remeasure_until=None)
    assert last_day(found("outcome.measure", after(*supported(policy=endless)), 5, closed(93)).due) == on(94)


def test_a_window_that_ends_before_it_begins_leaves_only_a_waiver() -> None:
    never = attrs.evolve(FULL, remeasure_from=10, remeasure_until=5)
    assert last_day(found("outcome.waive", after(*supported(policy=never)), 5).due) == on(8 + 28)


def made_up(history: Story, n: float) -> list[str | None]:
    """The sessions to be made up on day n."""
    return [each.about for each in owed(after(*history), n) if each.code == "session.make_up"]


def ahead(n: int, minutes: int = 360, **more: object) -> Command:
    return plan(host(0), f"p{n}", f"d{n}", start=day(n), minutes=minutes, **more)


MISSED = [*enrolled(), attend(lee(3), "a1", there=0)]
"""Of day 3 six hours."""


def test_a_session_dropped_does_not_come_up_to_the_share() -> None:
    """Of five days four would be enough, of four three are not."""
    four = [*MISSED, *map(ahead, (5, 6, 7, 8))]
    assert made_up(four, 4) == []
    assert made_up([*four, DropSession(host(4), session="d8", reason="snow")], 4.5) == ["d1"]


def test_only_sessions_long_enough_come_up_to_the_share() -> None:
    """Eight of three hours are 24 of 30 hours; of seven and an information session the 21 count, of 27."""
    three_hours = [ahead(n, minutes=180) for n in range(5, 13)]
    assert made_up([*MISSED, *three_hours], 4) == []
    assert made_up([*MISSED, *three_hours[:-1], ahead(12, minutes=179)], 4) == ["d1"]


def test_a_session_is_made_up_once_however_often_that_is_planned() -> None:
    """Two of three days missed: what two sessions make up of the first is one day."""
    two_of_three = [*MISSED, ahead(4), attend(lee(4), "a4", "d4", there=0), ahead(8)]
    first, second = ahead(9, makes_up="d1"), ahead(10, makes_up="d1")
    assert made_up([*two_of_three, first, second], 5) == ["d1", "d4"]
    assert made_up([*two_of_three, first, ahead(10, makes_up="d4")], 5) == []


def test_what_was_to_make_up_another_session_is_not_itself_made_up() -> None:
    again = ahead(5, makes_up="d1")
    assert made_up([*MISSED, again], 6) == ["d1"]
    assert made_up([*MISSED, again, attend(lee(5), "a5", "d5", there=100, makes_up="d1")], 6) == ["d1"]


def test_a_session_missed_ahead_of_its_cycle_is_made_up_in_that_cycle() -> None:
    ahead_of_time = [ahead(5, cycle=2), attend(lee(5), "a5", "d5", there=100)]
    assert made_up([*MISSED, *ahead_of_time], 6) == ["d1"]


def test_of_an_earlier_cycle_sessions_nobody_recorded_and_sessions_nobody_planned_are_made_up() -> None:
    lenient = attrs.evolve(FULL, attendance_share=0.1, coaching_intensive=0)
    unrecorded, unplanned = ahead(4), attend(lee(5), "a9", "d9", there=100)
    trained = [attend(lee(3), "a1"), commit(ana(5), "c1", ask=20), BeginSupport(kim(6))]
    turn = [BeginNextCycle(kim(20), cycle=2), AdoptPolicy(office(21), policy=FULL)]
    assert made_up([*enrolled(policy=lenient), unrecorded, *trained, unplanned, *turn], 30) == ["d4", "d9"]
