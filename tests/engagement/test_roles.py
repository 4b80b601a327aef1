"""Supporters and roles: who helps, and what managers and trainers do for it."""

from tests.engagement.stories import (
    Story,
    after,
    commissioned,
    in_design,
    kim,
    office,
    pat,
    payer,
    requested,
    supporter,
    tom,
    void,
)

from pdflow import COLLEGE_CPD, Role
from pdflow.engagement import (
    Commission,
    DefineManagerRole,
    DefineTrainerRole,
    ManagerRoleDefined,
    SupporterNamed,
    TrainerRoleDefined,
)
from pdflow.engagement.roles import role_of
from pdflow.policy import Question


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
    named.when(supporter(payer(2), who=kim)).nothing()


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


def test_the_managers_role_is_to_support_and_to_track() -> None:
    command = DefineManagerRole(payer(1), definition="mr1", supports="frees Fridays", tracks="asks monthly")
    state = (
        after(*in_design())
        .when(command)
        .then(
            ManagerRoleDefined(
                command.header, definition="mr1", supports="frees Fridays", tracks="asks monthly", supersedes=None
            )
        )
    )
    assert role_of(state, Question.MANAGER_ROLE) == "mr1"
    assert role_of(state, Question.TRAINER_ROLE) is None


def test_the_trainer_s_role_is_to_advise_and_to_take_part() -> None:
    command = DefineTrainerRole(payer(1), definition="tr1", advice="small steps", part="two visits")
    after(*in_design()).when(command).then(
        TrainerRoleDefined(command.header, definition="tr1", advice="small steps", part="two visits", supersedes=None)
    )


def test_a_role_defined_anew_supersedes_its_own_kind_only() -> None:
    both = (
        *commissioned(),
        DefineManagerRole(payer(3), definition="mr1", supports="a", tracks="b"),
        DefineTrainerRole(payer(3), definition="tr1", advice="a", part="b"),
    )
    [event] = after(*both).when(DefineManagerRole(payer(4), definition="mr2", supports="c", tracks="d")).events
    assert event.supersedes == "mr1"
    [event] = after(*both).when(DefineTrainerRole(payer(4), definition="tr2", advice="c", part="d")).events
    assert event.supersedes == "tr1"
    after(*both).when(DefineTrainerRole(payer(4), definition="tr1", advice="c", part="d")).nothing()


def test_roles_are_settled_from_the_design_on() -> None:
    for command in (
        supporter(payer(1)),
        DefineManagerRole(payer(1), definition="mr1", supports="a", tracks="b"),
        DefineTrainerRole(payer(1), definition="tr1", advice="a", part="b"),
    ):
        after(*requested()).when(command).refused("engagement.not_in_stage")
