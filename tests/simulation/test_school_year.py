"""School days, breaks, and the days of training."""

from datetime import date

from pdflow.simulation.world.school_year import BREAKS, DAY, SchoolYear


def test_weekends_and_breaks_are_no_school_days() -> None:
    year = SchoolYear(20)
    assert sum(map(year.works, range(year.days))) == 5 * (20 - sum(week <= 20 for week in BREAKS))
    assert year.workday(5) == 7
    assert year.workday(7 * 14) == 7 * 15


def test_a_moment_has_a_date_and_a_time_with_an_offset() -> None:
    year = SchoolYear()
    at = year.at(3 * DAY + 8 * 60)
    assert at.date() == year.date_of(3) == date(2026, 8, 20)
    assert at.isoformat() == "2026-08-20T08:00:00-06:00"
    assert year.day_on(at.date()) == 3


def test_training_falls_on_school_days_round_by_round() -> None:
    year = SchoolYear()
    rounds = year.training(5, 8, 3)
    assert all(year.works(day) for days in rounds for day in days)
    assert [days[0] // 7 for days in rounds[:3]] == [1, 9, 17]
    assert [day for days in rounds for day in days] == sorted({day for days in rounds for day in days})
