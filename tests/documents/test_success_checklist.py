"""Strategies for a successful training: what is ticked, and why."""

from tests.documents.decided_events import story
from tests.documents.example_engagement import engagement_year
from tests.engagement import stories
from tests.engagement.stories import payer

from pdflow import (
    Event,
)
from pdflow.documents import (
    success_checklist,
)
from pdflow.engagement import LoseSlot, UseSlot


def test_a_checklist_ticks_what_is_on_record() -> None:
    def done(*events: Event) -> set[str]:
        checklist = success_checklist(events)
        return {advice.text for advice in (*checklist.before, *checklist.during, *checklist.after) if advice.followed}

    asked, year = done(*story(*stories.in_design())), done(*engagement_year())
    assert asked == set()
    assert {"State the change that is wanted", "Share out the duties where several facilitate"} <= year
    assert "Arrange travel and logistics in time" not in year


def test_protected_time_counts_in_hours_used_of_hours_kept_free() -> None:
    kept = (*stories.in_design(), stories.protect(payer(1)))
    commissioned = story(
        *stories.commissioned(),
        stories.protect(payer(3)),
        UseSlot(payer(15), slot="slot1"),
        LoseSlot(payer(29), slot="slot2", put_first="x"),
    )
    [advice] = [each for each in success_checklist(commissioned).after if "hours" in each.text]
    assert (advice.followed, advice.tally and (advice.tally.met, advice.tally.total)) == (False, (1.0, 2.0))
    assert success_checklist(story(*kept)).after
