"""The follow-up continuum and the electronic tools: every strategy and mode, and the plan placed on them."""

from tests.documents.example_engagement import engagement_year

from pdflow import (
    Audience,
    Strategy,
)
from pdflow.documents import (
    electronic_tools,
    follow_up_continuum,
    to_markdown,
)
from pdflow.documents.engagement.electronic_tools import MODE_DESCRIPTIONS
from pdflow.documents.engagement.follow_up_continuum import STRATEGY_DESCRIPTIONS
from pdflow.engagement import Mode


def test_the_continuum_goes_from_a_resource_to_coaching_and_holds_the_plan() -> None:
    page = to_markdown(follow_up_continuum(engagement_year()).for_reader(Audience.ALL))
    assert page.index("| 1 | Resource |") < page.index("| 6 |") < page.index("| 11 | Coaching |")
    assert "kim · 2026-10-11" in page


def test_every_strategy_and_every_mode_is_explained() -> None:
    assert STRATEGY_DESCRIPTIONS.keys() == set(Strategy)
    assert MODE_DESCRIPTIONS.keys() == set(Mode)


def test_the_catalogues_need_no_engagement() -> None:
    for document in (follow_up_continuum(), electronic_tools()):
        assert "coaching" in to_markdown(document.for_reader(Audience.ALL)).lower()
