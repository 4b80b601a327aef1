"""Re-measurement: from when until when a reading of the group counts, by the anchor of the policy."""

import attrs
import pytest
from tests.engagement.stories import (
    Story,
    after,
    commissioned,
    deliver,
    design,
    lee,
    office,
    on,
    payer,
    plan,
    read,
    review,
    schedule,
    session,
    void,
)

from pdflow import LIGHT, EvaluationLevel, OutcomeKind
from pdflow.engagement import (
    ReadingWindow,
    TrainingKind,
    is_remeasured,
    remeasure_window,
    training_days,
)
from pdflow.policy import RemeasureAnchor

FIRST = attrs.evolve(LIGHT, name="first", remeasure_before_complete=True)
LAST = attrs.evolve(FIRST, name="last", remeasure_anchor=RemeasureAnchor.LAST_INPUT)


def trained(*days: int, policy=LAST, end: int | None = 300) -> Story:
    """Commissioned, and trained on each of these days for a morning."""
    names = [f"s{n}" for n in days]
    return (
        *commissioned(policy=policy, planned_end=None if end is None else on(end)),
        design(lee(3), "tr1", *names),
        schedule(lee(3), "sch1", "tr1", *(session(name, n) for name, n in zip(names, days, strict=True))),
        *(deliver(lee(n, 12), f"d{n}", f"s{n}") for n in days),
    )


def window(*days: int, policy=LAST, end: int | None = 300) -> ReadingWindow | None:
    return remeasure_window(after(*trained(*days, policy=policy, end=end)).state, policy)


@pytest.mark.parametrize(
    ("days", "end", "opens", "due", "last_day"),
    [
        ((10,), 300, 100, 100, 300),
        ((10,), 150, 100, 100, 190),
        ((10, 120), 300, 134, 210, 300),
        ((10, 290), 300, 290, 300, 380),
        ((10, 286), 300, 300, 300, 376),
        ((10, 287), 300, 287, 300, 377),
        ((10, 310), 300, 310, 310, 400),
        ((10,), None, 100, 100, 375),
        ((10, 80), 160, 100, 160, 190),
    ],
)
def test_after_the_last_input_the_window_opens_a_fortnight_later(
    days: tuple[int, ...], end: int | None, opens: int, due: int, last_day: int
) -> None:
    """From F + 90 and L + 14, or from L where that is beyond the end; until F + 180, L + 90 or the end."""
    assert window(*days, end=end) == ReadingWindow(on(opens), on(due), on(last_day))


@pytest.mark.parametrize(("days", "opens", "due"), [((10,), 100, 190), ((10, 120), 120, 190), ((10, 250), 250, 250)])
def test_after_the_first_training_it_opens_not_before_the_last(days: tuple[int, ...], opens: int, due: int) -> None:
    assert window(*days, policy=FIRST) == ReadingWindow(on(opens), on(due), on(190))


def test_without_training_there_is_no_window_and_without_a_last_day_it_stays_open() -> None:
    assert remeasure_window(after(*commissioned()).state, LAST) is None
    for policy in (FIRST, LAST):
        endless = attrs.evolve(policy, name="ours", remeasure_until=None)
        assert window(10, policy=endless) == ReadingWindow(on(100), on(100), None)


@pytest.mark.parametrize(
    ("days", "read_on", "counts"),
    [
        ((10,), 99, False),
        ((10,), 100, True),
        ((10, 150), 149, False),
        ((10, 150), 163, False),
        ((10, 150), 164, True),
        ((10, 280), 260, True),
        ((10, 280), 252, True),
        ((10, 280), 251, False),
        ((10, 271), 260, False),
        ((10, 272), 260, True),
        ((10, 240, 280), 260, True),
        ((10, 250, 280), 260, False),
        ((10, 275, 290), 265, True),
        ((10, 260, 290), 265, False),
    ],
)
def test_later_training_asks_for_a_new_reading_but_not_just_before_the_end(
    days: tuple[int, ...], read_on: int, counts: bool
) -> None:
    """The end is day 300: a reading up to 28 days before training in the last 28 days stays good."""
    story = (*trained(*days), read(office(400), on=on(read_on)))
    assert is_remeasured(after(*story).state, "o1", LAST) is counts


def test_under_the_first_training_a_reading_before_the_last_does_not_count() -> None:
    story = (*trained(10, 120, policy=FIRST), read(office(400), on=on(119)))
    assert not is_remeasured(after(*story).state, "o1", FIRST)
    assert is_remeasured(after(*story, read(office(400), "r2", on=on(120))).state, "o1", FIRST)


def test_a_reading_that_was_corrected_does_not_count() -> None:
    wrong = read(office(130), on=on(120))
    right = read(office(131), "r2", on=on(90), supersedes="r1")
    assert not is_remeasured(after(*trained(10), wrong, right).state, "o1", LAST)
    assert is_remeasured(after(*trained(10), wrong, right, void(office(132), "r2")).state, "o1", LAST)


def test_the_adoption_of_a_policy_or_system_is_an_outcome_of_its_own_kind() -> None:
    kept = read(office(120), outcome="o1", level=EvaluationLevel.ORGANISATION)
    assert OutcomeKind("ORGANISATION")
    assert is_remeasured(after(*trained(10), kept).state, "o1", LAST)


def test_meetings_and_information_sessions_move_no_window() -> None:
    meeting = (
        design(lee(20), "tr2", "meeting", kind=TrainingKind.MEETING),
        schedule(lee(20), "sch2", "tr2", session("meeting", 200)),
        deliver(lee(200, 12), "d200", "meeting"),
    )
    assert training_days(after(*trained(10), *meeting).state) == [on(10)]


def test_the_reason_names_both_days_and_once_they_are_over_only_a_waiver_helps() -> None:
    story = (*trained(10), plan(lee(14), "f2"))
    [before] = _reasons(story, 300)
    assert before.parameters == {"outcome": "o1", "opens": on(100), "last_day": on(300)}
    assert before.remedy == "RecordReading"
    [late] = _reasons(story, 301)
    assert (late.parameters, late.remedy) == (before.parameters, "Waive")
    closed_before_it_opened = trained(10, 250, policy=FIRST)
    assert [reason.remedy for reason in _reasons(closed_before_it_opened, 240)] == ["Waive"]


def _reasons(story: Story, n: int):
    """Why an impact review on that day is refused for want of a reading."""
    given = after(*story)
    given.state.phase = type(given.state.phase)("FOLLOW_UP")
    return [reason for reason in given.when(review(payer(n))).reasons if reason.code == "outcome.not_remeasured"]
