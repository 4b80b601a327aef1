"""Action steps are completed, extended and dropped."""

import attrs
import pytest
from tests.participation.permissions import AT_WORK, people_allowed, phases_allowed
from tests.participation.stories import (
    SUPPORTERS,
    Story,
    agree,
    ana,
    artifact,
    check_in,
    day,
    in_cycle_two,
    kim,
    observe,
    office,
    on,
    with_growth_area,
)

from pdflow import FULL, Command, Header, Level
from pdflow.participation import (
    ActionStepCompleted,
    ActionStepDropped,
    ActionStepExtended,
    CompleteActionStep,
    DropActionStep,
    ExtendActionStep,
    Progress,
    RecordVoided,
    Shown,
    StepReview,
    VoidRecord,
    Waive,
    decider,
)
from pdflow.testing.spec import given

TWICE = attrs.evolve(FULL, name="ours", extensions_per_step=2)


def with_step(*then: Command) -> Story:
    """A step agreed on day 10, due on day 17."""
    return [*with_growth_area(), agree(kim(10), "st1", "g1"), *then]


def complete(header: Header, evidence: str = "ob2", step: str = "st1") -> Command:
    return CompleteActionStep(header, step=step, evidence=evidence)


def extend(header: Header, due: int = 24, step: str = "st1", reason: str = "illness") -> Command:
    return ExtendActionStep(header, step=step, due=on(due), reason=reason, note="flu")


def drop(header: Header, step: str = "st1", reason: str = "too hard") -> Command:
    return DropActionStep(header, step=step, reason=reason, note="try another")


def observed_on_day(n: float = 12) -> Command:
    return observe(kim(n), "ob2", "st1")


# CompleteActionStep


def looked_at(evidence: str) -> Command:
    """A check-in named ob2 that reviews the step and shows the growth area, on that evidence."""
    shown = (Shown("g1", Level.PARTLY, evidence),)
    return check_in(kim(12), "ob2", reviews=(StepReview("st1", Progress.DONE),), shows=shown)


@pytest.mark.parametrize("evidence", [observed_on_day(), artifact(ana(12), "ob2"), looked_at("film 12")])
def test_a_step_is_completed_on_evidence(evidence: Command) -> None:
    command = complete(ana(13))
    state = given(decider, *with_step(evidence)).when(command).then(ActionStepCompleted.of(command))
    assert state.open_steps() == []


def test_a_check_in_without_evidence_completes_no_step() -> None:
    [reason] = given(decider, *with_step(looked_at(""))).when(complete(ana(13))).refused("step.no_evidence")
    assert (reason.parameters, reason.remedy) == ({"evidence": "ob2"}, "AddArtifact")


def test_evidence_is_later_than_the_agreement() -> None:
    [reason] = given(decider, *with_step()).when(complete(ana(13), "ob1")).refused("step.no_evidence")
    assert reason.parameters == {"evidence": "ob1"}


def test_evidence_is_on_record() -> None:
    [reason] = given(decider, *with_step()).when(complete(ana(13), "ob9")).refused("step.no_evidence")
    assert reason.parameters == {"unknown": ("ob9",)}


def test_a_completion_does_not_precede_its_evidence_or_its_agreement() -> None:
    [reason] = given(decider, *with_step(observed_on_day())).when(complete(ana(11))).refused("record.before")
    assert reason.parameters == {"record": "ob2", "at": day(12)}
    reasons = given(decider, *with_step()).when(complete(ana(9, 9), "ob1")).reasons
    assert {"record": "st1", "at": day(10)} in [reason.parameters for reason in reasons]


def test_what_completed_a_step_cannot_be_voided_but_the_completion_can() -> None:
    done = complete(ana(13))
    story = with_step(observed_on_day(), done)
    void = VoidRecord(office(14), record="ob2", reason="mistake")
    [reason] = given(decider, *story).when(void).refused("record.relied_upon")
    assert reason.parameters["record"] == "ob2"
    undo = VoidRecord(office(14), record=done.header.id, reason="mistake")
    assert given(decider, *story).when(undo).then(RecordVoided).open_steps() == ["st1"]


# ExtendActionStep and DropActionStep


def test_a_step_is_given_more_time() -> None:
    command = extend(ana(16))
    given(decider, *with_step()).when(command).then(ActionStepExtended.of(command))


def test_one_extension_is_enough_unless_waived() -> None:
    story = with_step(extend(ana(16)))
    [reason] = given(decider, *story).when(extend(ana(23), 30)).refused("step.extended_too_often")
    assert reason.parameters == {"most": 1, "have": 1}
    waive = Waive(office(23), waiver="w1", requirement="step.extended_too_often", reason="illness")
    given(decider, *story, waive).when(extend(ana(23), 30)).then(ActionStepExtended)


def test_extensions_count_step_by_step_and_may_be_switched_off() -> None:
    story = with_step(agree(kim(10), "st2", "g1"), extend(ana(16)))
    given(decider, *story).when(extend(ana(16), step="st2")).then(ActionStepExtended)
    free = attrs.evolve(FULL, name="ours", extensions_per_step=None)
    again = [*with_growth_area(policy=free), agree(kim(10), "st1", "g1"), extend(ana(16))]
    given(decider, *again).when(extend(ana(23), 30)).then(ActionStepExtended)


def test_an_extension_can_be_voided_by_the_id_of_its_command() -> None:
    command = extend(ana(16))
    story = with_step(command, VoidRecord(office(17), record=command.header.id, reason="mistake"))
    given(decider, *story).when(extend(ana(18), 26)).then(ActionStepExtended)


@pytest.mark.parametrize("due", [16, 17])
def test_an_extension_gives_more_time(due: int) -> None:
    [reason] = given(decider, *with_step()).when(extend(ana(16), due)).refused("step.not_later")
    assert reason.parameters == {"due": on(due), "present": on(17)}


def test_an_extension_is_later_than_the_one_before_it() -> None:
    story = [*with_growth_area(policy=TWICE), agree(kim(10), "st1", "g1"), extend(ana(16))]
    [reason] = given(decider, *story).when(extend(ana(18), 20)).refused("step.not_later")
    assert reason.parameters == {"due": on(20), "present": on(24)}
    given(decider, *story).when(extend(ana(18), 25)).then(ActionStepExtended)


def test_the_same_extension_again_is_a_no_op_and_one_for_another_reason_is_not() -> None:
    story = with_step(extend(ana(16)))
    given(decider, *story).when(extend(ana(18))).nothing()
    codes = [reason.code for reason in given(decider, *story).when(extend(ana(18), reason="other")).reasons]
    assert codes == ["step.not_later", "step.extended_too_often"]


def test_a_step_is_dropped() -> None:
    command = drop(kim(16))
    assert given(decider, *with_step()).when(command).then(ActionStepDropped.of(command)).open_steps() == []


@pytest.mark.parametrize("command", [extend(ana(16), reason=""), drop(kim(16), reason="")])
def test_extending_and_dropping_need_a_reason(command: Command) -> None:
    given(decider, *with_step()).when(command).refused("step.no_reason")


def test_completing_the_completed_and_dropping_the_dropped_is_a_no_op() -> None:
    given(decider, *with_step(observed_on_day(), complete(ana(13)))).when(complete(ana(14))).nothing()
    given(decider, *with_step(drop(kim(13)))).when(drop(kim(14))).nothing()
    given(decider, *with_step(drop(kim(13)))).when(drop(kim(14), reason="other")).refused("step.unknown")


def test_a_completed_step_is_not_completed_on_other_evidence_without_a_word() -> None:
    story = with_step(observed_on_day(), artifact(ana(13), "ar1", "st1"), complete(ana(13)))
    given(decider, *story).when(complete(ana(14), "ar1")).refused("step.unknown")


ACTS = {"complete": complete, "extend": extend, "drop": drop}


@pytest.mark.parametrize("act", ACTS)
def test_a_step_nobody_agreed_on_is_unknown(act: str) -> None:
    values = {"evidence": "ob1", "step": "st9"} if act == "complete" else {"step": "st9"}
    codes = [reason.code for reason in given(decider, *with_step()).when(ACTS[act](kim(13), **values)).reasons]
    assert codes == ["step.unknown"]
    [reason] = given(decider, *with_growth_area()).when(ACTS[act](kim(13), **values)).refused("step.unknown")
    assert reason.remedy == "AgreeActionStep"


@pytest.mark.parametrize("act", ["complete", "extend"])
def test_a_dropped_step_is_no_longer_there(act: str) -> None:
    dropped = with_step(observed_on_day(), drop(kim(13)))
    [reason] = given(decider, *dropped).when(ACTS[act](kim(14))).refused("step.unknown")
    assert reason.parameters == {}
    with_another = given(decider, *dropped, agree(kim(13), "st2", "g1"))
    [reason] = with_another.when(ACTS[act](kim(14))).refused("step.unknown")
    assert reason.parameters == {"step": "st1"}


def test_participant_and_team_complete_and_extend_and_the_team_drops() -> None:
    both = {"ana", *SUPPORTERS, "office"}
    assert people_allowed(complete, with_step(observed_on_day())) == both
    assert people_allowed(extend, with_step()) == both
    assert people_allowed(drop, with_step()) == {*SUPPORTERS, "office"}


def test_steps_are_settled_at_work() -> None:
    for command in (complete(kim(200)), extend(kim(200)), drop(kim(200))):
        assert phases_allowed(command) == AT_WORK


def test_open_steps_pass_over_into_the_next_cycle_with_their_extensions() -> None:
    further = [agree(kim(17, 7), "st2", "g1"), extend(ana(18), 26, "st2")]
    story = [*in_cycle_two()[:-2], *further, *in_cycle_two()[-2:]]
    state = given(decider, *story).state
    assert (state.open_steps(), len(state.extensions)) == (["st2"], 1)
    given(decider, *story).when(extend(ana(25), 30, "st2")).refused("step.extended_too_often")


def test_a_step_is_not_extended_into_the_past() -> None:
    [reason] = given(decider, *with_step()).when(extend(ana(20), 19)).refused("step.in_the_past")
    assert reason.parameters == {"due": on(19)}
