"""Drift in a whole history: what ended it, and what stays the same drift."""

from tests.cadre.course import CLEARED
from tests.participation.stories import (
    Story,
    check_in,
    day,
    kim,
    observe,
    on,
    rosa,
    schedule,
    supported,
)

from pdflow import (
    Command,
    Event,
    cadre,
)
from pdflow.agenda import (
    Drift,
    EveryDay,
    drifts,
    drifts_ended,
)
from pdflow.participation import (
    MissVisit,
    Participation,
    Pause,
    Progress,
    StepReview,
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


def test_a_drift_that_a_leave_interrupts_is_ended_by_the_leave() -> None:
    history = events(*supported(), Pause(rosa(30), until=on(100)))
    [ended] = drifts_ended(history, ALWAYS)
    assert (ended.drift.cause, type(ended.by).__name__) == ("commitment_unreviewed", "Paused")


def test_a_late_entry_shows_that_there_never_was_a_drift() -> None:
    """Entered on day 40 as held on day 20: whoever looked on day 40 saw drift, whoever looks back sees none."""
    story = [*supported(), observe(kim(30), "ob1", "ask"), check_in(kim(20), "ci1", reviews=DONE)]
    assert "commitment_unreviewed" in drifting(after(*story[:-1]), 40)
    assert drifting(after(*story), 31) == {}
    assert drifts_ended(events(*story), ALWAYS) == []


def test_a_third_visit_missed_is_the_same_drift_as_the_two_before() -> None:
    third = [schedule(kim(13), "v3", day(16)), MissVisit(kim(16), visit="v3", missed_by="ana")]
    history = events(*two_visits_missed(), *third, check_in(kim(17), "ci2"))
    assert [(ended.drift.cause, ended.drift.missed, ended.by) for ended in drifts_ended(history, ALWAYS)] == [
        ("visits_missed", "v3", history[-1])
    ]


def test_a_drift_ended_at_the_moment_it_began_is_ended() -> None:
    history = events(*two_visits_missed(), check_in(kim(12), "ci2"))
    assert [(ended.drift.cause, ended.by) for ended in drifts_ended(history, ALWAYS)] == [
        ("visits_missed", history[-1])
    ]


def test_a_late_entry_ends_no_drift_that_a_leave_has_ended() -> None:
    history = events(*supported(), Pause(rosa(30), until=on(100)), check_in(kim(25), "ci1", reviews=DONE))
    assert [type(ended.by).__name__ for ended in drifts_ended(history, ALWAYS)] == ["Paused"]


def test_a_trainers_readiness_does_not_drift() -> None:
    assert drifts(given(cadre.decider, *CLEARED).state, day(3000), EveryDay()) == []
