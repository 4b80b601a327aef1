"""What is owed, in the words of the state and the names of the host."""

from datetime import UTC, date, datetime, timedelta

import attrs
import pytest
from tests.agenda.engagements import after as engaged
from tests.agenda.obligations.test_participation import with_step
from tests.agenda.participations import ALWAYS, after, found, owed
from tests.engagement.stories import scheduled
from tests.participation.stories import ana, day, kim, observe, office, schedule, supported

from pdflow import FULL, LIGHT, Role
from pdflow.agenda import Status, Terms, agenda, describe_obligation, directors_list, is_late
from pdflow.participation import Pause, RequestSupport


def test_a_step_is_written_by_what_it_says_for_the_pair_and_by_its_day_for_others() -> None:
    state = after(*with_step())
    review = found("step.review", state, 13)
    [statement] = [step.statement for step in state.steps.values()]
    assert describe_obligation(review, state, reader=Role.COACH) == f"Action step to be reviewed: “{statement}”"
    assert describe_obligation(review, state, reader=Role.MANAGER) == (
        "Action step to be reviewed: action step of 2026-09-17"
    )
    assert describe_obligation(review, state, "es", reader=Role.COACH).endswith(f": «{statement}»")


def test_visits_and_requests_are_written_by_their_day() -> None:
    asked = RequestSupport(ana(6), request="rq1", topic="x")
    state = after(*supported(), schedule(kim(5), "v1", day(12)), asked)
    assert describe_obligation(found("visit.record", state, 7), state) == "Visit to be recorded: visit of 2026-09-13"
    assert describe_obligation(found("request.answer", state, 7), state).endswith("of 2026-09-07")


def test_what_is_about_a_cycle_or_nothing_says_no_more() -> None:
    state = after(*supported())
    assert describe_obligation(found("follow_up.first", state, 5), state) == "First follow-up after the training"
    assert describe_obligation(found("check_in.hold", state, 5), state) == "Check-in"


def test_a_session_is_written_by_the_hosts_title_else_by_its_day() -> None:
    state = engaged(*scheduled())
    [deliver] = [each for each in agenda(state, day(5), ALWAYS) if each.code == "training.deliver"]
    assert describe_obligation(deliver, state) == "Training session to be held: training session of 2026-09-11"
    assert describe_obligation(deliver, state, names={"s1": "Wait time, part one"}) == (
        "Training session to be held: “Wait time, part one”"
    )


def test_no_obligation_of_these_stories_shows_the_id_of_a_record() -> None:
    for state in (after(*with_step()), after(*supported(), observe(kim(8), "ob1", "ask"))):
        for each in owed(state, 40):
            for language in ("en", "es"):
                text = describe_obligation(each, state, language)
                assert not {"st1", "ob1", "g1", "c1"} & set(text.replace("“", " ").replace("”", " ").split())


@pytest.mark.parametrize(
    ("status", "late"),
    [(Status.UPCOMING, False), (Status.DUE, False), (Status.OVERDUE, True), (Status.BREACHED, True)],
)
def test_late_is_one_thing_everywhere(status: Status, late: bool) -> None:
    assert status.is_late is late


def test_late_begins_when_the_last_day_is_over() -> None:
    state = after(*supported())
    check_in = found("check_in.hold", state, 5)
    assert not is_late(check_in, check_in.due - timedelta(seconds=1))
    assert is_late(check_in, check_in.due)


@pytest.mark.parametrize(
    "policy",
    [
        attrs.evolve(
            FULL,
            name="ours",
            follow_up_due=10_000,
            follow_up_breached=10_000,
            debrief_due=10_000,
            debrief_breached=10_000,
        ),
        attrs.evolve(FULL, name="ours", check_in_every=10_000, unobserved_warning=10_000, step_breached=10_000),
        attrs.evolve(LIGHT, name="ours", follow_up_due=10_000),
    ],
)
def test_however_far_off_a_policy_sets_its_days_lists_can_be_made(policy: object) -> None:
    state = after(*supported(policy=policy), observe(kim(8), "ob1", "ask"), Pause(office(9), until=date(2199, 12, 31)))
    items = directors_list({"ana": state}, datetime(2026, 10, 1, tzinfo=UTC), Terms())
    assert all(item.owed.due.year < 3000 for item in items)
