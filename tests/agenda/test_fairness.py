"""Nobody is told to be late for what could not have been done sooner, was done, or can no longer be done."""

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import attrs
import pytest
from tests.agenda.owing import after, codes, found, last_day, owed
from tests.engagement import stories as s
from tests.participation.stories import (
    ASKS,
    attend,
    check_in,
    coached,
    day,
    evaluate,
    host,
    kim,
    lee,
    measure,
    observe,
    observed,
    on,
    plan,
    rosa,
    schedule,
    settled,
    supported,
)

from pdflow import (
    FULL,
    LIGHT,
    Actor,
    Command,
    Header,
    OutOfRange,
    Role,
)
from pdflow.agenda import (
    EveryDay,
    Status,
    Terms,
    agenda,
)
from pdflow.engagement import decider as engagement
from pdflow.participation import (
    BeginNextCycle,
    Pause,
    Progress,
    StepReview,
    decider,
)
from pdflow.participation.completion import remeasured

AHEAD = [
    plan(host(18), "p2", "d2", start=day(40), cycle=2),
    attend(lee(40), "a2", "d2"),
    observe(kim(45), "ob3", "ask"),
    BeginNextCycle(kim(80), cycle=2),
]
"""Trained on day 40 for a second cycle that begins on day 80."""


def test_a_cycle_trained_for_ahead_of_time_does_not_begin_late() -> None:
    begun = after(*settled(), *AHEAD)
    late = {each.code for each in owed(begun, 80.5) if each.status(day(80, 20)) in (Status.OVERDUE, Status.BREACHED)}
    assert not {"support.begin", "follow_up.first"} & late
    assert last_day(found("support.begin", begun, 81).due) == on(80 + 28)
    assert last_day(found("follow_up.first", begun, 81).due) == on(80 + 28)


def test_the_evaluation_of_a_training_ahead_of_its_cycle_is_asked_for_at_once() -> None:
    trained = after(*settled(), *AHEAD[:2])
    [sheet] = [each for each in owed(trained, 40.5) if each.about == "d2"]
    assert (sheet.code, last_day(sheet.due)) == ("evaluation.submit", on(40))
    handed_in = decider.decide(trained, evaluate(Header("e" * 32, Actor("ana", Role.PARTICIPANT), day(41)), "e2", "d2"))
    assert "d2" not in [each.about for each in owed(decider.evolve(trained, *handed_in), 42)]


def test_a_make_up_asks_for_no_second_first_follow_up() -> None:
    short = [*supported(), check_in(kim(6), "ci1"), attend(lee(9), "a2", "d9", there=10, held=10)]
    assert "follow_up.first" in codes(after(*short), 10), "a further session does"
    missed = [plan(host(5), "p3", "d3", start=day(5, 14)), attend(lee(5, 15), "a3", "d3", there=0)]
    made_up = attend(lee(9), "a4", "d4", there=200, held=200, makes_up="d3")
    assert "follow_up.first" not in codes(after(*supported(), *missed, check_in(kim(6), "ci1"), made_up), 10)


def test_what_can_no_longer_be_measured_is_to_be_waived_once_and_not_at_once() -> None:
    two = attrs.evolve(FULL, remeasure_until=100, baseline_before_support=False)
    state = after(*settled(policy=two, outcomes=(ASKS, attrs.evolve(ASKS, outcome="o2"))))
    assert [each.about for each in owed(state, 103) if each.code == "outcome.measure"] == ["o1", "o2"]
    [waiver] = [each for each in owed(state, 104) if each.code.startswith("outcome.")]
    assert (waiver.code, waiver.about, waiver.form) == (
        "outcome.waive",
        "o1",
        {"requirement": "outcome.not_remeasured"},
    )
    assert (last_day(waiver.due), waiver.status(day(104))) == (on(103 + 28), Status.UPCOMING)


def test_a_group_that_was_not_measured_in_time_needs_a_waiver() -> None:
    state = s.after(*s.delivered(policy=attrs.evolve(LIGHT, remeasure_before_complete=True, remeasure_until=100))).state
    told = {n: {each.code for each in agenda(state, s.day(n), EveryDay())} for n in (105, 115)}
    assert [{"outcome.measure", "outcome.waive"} & codes for codes in told.values()] == [
        {"outcome.measure"},
        {"outcome.waive"},
    ]
    assert engagement.state is type(state)


def test_somebody_on_leave_has_no_commitment_due() -> None:
    away = after(*supported(), Pause(rosa(10), until=on(30)))
    review = found("leave.return", away, 21)
    assert review.status(day(21)) is Status.UPCOMING
    assert found("commitment.review", away, 21).status(day(21)) is Status.UPCOMING


def test_a_visit_on_a_snow_day_is_recorded_on_the_next_school_day() -> None:
    state = after(*supported(), schedule(kim(6), "v1", day(16)))
    assert on(16) == date(2026, 9, 17)
    snow = Terms(closed={date(2026, 9, 17)})
    assert (found("visit.record", state, 16).last_day, found("visit.record", state, 16, snow).last_day) == (
        date(2026, 9, 17),
        date(2026, 9, 18),
    )


AUCKLAND, CHICAGO = ZoneInfo("Pacific/Auckland"), ZoneInfo("America/Chicago")


def spoken(at: datetime) -> Command:
    header = Header("c" * 32, Actor("kim", Role.COACH), at)
    return check_in(header, "ci1", reviews=(StepReview("ask", Progress.UNDER_WAY),))


@pytest.mark.parametrize("zone", [AUCKLAND, CHICAGO], ids=["ahead", "behind"])
def test_a_commitment_is_reviewed_on_its_day_where_the_school_is(zone: ZoneInfo) -> None:
    """Whatever offset the host's clock writes into the header."""
    by, calendar = on(20), EveryDay(zone)
    morning = datetime(by.year, by.month, by.day, 9, tzinfo=zone).astimezone(UTC)
    for at, is_reviewed in ((morning - timedelta(days=1), False), (morning, True)):
        state = after(*observed(), spoken(at))
        left = [each.about for each in agenda(state, morning + timedelta(hours=1), calendar)]
        assert ("ask" not in left) is is_reviewed


@pytest.mark.parametrize("hours", [-11, -6, 0, 12], ids=str)
@pytest.mark.parametrize("zone", [AUCKLAND, UTC, CHICAGO], ids=str)
def test_measured_on_the_first_or_the_last_day_is_measured_in_time(zone: ZoneInfo, hours: int) -> None:
    """Wherever the calendar is, and whatever offset the headers have."""
    offset = timezone(timedelta(hours=hours))
    there = [attrs.evolve(each, header=attrs.evolve(each.header, at=each.at.astimezone(offset))) for each in settled()]
    state, calendar = after(*there), EveryDay(zone)
    owed = next(each for each in agenda(state, day(30), calendar) if each.code == "outcome.measure")
    assert owed.opens is not None
    for when in (owed.opens.date(), owed.last_day):
        at = datetime(when.year, when.month, when.day, 23, tzinfo=UTC)
        read = measure(Header("f" * 32, Actor("lee", Role.FACILITATOR), at + timedelta(days=1)), "r1", when)
        then = decider.evolve(state, *decider.decide(state, read))
        assert remeasured(then, ASKS), when


def test_a_term_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(OutOfRange, match=r"Terms\.terms"):
        Terms(terms=[(date(2027, 6, 4), date(2027, 1, 5))])
    assert hash(Terms(terms=[(date(2027, 1, 5), date(2027, 6, 4))]))


def test_a_coached_person_owes_nothing_twice() -> None:
    told = [(each.code, each.about) for each in owed(after(*coached()), 12)]
    assert len(told) == len({*told})
