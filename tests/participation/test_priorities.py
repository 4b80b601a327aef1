"""Priorities, and practice shared with others."""

from tests.participation.permissions import AT_WORK, LIVE, people_allowed, phases_allowed, says_otherwise
from tests.participation.stories import (
    SUPPORTERS,
    Story,
    agree,
    ana,
    artifact,
    completed,
    day,
    in_cycle_two,
    kim,
    observe,
    observed,
    office,
    settled,
    supported,
)

from pdflow import Command, Header
from pdflow.participation import (
    CompleteActionStep,
    DropActionStep,
    Ending,
    Phase,
    PracticeShared,
    PriorityRetired,
    PrioritySet,
    RecordVoided,
    RetirePriority,
    SetPriority,
    SharePractice,
    VoidRecord,
    decider,
)
from pdflow.testing.spec import given


def prioritise(header: Header, priority: str = "p1", statement: str = "more talk in class") -> Command:
    return SetPriority(header, priority=priority, statement=statement)


def retire(header: Header, priority: str = "pr1") -> Command:
    return RetirePriority(header, priority=priority, accomplished=True)


def share(header: Header, sharing: str = "sh1") -> Command:
    return SharePractice(header, sharing=sharing, occasion="staff meeting", note="a lesson on film")


def with_priorities(count: int = 1) -> Story:
    return [*supported(), *(prioritise(ana(5), f"pr{number}") for number in range(1, count + 1))]


def test_a_priority_is_set() -> None:
    command = prioritise(ana(5), "pr1")
    state = given(decider, *supported()).when(command).then(PrioritySet.of(command))
    assert state.priorities.keys() == {"pr1"}


def test_three_priorities_are_enough() -> None:
    [reason] = given(decider, *with_priorities(3)).when(prioritise(ana(6), "pr4")).refused("priority.too_many")
    assert (reason.parameters, reason.remedy) == ({"most": 3, "have": 3}, "RetirePriority")


def test_a_priority_retired_makes_room() -> None:
    given(decider, *with_priorities(3), retire(kim(6))).when(prioritise(ana(6), "pr4")).then(PrioritySet)


def test_the_same_priority_again_is_a_no_op() -> None:
    given(decider, *with_priorities(3)).when(prioritise(ana(9), "pr1")).nothing()
    given(decider, *with_priorities(), retire(kim(6))).when(prioritise(ana(9), "pr1")).nothing()


def test_the_participant_and_the_team_set_priorities() -> None:
    assert people_allowed(lambda header: prioritise(header, "pr1")) == {"ana", *SUPPORTERS, "office"}
    assert phases_allowed(prioritise(ana(200), "pr1")) == LIVE


def test_a_priority_is_retired() -> None:
    command = retire(kim(6))
    state = given(decider, *with_priorities()).when(command).then(PriorityRetired.of(command))
    assert state.still_open(state.priorities) == []


def test_a_priority_of_the_same_name_that_says_something_else_is_refused() -> None:
    assert says_otherwise(given(decider, *with_priorities()).when(prioritise(ana(9), "pr1", "less talk"))) == (
        "statement",
    )


def test_what_was_accomplished_was_not_given_up() -> None:
    given_up = RetirePriority(kim(7), priority="pr1", accomplished=False)
    retired = given(decider, *with_priorities(2), retire(kim(6))).when(given_up)
    [reason] = retired.refused("record.unknown")
    assert reason.parameters == {"record": "pr1", "ended": Ending.RETIRED}


def test_retiring_a_priority_again_is_a_no_op() -> None:
    given(decider, *with_priorities(), retire(kim(6))).when(retire(kim(7))).nothing()


def test_a_priority_with_open_steps_is_in_use() -> None:
    story = [*with_priorities(), agree(kim(6), "st1", "pr1")]
    [reason] = given(decider, *story).when(retire(kim(7))).refused("priority.in_use")
    assert reason.parameters == {"priority": "pr1", "steps": ("st1",)}
    assert reason.remedy == "CompleteActionStep"


def test_a_priority_whose_steps_are_settled_is_not_in_use() -> None:
    story = [*with_priorities(), agree(kim(6), "st1", "pr1"), agree(kim(6), "st2", "pr1")]
    seen = [observe(kim(9), "ob1", "st1"), CompleteActionStep(ana(9), step="st1", evidence="ob1")]
    dropped = DropActionStep(kim(9), step="st2", reason="too hard")
    given(decider, *story, *seen, dropped).when(retire(kim(10))).then(PriorityRetired)


def test_a_priority_nobody_set_or_set_later_cannot_be_retired() -> None:
    [reason] = given(decider, *with_priorities()).when(retire(kim(6), "pr9")).refused("record.unknown")
    assert reason.parameters == {"unknown": ("pr9",)}
    [reason] = given(decider, *with_priorities()).when(retire(kim(4, 9))).refused("record.before")
    assert reason.parameters == {"record": "pr1", "at": day(5)}


def test_a_retirement_can_be_voided() -> None:
    command = retire(kim(6))
    void = VoidRecord(office(7), record=command.header.id, reason="mistake")
    state = given(decider, *with_priorities(), command).when(void).then(RecordVoided)
    assert state.still_open(state.priorities) == ["pr1"]


def test_the_team_retires_priorities() -> None:
    assert people_allowed(retire, with_priorities()) == {*SUPPORTERS, "office"}
    assert phases_allowed(retire(kim(200))) == LIVE


def test_practice_is_shared_once_there_is_any() -> None:
    command = share(ana(9))
    given(decider, *observed()).when(command).then(PracticeShared.of(command))
    given(decider, *supported(), artifact(ana(8), "ar1")).when(command).then(PracticeShared)


def test_there_is_nothing_to_share_yet() -> None:
    [reason] = given(decider, *with_priorities(), retire(kim(6))).when(share(ana(9))).refused("sharing.nothing_yet")
    assert reason.remedy == "AddArtifact"


def test_what_was_seen_in_a_closed_cycle_can_be_shared() -> None:
    given(decider, *in_cycle_two()).when(share(ana(21))).then(PracticeShared)


def test_practice_may_be_shared_after_completion() -> None:
    state = given(decider, *completed()).when(share(ana(150))).then(PracticeShared)
    assert state.phase is Phase.COMPLETED


def test_sharing_again_is_a_no_op() -> None:
    given(decider, *observed(), share(ana(9))).when(share(ana(10))).nothing()


def test_the_participant_and_the_team_share_practice_at_work_and_afterwards() -> None:
    assert people_allowed(share, observed()) == {"ana", *SUPPORTERS, "office"}
    assert phases_allowed(share(ana(200))) == {*AT_WORK, Phase.COMPLETED}


def test_a_completed_step_is_something_to_share() -> None:
    state = given(decider, *settled()).when(share(ana(18))).then(PracticeShared)
    assert state.sharings.keys() == {"sh1"}


def test_practice_is_not_shared_before_there_was_any() -> None:
    story = given(decider, *observed())
    early, later = (SharePractice(ana(n), sharing="sh9", occasion="staff meeting") for n in (7, 8))
    story.when(early).refused("sharing.nothing_yet")
    story.when(later).then(PracticeShared)
