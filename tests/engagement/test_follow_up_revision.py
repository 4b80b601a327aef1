"""Follow-up revision: strategies are dropped and added because needs changed."""

from time import process_time

import attrs
import pytest
from tests.engagement.stories import (
    after,
    differs,
    in_design,
    lee,
    office,
    on,
    plan,
    void,
)

from pdflow import Strategy
from pdflow.engagement import (
    Addition,
    Engagement,
    FollowUpPlanned,
    FollowUpRevised,
    ForWhom,
    Mode,
    ReviseFollowUp,
)
from pdflow.engagement.state import current_briefing

PLANNED = (*in_design(), plan(lee(1)))
VISITS = Addition("f2", Strategy.OBSERVATION, Mode.IN_PERSON, "lee", on(40), ForWhom(sites=("North",)))


def revise(header, revision: str = "rv1", **values: object) -> ReviseFollowUp:
    return ReviseFollowUp(header, revision=revision, **{"reason": "needs changed", **values})


def strategies(state: Engagement) -> list[Strategy]:
    return [offer.strategy for offer in current_briefing(state).follow_up]


def test_a_revision_drops_and_adds_and_briefs_on_the_strategies_in_force() -> None:
    command = revise(office(5), drops=("f1",), adds=(VISITS,), note="they asked for it")
    revised, planned = after(*PLANNED).when(command).events
    assert revised == FollowUpRevised(
        command.header,
        revision="rv1",
        drops=("f1",),
        adds=("f2",),
        reason="needs changed",
        note="they asked for it",
        briefing=revised.briefing,
    )
    assert planned == FollowUpPlanned(
        command.header,
        plan="f2",
        strategy=Strategy.OBSERVATION,
        mode=Mode.IN_PERSON,
        owner="lee",
        on=on(40),
        for_whom=ForWhom(sites=("North",)),
        revision="rv1",
        briefing=planned.briefing,
    )
    assert revised.briefing.follow_up == ()
    assert planned.briefing.strategies_for("ana", "North") == (Strategy.OBSERVATION,)
    assert differs(after(*PLANNED, command).when(revise(office(6), adds=(VISITS,)))) == ("drops",)


@pytest.mark.parametrize(
    "other",
    [
        {"strategy": Strategy.COACHING},
        {"mode": Mode.PHONE},
        {"owner": "kim"},
        {"on": on(50)},
        {"for_whom": ForWhom(sites=("South",))},
    ],
)
def test_the_same_revision_with_other_details_of_what_it_adds_is_another_one(other: dict[str, object]) -> None:
    command = revise(office(5), drops=("f1",), adds=(VISITS,))
    after(*PLANNED, command).when(revise(office(6), drops=("f1",), adds=(VISITS,))).nothing()
    changed = revise(office(6), drops=("f1",), adds=(attrs.evolve(VISITS, **other),))
    assert differs(after(*PLANNED, command).when(changed)) == ("adds",)


def test_a_revision_needs_a_reason_and_something_to_revise() -> None:
    after(*PLANNED).when(revise(office(5), drops=("f1",), reason="")).refused("followup.no_reason")
    after(*PLANNED).when(revise(office(5))).refused("followup.unknown")
    [reason] = after(*in_design()).when(revise(office(5), adds=(VISITS,))).refused("followup.unknown")
    assert reason.remedy == "PlanFollowUp"
    after(*PLANNED).when(revise(office(5), drops=("f9",))).refused("followup.unknown")


def test_what_was_dropped_is_not_dropped_twice() -> None:
    dropped = (*PLANNED, revise(office(5), drops=("f1",)))
    [reason] = after(*dropped).when(revise(office(6), "rv2", drops=("f1",))).refused("followup.unknown")
    assert reason.parameters == {"plans": ("f1",)}


def test_what_a_revision_adds_is_planned_like_any_other() -> None:
    vague = (Addition("f2", Strategy.COACHING, Mode.PHONE), Addition("f3", Strategy.COACHING, Mode.PHONE, "lee", on(9)))
    reasons = after(*PLANNED).when(revise(office(5), adds=vague)).refused("followup.no_owner", "followup.no_date")
    assert [reason.parameters for reason in reasons] == [{"plans": ("f2",)}] * 2


@pytest.mark.parametrize("taken", ["f1", "rv1", "twice"])
def test_what_a_revision_adds_has_a_free_name(taken: str) -> None:
    first = Addition(taken, Strategy.COACHING, Mode.PHONE, "lee", on(60))
    adds = (first, first) if taken == "twice" else (first,)
    after(*PLANNED).when(revise(office(5), adds=adds)).refused("record.name_taken")


def test_of_50_000_additions_the_name_that_is_given_twice_is_found_at_once() -> None:
    began = process_time()
    adds = [Addition(f"n{number}", Strategy.COACHING, Mode.PHONE, "lee", on(60)) for number in range(50_000)]
    [reason] = after(*PLANNED).when(revise(office(5), adds=(*adds, adds[-1]))).refused("record.name_taken")
    assert reason.parameters == {"record": "n49999", "kind": "plans"}
    assert process_time() - began < 20


def test_what_a_revision_adds_was_not_voided() -> None:
    voided = (*PLANNED, plan(lee(2), "f2"), void(office(3), "f2"))
    [reason] = after(*voided).when(revise(office(5), adds=(VISITS,))).refused("record.void")
    assert reason.parameters == {"record": "f2"}


def test_a_revision_is_voided_after_what_it_added() -> None:
    story = (*PLANNED, revise(office(5), drops=("f1",), adds=(VISITS,)))
    after(*story).when(void(office(6), "rv1")).refused("record.relied_upon")
    after(*story).when(void(office(6), "f1")).refused("record.relied_upon")
    back = after(*story, void(office(6), "f2"), void(office(6), "rv1")).state
    assert strategies(back) == [Strategy.DISCUSSION]
