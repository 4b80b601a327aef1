"""Cancellation: an engagement is cancelled with a reason, and reopened."""

import pytest
from tests.engagement.stories import (
    after,
    closed,
    commissioned,
    in_design,
    in_follow_up,
    payer,
    requested,
)

from pdflow.engagement import (
    Cancel,
    Close,
    EngagementCancelled,
    EngagementReopened,
    EngagementStage,
    Reopen,
)


def reopen(n: float = 150, reason: str = "more was asked") -> Reopen:
    return Reopen(payer(n), reason=reason)


def cancel(n: float = 20, reason: str = "no funds") -> Cancel:
    return Cancel(payer(n), reason=reason)


def test_an_engagement_is_cancelled_with_a_reason_from_any_open_stage() -> None:
    for story in (requested(), in_design(), commissioned(), in_follow_up()):
        command = cancel()
        state = after(*story).when(command).then(EngagementCancelled(command.header, reason="no funds", note=None))
        assert state.phase is EngagementStage.CANCELLED
    after(*in_design()).when(cancel(reason="")).refused("engagement.no_reason")
    after(*in_design(), cancel()).when(cancel(21)).nothing()
    after(*in_design(), cancel()).when(cancel(21, "again")).refused("engagement.not_in_stage")
    [reason] = after(*closed()).when(cancel(200)).refused("engagement.not_in_stage")
    assert reason.remedy == "Reopen"


@pytest.mark.parametrize(
    ("story", "stage"),
    [
        (requested(), EngagementStage.REQUESTED),
        (in_design(), EngagementStage.DESIGN),
        (commissioned(), EngagementStage.DELIVERY),
        (in_follow_up(), EngagementStage.FOLLOW_UP),
    ],
    ids=["requested", "design", "delivery", "follow-up"],
)
def test_a_cancelled_engagement_is_reopened_in_its_last_stage(story: tuple, stage: EngagementStage) -> None:
    command = reopen()
    state = (
        after(*story, cancel())
        .when(command)
        .then(EngagementReopened(command.header, to=stage, reason="more was asked", note=None))
    )
    assert state.phase is stage


def test_a_closed_engagement_is_reopened_in_follow_up_and_closed_again() -> None:
    again = (*closed(), reopen())
    assert after(*again).state.phase is EngagementStage.FOLLOW_UP
    assert after(*again, Close(payer(160))).state.phase is EngagementStage.CLOSED


def test_reopening_needs_a_reason_and_again_for_the_same_one_it_is_a_no_op() -> None:
    after(*closed()).when(reopen(reason="")).refused("reopen.no_reason")
    after(*closed(), reopen()).when(reopen(151)).nothing()
    after(*closed(), reopen()).when(reopen(151, "less was asked")).refused("engagement.not_in_stage")
    after(*in_design()).when(reopen()).refused("engagement.not_in_stage")
    after(*closed()).when(reopen(100)).refused("record.before")
    after().when(reopen()).refused("engagement.not_in_stage")
