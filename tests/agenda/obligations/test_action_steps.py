"""Action steps: their day, extended and postponed by leaves."""

import attrs
from tests.agenda.participations import after, found, last_day, owed
from tests.participation.stories import (
    Story,
    agree,
    ana,
    artifact,
    kim,
    on,
    rosa,
    with_growth_area,
)

from pdflow import (
    FULL,
)
from pdflow.participation import (
    ExtendActionStep,
    Pause,
    Resume,
)


def test_a_step_is_put_off_by_the_leaves_since_it_was_last_extended() -> None:
    """Agreed for day 16 and extended to day 22, ten days away make it day 32; extended anew afterwards, day 30."""
    twice = attrs.evolve(FULL, name="ours", extensions_per_step=2)
    first = ExtendActionStep(ana(10), step="st1", due=on(22), reason="ill")
    story = [*with_growth_area(policy=twice), agree(kim(9), "st1", "g1"), first]
    story += [Pause(rosa(11), until=on(21)), Resume(rosa(21))]
    again = ExtendActionStep(ana(23), step="st1", due=on(30), reason="ill again")
    assert last_day(found("step.review", after(*story), 22).due) == on(32)
    assert last_day(found("step.review", after(*story, again), 24).due) == on(30)


def test_the_extension_of_another_step_changes_nothing() -> None:
    steps = [agree(kim(9), "st1", "g1"), agree(kim(9), "st2", "g1")]
    leave = [Pause(rosa(10), until=on(20)), Resume(rosa(20))]
    other = ExtendActionStep(ana(21), step="st2", due=on(30), reason="ill")
    reviews = [
        each for each in owed(after(*with_growth_area(), *steps, *leave, other), 22) if each.code == "step.review"
    ]
    assert [(each.about, last_day(each.due)) for each in reviews] == [("st1", on(26)), ("st2", on(30))]


def with_step() -> Story:
    return [*with_growth_area(), agree(kim(9), "st1", "g1"), artifact(ana(12), "ar1", "st1")]


def test_an_extension_after_a_leave_is_not_put_off_by_it() -> None:
    leave = [Pause(rosa(10), until=on(20)), Resume(rosa(20))]
    held = after(*with_step()[:-1], *leave)
    extended = after(*with_step()[:-1], *leave, ExtendActionStep(ana(21), step="st1", due=on(30), reason="ill"))
    assert last_day(found("step.review", held, 22).due) == on(26)
    assert last_day(found("step.review", extended, 22).due) == on(30)
