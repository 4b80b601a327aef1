"""Drift of one person: each cause begins, says who can end it, and ends by that."""

from datetime import datetime, timedelta

import attrs
import pytest
from tests.participation.stories import (
    Story,
    agree,
    ana,
    artifact,
    attend,
    check_in,
    coached,
    completed,
    day,
    in_cycle_two,
    kim,
    lee,
    observe,
    office,
    on,
    rosa,
    schedule,
    supported,
    trained,
    with_growth_area,
)

from pdflow import (
    FULL,
    Command,
    Event,
    Level,
    Role,
)
from pdflow.agenda import (
    PARTICIPATION_CAUSES,
    Drift,
    EveryDay,
    drifts,
    drifts_ended,
)
from pdflow.participation import (
    CompleteActionStep,
    DropActionStep,
    MissVisit,
    Participation,
    Pause,
    Progress,
    Resume,
    RetirePriority,
    SetPriority,
    Shown,
    StepReview,
    VoidRecord,
    decider,
)
from pdflow.testing.spec import given

ALWAYS = EveryDay()


DONE = (StepReview("ask", Progress.DONE),)


def after(*history: Command) -> Participation:
    return given(decider, *history).state


def drifting(state: Participation, n: float) -> dict[str, Drift]:
    """The drifts of day n, by cause."""
    return {drift.cause: drift for drift in drifts(state, day(n), ALWAYS)}


def events(*commands: Command) -> list[Event]:
    history, state = list[Event](), decider.state()
    for command in commands:
        history += decider.decide(state, command)
        decider.fold(decider.decide(state, command), onto=state)
    return history


def midnight(n: int) -> datetime:
    """With which day n begins."""
    return day(n) - timedelta(hours=8)


def in_touch() -> Story:
    """Committed step done on day 6, so that only what a test is about can drift."""
    return [*supported(), check_in(kim(6), "ci1", reviews=DONE)]


def two_visits_missed() -> Story:
    visits = [schedule(kim(6), "v1", day(9)), schedule(kim(6), "v2", day(12))]
    return [
        *in_touch(),
        *visits,
        MissVisit(kim(9), visit="v1", missed_by="ana"),
        MissVisit(kim(12), visit="v2", missed_by="kim"),
    ]


def with_step() -> Story:
    return [*with_growth_area(), agree(kim(9), "st1", "g1")]


@attrs.frozen
class Case:
    """A cause, how it comes about, since when, what was missed, who can end it, and what does."""

    cause: str
    history: Story
    since: int
    missed: str | None
    ended_by: Command
    owner: str = "kim"
    role: Role = Role.COACH


CASES = (
    Case("no_contact", in_touch(), 35, "1", check_in(kim(40), "ci2")),
    Case("commitment_unreviewed", supported(), 21, "ask", check_in(kim(40), "ci1", reviews=DONE)),
    Case(
        "step_breached",
        [*with_step(), artifact(ana(12), "ar1", "st1")],
        31,
        "st1",
        CompleteActionStep(ana(40), step="st1", evidence="ar1"),
        "ana",
        Role.PARTICIPANT,
    ),
    Case("follow_up_breached", supported(), 60, "1", observe(kim(61), "ob1", "ask")),
    Case("visits_missed", two_visits_missed(), 12, "v2", check_in(kim(13), "ci2")),
    Case(
        "level_fallen",
        [*in_touch(), observe(kim(7), "ob1", "ask"), observe(kim(9), "ob2", "ask", level=Level.PARTLY)],
        9,
        "ask",
        observe(kim(10), "ob3", "ask"),
    ),
    Case(
        "return_overdue",
        [*in_touch(), Pause(rosa(10), until=on(20))],
        21,
        None,
        Resume(rosa(25)),
        "rosa",
        Role.MANAGER,
    ),
)


@pytest.mark.parametrize("case", CASES, ids=[case.cause for case in CASES])
def test_a_drift_begins_says_who_can_end_it_and_ends_by_that(case: Case) -> None:
    state, hour = after(*case.history), 0 if case.cause in ("visits_missed", "level_fallen") else -8
    begun = day(case.since) + timedelta(hours=hour)
    assert case.cause not in {drift.cause for drift in drifts(state, begun - timedelta(seconds=1), ALWAYS)}
    [drift] = [drift for drift in drifts(state, begun, ALWAYS) if drift.cause == case.cause]
    assert (drift.since, drift.missed) == (begun, case.missed)
    assert (drift.owner, drift.role, drift.command) == (case.owner, case.role, type(case.ended_by).__name__)
    over = after(*case.history, case.ended_by)
    assert case.cause not in {drift.cause for drift in drifts(over, case.ended_by.at, ALWAYS)}


@pytest.mark.parametrize("case", CASES, ids=[case.cause for case in CASES])
def test_afterwards_it_is_known_what_ended_a_drift(case: Case) -> None:
    history = events(*case.history, case.ended_by)
    [ended] = [ended for ended in drifts_ended(history, ALWAYS) if ended.drift.cause == case.cause]
    assert ended.by == history[-1]
    assert (ended.drift.missed, ended.drift.owner) == (case.missed, case.owner)


def test_every_cause_has_its_case() -> None:
    assert set(PARTICIPATION_CAUSES) == {case.cause for case in CASES}


def test_nothing_drifts_in_what_is_kept_up_or_has_ended() -> None:
    assert drifting(after(*in_touch()), 7) == {}
    assert drifting(after(*completed()), 300) == {}


def test_a_leave_is_not_drift_until_its_return_date_has_passed() -> None:
    away = after(*supported(), Pause(rosa(10), until=on(100)))
    assert drifting(after(*supported()), 80).keys() == {"no_contact", "commitment_unreviewed", "follow_up_breached"}
    assert drifting(away, 80) == {}
    assert drifting(away, 101).keys() == {"return_overdue"}


def test_after_a_leave_the_clock_goes_on_where_it_stood() -> None:
    back = after(*supported(), Pause(rosa(10), until=on(60)), Resume(rosa(60)))
    assert drifting(back, 70) == {}
    assert drifting(back, 71).keys() == {"commitment_unreviewed"}
    assert drifting(back, 71)["commitment_unreviewed"].since == midnight(71)


def test_visits_missed_say_who_missed_the_last() -> None:
    assert drifting(after(*two_visits_missed()), 13)["visits_missed"].through == "kim"


def test_one_visit_missed_is_no_drift_nor_are_two_with_a_contact_between() -> None:
    assert "visits_missed" not in drifting(after(*two_visits_missed()[:-1]), 13)
    between = [*two_visits_missed()[:-1], check_in(kim(10), "ci2"), *two_visits_missed()[-1:]]
    assert "visits_missed" not in drifting(after(*between), 13)


def test_a_level_is_fallen_until_it_is_back_at_its_best() -> None:
    story = [*in_touch(), observe(kim(7), "ob1", "ask", level=Level.FULLY)]
    story += [observe(kim(9), "ob2", "ask", level=Level.PARTLY), observe(kim(11), "ob3", "ask", level=Level.MOSTLY)]
    assert drifting(after(*story), 12)["level_fallen"].since == day(9)
    story += [artifact(ana(13), "ar1", "ask")]
    assert "level_fallen" in drifting(after(*story), 14)
    story += [observe(kim(15), "ob4", "ask", level=Level.FULLY)]
    assert "level_fallen" not in drifting(after(*story), 16)


def test_a_step_given_up_is_not_fallen() -> None:
    looks = [observe(kim(10), "ob2", "st1"), observe(kim(11), "ob3", "st1", level=Level.NOT_YET)]
    assert "level_fallen" in drifting(after(*with_step(), *looks), 12)
    dropped = [*with_step(), *looks, DropActionStep(kim(12), step="st1", reason="no longer needed")]
    assert "level_fallen" not in drifting(after(*dropped), 12)


def test_a_record_voided_ends_the_drift_it_made() -> None:
    story = [*in_touch(), observe(kim(7), "ob1", "ask"), observe(kim(9), "ob2", "ask", level=Level.PARTLY)]
    history = events(*story, VoidRecord(office(10), record="ob2", reason="wrong person"))
    [ended] = drifts_ended(history, ALWAYS)
    assert (ended.drift.cause, type(ended.by).__name__) == ("level_fallen", "RecordVoided")


def test_each_cycle_starts_afresh() -> None:
    looked = check_in(kim(16), "ci-1", reviews=(StepReview("ask", Progress.DONE),))
    story = [*in_cycle_two()[:-1], looked, in_cycle_two()[-1]]
    assert drifting(after(*story), 21) == {}
    assert drifting(after(*in_cycle_two()), 21).keys() == {"commitment_unreviewed"}
    assert drifting(after(*story), 77)["no_contact"].since == midnight(77)


def test_support_that_has_not_begun_cannot_lose_contact() -> None:
    assert "no_contact" not in drifting(after(*trained()), 90)
    assert "no_contact" in drifting(after(*coached()), 90)
    assert "follow_up_breached" in drifting(after(*trained(), attend(lee(5), "a9", "d9")), 90)


def test_a_leave_to_come_leaves_today_as_it_is() -> None:
    paused = after(*supported(), Pause(rosa(30), until=on(100)))
    assert drifting(paused, 25).keys() == {"commitment_unreviewed"}
    assert drifting(paused, 31) == {}


def test_a_contact_at_the_hour_of_a_visit_counts_as_the_visit() -> None:
    assert "visits_missed" not in drifting(after(*two_visits_missed(), check_in(kim(9), "ci2")), 13)


def test_where_no_visit_may_be_missed_the_first_is_drift() -> None:
    none = attrs.evolve(FULL, name="ours", missed_visits=0)
    held = [*supported(policy=none), check_in(kim(6), "ci1", reviews=DONE), schedule(kim(6), "v1", day(9))]
    assert drifting(after(*held), 10) == {}
    missed = drifting(after(*held, MissVisit(kim(9), visit="v1", missed_by="ana")), 10)["visits_missed"]
    assert (missed.since, missed.missed) == (day(9), "v1")


def test_a_priority_taken_off_the_list_is_not_fallen() -> None:
    story = [*in_touch(), SetPriority(ana(7), priority="pr1", statement="more talk in class")]
    story += [observe(kim(8), "ob1", "pr1"), observe(kim(9), "ob2", "pr1", level=Level.NOT_YET)]
    assert drifting(after(*story), 10)["level_fallen"].missed == "pr1"
    assert drifting(after(*story, RetirePriority(kim(10), priority="pr1", accomplished=False)), 10) == {}


def test_own_work_shows_a_level_from_which_one_may_fall() -> None:
    fallen = observe(kim(9), "ob1", "ask", level=Level.PARTLY)
    assert "level_fallen" not in drifting(after(*in_touch(), fallen), 10)
    assert drifting(after(*in_touch(), artifact(ana(7), "ar1", "ask"), fallen), 10)["level_fallen"].since == day(9)


def test_a_level_heard_of_in_a_check_in_counts_where_there_is_evidence_and_none_seen_does_not() -> None:
    seen = [*in_touch(), observe(kim(7), "ob1", "ask"), observe(kim(8), "ob2", "ask", level=None)]
    assert drifting(after(*seen), 10) == {}
    heard = check_in(kim(9), "ci2", shows=(Shown("ask", Level.PARTLY, "ob2"),))
    assert drifting(after(*seen, heard), 10)["level_fallen"].since == day(9)
