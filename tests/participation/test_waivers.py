"""Requirements waived, on record, for one cycle."""

import pytest
from tests.participation.permissions import LIVE, people_allowed, phases_allowed, says_otherwise
from tests.participation.stories import (
    Story,
    ana,
    attend,
    commit,
    enrolled,
    evaluate,
    in_cycle_two,
    kim,
    lee,
    looked_at,
    measure,
    office,
    on,
    payer,
    ready,
    settled,
    trained,
)

from pdflow import TEXAS_CYCLE, Header
from pdflow.participation import (
    BeginNextCycle,
    BeginSupport,
    Complete,
    ParticipationCompleted,
    RequirementWaived,
    SupportBegun,
    VoidRecord,
    Waive,
    decider,
)
from pdflow.testing.spec import given


def void(record: str, header: Header | None = None) -> VoidRecord:
    return VoidRecord(header or office(120), record=record, reason="mistake")


def waive(code: str, name: str = "w1", header: Header | None = None) -> Waive:
    return Waive(header or office(4), waiver=name, requirement=code, reason="snow")


WAIVABLE = {
    "training.attendance_short",
    "training.evaluation_missing",
    "training.no_commitment",
    "support.no_supporter",
    "support.not_planned",
    "support.not_begun",
    "team.only_line_manager",
    "team.coach_is_manager",
    "outcome.no_baseline",
    "outcome.not_remeasured",
    "coaching.too_few_observations",
    "coaching.last_step_unchecked",
    "coaching.no_return_visit",
    "feedback.owed",
    "growth_area.not_shown",
    "step.too_far_off",
    "step.extended_too_often",
    "support.no_contact",
    "commitment.unreviewed",
    "cycle.too_soon",
    "cycle.no_coaching",
    "cycle.short",
    "cycle.was_the_last",
}


def test_a_requirement_is_waived_on_record_for_the_current_cycle() -> None:
    command = Waive(payer(25), waiver="w1", requirement="cycle.no_coaching", reason="coach ill", note="flu")
    given(decider, *in_cycle_two()).when(command).then(RequirementWaived.of(command, cycle=2))


def test_these_requirements_can_be_waived_and_no_others() -> None:
    assert {code for code, cause in decider.reason_codes.items() if cause.waivable} == WAIVABLE


@pytest.mark.parametrize("code", sorted(set(decider.reason_codes) - WAIVABLE))
def test_what_cannot_be_waived_is_refused_by_name(code: str) -> None:
    [reason] = given(decider, *enrolled()).when(waive(code)).refused("waiver.not_waivable")
    assert reason.parameters == {"requirement": code}


def test_a_misspelt_requirement_is_refused_with_the_one_that_is_meant() -> None:
    [reason] = given(decider, *enrolled()).when(waive("feedback.owned")).refused("waiver.unknown_requirement")
    assert reason.parameters == {"requirement": "feedback.owned", "meant": "feedback.owed"}


def test_a_requirement_is_waived_with_a_reason() -> None:
    command = Waive(office(4), waiver="w1", requirement="feedback.owed", reason="")
    given(decider, *enrolled()).when(command).refused("waiver.no_reason")


@pytest.mark.parametrize("code", ["right.role", "coaching.not_the_coach", "no.such_code"])
def test_rights_and_unknown_codes_cannot_be_waived(code: str) -> None:
    [reason] = given(decider, *enrolled()).when(waive(code)).refused("waiver.unknown_requirement")
    assert reason.parameters == {"requirement": code}


def uncommitted() -> Story:
    return [*enrolled(), attend(lee(3), "a1")]


def test_a_waived_requirement_no_longer_stands_in_the_way() -> None:
    given(decider, *uncommitted()).when(BeginSupport(kim(5))).refused("training.no_commitment")
    given(decider, *uncommitted(), waive("training.no_commitment")).when(BeginSupport(kim(5))).then(SupportBegun)


def test_a_waiver_covers_its_own_code_only() -> None:
    given(decider, *uncommitted(), waive("cycle.short")).when(BeginSupport(kim(5))).refused("training.no_commitment")


def test_a_waiver_can_be_voided() -> None:
    story = [*uncommitted(), waive("training.no_commitment"), void("w1", office(4))]
    given(decider, *story).when(BeginSupport(kim(5))).refused("training.no_commitment")
    given(decider, *story).when(waive("training.no_commitment")).refused("record.void")


def test_the_next_cycle_ends_a_waiver() -> None:
    story = [*in_cycle_two(), attend(lee(23), "a2", "d2")]
    given(decider, *story, waive("training.no_commitment")).when(BeginSupport(kim(25))).then(SupportBegun)
    former = [waive("training.no_commitment"), *story[-2:]]
    given(decider, *story[:-2], *former).when(BeginSupport(kim(25))).refused("training.no_commitment")


def test_a_shortfall_waived_in_its_own_cycle_stays_waived_at_the_end() -> None:
    short = [*enrolled(), attend(lee(3), "a1", there=100), evaluate(ana(3), "e1"), commit(ana(4), "c1", ask=20)]
    story = [*short, waive("training.attendance_short"), *settled()[len(trained()) :], BeginNextCycle(kim(20), cycle=2)]
    waived = [waive("cycle.no_coaching", "w2"), waive("support.no_contact", "w3")]
    outcome = given(decider, *story, *waived, looked_at(), measure(lee(100), "r1", on(100)))
    outcome.when(Complete(kim(101))).then(ParticipationCompleted)


def test_waivers_are_listed_when_a_participation_ends() -> None:
    story = [
        *ready(policy=TEXAS_CYCLE),
        waive("cycle.short", "w1"),
        waive("feedback.owed", "w2"),
        waive("cycle.short", "w3"),
    ]
    [event] = given(decider, *story).when(Complete(kim(101))).events
    assert isinstance(event, ParticipationCompleted)
    assert event.summary.waived == ("cycle.short", "feedback.owed")


def test_the_same_waiver_again_is_a_no_op() -> None:
    given(decider, *enrolled(), waive("cycle.short")).when(waive("cycle.short")).nothing()


def test_a_waiver_of_the_same_name_for_another_requirement_is_refused() -> None:
    waived = given(decider, *enrolled(), waive("cycle.short"))
    assert says_otherwise(waived.when(waive("feedback.owed"))) == ("requirement",)


def test_waiving_is_for_coordinator_and_commissioner_or_the_programme_on_their_behalf() -> None:
    assert people_allowed(lambda header: waive("cycle.short", header=header)) == {"office", "payer", "host"}
    assert phases_allowed(waive("cycle.short", header=office(300))) == LIVE
