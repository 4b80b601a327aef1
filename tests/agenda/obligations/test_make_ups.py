"""Make-ups: which missed sessions are made up, and which need not be."""

import attrs
from tests.agenda.participations import after, codes, found, last_day, owed
from tests.participation.stories import (
    Story,
    ana,
    attend,
    commit,
    day,
    enrolled,
    host,
    kim,
    lee,
    office,
    on,
    plan,
)

from pdflow import FULL, Command
from pdflow.participation import (
    AdoptPolicy,
    BeginNextCycle,
    BeginSupport,
    DropSession,
    decider,
)


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
    lenient = attrs.evolve(FULL, name="ours", attendance_share=0.1, coaching_intensive=0, contacts_per_cycle=0)
    unrecorded, unplanned = ahead(4), attend(lee(5), "a9", "d9", there=100)
    trained = [attend(lee(3), "a1"), commit(ana(5), "c1", ask=20), BeginSupport(kim(6))]
    turn = [BeginNextCycle(kim(20), cycle=2), AdoptPolicy(office(21), policy=FULL)]
    assert made_up([*enrolled(policy=lenient), unrecorded, *trained, unplanned, *turn], 30) == ["d4", "d9"]


def test_a_session_missed_is_not_owed_while_those_ahead_make_up_the_share() -> None:
    five_days = [plan(host(0), f"p{n}", f"d{n}", start=day(n)) for n in (2, 4, 5, 6)]
    four_of_five = after(*enrolled(), *five_days, *[attend(lee(n), f"a{n}", f"d{n}", there=0) for n in (2,)])
    assert "session.make_up" not in codes(four_of_five, 2.5)
    three_of_five = after(*enrolled(), *five_days, *[attend(lee(n), f"a{n}", f"d{n}", there=0) for n in (2, 4)])
    assert [each.about for each in owed(three_of_five, 4.5) if each.code == "session.make_up"] == ["d1", "d2", "d4"]


def test_a_session_moved_to_the_next_cycle_no_longer_comes_up_to_the_share_of_this_one() -> None:
    later = range(40, 44)
    missed = [
        *enrolled(),
        *[plan(host(0), f"p{n}", f"d{n}", start=day(n)) for n in later],
        attend(lee(3), "a1", there=0),
    ]
    dropped = [DropSession(host(4), session=f"d{n}", reason="moved") for n in later]
    moved = [*dropped, *(plan(host(4), f"q{n}", f"e{n}", start=day(n), cycle=2) for n in later)]
    assert "session.make_up" not in codes(after(*missed), 5)
    assert [each.about for each in owed(after(*missed, *moved), 5) if each.code == "session.make_up"] == ["d1"]


def test_a_session_that_was_dropped_is_not_to_be_made_up() -> None:
    two = [*enrolled(), plan(host(0), "p2", "d2", start=day(4)), attend(lee(3), "a1", there=0)]
    assert [each.about for each in owed(after(*two), 5) if each.code == "session.make_up"] == ["d1", "d2"]
    dropped = after(*two, DropSession(host(4), session="d2", reason="snow"))
    assert [each.about for each in owed(dropped, 5) if each.code == "session.make_up"] == ["d1"]


def test_a_session_nobody_planned_is_made_up_too() -> None:
    walked_in = after(*enrolled()[:2], attend(lee(3), "a1", "d9", there=100))
    assert (found("session.make_up", walked_in, 5).about, last_day(found("session.make_up", walked_in, 5).due)) == (
        "d9",
        on(31),
    )


def test_a_session_of_an_earlier_cycle_is_still_to_be_made_up() -> None:
    lenient = attrs.evolve(FULL, name="ours", attendance_share=0.2, coaching_intensive=0, contacts_per_cycle=0)
    short = [*enrolled(policy=lenient), attend(lee(3), "a1", there=100), commit(ana(4), "c1", ask=20)]
    next_cycle = [BeginSupport(kim(4, 9)), BeginNextCycle(kim(20), cycle=2)]
    later = after(*short, *next_cycle, AdoptPolicy(office(21), policy=FULL))
    assert found("session.make_up", later, 30).about == "d1"
    made_up = decider.decide(later, attend(lee(31), "a2", "d2", there=260, held=260, makes_up="d1"))
    assert "session.make_up" not in codes(decider.evolve(later, *made_up), 32)
