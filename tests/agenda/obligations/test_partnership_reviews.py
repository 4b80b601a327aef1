"""Reviews of a partnership: by which day each side rates it."""

import attrs
from tests.agenda.engagements import ALWAYS, after, codes
from tests.agenda.participations import last_day
from tests.engagement.stories import (
    day,
    in_design,
    on,
    partnered,
    payer,
    propose,
    waive,
)

from pdflow import (
    LIGHT,
)
from pdflow.agenda import (
    agenda,
)
from pdflow.engagement import EndPartnership


def test_a_review_is_owed_by_a_date_or_an_end_and_not_once_it_was_waived() -> None:
    assert "partnership.review" in codes(*partnered())
    assert "partnership.review" not in codes(*partnered(*in_design(planned_end=None)))
    assert "partnership.review" not in codes(
        *partnered(), waive(payer(6), "w1", "partnership.not_reviewed", subject="p1")
    )


def test_a_partnership_that_ended_is_reviewed_at_once_where_no_touch_points_are_asked_for() -> None:
    ended = EndPartnership(payer(50), partner="p1", reason="done")
    without = attrs.evolve(LIGHT, name="ours", touch_point_every=None)
    for story, by in ((partnered(), on(50 + 90)), (partnered(*in_design(policy=without)), on(50))):
        owed = agenda(after(*story, ended), day(51), ALWAYS)
        assert {last_day(each.due) for each in owed if each.code == "partnership.review"} == {by}


def test_a_proposal_is_no_partnership() -> None:
    assert codes(*in_design(), propose(payer(3))) == set()
