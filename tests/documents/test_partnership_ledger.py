"""The partnership ledger: each partner from proposal to the end."""

from tests.documents.decided_events import story
from tests.documents.example_engagement import engagement_year
from tests.engagement import stories
from tests.engagement.stories import eve, payer

from pdflow import (
    Audience,
)
from pdflow.documents import partnership_ledger, to_markdown
from pdflow.engagement import EndPartnership, Side


def test_a_partnership_is_recorded_from_proposal_to_end() -> None:
    ended = EndPartnership(payer(200), partner="p1", reason="contract over")
    reviews = (
        stories.rate(payer(190), "rv1", Side.HOST),
        stories.rate(eve(191), "rv2", Side.PARTNER, assessment="A good year"),
    )
    [partnership] = partnership_ledger(story(*stories.partnered(*stories.commissioned()), *reviews, ended)).partnerships
    assert partnership.proposed.looked_inside == "nobody coaches"
    assert partnership.vetted is not None
    assert partnership.agreed is not None
    assert set(partnership.reviews) == set(Side)
    assert partnership.ended is not None


def test_a_touch_point_planned_and_not_held_is_not_ticked() -> None:
    page = to_markdown(partnership_ledger(engagement_year()).for_reader(Audience.TEAM))
    assert "| 2026-10-31 | [x] | Relationship · Direct and friendly<br>Content · Clips fit grade 4 best" in page
    assert "| 2027-01-29 | [ ] |  |  |" in page


def test_a_vetting_recorded_again_counts() -> None:
    vetted = stories.propose(payer(1)), stories.vet(payer(2), "v1"), stories.vet(payer(3), "v2", passed=False)
    [partnership] = partnership_ledger(story(*stories.in_design(), *vetted)).partnerships
    assert partnership.vetted is not None
    assert not partnership.vetted.passed
