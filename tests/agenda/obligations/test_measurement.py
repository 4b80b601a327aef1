"""Measurement of outcomes: its window, its last open day, and the waiver after it."""

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import attrs
import pytest
from tests.agenda import engagements
from tests.agenda.participations import ALWAYS, after, closed, found, last_day, owed
from tests.engagement import stories as s
from tests.participation.stories import (
    ASKS,
    attend,
    coached,
    day,
    enrolled,
    lee,
    measure,
    on,
    settled,
    supported,
)

from pdflow import (
    FULL,
    LIGHT,
    Actor,
    Header,
    OutcomeOf,
    Role,
)
from pdflow.agenda import (
    EveryDay,
    Status,
    Terms,
    agenda,
)
from pdflow.engagement import decider as engagement_decider
from pdflow.participation import TakeBaseline, decider, is_remeasured


def test_measuring_opens_after_the_window_began_and_after_coaching_and_the_last_baseline() -> None:
    """Trained on day 3 and coached on day 10; or, the training entered late, a second baseline on day 15."""
    soon, late = attrs.evolve(FULL, name="ours", remeasure_from=1), attrs.evolve(FULL, name="ours", remeasure_from=30)
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
    endless = attrs.evolve(FULL, name="ours", remeasure_until=None)
    assert last_day(found("outcome.measure", after(*supported(policy=endless)), 5, closed(93)).due) == on(94)


def test_a_window_that_ends_before_it_begins_leaves_only_a_waiver() -> None:
    never = attrs.evolve(FULL, name="ours", remeasure_from=10, remeasure_until=5)
    assert last_day(found("outcome.waive", after(*supported(policy=never)), 5).due) == on(8 + 28)


def test_only_outcomes_of_the_group_are_read_in_an_engagement() -> None:
    own = s.outcome(s.payer(1), "o2", whose=OutcomeOf.PERSON)
    assert (
        engagements.found("outcome.measure", engagements.after(*s.delivered(policy=engagements.MEASURED), own)).about
        == "o1"
    )


def test_a_reading_opens_after_the_window_began_and_a_baseline_was_taken() -> None:
    """Trained on day 10, the window begins on day 100; a baseline of day 1 came before it, one of day 120 after."""
    later = s.baseline(s.payer(120), "b2", on=s.on(120), retrospective=True)
    promised = s.baseline(s.payer(30), "b2", value=None, on=s.on(120), retrospective=True)
    for more, opens in (((), 100), ((later,), 120), ((promised,), 100)):
        reading = engagements.found(
            "outcome.measure", engagements.after(*s.delivered(policy=engagements.MEASURED), *more)
        )
        assert reading.opens == s.day(opens, 0)


def test_a_reading_without_an_end_of_the_window_is_due_on_its_first_open_day() -> None:
    endless = attrs.evolve(engagements.MEASURED, remeasure_until=None)
    reading = engagements.found(
        "outcome.measure",
        engagements.after(*s.delivered(policy=endless)),
        Terms(weekend=frozenset(), closed={s.on(100)}),
    )
    assert (reading.opens, last_day(reading.due)) == (s.day(100, 0), s.on(101))


def test_a_reading_is_due_by_the_last_open_day_of_the_window_and_lawful_until_its_end() -> None:
    state = engagements.after(*s.delivered(policy=engagements.MEASURED))
    assert last_day(
        engagements.found("outcome.measure", state, Terms(weekend=frozenset(), closed={s.on(190)})).due
    ) == s.on(189)
    listed = {n: [owed.code for owed in agenda(state, s.day(n), ALWAYS) if owed.about == "o1"] for n in (190, 191)}
    assert listed == {190: ["outcome.measure"], 191: ["outcome.waive"]}


def test_what_can_no_longer_be_measured_is_to_be_waived_once_and_not_at_once() -> None:
    two = attrs.evolve(FULL, name="ours", remeasure_until=100, baseline_before_support=False)
    state = after(*settled(policy=two, outcomes=(ASKS, attrs.evolve(ASKS, outcome="o2"))))
    assert [each.about for each in owed(state, 103) if each.code == "outcome.measure"] == ["o1", "o2"]
    [waiver] = [each for each in owed(state, 104) if each.code.startswith("outcome.")]
    assert (waiver.code, waiver.about, waiver.values) == (
        "outcome.waive",
        "o1",
        {"requirement": "outcome.not_remeasured"},
    )
    assert (last_day(waiver.due), waiver.status(day(104))) == (on(103 + 28), Status.UPCOMING)


def test_a_group_that_was_not_measured_in_time_needs_a_waiver() -> None:
    state = s.after(
        *s.delivered(policy=attrs.evolve(LIGHT, name="ours", remeasure_before_complete=True, remeasure_until=100))
    ).state
    listed = {n: {each.code for each in agenda(state, s.day(n), EveryDay())} for n in (105, 115)}
    assert [{"outcome.measure", "outcome.waive"} & codes for codes in listed.values()] == [
        {"outcome.measure"},
        {"outcome.waive"},
    ]
    assert engagement_decider.state is type(state)


AUCKLAND, CHICAGO = ZoneInfo("Pacific/Auckland"), ZoneInfo("America/Chicago")


@pytest.mark.parametrize("hours", [-8, -6, 0, 12], ids=str)
@pytest.mark.parametrize("zone", [AUCKLAND, UTC, CHICAGO], ids=str)
def test_measured_on_the_first_or_the_last_day_is_measured_in_time(zone: ZoneInfo, hours: int) -> None:
    """Wherever the calendar is, and whatever offset the headers have."""
    offset = timezone(timedelta(hours=hours))
    history = [
        attrs.evolve(each, header=attrs.evolve(each.header, at=each.at.astimezone(offset))) for each in settled()
    ]
    state, calendar = after(*history), EveryDay(zone)
    owed = next(each for each in agenda(state, day(30), calendar) if each.code == "outcome.measure")
    assert owed.opens is not None
    for when in (owed.opens.date(), owed.last_day):
        at = datetime(when.year, when.month, when.day, 23, tzinfo=UTC)
        read = measure(Header("f" * 32, Actor("lee", Role.FACILITATOR), at + timedelta(days=1)), "r1", when)
        then = decider.evolve(state, *decider.decide(state, read))
        assert is_remeasured(then, ASKS, at + timedelta(days=1)), when
