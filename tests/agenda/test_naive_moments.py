"""No question is answered for a moment without a time zone."""

from datetime import datetime

import pytest
from tests.agenda.participations import after
from tests.participation.stories import (
    day,
    observed,
)

from pdflow import (
    NaiveTime,
)
from pdflow.agenda import (
    Terms,
    agenda,
    directors_list,
    drifts,
    route_to,
    still_reachable,
    week,
)

MORNING = datetime(2026, 9, 14, 8)  # noqa: DTZ001


QUESTIONS = {
    "agenda": lambda state: agenda(state, MORNING, Terms()),
    "directors_list": lambda state: directors_list({"ana": state}, MORNING, Terms()),
    "week": lambda state: week("kim", {"ana": state}, MORNING, Terms()),
    "drifts": lambda state: drifts(state, MORNING, Terms()),
    "still_reachable": lambda state: still_reachable(state, MORNING, Terms()),
    "route_to": lambda state: route_to(state, "Complete", MORNING),
    "status": lambda state: agenda(state, day(12), Terms())[0].status(MORNING),
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_moment_without_a_time_zone_is_refused(question: str) -> None:
    with pytest.raises(NaiveTime, match="2026-09-14 08:00:00 has no time zone"):
        QUESTIONS[question](after(*observed()))
