"""Laws of merging, for any stays: never more than the session, in no order, and never less for one more stay."""

from collections.abc import Sequence
from itertools import chain
from random import Random

from hypothesis import given, strategies as st
from tests.exchange.attendance.sheets import merged, minutes, stay, zoom

from pdflow.exchange.attendance import MergedAttendance

PEOPLE = {f"p{n}@example.org": f"p{n}" for n in range(3)}
Stay = tuple[str, int, int]
stays = st.tuples(st.sampled_from(sorted(PEOPLE)), st.integers(-2000, 9000), st.integers(0, 5000))
"""Somebody, from so many seconds after the start, for so many."""
sheets = st.lists(stays, min_size=1, max_size=8)


def row(one: Stay) -> str:
    email, begin, length = one
    return stay(email.upper(), email, begin / 60, (begin + length) / 60)


def of(*reports: Sequence[Stay]) -> MergedAttendance:
    found: MergedAttendance = merged(*(zoom(*map(row, report)) for report in reports), who=PEOPLE)
    return found


@given(sheets)
def test_nobody_is_there_for_longer_than_the_session(rows: Sequence[Stay]) -> None:
    for each in of(rows).people:
        time = each.time
        assert time.minutes is not None
        assert 0 <= time.minutes <= 120
        assert time.counted is not None
        listed = sum(length for email, _, length in dict.fromkeys(rows) if PEOPLE[email] == each.person)
        assert (time.counted + time.before + time.after + time.overlap).total_seconds() == listed


@given(st.lists(sheets, min_size=1, max_size=3), st.randoms(use_true_random=False))
def test_neither_the_order_of_rows_nor_that_of_reports_matters(
    reports: Sequence[Sequence[Stay]], random: Random
) -> None:
    expected = {each.person: each.time for each in of(*reports).people}
    shuffled = [random.sample(report, len(report)) for report in random.sample(reports, len(reports))]
    assert {each.person: each.time for each in of(*shuffled).people} == expected
    assert {each.person: each.time for each in of([*chain(*reports)]).people} == expected


@given(sheets, stays)
def test_one_more_stay_never_lowers_anybodys_minutes(rows: Sequence[Stay], more: Stay) -> None:
    before, after = minutes(of(rows)), minutes(of(rows, [more]))
    assert all((after[person] or 0) >= (counted or 0) for person, counted in before.items())
