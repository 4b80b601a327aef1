"""Follow-up strategies: which are in force and owed."""

from tests.agenda.engagements import ALWAYS, after, codes
from tests.engagement.stories import (
    commissioned,
    day,
    lee,
    office,
    payer,
    plan,
    waive,
)

from pdflow import (
    Strategy,
)
from pdflow.agenda import (
    agenda,
)
from pdflow.engagement import ReviseFollowUp


def test_a_strategy_that_was_dropped_or_waived_is_not_owed() -> None:
    dropped = ReviseFollowUp(office(5), revision="rev1", drops=("f1",), reason="needs changed")
    more = (*commissioned(), plan(lee(3), "f2", Strategy.COACHING), dropped)
    assert [owed.about for owed in agenda(after(*more), day(5), ALWAYS)] == ["f2"]
    assert "follow_up.give" not in codes(*commissioned(), waive(payer(5), "w1", "followup.outstanding"))
