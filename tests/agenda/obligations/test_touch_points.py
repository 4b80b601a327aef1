"""Touch points of a partnership: on the days agreed, as long as it lasts."""

from tests.agenda.engagements import after, codes, found, touch_point
from tests.agenda.participations import last_day
from tests.engagement.stories import (
    agree,
    in_design,
    on,
    partnered,
    payer,
)

from pdflow.engagement import EndPartnership


def test_a_partnership_that_ended_has_no_touch_points_left() -> None:
    assert "partnership.touch_point" not in codes(*partnered(), EndPartnership(payer(50), partner="p1", reason="done"))


def test_touch_points_follow_the_agreement_made_last() -> None:
    again = agree(payer(40), "ag2", touch_points=(on(60), on(80)))
    assert last_day(found("partnership.touch_point", after(*partnered(), touch_point(30), again)).due) == on(60)


def test_touch_points_are_held_in_the_order_of_their_days() -> None:
    agreed = (*in_design(), *partnered()[-3:-1], agree(payer(5), touch_points=(on(90), on(30))))
    assert last_day(found("partnership.touch_point", after(*agreed)).due) == on(30)
    assert last_day(found("partnership.touch_point", after(*agreed, touch_point(30))).due) == on(90)
