"""Commitments: when a step committed to is reviewed."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import attrs
import pytest
from tests.agenda.participations import after, found
from tests.participation.corpus import corpus
from tests.participation.stories import (
    check_in,
    day,
    in_cycle_two,
    kim,
    observed,
    on,
    rosa,
    supported,
)

from pdflow import (
    FULL,
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
    LIVE,
    Pause,
    Progress,
    StepReview,
    decider,
    unreviewed_steps,
)
from pdflow.testing.walks import MORNING

REVIEW = "commitment.review"
DONE = StepReview("ask", Progress.DONE)
NOBODY_ASKS = attrs.evolve(FULL, name="HOST", commitment_reviewed=False)


def test_somebody_on_leave_has_no_commitment_due() -> None:
    away = after(*supported(), Pause(rosa(10), until=on(30)))
    review = found("leave.return", away, 21)
    assert review.status(day(21)) is Status.UPCOMING
    assert found("commitment.review", away, 21).status(day(21)) is Status.UPCOMING


def test_a_promise_of_a_closed_cycle_stays_on_the_agenda_until_it_is_looked_at() -> None:
    forgotten = after(*in_cycle_two(policy=FULL))
    assert found("commitment.review", forgotten, 30).about == "ask"
    assert found("commitment.review", forgotten, 30).status(day(30)) is Status.OVERDUE
    looked_at = after(*in_cycle_two(policy=FULL), check_in(kim(30), "ci1", reviews=(DONE,)))
    assert "commitment.review" not in {each.code for each in agenda(looked_at, day(30), EveryDay())}
    not_asked = after(*in_cycle_two(policy=NOBODY_ASKS))
    assert "commitment.review" not in {each.code for each in agenda(not_asked, day(30), EveryDay())}


def test_whenever_completion_waits_for_a_review_the_agenda_has_it() -> None:
    waited = 0
    for history in corpus():
        state, latest = decider.state(), MORNING
        for number, attempt in enumerate(history.attempts):
            decider.fold(attempt.events, onto=state)
            latest = max(latest, attempt.command.at) if attempt.events else latest
            if number % 20:
                continue
            asked = {step for steps in unreviewed_steps(state, latest).values() for step in steps}
            if asked and state.phase in LIVE and state.policy_at(latest).commitment_reviewed:
                on_agenda = {each.about for each in agenda(state, latest, EveryDay()) if each.code == REVIEW}
                assert asked <= on_agenda
                waited += 1
    assert waited > 100


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
