"""Commitments: when a step committed to is reviewed."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from tests.agenda.participations import after, found
from tests.participation.stories import (
    check_in,
    day,
    observed,
    on,
    rosa,
    supported,
)

from pdflow import (
    Actor,
    Command,
    Header,
    Role,
)
from pdflow.agenda import (
    EveryDay,
    Status,
    agenda,
)
from pdflow.participation import (
    Pause,
    Progress,
    StepReview,
)


def test_somebody_on_leave_has_no_commitment_due() -> None:
    away = after(*supported(), Pause(rosa(10), until=on(30)))
    review = found("leave.return", away, 21)
    assert review.status(day(21)) is Status.UPCOMING
    assert found("commitment.review", away, 21).status(day(21)) is Status.UPCOMING


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
