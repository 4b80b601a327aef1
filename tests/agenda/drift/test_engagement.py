"""Drift of an engagement: each cause begins, says who can end it, and ends by that."""

from datetime import timedelta

import attrs
import pytest
from tests.engagement.stories import (
    closed,
    commissioned,
    day,
    lee,
    on,
    payer,
    plan,
    protect,
    scheduled,
)

from pdflow import (
    Command,
    Event,
    Role,
    engagement,
)
from pdflow.agenda import (
    ENGAGEMENT_CAUSES,
    EveryDay,
    Terms,
    drifts,
    drifts_ended,
)
from pdflow.engagement import HoldRevisit, LoseSlot, PlanRevisit, RecordFollowUp, UseSlot
from pdflow.testing.spec import given

ALWAYS = EveryDay()


def events(*commands: Command) -> list[Event]:
    history, state = list[Event](), engagement.decider.state()
    for command in commands:
        new_events = engagement.decider.decide(state, command)
        history += new_events
        engagement.decider.fold(new_events, onto=state)
    return history


def causes(n: float, *history: Command) -> dict[str, str | None]:
    """What drifts on day n, and what was missed."""
    return {drift.cause: drift.missed for drift in drifts(given(engagement.decider, *history).state, day(n), ALWAYS)}


def give(n: int, plan: str = "f1") -> Command:
    return RecordFollowUp(lee(n), given=f"given-{plan}", plan=plan, minutes=45)


def lose(n: int, slot: str) -> Command:
    return LoseSlot(payer(n, 15), slot=slot, put_first="a meeting")


@attrs.frozen
class Case:
    """A cause, how it comes about, since when, what was missed, and what ends it."""

    cause: str
    history: tuple[Command, ...]
    since: float
    missed: str
    ended_by: Command
    role: Role


LOST = (*commissioned(), protect(payer(2)), lose(14, "slot1"))


REVISIT = (*scheduled(), give(20), PlanRevisit(payer(3), revisit="rv1", on=on(25), messages="wait time"))
HELD = HoldRevisit(payer(40), held="rh1", revisit="rv1")


CASES = (
    Case("strategy_not_given", commissioned(), 30, "f1", give(40), Role.FACILITATOR),
    Case("slots_lost", LOST, 13.625, "slot1", UseSlot(payer(28, 15), slot="slot2"), Role.COMMISSIONER),
    Case("revisit_passed_over", REVISIT, 25, "rv1", HELD, Role.COMMISSIONER),
)


@pytest.mark.parametrize("case", CASES, ids=[case.cause for case in CASES])
def test_a_drift_begins_says_who_can_end_it_and_ends_by_that(case: Case) -> None:
    state = given(engagement.decider, *case.history).state
    since = day(case.since, 0) + timedelta(days=1)
    assert case.cause not in [drift.cause for drift in drifts(state, since - timedelta(seconds=1), ALWAYS)]
    [drift] = [drift for drift in drifts(state, since, ALWAYS) if drift.cause == case.cause]
    assert (drift.since, drift.missed, drift.role) == (since, case.missed, case.role)
    history = events(*case.history, case.ended_by)
    [ended] = [ended for ended in drifts_ended(history, ALWAYS, engagement.decider) if ended.drift.cause == case.cause]
    assert (ended.drift.missed, ended.by) == (case.missed, history[-1])


def test_every_cause_has_its_case() -> None:
    assert set(ENGAGEMENT_CAUSES) == {case.cause for case in CASES}


def test_nothing_drifts_in_an_engagement_that_is_closed() -> None:
    assert causes(900, *closed()) == {}


def test_slots_are_lost_since_one_was_last_used() -> None:
    slots = (*commissioned(), protect(payer(2), a=7, b=14, c=21))
    assert causes(22, *slots, lose(7, "a"), UseSlot(payer(14, 15), slot="b")).get("slots_lost") is None
    assert causes(22, *slots, UseSlot(payer(7, 15), slot="a"), lose(14, "b"), lose(21, "c"))["slots_lost"] == "c"


def test_a_revisit_is_passed_over_until_it_is_held_whatever_else_takes_place() -> None:
    assert causes(30, *REVISIT)["revisit_passed_over"] == "rv1"
    assert causes(30, *REVISIT, plan(lee(21), "f2"), give(25, "f2"))["revisit_passed_over"] == "rv1"
    assert "revisit_passed_over" not in causes(45, *REVISIT, HELD)
    early = HoldRevisit(payer(24), held="rh1", revisit="rv1")
    assert "revisit_passed_over" not in causes(30, *REVISIT, early)


def test_slots_are_lost_in_the_order_of_their_days_whenever_they_were_entered() -> None:
    slots = (*commissioned(), protect(payer(2), b=14, c=21), lose(21, "c"), lose(14, "b"))
    found = drifts(given(engagement.decider, *slots).state, day(22), ALWAYS)
    [lost] = [drift for drift in found if drift.cause == "slots_lost"]
    assert (lost.since, lost.missed) == (day(14, 15), "c")


def test_a_revisit_is_passed_over_where_nothing_was_ever_given_or_held() -> None:
    revisit = PlanRevisit(payer(3), revisit="rv1", on=on(25), messages="wait time")
    assert causes(26, *commissioned(), revisit) == {"revisit_passed_over": "rv1"}


def test_a_revisit_on_a_closed_day_may_be_kept_on_the_next_open_one() -> None:
    state, closed = given(engagement.decider, *REVISIT).state, Terms(weekend=frozenset(), closed={on(25)})
    assert [drift.since for drift in drifts(state, day(30), closed)] == [day(27, 0)]


def test_a_second_slot_lost_is_the_same_drift_as_the_first() -> None:
    slots = (*commissioned(), protect(payer(2), a=7, b=14, c=21))
    history = events(*slots, lose(7, "a"), lose(14, "b"), UseSlot(payer(21, 15), slot="c"))
    ended = [each for each in drifts_ended(history, ALWAYS, engagement.decider) if each.drift.cause == "slots_lost"]
    assert [(each.drift.missed, each.by) for each in ended] == [("b", history[-1])]
