"""Supporters: who helps others put the training to use, beside the line manager."""

from tests.engagement.stories import (
    Story,
    after,
    differs,
    in_design,
    kim,
    office,
    pat,
    payer,
    supporter,
    tom,
    void,
)

from pdflow import COLLEGE_CPD, Role
from pdflow.engagement import (
    Commission,
    SupporterNamed,
)


def codes(*story: Story) -> set[str]:
    """The reasons against commissioning."""
    return {reason.code for reason in after(*story).when(Commission(payer(9))).reasons}


def test_a_supporter_is_named_with_role_time_task_and_guidance() -> None:
    command = supporter(payer(1), who=pat, when="Fridays", tasked="in their plan", guided="by the coach")
    after(*in_design()).when(command).then(
        SupporterNamed(
            command.header,
            supporter="su1",
            person="pat",
            role=Role.PEER,
            when="Fridays",
            tasked="in their plan",
            guided="by the coach",
            supersedes=None,
        )
    )


def test_naming_the_same_person_anew_supersedes_and_the_same_name_is_a_no_op() -> None:
    named = after(*in_design(), supporter(payer(1), who=pat))
    [event] = named.when(supporter(payer(2), "su2", who=pat)).events
    assert event.supersedes == "su1"
    [event] = named.when(supporter(payer(2), "su2", who=kim)).events
    assert event.supersedes is None
    assert differs(named.when(supporter(payer(2), who=kim))) == ("person", "role")


def test_the_line_manager_alone_is_not_enough() -> None:
    story = in_design(policy=COLLEGE_CPD)
    assert "design.no_supporter" in codes(*story)
    alone = (*story, supporter(payer(1), who=tom))
    assert "team.only_line_manager" in codes(*alone)
    assert not {"design.no_supporter", "team.only_line_manager"} & codes(*alone, supporter(payer(2), "su2", who=kim))


def test_of_one_person_the_role_named_last_counts() -> None:
    story = (*in_design(policy=COLLEGE_CPD), supporter(payer(1), who=pat))
    demoted = supporter(payer(2), "su2", who=pat, role=Role.MANAGER)
    assert "team.only_line_manager" in codes(*story, demoted)
    assert "team.only_line_manager" not in codes(*story, demoted, void(office(3), "su2"))
