"""No question is answered for a moment without a time zone, or in a year that no command may have."""

from datetime import UTC, datetime

import pytest
from tests.agenda.participations import after
from tests.participation.stories import (
    day,
    observed,
)

from pdflow import NaiveTime
from pdflow.agenda import (
    Terms,
    agenda,
    directors_list,
    drifts,
    route_to,
    still_reachable,
    week,
)
from pdflow.errors import OutOfRange

MORNING = datetime(2026, 9, 14, 8)  # noqa: DTZ001


QUESTIONS = {
    "agenda": lambda state, at: agenda(state, at, Terms()),
    "directors_list": lambda state, at: directors_list({"ana": state}, at, Terms()),
    "week": lambda state, at: week("kim", {"ana": state}, at, Terms()),
    "drifts": lambda state, at: drifts(state, at, Terms()),
    "still_reachable": lambda state, at: still_reachable(state, at, Terms()),
    "route_to": lambda state, at: route_to(state, "Complete", at),
    "status": lambda state, at: agenda(state, day(12), Terms())[0].status(at),
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_moment_without_a_time_zone_is_refused(question: str) -> None:
    with pytest.raises(NaiveTime, match="2026-09-14 08:00:00 has no time zone"):
        QUESTIONS[question](after(*observed()), MORNING)


@pytest.mark.parametrize("question", QUESTIONS.keys() - {"status"})
@pytest.mark.parametrize("year", [1, 1899, 2200, 9999])
def test_a_moment_in_a_year_that_no_command_may_have_is_refused(question: str, year: int) -> None:
    with pytest.raises(OutOfRange, match=f"at: {year:04}-.* is not within 1900 and 2199"):
        QUESTIONS[question](after(*observed()), datetime(year, 6, 1, tzinfo=UTC))


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("at", [datetime(1900, 1, 1, tzinfo=UTC), datetime(2199, 12, 31, 23, tzinfo=UTC)])
def test_the_first_and_the_last_moment_that_a_command_may_have_are_answered(question: str, at: datetime) -> None:
    QUESTIONS[question](after(*observed()), at)
