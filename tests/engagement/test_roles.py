"""Roles: what managers and trainers do for the implementation."""

from tests.engagement.stories import (
    after,
    commissioned,
    differs,
    in_design,
    payer,
    requested,
    supporter,
)

from pdflow.engagement import (
    DefineManagerRole,
    DefineTrainerRole,
    ManagerRoleDefined,
    TrainerRoleDefined,
)
from pdflow.engagement.roles import role_of
from pdflow.policy import Question


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
    assert differs(after(*both).when(DefineTrainerRole(payer(4), definition="tr1", advice="c", part="d"))) == (
        "advice",
        "part",
    )


def test_roles_are_settled_from_the_design_on() -> None:
    for command in (
        supporter(payer(1)),
        DefineManagerRole(payer(1), definition="mr1", supports="a", tracks="b"),
        DefineTrainerRole(payer(1), definition="tr1", advice="a", part="b"),
    ):
        after(*requested()).when(command).refused("engagement.not_in_stage")
